"""Every document of a case at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from workbook import options
from workbook.case import Case, Loan
from workbook.documents.beyond import beyond
from workbook.documents.blocks import Document
from workbook.documents.content.answers import answers
from workbook.documents.content.application import application
from workbook.documents.content.brief import brief
from workbook.documents.content.card import card
from workbook.documents.content.chat import chat
from workbook.documents.content.index import exhibit_index
from workbook.documents.content.notices import change, complaint, hardship, holding, query
from workbook.documents.content.plan import plan
from workbook.documents.content.script import script
from workbook.documents.content.tonight import tonight
from workbook.documents.figures import figures
from workbook.documents.figures.pen import attempt
from workbook.documents.files import keep, write
from workbook.documents.render.ics import ics
from workbook.language import N_, Refused, _

PRIVATE = "private"
Make = Callable[[Case], Document]
# What each is called, how it is made, and in which formats it is of use.
Every = tuple[tuple[str, Make, tuple[str, ...]], ...]
EVERY: Every = (
    (N_("协商简报"), brief, ("pdf", "docx", "html")),
    (N_("申请函"), application, ("pdf", "docx", "html")),
    (N_("情况说明（还没有数字时）"), holding, ("pdf", "docx")),
    (N_("困难情况说明"), hardship, ("pdf", "docx")),
    (N_("情况变化函"), change, ("pdf", "docx")),
    (N_("核对函"), query, ("pdf", "docx")),
    (N_("投诉事项经过"), complaint, ("pdf", "docx")),
    (N_("证据目录"), exhibit_index, ("pdf", "docx")),
    (N_("还款计划长图"), plan, ("png",)),
    (N_("App 客服留言"), chat, ("txt",)),
    (N_("电话卡片"), card, ("html", "pdf")),
    (N_("通话提纲"), script, ("pdf", "docx", "html")),
    (N_("今晚做的事"), tonight, ("html", "pdf")),
    (N_("十分钟的答案"), answers, ("html",)),
)

_FOR_LENDERS: Every = EVERY[:3]


def write_all(case: Case, folder: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write every document that can be made, and say in a sentence why each of the others cannot.

    What a lender may read goes into the folder, what only the borrower may read into `private` inside it.
    """
    written, missing = _written(case, folder, EVERY)
    for other in _other_asks(case):
        chosen = case.model_copy(update={"debts": case.debts.model_copy(update={"main": other.id})})
        more, reasons = _written(chosen, folder / f"loan-{other.id}", _FOR_LENDERS)
        written, missing = (*written, *more), (*missing, *beyond(chosen), *reasons)
    reminders = _reminders(case, folder / PRIVATE)
    return (*written, *reminders, *_results(case, folder / PRIVATE)), (*_alarm(case), *beyond(case), *missing)


def _written(case: Case, folder: Path, every: Every) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    written: list[Path] = []
    missing: list[str] = []
    for title, make, kinds in every:
        try:
            document = make(case)
        except Refused as reason:
            missing.append(_("“{title}”还不能生成：{reason}").format(title=_(title), reason=reason))
            continue
        written += write(document, folder if document.audience == "lender" else folder / PRIVATE, kinds)
    return tuple(written), tuple(missing)


def _other_asks(case: Case) -> tuple[Loan, ...]:
    """Give the other loans on which something is asked; each lender gets papers of its own."""
    main = attempt(lambda: case.main_loan)
    return tuple(loan for loan in case.loans if main and loan.id != main.id and case.ask_on(loan))


def _alarm(case: Case) -> tuple[str, ...]:
    """Say it before anything is sent when all asks together promise more than a bad month can give."""
    found = attempt(lambda: options.promised(case))
    return (found.sentence,) if found is not None and found.over else ()


def _reminders(case: Case, folder: Path) -> tuple[Path, ...]:
    try:
        return (keep(folder / "reminders.ics", ics(case)),)
    except Refused:
        return ()


def _results(case: Case, folder: Path) -> tuple[Path, ...]:
    """Write the figures behind the documents, so that every number in them can be looked up."""
    try:
        found = {audience: figures(case, audience).plain() for audience in ("self", "lender")}
    except Refused:
        return ()
    words = json.dumps(found, ensure_ascii=False, indent=1)
    return (keep(folder / "results.json", f"{words}\n".encode()),)
