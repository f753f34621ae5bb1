"""Who asks, about which loan, and what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from workbook import evidence
from workbook.case import Loan, LoanState
from workbook.case.evidence import Proves
from workbook.documents.blocks import Block, Bullets, Facts, Own, Paragraph, Text, day, joined, own, say
from workbook.documents.facts.loan import LoanFacts, NoteFacts
from workbook.documents.parts import record
from workbook.documents.parts.desk import Desk, told
from workbook.documents.parts.titles import before_due, plainly
from workbook.language import N_, _
from workbook.money import digits
from workbook.sentences import mark_of
from workbook.text import in_digits


def borrower(desk: Desk) -> Iterator[Block]:
    """Say who the borrower is, as far as told."""
    who = desk.case.profile
    yield Facts(
        told(
            (_("姓名"), own(who.name, _("（待填写）"))),
            (_("借款身份"), own(who.borrower_type)),
            (_("店名或字号"), own(who.business)),
            (_("统一社会信用代码"), own(who.credit_code)),
            (_("经营内容"), own(who.trade)),
            (_("所在城市"), own(who.city)),
            (_("身份证后四位"), own(who.id_tail)),
            (_("联系电话"), own(who.phone)),
            (_("支付宝账号"), own(who.account)),
        )
    )


_ANSWERING = {
    (True, True): N_("保证人或配偶"),
    (True, False): N_("保证人"),
    (False, True): N_("配偶"),
    (False, False): "",
}


def answering(loan: Loan) -> str:
    """Name who may answer for a loan: everybody of whom it was not told that there is none; "" where nobody does."""
    words = _ANSWERING[loan.guaranteed is not False, loan.spouse_signed is not False]
    return _(words) if words else ""


def loan(desk: Desk) -> Iterator[Block]:
    """Say which loan it is, in the contract's terms; what the lender must state itself is asked for."""
    one, facts = desk.loan.as_one, desk.facts.loan
    yield Facts(
        told(
            (_("出借人"), own(one.lender, _("（以合同或借据为准）"))),
            (_("出资机构"), _funders(desk)),
            (_("合同号或借据号"), own(one.contract_no, _("以{you}系统核对为准").format(you=desk.you))),
            (_("放款日"), day(one.drawn_on)),
            (_("借款本金"), facts.principal.if_known),
            (_("利率"), facts.rate.if_known),
            (_("还款方式"), own(one.method)),
            (_("期数"), _periods(facts)),
            (_("中间停还"), joined(tuple((rest,) for rest in facts.rests), _("；"))),
            (_("每期应还"), facts.instalment.if_known),
            (_("最后到期日"), facts.maturity.if_known),
            (_("现在的情况"), state(desk)),
            (_("债权现在归谁"), own(one.owner_now)),
        )
    )
    yield from notes(desk)


def notes(desk: Desk) -> Iterator[Block]:
    """List the notes of a line, one a line, with the principal of all; nothing for a loan drawn once."""
    facts = desk.facts.loan
    if facts.notes:
        yield Paragraph(say(_("这个额度下的借据：")))
        yield Bullets(tuple(_note(note) for note in facts.notes))
        if facts.notes_left.known:
            yield Paragraph(say(_("{n}笔本金合计{left}。"), n=facts.note_count, left=facts.notes_left))


def _note(note: NoteFacts) -> Text:
    said = say(
        _("{note}：{on}借{amount}，还剩本金{left}{state}"),
        note=record.note_named(note) if note.number.known else (note.place,),
        on=note.drawn_on,
        amount=note.amount,
        left=note.left,
        state=_note_state(note),
    )
    if not note.coming_due.known:
        return said
    return (*said, *say(_("；下次{due}还{payment}"), due=note.coming_due, payment=note.coming_payment))


def _note_state(note: NoteFacts) -> Text:
    """Say whether a note is late; nothing where its payments cannot be told from another's."""
    if note.days_overdue.known:
        return say(_("，逾期{days}"), days=note.days_overdue)
    return say(_("，没有逾期")) if note.record.paid.known and not note.record.missed_sum.known else ()


def state(desk: Desk) -> Text:
    """Say where the loan stands; days late only where they can be counted."""
    now, facts = desk.state, desk.facts.loan
    if now is LoanState.OVERDUE and facts.oldest_unpaid.known:
        said = _("自{since}起未按期偿还，逾期{days}")
        return say(said, since=facts.oldest_unpaid, days=facts.days_overdue)
    if now is LoanState.NOT_DUE:
        return say(before_due(desk.strain))
    return say(plainly(now)) if now else ()


def _funders(desk: Desk) -> Text:
    named = [f for f in desk.loan.funders if f.name]
    return joined(tuple(_funder(f.name or "", f.share) for f in named), _("；"))


def _funder(name: str, share: Decimal | None) -> Text:
    if share is None:
        return own(name)
    return say(_("{name}（{share}）"), name=own(name), share=Own(f"{digits(share)}%"))


def _periods(facts: LoanFacts) -> Text:
    if not facts.periods_left.known:
        return facts.periods.if_known
    if not facts.periods.known:
        return say(_("还剩{left}"), left=facts.periods_left)
    if facts.record.paid.known:  # what the app counts as left may be one more or less than what was paid tells
        return say(_("共{all}，已还{paid}"), all=facts.periods, paid=facts.record.paid)
    return say(_("共{all}，还剩{left}"), all=facts.periods, left=facts.periods_left)


def happened(desk: Desk) -> Iterator[Block]:
    """Say what changed in the borrower's own words, with what it rests on; nothing where nothing was told."""
    told_by = desk.case.situation
    if told_by.what_changed:
        yield Paragraph(
            (*since(desk, told_by.what_changed, _("从{on}起，")), *_marked(desk, told_by.what_changed), *_lasting(desk))
        )
    if told_by.done_already:
        yield Paragraph(say(_("已经做的努力：{done}"), done=_sentence(told_by.done_already)))


def _marked(desk: Desk, cause: str) -> Text:
    """Give the cause with what it rests on: one mark behind it, or one behind each sentence where they differ."""
    stated, marks = evidence.cause(desk.position), desk.facts.cause
    if len({mark.text for mark in marks}) <= 1:
        return (*_sentence(cause), *say(_("（{mark}）"), mark=desk.facts.proof[Proves.CHANGE]))
    each = zip(stated, marks, strict=True)
    return tuple(part for one, mark in each for part in (*_sentence(one.sentence), *say(_("（{mark}）"), mark=mark)))


def _sentence(words: str) -> Text:
    """Give a sentence of the borrower's own, with a mark at its end where it was left out."""
    return own(words + mark_of(words))


def since(desk: Desk, words: str, said: str) -> Text:
    """Say since when in a sentence with {on}, unless the borrower's own words name that day already."""
    on = desk.case.situation.changed_on
    return say(said, on=day(on)) if on is not None and not _names_day(words, on) else ()


def _names_day(words: str, on: date) -> bool:
    """Tell whether words say that day, or its month, themselves."""
    bare = in_digits("".join(words.split()))
    return bare.startswith(f"{on.month}月") or any(
        said in bare for said in (f"{on.month}月{on.day}日", f"{on.month}月{on.day}号", on.isoformat())
    )


def _lasting(desk: Desk) -> Text:
    told_by = desk.case.situation
    return say(_("这种情况{kind}。"), kind=plainly(told_by.lasting)) if told_by.lasting else ()
