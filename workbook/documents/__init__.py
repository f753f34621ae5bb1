"""The documents: what each says stands apart from how it is written.

A document is made of frozen blocks whose figures are fields of typed facts; the same case, rules and language give
the same bytes in every format.
"""

from workbook.documents.blocks import HANDED_OVER, Document
from workbook.documents.bundle import (
    EVERY,
    LETTERS,
    PRIVATE,
    WALK,
    Paper,
    blank,
    compose,
    counsel_of,
    originals,
    results,
    send_first,
    title_of,
    waiting,
    warm_up,
    write_all,
    write_results,
)
from workbook.documents.counsel import Counsel, HardDay, counsel
from workbook.documents.exhibits import exhibit_zip
from workbook.documents.extracts import NEEDED, extract, write_extract
from workbook.documents.facts import LenderFacts, OwnFacts, flat, lender_facts, own_facts
from workbook.documents.files import file_name, keep, write
from workbook.documents.handing import FOLDER, as_bytes, for_lender
from workbook.documents.papers.answers import answers
from workbook.documents.papers.brief import brief
from workbook.documents.papers.card import card
from workbook.documents.papers.chat import chat
from workbook.documents.papers.complaint import complaint
from workbook.documents.papers.index import exhibit_index
from workbook.documents.papers.letter import letter
from workbook.documents.papers.plan import plan
from workbook.documents.papers.practice import practice
from workbook.documents.papers.script import script
from workbook.documents.papers.spare import spare
from workbook.documents.papers.steps import steps
from workbook.documents.papers.tonight import tonight
from workbook.documents.release import reminders, unsettled
from workbook.documents.render.docx import docx
from workbook.documents.render.html import html, many, walk, which
from workbook.documents.render.ics import ics
from workbook.documents.render.pdf import pages, pdf
from workbook.documents.render.qr import qr
from workbook.documents.render.sheet import Sheet
from workbook.documents.render.text import text
from workbook.documents.render.xlsx import xlsx
from workbook.documents.told import Flagged, flagged, saying
from workbook.documents.view import lender_view
from workbook.documents.whole import clear_unfinished, whole_folder

__all__ = [
    "EVERY",
    "FOLDER",
    "HANDED_OVER",
    "LETTERS",
    "NEEDED",
    "PRIVATE",
    "WALK",
    "Counsel",
    "Document",
    "Flagged",
    "HardDay",
    "LenderFacts",
    "OwnFacts",
    "Paper",
    "Sheet",
    "answers",
    "as_bytes",
    "blank",
    "brief",
    "card",
    "chat",
    "clear_unfinished",
    "complaint",
    "compose",
    "counsel",
    "counsel_of",
    "docx",
    "exhibit_index",
    "exhibit_zip",
    "extract",
    "file_name",
    "flagged",
    "flat",
    "for_lender",
    "html",
    "ics",
    "keep",
    "lender_facts",
    "lender_view",
    "letter",
    "many",
    "originals",
    "own_facts",
    "pages",
    "pdf",
    "plan",
    "practice",
    "qr",
    "reminders",
    "results",
    "saying",
    "script",
    "send_first",
    "spare",
    "steps",
    "text",
    "title_of",
    "tonight",
    "unsettled",
    "waiting",
    "walk",
    "warm_up",
    "which",
    "whole_folder",
    "write",
    "write_all",
    "write_extract",
    "write_results",
    "xlsx",
]
