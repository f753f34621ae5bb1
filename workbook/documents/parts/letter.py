"""The frame of a letter to the lender: whom it is for, the close, the signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbook.documents.blocks import Block, Document, Paragraph, Text, day, joined, own, say
from workbook.documents.parts import written
from workbook.documents.parts.desk import Desk
from workbook.language import _


def letter(desk: Desk, name: str, title: str, body: Iterable[Block], annex: Iterable[Block] = ()) -> Document:
    """Close a letter: addressee above, signature and date below, what is annexed after them."""
    return desk.document(name, title, (*_addressees(desk), *body, *_close(desk), *annex))


def _addressees(desk: Desk) -> Iterator[Block]:
    """Address every legal lender behind the balance, since each holds its own contract."""
    funders = tuple(own(f.name) for f in desk.loan.funders if f.name)
    names = funders or (own(desk.loan.owner_now or desk.loan.lender, _("（出借人全称，以合同为准）")),)
    yield Paragraph(say(_("致：{names}"), names=joined(names, _("、"))))


def _close(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("此致")))
    yield written.signature(desk)


def introduction(desk: Desk) -> Paragraph:
    """Say who writes and about which loan, in one sentence."""
    who, loan = desk.case.profile, desk.loan
    tail = say(_("（身份证后四位{tail}）"), tail=own(who.id_tail)) if who.id_tail else ()
    contract = say(_("，合同号{number}"), number=own(loan.contract_no)) if loan.contract_no else ()
    said = _("本人{name}{tail}，在{you}有一笔借款：{loan}{contract}。")
    return Paragraph(
        say(
            said,
            name=own(who.name, _("（姓名）")),
            tail=tail,
            you=desk.you,
            loan=own(loan.name, _("经营借款")),
            contract=contract,
        )
    )


def balance(desk: Desk) -> Paragraph:
    """Say what is owed, in figures and in banking numerals."""
    loan = desk.facts.loan
    if not loan.total.known:
        return Paragraph(say(_("截至{on}，{owed}"), on=day(desk.case.as_of), owed=total(desk)))
    both = say(_("{total}（大写：{upper}）"), total=loan.total, upper=loan.total_uppercase)
    return Paragraph(say(_("截至{on}，一共欠{total}。"), on=day(desk.case.as_of), total=both))


def total(desk: Desk) -> Text:
    """Say what is owed in all; where that is not known, what the app shows, and that the rest is asked for."""
    loan = desk.facts.loan
    if loan.total.known:
        return say(_("一共欠{total}。"), total=loan.total)
    if loan.app_total.known:
        said = _("App 显示现在要还{shown}；一共欠多少，请{you}书面列明。")
        return say(said, shown=loan.app_total, you=desk.you)
    return say(_("一共欠多少，请{you}书面列明。"), you=desk.you)
