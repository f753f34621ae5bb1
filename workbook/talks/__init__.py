"""The talk: the log that only grows, promises on both sides, conduct, the next line to say, counter-offers."""

from workbook.talks.caution import Question, caller_check, red_flags
from workbook.talks.conduct import Finding, conduct, in_short
from workbook.talks.court import Answer, answer_to
from workbook.talks.debits import Debit, collisions, debits
from workbook.talks.lines import Heard, Reply, replies, reply
from workbook.talks.log import Entry, entries, uncorrected, unplaced
from workbook.talks.offers import about, before_a_yes, unanswered
from workbook.talks.pad import CounterOffer, counter
from workbook.talks.promises import Promise, promises
from workbook.talks.taking_back import next_step, taken_back

__all__ = [
    "Answer",
    "CounterOffer",
    "Debit",
    "Entry",
    "Finding",
    "Heard",
    "Promise",
    "Question",
    "Reply",
    "about",
    "answer_to",
    "before_a_yes",
    "caller_check",
    "collisions",
    "conduct",
    "counter",
    "debits",
    "entries",
    "in_short",
    "next_step",
    "promises",
    "red_flags",
    "replies",
    "reply",
    "taken_back",
    "unanswered",
    "uncorrected",
    "unplaced",
]
