"""Sentences of the talk, taken over with the numbers in them: lines to say, questions, conduct, limitation."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import confirm, talks
from workbook.case import Loan
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.loans import Finding
from workbook.position import Position
from workbook.talks import Promise


def line_figures(position: Position, loan: Loan, pen: Pen) -> Iterator[Figure]:
    """Word what the other side usually says with the next line, the caller check, the red flags, limitation."""
    for reply in talks.replies(position, loan):
        key = f"line.{reply.heard.value}"
        yield pen.sentence(f"{key}.heard", reply.heard.words)
        for name in ("say", "get", "avoid"):
            yield pen.sentence(f"{key}.{name}", getattr(reply, name))
    for name, questions in (("caller", talks.caller_check()), ("flag", talks.red_flags())):
        for index, question in enumerate(questions):
            yield pen.sentence(f"caution.{name}.{index}.ask", question.ask)
            yield pen.sentence(f"caution.{name}.{index}.if_so", question.if_so)
    limit = attempt(lambda: talks.limitation(position, loan))
    yield pen.sentence("limitation", limit.sentence if limit else None)
    yield pen.when("limitation.from", limit.counted_from if limit else None)
    yield pen.when("limitation.ends", limit.ends_on if limit else None)
    answer = talks.answer_to(position, loan)
    yield from pen.sentences("court.step", answer.steps)
    yield pen.sentence("court.limits", answer.limits)


def query_figures(position: Position, loan: Loan, pen: Pen) -> Iterator[Figure]:
    """Word what does not agree: the lender's own figures against ours, the written terms against the agreed ones."""
    found = attempt(lambda: position.standing(loan).findings) or ()
    yield from pen.sentences("query.figures", (one.sentence for one in found if _worth_asking(one)))
    written = attempt(lambda: confirm.queries(confirm.check(position, loan))) or ()
    yield from pen.sentences("query.written", written)


def _worth_asking(finding: Finding) -> bool:
    """Leave out what only a court would look at, and differences too small to argue about."""
    return finding.material and finding.kind != "cost_line"


def conduct_figures(position: Position, loan: Loan, pen: Pen) -> Iterator[Figure]:
    """Word what the log shows of the other side's conduct; a complaint is the borrower's choice to tell it."""
    for index, finding in enumerate(attempt(lambda: talks.conduct(position, loan)) or ()):
        yield pen.sentence(f"conduct.{index}", finding.sentence)
    late = (promise for promise in talks.promises(position, loan) if promise.whose == "theirs" and promise.overdue)
    yield from pen.sentences("conduct.late", (_overdue(position, promise) for promise in late))


def _overdue(position: Position, promise: Promise) -> str:
    said = _("{made} 答应“{words}”，说好 {due}，到 {today} 记录里没有写做到。")
    made = promise.made_on or _("之前")
    return said.format(made=made, words=promise.words, due=promise.due, today=position.as_of)
