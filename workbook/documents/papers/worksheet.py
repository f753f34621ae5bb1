"""A blank sheet to be printed and filled in by hand: the questions of the workbook, for somebody with a pen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbook.case import (
    ROUGH_FIGURES,
    WHO_ELSE,
    Choice,
    Contact,
    DocumentKind,
    Loan,
    LoanState,
    Month,
    Part,
    Profile,
    Situation,
    Want,
    label,
)
from workbook.documents.blocks import Blanks, Block, Document, Grid, Paragraph, Section, Text, say
from workbook.language import _, spoken

LOAN = ("name", "next_due", "app_total", "instalment", "periods_left", "rate", "contract_no", "auto_debit")
MONEY = (*ROUGH_FIGURES, "other_debts_30_days", "what_changed")
OTHERS = ("name", "balance_left", "instalment", "next_due", "periods_left")
MONTHS = ("month", "receipts", "costs", "wages", "tax", "household_income", "essentials")
CALL = ("on", "time", "agent", "ticket", "their_promise", "next_on")
BOX = "□\u00a0"  # never alone at the end of a line
OTHER_LOANS, RECORDED, CALLS = 6, 12, 6


def worksheet(as_of: date) -> Document:
    """Give the sheet: no case stands behind it, and each question is called as the pages call it."""
    title = _("空白工作表：打印出来，用笔填")
    return Document("worksheet", title, spoken(), "self", as_of, tuple(_blocks()), foot=say(title))


def _blocks() -> Iterator[Block]:
    private = _("看着 App、账本填，不知道的空着。填好以后只给您自己和您信得过的人看，再照着录进工作簿。")
    yield Paragraph(say(private), "note")
    yield Section(say(_("先问您自己")), tuple(_ticked(Profile, ("distressed",))))
    yield Section(say(_("这笔贷款")), tuple(_loan()))
    yield Section(say(_("钱从哪来、到哪去")), (Blanks(_labels(Situation, MONEY)),))
    yield Section(say(_("别的借款")), (_rows(Loan, OTHERS, OTHER_LOANS),))
    yield Section(say(_("一个月一行，缺的空着，不填零")), (_rows(Month, MONTHS, RECORDED),))
    yield Section(say(_("手上有哪些材料")), (Paragraph(say(_boxes(DocumentKind))),))
    yield Section(say(_("每次联系，当场记")), (_rows(Contact, CALL, CALLS),))


def _loan() -> Iterator[Block]:
    yield Blanks(_labels(Loan, LOAN))
    yield _choice(Loan, "state", LoanState)
    yield _choice(Loan, "want", Want)
    yield from _ticked(Loan, WHO_ELSE)


def _labels(model: type[Part], names: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(say("{asked}", asked=label(model, name)) for name in names)


def _choice(model: type[Part], name: str, choices: type[Choice]) -> Block:
    return Paragraph(say(f"{label(model, name)}　{_boxes(choices)}"))


def _boxes(choices: type[Choice]) -> str:
    return "　".join(f"{BOX}{one.words}" for one in choices)


def _ticked(model: type[Part], names: tuple[str, ...]) -> Iterator[Block]:
    boxes = _("　□ 是　□ 否　□ 不知道")
    yield from (Paragraph(say(label(model, name) + boxes)) for name in names)


def _rows(model: type[Part], names: tuple[str, ...], count: int) -> Grid:
    return Grid((), _labels(model, names), ((say("　"),) * len(names),) * count)
