"""The negotiation brief: two or three pages that a credit officer can check line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.course import Course
from workbook.documents.blocks import Block, Document, Heading, Paragraph, Text, day, own, say
from workbook.documents.parts import ability, asked, law, letter, owed, proof, who, written
from workbook.documents.parts.desk import Desk, not_while_nothing_is_left
from workbook.language import N_, _
from workbook.position import Position, once

GROUNDS = ("renewal_2024_13", "civil_678_extension", "civil_543_change", "personal_loan_9_rate", "credit_15_notice")


@once
def brief(position: Position) -> Document:
    """Give the brief for the lender of the main loan; NotKnown without a date or a loan, Refused while nothing is left.

    Parts that nothing was told about are left out, and headings are numbered in the order that remains.
    """
    desk = Desk.to_creditor(position)
    not_while_nothing_is_left(desk)
    return desk.document("brief", _("还款安排协商简报"), _blocks(desk))


def _blocks(desk: Desk) -> Iterator[Block]:
    yield Paragraph(_summary(desk))
    number = 0
    for title, make in _PARTS:
        blocks = tuple(make(desk))
        if blocks:
            yield Heading(say(_("{number}、{title}"), number=_("一二三四五六七八九十")[number], title=_(title)))
            yield from blocks
            number += 1


def _summary(desk: Desk) -> Text:
    creditor = desk.loan.owner_now if desk.course is Course.SOLD else desk.loan.lender
    opened = say(
        _("致{lender}：截至{on}，{loan}{owed}"),
        lender=own(creditor, _("出借人")),
        on=day(desk.case.as_of),
        loan=own(desk.loan.name, _("这笔借款")),
        owed=letter.total(desk),
    )
    chosen = desk.asked
    if chosen is None or not chosen.rung.highest_payment.known:
        return (*opened, *say(_("我愿意还清，希望商量一个能守住的还款安排。")))
    said = _("我愿意还清，请求按下面的办法调整，{pays}，到{last}还完。")
    return (*opened, *say(said, pays=asked.pays(chosen), last=chosen.rung.last_due))


def _ask(desk: Desk) -> Iterator[Block]:
    ask = desk.case.ask_on(desk.loan)
    if ask is None or desk.asked is None:
        return
    if ask.reason:
        yield Paragraph(own(ask.reason))
    yield from asked.request(desk, desk.asked)


def _grounds(desk: Desk) -> Iterator[Block]:
    yield from law.grounds(desk, GROUNDS)


def _close(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("请给出工单号和联系人，并在答复里写明：")))
    yield written.in_writing()
    yield written.truth(desk)
    yield written.signature(desk)


_PARTS: tuple[tuple[str, Callable[[Desk], Iterator[Block]]], ...] = (
    (N_("借款人"), who.borrower),
    (N_("借款"), who.loan),
    (N_("发生了什么"), who.happened),
    (N_("欠多少"), owed.owed),
    (N_("还款能力"), ability.ability),
    (N_("请求"), _ask),
    (N_("我能做到的"), asked.offers),
    (N_("依据"), _grounds),
    (N_("材料"), proof.exhibits),
    (N_("请书面答复"), _close),
)
