"""The frame of a letter: whom it is for, who writes, the close with the signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbook.course import Course
from workbook.documents.blocks import Block, Bullets, Document, Paragraph, Section, Text, day, joined, own, say, spans
from workbook.documents.parts import record, written
from workbook.documents.parts.desk import Desk
from workbook.language import _


class Letter(NamedTuple):
    """What a course writes: the name of the file, the title, the body, what the answer should say, what is annexed.

    `to` names the reader where that is not the lender, `role` what the writer is in a proceeding before it.
    """

    name: str
    title: str
    body: Iterable[Block]
    closing: tuple[Text, ...] = ()
    annex: Iterable[Block] = ()
    to: Text = ()
    role: str = ""


def letter(desk: Desk, written: Letter) -> Document:
    """Close a letter: addressee above; what the answer should say, truth, date and signature on one page below."""
    asked = (Bullets(written.closing, "circles"),) if written.closing else ()
    heading = _("请告知") if written.role else _("请书面答复")
    body, annex = tuple(written.body), tuple(written.annex)
    end = _close(desk, written.role, exhibits=_names_exhibits(desk, (*body, *written.closing, *annex)))
    close = Section(say(heading) if asked else say(_("签名")), (*asked, *end))
    to = (Paragraph(say(_("致：{names}{others}"), names=written.to, others="")),) if written.to else _addressees(desk)
    blocks = (*to, *body, close, *annex)
    return desk.document(written.name, written.title, blocks)


def _addressees(desk: Desk) -> Iterator[Block]:
    """Address every legal lender behind the balance in one text, since each holds its own contract."""
    funders = tuple(own(f.name) for f in desk.loan.funders if f.name)
    bought = desk.loan.owner_now if desk.course not in {Course.SOLD, Course.PAID_FOR} else None
    lent = funders or (own(desk.loan.lender, _("（出借人全称，以合同为准）")),)
    names = (own(bought),) if bought else lent
    others = "" if bought else _("（及借款合同载明的其他贷款人）")
    yield Paragraph(say(_("致：{names}{others}"), names=joined(names, _("、")), others=others))


def _names_exhibits(desk: Desk, parts: tuple[Block | Text, ...]) -> bool:
    """Tell whether a letter names an exhibit by its number: only then do any go with it."""
    said = "".join(span.text for span in spans(parts))
    return any(exhibit.number.text in said for exhibit in desk.facts.exhibit.values())


def _close(desk: Desk, role: str, *, exhibits: bool) -> Iterator[Block]:
    yield written.plain_truth() if role else written.truth(exhibits=exhibits)
    yield from (Paragraph(say(words)) for words in _("此致｜敬礼！").split("｜"))
    yield written.signature(desk, role)


def i_am(desk: Desk) -> Text:
    """Say who writes: name, shop, the end of the identity number, telephone and when to ring."""
    who = desk.case.profile
    hours = say(_("，{hours}便于接听"), hours=own(who.call_hours)) if who.call_hours else ()
    each = (
        own(who.business),
        say(_("身份证后四位{tail}"), tail=own(who.id_tail)) if who.id_tail else (),
        say(_("电话{phone}{hours}"), phone=own(who.phone), hours=hours) if who.phone else (),
    )
    told = tuple(text for text in each if text)
    known = say(_("（{details}）"), details=joined(told, _("，"))) if told else ()
    return say(_("本人{name}{known}"), name=own(who.name, _("（姓名）")), known=known)


def begun(desk: Desk, facts: Text) -> Paragraph:
    """Begin a letter: who writes, and what is so."""
    return Paragraph((*i_am(desk), *facts))


def this_loan(desk: Desk, you: str = "") -> Text:
    """Say which loan it is: when how much was drawn, under which number; by its name where neither is known."""
    one, facts = desk.loan.as_one, desk.facts.loan
    number = say(_("（借据号{number}）"), number=own(one.contract_no)) if one.contract_no else ()
    if one.drawn_on and facts.principal.known:
        said = _("于{on}在{you}借款{amount}{number}")
        return say(said, on=day(one.drawn_on), you=_lent(desk, you), amount=facts.principal, number=number)
    left = say(_("（剩余本金{left}）"), left=facts.balance_left) if facts.balance_left.known else ()
    name = own(desk.loan.name, _("借款"))
    return say(_("在{you}的{loan}{number}{left}"), you=_lent(desk, you), loan=name, number=number, left=left)


def _lent(desk: Desk, you: str) -> Text:
    """Say who lent: the reader, or by its name where the claim has gone to the reader."""
    return own(desk.loan.lender) if desk.loan.owner_now and desk.loan.lender and not you else say(you or desk.you)


def balance(desk: Desk, *, annexed: bool = True) -> Text:
    """Say what is owed in all, as the lender's own system decides; where it is not known, that it is asked for."""
    loan = desk.facts.loan
    if loan.total.known:
        note = record.only_note(desk)
        said = _balance_of_note(annexed=annexed) if note else _balance(annexed=annexed)
        return say(said, on=day(desk.case.as_of), note=note, total=loan.total, you=desk.you)
    if loan.app_total.known:
        said = _("App 显示现在应还人民币{shown}；截至{on}的欠款合计请{you}书面列明。")
        return say(said, shown=loan.app_total, on=day(desk.case.as_of), you=desk.you)
    return say(_("截至{on}的欠款合计请{you}书面列明。"), on=day(desk.case.as_of), you=desk.you)


def _balance(*, annexed: bool) -> str:
    alone = _("截至{on}，欠款合计人民币{total}（以{you}系统核对为准）。")
    return _("截至{on}，欠款合计人民币{total}（以{you}系统核对为准），明细见附页。") if annexed else alone


def _balance_of_note(*, annexed: bool) -> str:
    alone = _("截至{on}，{note}欠款合计人民币{total}（以{you}系统核对为准）。")
    return _("截至{on}，{note}欠款合计人民币{total}（以{you}系统核对为准），明细见附页。") if annexed else alone
