"""The ask in the lender's own fields, what it comes to, and what the borrower offers for it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import Ask, Choice, Terms, Treatment, TreatmentRow
from workbook.documents.blocks import Block, Bullets, Facts, Paragraph, Text, joined, own, say
from workbook.documents.content.desk import Desk
from workbook.documents.content.titles import plainly
from workbook.language import N_, _

# The lender's own words for each field, in the order of a repayment agreement.
LABELS = {
    "start": N_("起始日"),
    "first_due": N_("首期还款日"),
    "periods": N_("期数"),
    "rate": N_("年利率"),
    "method": N_("还款方式"),
    "payment": N_("每期还款额"),
    "steps": N_("分段还款"),
    "grace_months": N_("宽限期"),
    "grace_kind": N_("宽限期内"),
    "down_payment": N_("首次先还"),
    "fee": N_("手续费"),
    "treatments": N_("已产生的各项"),
    "principal_first": N_("还款先抵本金"),
    "no_acceleration": N_("履约期间不提前收贷"),
    "collection_stops": N_("履约期间停止催收"),
    "credit_reporting": N_("征信报送"),
}
_PROMISES = ("principal_first", "no_acceleration", "collection_stops")


def terms_facts(desk: Desk, rung: str, terms: Terms) -> Facts:
    """Give every field of the terms that was filled in."""
    key = f"ask.{rung}"
    rows: list[tuple[Text, Text]] = []
    for name, label in LABELS.items():
        value = _field(desk, key, name, terms)
        if value:
            rows.append((say(_(label)), value))
    return Facts(tuple(rows))


def _field(desk: Desk, key: str, name: str, terms: Terms) -> Text:
    value = getattr(terms, name)
    if value is None or value is False or value == ():
        return ()
    if name == "steps":
        return _steps(desk, key, terms)
    if name == "treatments":
        return joined(tuple(_treated(desk, key, row) for row in terms.treatments if row.component), _("；"))
    if name in _PROMISES:
        return say(_("请书面确认"))
    figure = f"{key}.{name}"
    if figure in desk.figures:
        return (desk[figure],)
    return say(plainly(value)) if isinstance(value, Choice) else own(value)


def _steps(desk: Desk, key: str, terms: Terms) -> Text:
    said = _("{periods}每期{payment}")
    steps = (
        say(said, periods=desk[f"{key}.step.{i}.periods"], payment=desk[f"{key}.step.{i}.payment"])
        for i, _step in enumerate(terms.steps)
    )
    return joined(tuple(steps), _("，再"))


def _treated(desk: Desk, key: str, row: TreatmentRow) -> Text:
    component = row.component
    treatment = row.treatment.words if row.treatment else _("待商量")
    named = component.words if component else ""
    figure = desk[f"{key}.treated.{component.value}"] if component else None
    if row.treatment is Treatment.WAIVE and not (figure and figure.known):
        return say(_("{component}全部减免"), component=named)
    if figure and figure.known:
        return say(_("{component}{treatment}{amount}"), component=named, treatment=treatment, amount=figure)
    return say(_("{component}{treatment}"), component=named, treatment=treatment)


def pays(desk: Desk, rung: str) -> Text:
    """Say what is paid from the first period on: the steps, the grace, and the highest one where it stands out."""
    ask = desk.case.ask_on(desk.loan)
    terms = getattr(ask, rung) if ask else None
    if terms is not None and terms.steps:
        return _steps(desk, f"ask.{rung}", terms)
    if terms is not None and terms.grace_months:
        return joined((_grace(desk, rung, terms), _level(desk, rung)), _("，"))
    return _level(desk, rung)


def _grace(desk: Desk, rung: str, terms: Terms) -> Text:
    kind = plainly(terms.grace_kind) if terms.grace_kind else _("宽限")
    return say(_("前{months}{kind}"), months=desk[f"ask.{rung}.grace_months"], kind=kind)


def _level(desk: Desk, rung: str) -> Text:
    usual, highest = desk[f"ask.{rung}.usual_payment"], desk[f"ask.{rung}.highest_payment"]
    if not usual.known:
        return say(_("每期最多还{highest}"), highest=highest)
    if usual.value == highest.value:
        return say(_("每期还{usual}"), usual=usual)
    return say(_("每期还{usual}（最高一期{highest}）"), usual=usual, highest=highest)


def outcome(desk: Desk, rung: str) -> Facts:
    """Say what the arrangement comes to, beside what the contract asks."""
    key = f"ask.{rung}"
    rows = (
        (_("第一期"), f"{key}.first_payment"),
        (_("多数各期"), f"{key}.usual_payment"),
        (_("最高一期"), f"{key}.highest_payment"),
        (_("还清日"), f"{key}.last_due"),
        (_("一共还"), f"{key}.total_paid"),
        (_("新计划利息"), f"{key}.total_interest"),
        (_("请求减免"), f"{key}.waived"),
        (_("照原合同要还"), "loan.contract_to_end"),
    )
    return Facts(tuple((say(label), (desk[at],)) for label, at in rows if desk.figures.known(at)))


def assumptions(desk: Desk, rung: str) -> Iterator[Block]:
    """Name what was assumed in pricing the arrangement."""
    notes = desk.figures.under(f"ask.{rung}.assumed.")
    if notes:
        yield Paragraph(say(_("计算时的假定：{notes}。"), notes=joined(tuple((n,) for n in notes), _("；"))), "note")


def offers(desk: Desk, ask: Ask) -> Iterator[Block]:
    """List what the borrower offers in return: only what was told, nothing where nothing was."""
    items: list[Text] = []
    if desk.figures.known("ask.preferred.down_payment"):
        items.append(say(_("方案确认后先还{amount}。"), amount=desk["ask.preferred.down_payment"]))
    if ask.offers_auto_debit:
        items.append(say(_("设自动扣款，还款日前把钱备好。")))
    if ask.offers_reports:
        items.append(say(_("每月报告一次经营情况，可以核对流水。")))
    if ask.offers_no_new_debt:
        items.append(say(_("新计划期间不再新借款（进货赊账除外）。")))
    if ask.offers_early_end:
        items.append(say(_("生意好转后愿意提前还清。")))
    if ask.offers_other:
        items.append(own(ask.offers_other))
    if items:
        yield Bullets(tuple(items))


def waivers(desk: Desk, rung: str) -> tuple[Text, ...]:
    """Say each waiver that a rung asks for."""
    ask = desk.case.ask_on(desk.loan)
    terms = getattr(ask, rung) if ask else None
    rows = terms.treatments if terms else ()
    asks = (row for row in rows if row.component and row.treatment is Treatment.WAIVE and not row.archived)
    return tuple(_treated(desk, f"ask.{rung}", row) for row in asks)


def in_one_line(desk: Desk, rung: str) -> Text:
    """Say a rung of the ask in one breath."""
    key = f"ask.{rung}"
    parts: list[Text] = []
    if desk.figures.known(f"{key}.down_payment"):
        parts.append(say(_("先还{amount}"), amount=desk[f"{key}.down_payment"]))
    if desk.figures.known(f"{key}.periods"):
        parts.append(say(_("分{periods}还"), periods=desk[f"{key}.periods"]))
    if desk.figures.known(f"{key}.rate"):
        parts.append(say(_("年利率{rate}"), rate=desk[f"{key}.rate"]))
    if desk.figures.known(f"{key}.highest_payment"):
        parts.append(pays(desk, rung))
    parts += waivers(desk, rung)
    return joined(tuple(parts), _("，")) or say(_("还没写清楚"))
