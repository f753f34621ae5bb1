"""One arrangement priced: what is paid now and after the relief, what it costs, whether it holds, on what ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from workbook import loans, rules
from workbook.case import NOT_LATE, Choice, Loan, LoanState, Terms
from workbook.cashflow import repaid_on
from workbook.language import N_, Unknown, _, tried
from workbook.loans import Plan
from workbook.money import ZERO, fen, shown
from workbook.position import Position, once
from workbook.pressure import free_today
from workbook.rules import constant
from workbook.verdict.base import Base, by_month, month_of
from workbook.verdict.judge import Judged, Verdict, judge, regular_payments
from workbook.verdict.trial import paid

HUNDREDTH = Decimal("0.01")
_YEAR = 12


class Kind(Choice):
    """What is asked for."""

    EXTENSION = "extension", N_("延长期限")
    EXTENSION_WAIVER = "extension_waiver", N_("延长期限并减免罚息、复利")
    WAIVER = "waiver", N_("只减免罚息、复利")
    RATE_CUT = "rate_cut", N_("只降利率")
    INTEREST_ONLY = "interest_only", N_("先只还利息")
    STEPPED = "stepped", N_("先少后多")
    SEASONAL = "seasonal", N_("淡季少还")
    RENEWAL = "renewal", N_("还一部分，其余续贷分期还")
    RENEWAL_INTEREST = "renewal_interest", N_("还一部分，其余续贷先只还利息")
    LATER_END = "later_end", N_("整笔展期")
    MIXED = "mixed", N_("几项一起谈")
    OWN = "own", N_("我的方案")


_RATE_GROUND = "personal_loan_9_rate"
GROUNDS: dict[Kind, tuple[str, ...]] = {
    Kind.EXTENSION: ("civil_678_extension", "renewal_2024_13", "civil_543_change"),
    Kind.EXTENSION_WAIVER: ("civil_678_extension", "civil_543_change"),
    Kind.WAIVER: ("civil_543_change",),
    Kind.RATE_CUT: ("civil_543_change",),
    Kind.INTEREST_ONLY: ("renewal_2024_13", "civil_543_change"),
    Kind.STEPPED: ("civil_543_change",),
    Kind.SEASONAL: ("civil_543_change",),
    Kind.RENEWAL: ("renewal_2024_13",),
    Kind.RENEWAL_INTEREST: ("renewal_2024_13",),
    Kind.LATER_END: ("civil_678_extension",),
    Kind.MIXED: ("civil_678_extension", "civil_543_change"),
    Kind.OWN: ("civil_678_extension", "civil_543_change"),
}


@dataclass(frozen=True)
class Package:
    """An arrangement and its price, yuan.

    `judged`: whether it can be kept; `first_extra` and `last_extra` come on top of the first and the last payment;
    `cover_now`, `cover_after`: what a bad month can give / the payment; `total`: everything paid; `extra`: total less
    what today's contract still asks, `relief`: what need not be paid when the contract asks it, `per_relief`: extra
    yuan per yuan of relief, None where not known; `given_up`: what the lender forgoes against the contract's rate and
    penalties, interest on what is carried with it; `record`: the recorded months (since the change if one is dated)
    and those of them that left less than this and the other debts need; `gives`: what the borrower gives in return;
    `grounds`: ids of the rules that may be cited in a letter.
    """

    kind: Kind
    title: str
    terms: Terms
    plan: Plan
    judged: Judged
    first_extra: Decimal
    last_extra: Decimal
    share: Decimal
    cover_now: Decimal | None
    cover_after: Decimal | None
    total: Decimal
    extra: Decimal | None
    relief: Decimal | None
    per_relief: Decimal | None
    given_up: Decimal
    record: tuple[int, int]
    gives: tuple[str, ...]
    notes: tuple[str, ...]
    grounds: tuple[str, ...]

    @property
    def now(self) -> Decimal:
        """The highest regular payment while the relief lasts."""
        return self.judged.shape.now

    @property
    def after(self) -> Decimal:
        """The highest regular payment after it."""
        return self.judged.shape.after

    @property
    def wall(self) -> date | None:
        """The day on which the relief ends and more is to be paid."""
        return self.judged.wall

    @property
    def verdict(self) -> Verdict:
        """Whether it can be kept."""
        return self.judged.verdict

    @property
    def recommendable(self) -> bool:
        """Whether it may be recommended."""
        return self.judged.holds

    @property
    def highest(self) -> Decimal:
        """The highest regular payment, during the relief or after it."""
        return max(self.now, self.after)


def price(ground: Base, kind: Kind, title: str, terms: Terms) -> Package:
    """Price terms on what is owed; Refused or NotKnown as loans.plan says."""
    plan = loans.plan(ground.balance, terms, ground.loan)
    regular = regular_payments(plan)
    judged = judge(ground, plan, relief_months(terms))
    now, after = judged.shape.now, judged.shape.after
    extra, relief = _against(ground, plan)
    notes = (*_notes(ground, judged, plan), *(_limit(ground, after) if kind is Kind.OWN else ()))
    return Package(
        kind=kind,
        title=title,
        terms=terms,
        plan=plan,
        judged=judged,
        first_extra=plan.rows[0].payment - regular[0],
        last_extra=plan.rows[-1].payment - regular[-1],
        share=ground.share,
        cover_now=_cover(ground.share, now),
        cover_after=_cover(ground.share, after),
        total=plan.total_paid,
        extra=extra,
        relief=relief,
        per_relief=_per(extra, relief),
        given_up=_given_up(ground, plan),
        record=_record(ground, max(now, after)),
        gives=tuple(_gives(ground, plan)),
        notes=notes,
        grounds=_grounds(ground, kind, plan),
    )


def relief_months(terms: Terms) -> int:
    """Count the months in which less is paid."""
    steps = sum(step.periods or 0 for step in terms.steps if not step.archived)
    return max(terms.grace_months or 0, steps)


def _cover(share: Decimal, payment: Decimal) -> Decimal | None:
    return (share / payment).quantize(HUNDREDTH, ROUND_DOWN) if payment > 0 else None


def _against(ground: Base, plan: Plan) -> tuple[Decimal | None, Decimal | None]:
    """Give what it costs more than today's contract, and how much of that contract's payments it puts off."""
    if ground.contract is None:
        return None, None
    start = ground.balance.on
    flows = paid(plan, start)
    months = 1 + max(month_of(on, start) for on, _amount in (*flows, *ground.contract))
    pairs = zip(by_month(ground.contract, start, months), by_month(flows, start, months), strict=True)
    extra = loans.beyond_contract(plan, ground.balance, ground.contract)
    return extra, sum((max(old - new, ZERO) for old, new in pairs), ZERO)


def _per(extra: Decimal | None, relief: Decimal | None) -> Decimal | None:
    return (extra / relief).quantize(HUNDREDTH, ROUND_HALF_UP) if extra is not None and relief else None


def _given_up(ground: Base, plan: Plan) -> Decimal:
    """Give what is waived and the interest forgone: at a lower rate on what is owed, at all on what is carried."""
    contract = ground.rate or plan.rate
    standing = sum((plan.principal, *(row.balance for row in plan.rows[:-1])), ZERO)
    forgone = standing * max(contract - plan.rate, ZERO) + plan.carried * len(plan.rows) * contract
    return plan.waived + fen(forgone / 1200)


def _record(ground: Base, payment: Decimal) -> tuple[int, int]:
    """Count the recorded months that left less than this payment and the other debts need, and all of them."""
    lefts = ground.recorded
    return sum(left < payment + ground.others for left in lefts), len(lefts)


def _gives(ground: Base, plan: Plan) -> Iterator[str]:
    if plan.paid_first:
        yield first_money(plan)
    ask = ground.case.ask_on(ground.loan)
    if ask is None:
        return
    if ask.offers_auto_debit:
        day = _("设自动扣款") if ask.auto_debit_day is None else _("设自动扣款，每月 {day} 号")
        yield day.format(day=ask.auto_debit_day)
    if ask.offers_reports:
        yield _("每季度报告经营情况")
    if ask.offers_early_end:
        yield _("好转以后提前还清")
    if ask.offers_no_new_debt:
        yield _("不再新借（进货赊账除外）")
    if ask.offers_other:
        yield ask.offers_other


def first_money(plan: Plan) -> str:
    """Say what is paid first, with its day where it is paid later."""
    if plan.paid_first_on is None:
        return _("先付 {amount}").format(amount=shown(plan.paid_first))
    said = _("{on} 先还 {amount}")
    return said.format(on=plan.paid_first_on, amount=shown(plan.paid_first - plan.first_interest))


def _notes(ground: Base, judged: Judged, plan: Plan) -> Iterator[str]:
    after = judged.shape.after
    if judged.wall:
        once = judged.wall == plan.last_due and (plan.until or not judged.holds)
        yield _at_once(judged) if once else _at_the_wall(ground, judged)
        yield from _until_the_wall(ground, judged)
    elif judged.on_futures and after > ground.share:
        said = _("坏月份单独看只给得出 {share}：要靠手上的钱和好月份攒下的来补，好月份别花光。")
        if _closed(ground):
            said = _("停下来以后的月份留出余地只给得出 {share}：多的要用那点余地和手上的钱来补，别花光。")
        yield said.format(share=shown(ground.share))
    yield from late_said(judged)
    if plan.paid_first:
        yield _first_money(ground, plan)
    yield from _too_long(ground, plan)
    extra = plan.rows[-1].payment - regular_payments(plan)[-1]
    if extra:
        yield _("挂账的 {amount} 在最后一期（{on}）一起还。").format(amount=shown(extra), on=plan.last_due)


def _until_the_wall(ground: Base, judged: Judged) -> Iterator[str]:
    """Say where the small payments at first are already more than a bad month gives."""
    if judged.on_futures and judged.shape.now > ground.share:
        said = _("{wall} 以前每期 {now}，坏月份单独看只给得出 {share}：差的要用手上的钱补，别花光。")
        yield said.format(wall=judged.wall, now=shown(judged.shape.now), share=shown(ground.share))


def _closed(ground: Base) -> bool:
    """Tell whether no good month is to come."""
    return ground.position.months.gone


def late_said(judged: Judged) -> Iterator[str]:
    """Say what becomes of a plan that holds if the recovery comes late; nothing where none is counted on."""
    if judged.late is None or not judged.holds:
        return
    months = constant("recovery_late_months")
    if not judged.late:
        yield _("恢复晚 {months} 个月，也守得住。").format(months=months)
    else:
        said = _("恢复要是晚 {months} 个月，手上还要另备 {amount} 才守得住：到时候没有恢复，要提前再谈。")
        yield said.format(months=months, amount=shown(judged.late))


def _too_long(ground: Base, plan: Plan) -> Iterator[str]:
    """Say where an extension would be longer than the rules that may be cited for it allow."""
    loan, added = ground.loan.as_one, len(plan.rows) - ground.periods_left
    if ground.state not in NOT_LATE or not loan.periods or not ground.periods_left or added <= loan.periods:
        return
    if loan.periods <= _YEAR and any(
        rule.id == "personal_loan_extension_length"
        for rule in rules.applicable(ground.position.scope(loan, ground.state), "page")
    ):
        yield _("一年以内的借款，展期加起来不超过原来的期限；这么长要按续贷或重组来谈，不叫展期。")


def _limit(ground: Base, after: Decimal) -> Iterator[str]:
    ask = ground.case.ask_on(ground.loan)
    if ask and ask.walk_away is not None and after > ask.walk_away:
        yield _("每期 {payment} 超过您自己定的底线 {limit}。").format(payment=shown(after), limit=shown(ask.walk_away))


def _at_the_wall(ground: Base, judged: Judged) -> str:
    bearable = ground.bearable(judged.shape.relief)
    said = _wall_said(ground, judged, bearable)
    return said.format(wall=judged.wall, after=shown(judged.shape.after), usual=shown(bearable))


def _at_once(judged: Judged) -> str:
    """Say of a renewed loan what falls due whole at its new end."""
    said = _("{wall} 要一次还 {after}：货款按一半算也够。")
    if not judged.holds:
        said = _("{wall} 要一次还 {after}：只是过桥，不是解决办法。")
    return said.format(wall=judged.wall, after=shown(judged.shape.after))


def _wall_said(ground: Base, judged: Judged, bearable: Decimal) -> str:
    after = judged.shape.after
    if after <= ground.share:
        return _("{wall} 起每期要 {after}，坏月份也付得起。")
    if judged.on_futures and _closed(ground):
        return _("{wall} 起每期要 {after}：停下来以后的月份单独看付不起，按推演能靠手上的钱补上。")
    if judged.on_futures:
        return _("{wall} 起每期要 {after}：坏月份单独看付不起，按推演能靠好月份攒下的补上。")
    if judged.verdict is Verdict.BRIDGE and after > bearable > ground.share:
        return _("{wall} 起每期要 {after}，比往后平均一个月能给这一笔的 {usual} 还多：只是过桥，不是解决办法。")
    if after <= ground.usual_share:
        return _("{wall} 起每期要 {after}：收入回到平常的月份才付得起，坏月份付不起。")
    return _("{wall} 起每期要 {after}：按现在的数字，到那天付不起。")


def _first_money(ground: Base, plan: Plan) -> str:
    amount, on = plan.paid_first, plan.paid_first_on
    if on is not None and on > ground.balance.on:
        said = _("{on} 先还的 {amount} 等货款到账才还：到账以前不答应日子。")
        if not _after_receivables(ground, on):
            said = _("{on} 先还的 {amount}，那天不靠货款也要拿得出：拿不准就先不写日子。")
        return said.format(on=on, amount=shown(amount))
    most = tried(lambda: free_today(ground.position))
    if isinstance(most, Unknown):
        return _("先付的 {amount} 拿不拿得出还不知道：{reason}").format(amount=shown(amount), reason=most)
    if amount > most:
        return _("先付的 {amount} 超过今天最多能拿出的 {most}。").format(amount=shown(amount), most=shown(most))
    return _("先付的 {amount} 在今天能拿出的 {most} 以内。").format(amount=shown(amount), most=shown(most))


def _after_receivables(ground: Base, on: date) -> bool:
    """Tell whether a day is the one so many working days after money that is told to come in."""
    told = (row.due_on for row in ground.case.situation.receivables if row.due_on and not row.archived)
    return any(repaid_on(due) == on for due in told)


def _grounds(ground: Base, kind: Kind, plan: Plan) -> tuple[str, ...]:
    """Give the ids of the rules that may be cited for this in a letter, through the gate."""
    fitting = set(GROUNDS[kind]) | ({_RATE_GROUND} if plan.rate < (ground.rate or plan.rate) else set())
    return tuple(rule for rule in _citable(ground.position, ground.loan, ground.state) if rule in fitting)


@once
def _citable(position: Position, loan: Loan, state: LoanState | None) -> tuple[str, ...]:
    return tuple(rule.id for rule in rules.applicable(position.scope(loan, state), "letter"))
