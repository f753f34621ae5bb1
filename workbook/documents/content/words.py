"""Lines that more than one document says."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import rules, talks
from workbook.documents.blocks import Block, Cite, Paragraph, Text, own, say
from workbook.documents.content.desk import Desk
from workbook.documents.figures.pen import attempt
from workbook.language import _


def opening(desk: Desk) -> Text:
    """Open the call: who, which loan, willing to pay, asking for an adjustment."""
    name = own(desk.case.profile.name, _("____"))
    loan = own(desk.loan.name, _("这笔借款"))
    said = _(
        "您好，我叫{name}，想谈{loan}。我愿意还，现在按原计划有困难，想申请调整还款安排。请问您的工号，这件事您能决定吗？"
    )
    return say(said, name=name, loan=loan)


def steady() -> Text:
    """One calm line where distress was indicated, with a number whose source stands in the register."""
    said = _("难受的时候先不打电话。欠款可以谈，先跟一个信得过的人说，也可以打心理援助热线{support}。")
    return say(said, support=number("support"))


def before_sending(desk: Desk) -> Iterator[Block]:
    """Say what asking for time does to limitation: a full stop near three years, a small note otherwise."""
    found = attempt(lambda: talks.limitation(desk.case, desk.loan))
    if found is not None and desk.figures.known("limitation"):
        yield Paragraph((desk["limitation"],), "warning" if found.level == "stop" else "note")


def free_help() -> Text:
    """Name the free official ways."""
    said = _("免费帮助：法律援助{aid}，金融监管投诉{regulator}（先向对方投诉）")
    return say(said, aid=number("legal_aid"), regulator=number("regulator"))


def number(number_id: str) -> Cite:
    """Give a public telephone number as the register has it."""
    return Cite(str(rules.public_number(number_id)), f"number:{number_id}")
