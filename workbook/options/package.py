"""One arrangement priced: what is paid now and after the relief, what it costs, whether a bad month carries it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from workbook import loans, rules
from workbook.case import Choice, Terms
from workbook.language import N_, _
from workbook.loans import Plan
from workbook.money import ZERO, fen, shown
from workbook.options.base import Base, by_month, month_of
from workbook.pressure import today_at_most

HUNDREDTH = Decimal("0.01")


class Kind(Choice):
    """What is asked for."""

    EXTENSION = "extension", N_("延长期限")
    EXTENSION_WAIVER = "extension_waiver", N_("延长期限并减免罚息、复利")
    WAIVER = "waiver", N_("只减免罚息、复利")
    RATE_CUT = "rate_cut", N_("只降利率")
    INTEREST_ONLY = "interest_only", N_("先只还利息")
    STEPPED = "stepped", N_("先少后多")
    OWN = "own", N_("我的方案")


class Verdict(Choice):
    """Whether what can be paid in a bad month carries an arrangement to its end."""

    CARRIES = "carries", N_("坏月份也付得起")
    ONE_LARGE = "one_large", N_("有一期要另外攒钱")
    BRIDGE = "bridge", N_("只是过桥，不是解决办法")
    FAILS = "fails", N_("坏月份付不起")


GROUNDS: dict[Kind, tuple[str, ...]] = {
    Kind.EXTENSION: ("civil_678_extension", "renewal_2024_13", "civil_543_change"),
    Kind.EXTENSION_WAIVER: ("civil_678_extension", "civil_543_change"),
    Kind.WAIVER: ("civil_543_change",),
    Kind.RATE_CUT: ("personal_loan_9_rate", "civil_543_change"),
    Kind.INTEREST_ONLY: ("renewal_2024_13", "civil_543_change"),
    Kind.STEPPED: ("civil_543_change",),
    Kind.OWN: ("civil_678_extension", "civil_543_change"),
}


@dataclass(frozen=True)
class Package:
    """An arrangement and its price, yuan.

    `now`: the highest regular payment while the relief lasts (all along if there is none); `after`: the highest
    regular payment after it; `first_extra` and `last_extra` come on top of the first and the last payment;
    `wall`: the day the higher payments begin, None if they never do; `cover_after`: what a bad month can give /
    `after`; `total`: everything paid; `extra`: total less what today's contract still asks, `relief`: what need not
    be paid when the contract asks it, `per_relief`: extra yuan per yuan of relief, None where not known;
    `given_up`: what the lender forgoes against the contract's rate and penalties.
    """

    kind: Kind
    title: str
    terms: Terms
    plan: Plan
    now: Decimal
    after: Decimal
    first_extra: Decimal
    last_extra: Decimal
    wall: date | None
    share: Decimal
    cover_now: Decimal | None
    cover_after: Decimal | None
    total: Decimal
    extra: Decimal | None
    relief: Decimal | None
    per_relief: Decimal | None
    given_up: Decimal
    verdict: Verdict
    notes: tuple[str, ...]
    grounds: tuple[str, ...]

    @property
    def recommendable(self) -> bool:
        """Tell whether it may be recommended: never when it fails, during the relief or after it."""
        return self.verdict is Verdict.CARRIES


def price(ground: Base, kind: Kind, title: str, terms: Terms) -> Package:
    """Price terms on what is owed; Refused or NotKnown as loans.plan says."""
    plan = loans.plan(ground.balance, terms, ground.loan)
    regular = _regular(plan)
    relief_months = min(_relief_months(terms), len(regular) - 1)
    now, after = max(regular[:relief_months] or regular), max(regular[relief_months:])
    wall = plan.rows[relief_months].due if relief_months and after > now else None
    extra, relief = _against(ground, plan)
    verdict = _verdict(ground, plan, now, after)
    return Package(
        kind=kind,
        title=title,
        terms=terms,
        plan=plan,
        now=now,
        after=after,
        first_extra=plan.rows[0].payment - regular[0],
        last_extra=plan.rows[-1].payment - regular[-1],
        wall=wall,
        share=ground.share,
        cover_now=_cover(ground.share, now),
        cover_after=_cover(ground.share, after),
        total=plan.total_paid,
        extra=extra,
        relief=relief,
        per_relief=_per(extra, relief),
        given_up=_given_up(ground, plan),
        verdict=verdict,
        notes=(*_notes(ground, wall, after, plan), *(_limit(ground, after) if kind is Kind.OWN else ())),
        grounds=_grounds(ground, kind),
    )


def _relief_months(terms: Terms) -> int:
    steps = sum(step.periods or 0 for step in terms.steps if not step.archived)
    return max(terms.grace_months or 0, steps)


def _regular(plan: Plan) -> list[Decimal]:
    """Give the payments without what comes once with the first or is carried to the last."""
    payments = [row.payment for row in plan.rows]
    payments[0] -= plan.with_first
    payments[-1] -= plan.carried
    return payments


def _cover(share: Decimal, payment: Decimal) -> Decimal | None:
    return (share / payment).quantize(HUNDREDTH, ROUND_DOWN) if payment > 0 else None


def _against(ground: Base, plan: Plan) -> tuple[Decimal | None, Decimal | None]:
    """Give what it costs more than today's contract, and how much of that contract's payments it puts off."""
    if ground.contract is None or ground.contract_total is None:
        return None, None
    start = ground.balance.on
    flows = ((start, plan.paid_first), *((row.due, row.payment) for row in plan.rows))
    months = 1 + max(month_of(on, start) for on, _amount in (*flows, *ground.contract))
    pairs = zip(by_month(ground.contract, start, months), by_month(flows, start, months), strict=True)
    return plan.total_paid - ground.contract_total, sum((max(old - new, ZERO) for old, new in pairs), ZERO)


def _per(extra: Decimal | None, relief: Decimal | None) -> Decimal | None:
    return (extra / relief).quantize(HUNDREDTH, ROUND_HALF_UP) if extra is not None and relief else None


def _given_up(ground: Base, plan: Plan) -> Decimal:
    """Give what is waived and the interest the lender forgoes on what this plan still owes each month."""
    lower = max((ground.rate or plan.rate) - plan.rate, ZERO)
    standing = [plan.principal, *(row.balance for row in plan.rows[:-1])]
    return plan.waived + fen(sum(standing, ZERO) * lower / 1200)


def _verdict(ground: Base, plan: Plan, now: Decimal, after: Decimal) -> Verdict:
    if now > ground.share:
        return Verdict.FAILS
    if after > ground.share:
        return Verdict.BRIDGE
    return Verdict.CARRIES if _path_holds(ground, plan) else Verdict.ONE_LARGE


def _path_holds(ground: Base, plan: Plan) -> bool:
    """Tell whether first money is in hand, and every payment met from what bad months up to it can give."""
    if plan.paid_first and plan.paid_first > (today_at_most(ground.case) or ZERO):
        return False
    paid = ZERO
    for row in plan.rows:
        paid += row.payment
        if paid > ground.share * (month_of(row.due, ground.balance.on) + 1):
            return False
    return True


def _notes(ground: Base, wall: date | None, after: Decimal, plan: Plan) -> Iterator[str]:
    if wall:
        yield _at_the_wall(ground, wall, after)
    if plan.paid_first:
        yield _first_money(ground, plan.paid_first)
    extra = plan.rows[-1].payment - _regular(plan)[-1]
    if extra:
        yield _("挂账的 {amount} 在最后一期（{on}）一起还。").format(amount=shown(extra), on=plan.last_due)


def _limit(ground: Base, after: Decimal) -> Iterator[str]:
    ask = ground.case.ask_on(ground.loan)
    if ask and ask.walk_away is not None and after > ask.walk_away:
        yield _("每期 {payment} 超过您自己定的底线 {limit}。").format(payment=shown(after), limit=shown(ask.walk_away))


def _at_the_wall(ground: Base, wall: date, after: Decimal) -> str:
    if after <= ground.share:
        said = _("{wall} 起每期要 {after}，坏月份也付得起。")
    elif after <= ground.usual_share:
        said = _("{wall} 起每期要 {after}：收入回到平常的月份才付得起，坏月份付不起。")
    else:
        said = _("{wall} 起每期要 {after}：按现在的数字，到那天付不起。")
    return said.format(wall=wall, after=shown(after))


def _first_money(ground: Base, amount: Decimal) -> str:
    most = today_at_most(ground.case)
    if most is None:
        return _("先付的 {amount} 拿不拿得出还不知道：先填现金和每月开支。").format(amount=shown(amount))
    if amount > most:
        return _("先付的 {amount} 超过今天最多能拿出的 {most}。").format(amount=shown(amount), most=shown(most))
    return _("先付的 {amount} 在今天能拿出的 {most} 以内。").format(amount=shown(amount), most=shown(most))


def _grounds(ground: Base, kind: Kind) -> tuple[str, ...]:
    """Give the ids of the rules that may be cited for this in a letter, through the gate."""
    allowed = rules.applicable(ground.case, ground.loan, ground.state, ground.case.as_of, "letter")
    return tuple(rule.id for rule in allowed if rule.id in GROUNDS[kind])
