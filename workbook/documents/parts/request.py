"""The one request in one sentence, its only side request, and what to say if it cannot be granted as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook.case import Treatment
from workbook.documents.blocks import Figure, Text, day, joined, own, say
from workbook.documents.facts.ask import RungFacts
from workbook.documents.parts import record
from workbook.documents.parts.asked import relief
from workbook.documents.parts.desk import Asked, Desk
from workbook.language import N_, _, listed, within

_DONE = {
    Treatment.CAPITALISE: N_("并入本金"),
    Treatment.CARRY_FORWARD: N_("挂账、不再计息"),
    Treatment.FIRST_INSTALMENT: N_("随第一期偿还"),
}


def main(desk: Desk, asked: Asked) -> Text:
    """Say what is asked for: of which debt, from when, in how many periods, how much each, at which rate."""
    rung, note = asked.rung, record.late_note(desk)
    said = _("申请将截至{on}的欠款{total}自{first}起分{n}偿还，{shape}{rate}{parts}，请{you}答复同意或不同意。")
    of_note = _(
        "申请将{note}截至{on}的欠款{total}自{first}起分{n}偿还，{shape}{rate}{parts}，请{you}答复同意或不同意。"
    )
    return say(
        of_note if note else said,
        note=note.place.if_known if note else (),
        on=day(desk.case.as_of),
        total=_total(desk),
        first=rung.first_due.if_known or (rung.plan_first_due,),
        n=rung.count,
        shape=shape(asked),
        rate=_rate(desk, asked),
        parts=_parts(asked),
        you=desk.you,
    )


def side(desk: Desk, asked: Asked) -> Text:
    """Say the only side request: penalty and compound interest let off; nothing where none is asked."""
    named, amounts = _waived(asked)
    if not named:
        return ()
    total = say(_("{sum}"), sum=asked.rung.waived) if asked.rung.waived.known and amounts else ()
    return say(_("另请{you}酌情减免{parts}{total}。"), you=desk.you, parts=listed(*named), total=total)


def otherwise() -> Text:
    """Ask for the ways that are open where the request is refused, in place of a printed second choice."""
    return say(_("如不能按此办理，请告知可以办理的方式、期数和所需材料。"))


def whole(desk: Desk, asked: Asked) -> Text:
    """Say the request with its side request and the question after it, as every paper has it."""
    return (*main(desk, asked), *side(desk, asked), *scope(desk), *otherwise())


def scope(desk: Desk) -> Text:
    """Say that only the late note of a line is meant, and that what is paid now is for it; nothing for a whole loan."""
    note = record.late_note(desk)
    if note is None:
        return ()
    said = _("本申请只涉及{place}，本次还款请计入{note}。")
    return say(said, place=note.place, note=record.note_named(note))


def first_money(desk: Desk, asked: Asked) -> Text:
    """Offer the whole oldest instalment after the written answer, where that much was told to be paid first."""
    rung, own_record = asked.rung, desk.facts.loan.record
    if not rung.down_payment.known:
        return ()
    if not own_record.missed_first.known or not _at_least(rung.down_payment, own_record.missed_first):
        return ()
    said = _("收到书面答复（写明抵扣顺序和后续安排）后三个工作日内，偿还最早一期，共{amount}。")
    return say(said, amount=rung.down_payment)


def _at_least(amount: Figure, other: Figure) -> bool:
    return Decimal(str(amount.value)) >= Decimal(str(other.value))


def shape(asked: Asked) -> Text:
    """Say how much each period asks: by season, in steps, after a rest, or level."""
    terms, rung = asked
    if rung.season.months.known:
        said = _("每年{months}每期{low}，其余各期{rest}")
        return say(said, months=rung.season.months, low=rung.season.low, rest=rung.season.rest)
    if rung.step and not _one_level(asked):
        return _steps(asked)
    if terms.grace_months:
        return say(_("{relief}，其后{level}"), relief=relief(asked), level=_level(rung))
    return _level(rung)


def _one_level(asked: Asked) -> bool:
    """Tell whether a single step lasts until all is paid: then it is a level payment."""
    terms, rung = asked
    return len(terms.steps) == 1 and (terms.steps[0].periods or 0) >= len(rung.row)


def _steps(asked: Asked) -> Text:
    rung = asked.rung
    said = _("{n}每期{payment}")
    each = joined(tuple(say(said, n=step.periods, payment=step.payment) for step in rung.step), _("，再"))
    steps = say(_("先{each}"), each=each)
    if not rung.later_payment.known:
        return steps
    return (*steps, *say(_("，其余各期最多{highest}"), highest=rung.later_payment))


def _level(rung: RungFacts) -> Text:
    usual, highest = rung.usual_payment, rung.highest_payment
    if not usual.known:
        return say(_("每期最多{highest}"), highest=highest)
    if usual.value == highest.value:
        return say(_("每期{usual}"), usual=usual)
    return say(_("每期{usual}（最高一期{highest}）"), usual=usual, highest=highest)


def _total(desk: Desk) -> Text:
    total = desk.facts.loan.total
    return say(_("{total}（以{you}系统核对为准）"), total=total, you=desk.you) if total.known else ()


def _rate(desk: Desk, asked: Asked) -> Text:
    rate = asked.rung.rate
    if not rate.known:
        return say(_("，年利率维持不变"))
    if rate.value == desk.facts.loan.rate_a_year.value:
        return say(_("，年利率维持{rate}不变"), rate=rate)
    return say(_("，年利率调整为{rate}"), rate=rate)


def _parts(asked: Asked) -> Text:
    """Say what becomes of parts already owed that are not let off, those treated alike together."""
    rows = [(r.component, r.treatment) for r in asked.terms.treatments if not r.archived and r.component]
    each = []
    for treatment, done in _DONE.items():
        named = listed(*(component.words for component, how in rows if how is treatment and component))
        if named:
            each.append(say(_("，{parts}{done}"), parts=named, done=within(_(done))))
    return tuple(span for text in each for span in text)


def _waived(asked: Asked) -> tuple[tuple[str, ...], bool]:
    rows = [r for r in asked.terms.treatments if not r.archived and r.treatment is Treatment.WAIVE and r.component]
    return tuple(r.component.words for r in rows if r.component), bool(rows)


def offers(desk: Desk) -> Iterator[Text]:
    """Say what the borrower offers beside paying, in the borrower's own words; the rest only where it was chosen."""
    ask = desk.case.ask_on(desk.loan)
    if ask is None:
        return
    if ask.offers_auto_debit:
        yield say(_("本人愿意设自动扣款，还款日前把钱备好。"))
    if ask.offers_reports:
        yield say(_("本人愿意每季度报告一次经营情况。"))
    if ask.offers_no_new_debt:
        yield say(_("新计划期间不再新借款（进货赊账除外）。"))
    if ask.offers_early_end:
        yield say(_("收入恢复后，本人会书面提出提高还款额。"))
    if ask.offers_other:
        yield own(ask.offers_other)
