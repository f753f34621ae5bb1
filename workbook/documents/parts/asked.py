"""The ask in the lender's own fields, what it comes to, and what the borrower offers for it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import TERMS, Ask, Choice, Component, Treatment
from workbook.documents.blocks import Block, Bullets, Facts, Heading, Text, joined, own, say
from workbook.documents.facts.ask import FeeRowFacts, RungFacts
from workbook.documents.parts.desk import Asked, Desk, told
from workbook.documents.parts.owed import assumptions
from workbook.documents.parts.titles import plainly
from workbook.language import _


def request(desk: Desk, asked: Asked) -> Iterator[Block]:
    """Give the terms, what they come to, and what was assumed in pricing them."""
    yield terms_facts(asked)
    yield Heading(say(_("按这个安排")), 2)
    yield outcome(desk, asked.rung)
    yield from assumptions(asked.rung.assumed)


def terms_facts(asked: Asked) -> Facts:
    """Give every field of the terms that was filled in, in the lender's own words and the order of an agreement."""
    terms, rung = asked
    confirmed = say(_("请书面确认"))
    lines: dict[str, Text] = {
        "start": rung.start.if_known,
        "first_due": rung.first_due.if_known,
        "periods": rung.periods.if_known,
        "rate": rung.rate.if_known,
        "method": _chosen(terms.method),
        "payment": rung.payment.if_known,
        "steps": _steps(rung),
        "grace_months": rung.grace_months.if_known,
        "grace_kind": _chosen(terms.grace_kind),
        "down_payment": rung.down_payment.if_known,
        "down_payment_on": rung.down_payment_on.if_known,
        "maturity": rung.maturity.if_known,
        "fee": rung.fee.if_known,
        "treatments": joined(treated(asked), _("；")),
        "fee_rows": joined(fees_asked(asked), _("；")),
        "principal_first": confirmed if terms.principal_first else (),
        "no_acceleration": confirmed if terms.no_acceleration else (),
        "collection_stops": confirmed if terms.collection_stops else (),
        "credit_reporting": own(terms.credit_reporting),
    }
    return Facts(told(*((_(TERMS[name].label), value) for name, value in lines.items())))


def _chosen(choice: Choice | None) -> Text:
    return say(plainly(choice)) if choice else ()


def _steps(rung: RungFacts) -> Text:
    said = _("{periods}每期{payment}")
    return joined(tuple(say(said, periods=step.periods, payment=step.payment) for step in rung.step), _("，再"))


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
    named, wished = own(row.fee), row.wish.words if row.wish else ""
    if row.amount.known:
        return joined((named, say(_("{wish}{amount}"), wish=wished, amount=row.amount)), "")
    return joined((named, say(wished)), "")


def _treatment(rung: RungFacts, component: Component, treatment: Treatment | None) -> Text:
    amount = rung.treated[component]
    named, done = component.words, treatment.words if treatment else _("待商量")
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
    kind = plainly(terms.grace_kind) if terms.grace_kind else _("宽限")
    return joined((say(_("前{months}{kind}"), months=rung.grace_months, kind=kind), _level(rung)), _("，"))


def _stepped(asked: Asked) -> Text:
    """Say the steps and the most that any later period asks; the steps alone where no period comes after them."""
    terms, rung = asked
    first = sum(step.periods or 0 for step in terms.steps)
    if first >= len(rung.row) or not rung.highest_payment.known:
        return _steps(rung)
    return say(_("先{steps}，之后每期最多还{highest}"), steps=_steps(rung), highest=rung.highest_payment)


def _level(rung: RungFacts) -> Text:
    usual, highest = rung.usual_payment, rung.highest_payment
    if not usual.known:
        return say(_("每期最多还{highest}"), highest=highest)
    if usual.value == highest.value:
        return say(_("每期还{usual}"), usual=usual)
    return say(_("每期还{usual}（最高一期{highest}）"), usual=usual, highest=highest)


def outcome(desk: Desk, rung: RungFacts) -> Facts:
    """Say what the arrangement comes to, beside what the contract asks."""
    return Facts(
        told(
            (_("第一期"), rung.first_payment.if_known),
            (_("多数各期"), rung.usual_payment.if_known),
            (_("最高一期"), rung.highest_payment.if_known),
            (_("还清日"), rung.last_due.if_known),
            (_("一共还"), rung.total_paid.if_known),
            (_("新计划利息"), rung.total_interest.if_known),
            (_("请求减免"), rung.waived.if_known),
            (_("照原合同要还"), desk.facts.loan.contract_to_end.if_known),
        )
    )


def offers(desk: Desk) -> Iterator[Block]:
    """List what the borrower offers in return: only what was told, nothing where nothing was."""
    ask, rung = desk.case.ask_on(desk.loan) or Ask(id="none"), desk.facts.ask.preferred
    down = rung.down_payment.if_known if rung else ()
    each = (
        (down, say(_("方案确认后先还{amount}。"), amount=down)),
        (ask.offers_auto_debit, say(_("设自动扣款，还款日前把钱备好。"))),
        (ask.offers_reports, say(_("每月报告一次经营情况，可以核对流水。"))),
        (ask.offers_no_new_debt, say(_("新计划期间不再新借款（进货赊账除外）。"))),
        (ask.offers_early_end, say(_("生意好转后愿意提前还清。"))),
        (ask.offers_other, own(ask.offers_other)),
    )
    items = tuple(text for offered, text in each if offered)
    if items:
        yield Bullets(items)


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
