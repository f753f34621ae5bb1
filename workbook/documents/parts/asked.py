"""The ask in one breath for the telephone, and what it comes to."""

from __future__ import annotations

from workbook.case import TERMS, Choice, Component, Treatment
from workbook.case.terms import GraceKind
from workbook.documents.blocks import Facts, Text, joined, own, say
from workbook.documents.facts.ask import FeeRowFacts, RungFacts
from workbook.documents.parts.desk import Asked, Desk, told
from workbook.documents.parts.titles import plainly
from workbook.language import _, gap, within


def _steps(rung: RungFacts) -> Text:
    said = _("{periods}每期{payment}")
    return joined(tuple(say(said, periods=step.periods, payment=step.payment) for step in rung.step), _("，再"))


def terms(asked: Asked) -> Facts:
    """Give every term that was asked for, under its name in an agreement and in that order."""
    told_of, rung = asked
    confirmed = say(_("请书面确认"))
    lines: dict[str, Text] = {
        "start": rung.start.if_known,
        "first_due": rung.first_due.if_known,
        "periods": rung.periods.if_known,
        "rate": rung.rate.if_known,
        "method": _chosen(told_of.method),
        "payment": rung.payment.if_known,
        "steps": _steps(rung),
        "grace_months": rung.grace_months.if_known,
        "grace_kind": _chosen(told_of.grace_kind),
        "down_payment": rung.down_payment.if_known,
        "down_payment_on": rung.down_payment_on.if_known,
        "maturity": rung.maturity.if_known,
        "fee": rung.fee.if_known,
        "treatments": joined(treated(asked), _("；")),
        "fee_rows": joined(fees_asked(asked), _("；")),
        "principal_first": confirmed if told_of.principal_first else (),
        "no_acceleration": confirmed if told_of.no_acceleration else (),
        "collection_stops": confirmed if told_of.collection_stops else (),
        "credit_reporting": own(told_of.credit_reporting),
    }
    return Facts(told(*((_(TERMS[name].label), value) for name, value in lines.items())))


def _chosen(choice: Choice | None) -> Text:
    return say(plainly(choice)) if choice else ()


def treated(asked: Asked, *only: Treatment) -> tuple[Text, ...]:
    """Say what becomes of each component, or of those treated in one way."""
    rows = {row.component: row.treatment for row in asked.terms.treatments if not row.archived}
    return tuple(
        _treatment(asked.rung, component, rows[component])
        for component in asked.rung.treated
        if not only or rows[component] in only
    )


def fees_asked(asked: Asked) -> tuple[Text, ...]:
    """Say what is asked for each fee; nothing where its name or what is wanted is not told."""
    return tuple(_fee_asked(row) for row in asked.rung.fee_row if row.fee and row.wish)


def _fee_asked(row: FeeRowFacts) -> Text:
    named, wished = own(row.fee), within(row.wish.words) if row.wish else ""
    if row.amount.known:
        return joined((named, say(_("{wish}{amount}"), wish=wished, amount=row.amount)), gap())
    return joined((named, say(wished)), gap())


def _treatment(rung: RungFacts, component: Component, treatment: Treatment | None) -> Text:
    amount = rung.treated[component]
    named, done = within(component.words), within(treatment.words) if treatment else _("待商量")
    if amount.known:
        return say(_("{component}{treatment}{amount}"), component=named, treatment=done, amount=amount)
    if treatment is Treatment.WAIVE:
        return say(_("{component}全部减免"), component=named)
    return say(_("{component}{treatment}"), component=named, treatment=done)


def pays(asked: Asked) -> Text:
    """Say what is paid from the first period on: the steps, the grace, and the highest one where it stands out."""
    terms, rung = asked
    if rung.step:
        return _stepped(asked)
    if not terms.grace_months:
        return _level(rung)
    return say(_("{relief}，之后{level}"), relief=relief(asked), level=_level(rung))


def relief(asked: Asked) -> Text:
    """Say what is paid in the months of grace, with the interest where that is paid."""
    terms, rung = asked
    kind = plainly(terms.grace_kind) if terms.grace_kind else _("宽限")
    said = say(_("前{months}{kind}"), months=rung.grace_months, kind=kind)
    second = rung.row.get(2)  # the first may bear what was owed before
    if terms.grace_kind is not GraceKind.INTEREST_ONLY or (terms.grace_months or 0) < 2 or second is None:  # noqa: PLR2004
        return said
    return (*said, *say(_("（每期约{interest}）"), interest=second.payment))


def _stepped(asked: Asked) -> Text:
    """Say the steps and the most that any later period asks; the steps alone where no period comes after them."""
    rung = asked.rung
    if not rung.later_payment.known:
        return _steps(rung)
    return say(_("先{steps}，之后每期最多还{highest}"), steps=_steps(rung), highest=rung.later_payment)


def _level(rung: RungFacts) -> Text:
    usual, highest = rung.usual_payment, rung.highest_payment
    if not usual.known:
        return say(_("每期最多还{highest}"), highest=highest)
    if usual.value == highest.value:
        return say(_("每期还{usual}"), usual=usual)
    return say(_("每期还{usual}（最高一期{highest}）"), usual=usual, highest=highest)


def outcome(desk: Desk, asked: Asked) -> Facts:
    """Say what the arrangement comes to, beside what the contract asks."""
    rung = asked.rung
    return Facts(
        told(
            (_("怎么还"), pays(asked)),
            (_("第一期"), rung.first_payment.if_known),
            (_("最高一期"), rung.highest_payment.if_known),
            (_("还清日"), rung.last_due.if_known),
            (_("一共还"), rung.total_paid.if_known),
            (_("新计划利息"), rung.total_interest.if_known),
            (_("请求减免"), rung.waived.if_known if rung.waived.value else ()),
            (_("按原合同还需偿还"), desk.facts.loan.contract_to_end.if_known),
        )
    )


def in_one_line(asked: Asked) -> Text:
    """Say a rung of the ask in one breath."""
    rung = asked.rung
    each = (
        (rung.down_payment, say(_("先还{amount}"), amount=rung.down_payment)),
        (rung.periods, say(_("分{periods}还"), periods=rung.periods)),
        (rung.rate, say(_("年利率{rate}"), rate=rung.rate)),
        (rung.highest_payment, pays(asked)),
    )
    parts = (*(text for figure, text in each if figure.known), *treated(asked, Treatment.WAIVE))
    return joined(parts, _("，")) or say(_("还没写清楚"))


def to_say(desk: Desk) -> Text:
    """Say the preferred rung in one breath; nothing where there is none or it cannot be kept."""
    rung = desk.own.ask.preferred
    return in_one_line(desk.asked) if desk.asked and rung and not rung.fails.known else ()
