"""The ground on which packages are tried: futures of cash, and what every other debt takes out of them first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import cached_property

from workbook import loans, simulate
from workbook.case import Loan
from workbook.cashflow import FULL_YEAR, Hoped, by_month, hoped
from workbook.language import Refused, _
from workbook.loans import Plan
from workbook.loans.days import months_after
from workbook.money import FEN, ZERO, fen, shown
from workbook.position import Position, borrowers_own, once
from workbook.pressure import called
from workbook.pressure.dues import open_loans, others_in_a_month, unlisted
from workbook.pressure.first import comes_first
from workbook.pressure.lump import great_end
from workbook.pressure.outlook import claims_of
from workbook.rules import constant
from workbook.simulate import Failures, Paths

MONTHS, FUTURES = 36, 2000
MOST_FALL = 30  # percent of receipts; what bears more than this is not told apart

Flow = tuple[date, Decimal]


@dataclass(frozen=True, eq=False)
class Trial:
    """Futures with the margin held back, and what the other debts claim in each month of them, in yuan.

    `weight` is what other late loans are paid for each yuan paid on this one, in proportion to what is owed;
    `allowed` how many futures may fail. `hopeless` tells that the other debts alone already fail in more.
    `stays_away` is what each recorded month leaves less where one of a hundred yuan of receipts stays away.
    `late` holds the same futures with a hoped-for recovery some months later, None where none is counted on.
    `beside_names` names the other late loans that are taken to be paid by the same arrangement, `beside_owed` gives
    what is owed on each, by id; `hoped` the receivables that count from their day on.
    """

    paths: Paths
    others: tuple[Decimal, ...]
    weight: tuple[Decimal, Decimal]
    allowed: int
    hopeless: bool
    assumed: tuple[str, ...]
    stays_away: tuple[Decimal, ...]
    beside_names: tuple[str, ...] = ()
    beside_owed: tuple[tuple[str, Decimal], ...] = ()
    late: Trial | None = None
    hoped: tuple[Hoped, ...] = ()

    def claims(self, flows: Sequence[Flow]) -> tuple[Decimal, ...]:
        """Give what all debts claim in each month when these dated amounts are paid on this loan."""
        mine = in_months(flows, self.paths.ends)
        return tuple(other + own + self.beside(own) for other, own in zip(self.others, mine, strict=True))

    def beside(self, paid: Decimal) -> Decimal:
        """Give what the other late loans get beside a payment on this one."""
        part, whole = self.weight
        return fen(paid * part / whole) if part else ZERO

    def part_of(self, free: Decimal) -> Decimal:
        """Give what this loan gets where so much is free for it and the other late ones."""
        part, whole = self.weight
        return (free * whole / (whole + part)).quantize(FEN, ROUND_DOWN)

    def also(self, paid: Decimal) -> dict[str, Decimal]:
        """Give, by loan, what each of the other late loans gets beside a payment on this one."""
        whole = self.weight[1]
        return {loan_id: fen(paid * owed / whole) for loan_id, owed in self.beside_owed}

    def fails(self, flows: Sequence[Flow]) -> Failures:
        """Count the futures that fail when these dated amounts are paid."""
        return simulate.fails_in_any(self._tries(flows))

    def _tries(self, flows: Sequence[Flow]) -> tuple[tuple[Paths, tuple[Decimal, ...]], ...]:
        """Try each month with a receivable twice: whole, and as far as its day without it.

        What is paid after the receivable then counts with it in the next month; other debts are taken as paid before.
        """
        if not self.hoped:
            return ((self.paths, self.claims(flows)),)
        whole, until = self._by_day
        return (whole, self.claims(flows)), (until, self.claims([self._moved(flow) for flow in flows]))

    @cached_property
    def _by_day(self) -> tuple[Paths, ...]:
        """The futures with each receivable in its month, and with each in the month after it."""
        ends = self.paths.ends
        return tuple(replace(self.paths, beside=by_month(self.hoped, ends, wait=wait)) for wait in (0, 1))

    def _moved(self, flow: Flow) -> Flow:
        """Move what is paid in a month after its receivable into the next one."""
        ends, (on, amount) = self.paths.ends, flow
        place = bisect_left(ends, on)
        there = [row.on for row in self.hoped if bisect_left(ends, row.on) == place]
        moves = there and max(there) < on and place + 1 < len(ends)
        return (ends[place + 1], amount) if moves else flow

    def allows(self, failures: Failures) -> bool:
        """Tell whether no more futures fail than may."""
        return failures.failing[0] <= self.allowed

    def lacking(self, flows: Sequence[Flow]) -> Decimal:
        """Give how much more cash today would make these payments hold; 0.00 where they do."""
        return max(simulate.lacking(*one, self.allowed) for one in self._tries(flows))

    @cached_property
    def fallen(self) -> dict[int, Trial]:
        """Hold the trials in which receipts fall by a percentage, as far as they were asked for."""
        return {}

    def falling(self, percent: int) -> Trial:
        """Give the same futures with all receipts lower by a percentage; receipts that stay away need no stock."""
        if percent not in self.fallen:
            pairs = zip(self.paths.recorded, self.stays_away, strict=True)
            recorded = tuple((label, left - fen(less * percent)) for (label, left), less in pairs)
            self.fallen[percent] = replace(self, paths=replace(self.paths, recorded=recorded))
        return self.fallen[percent]

    def room(self, flows: Sequence[Flow]) -> int:
        """Give by how many whole percent receipts may fall, up to 30, while these payments still hold."""
        held = [p for p in range(MOST_FALL + 1) if self.stays_away and any(self.stays_away)]
        return max(bisect_left(held, True, key=lambda p: self._breaks(flows, p)) - 1, 0)

    def _breaks(self, flows: Sequence[Flow], percent: int) -> bool:
        return not self.allows(self.falling(percent).fails(flows))

    def level(self, first: int, months: int) -> Decimal | None:
        """Give the largest level payment from so many months ahead on that survives; None where nothing does."""
        last = min(first + months, self.paths.months)
        due = [first <= month < last for month in range(self.paths.months)]
        found = simulate.largest_level(self.paths, self.others, due, self.allowed)
        return found if found is None else self.part_of(found)


def paid(plan: Plan, on: date) -> tuple[Flow, ...]:
    """Give the dated payments of a plan, first money on its own day or the one it begins; before it the contract's."""
    first = ((plan.paid_first_on or on, plan.paid_first),) if plan.paid_first else ()
    return (*first, *((row.due, row.payment) for row in (*plan.until, *plan.rows)))


def in_months(flows: Sequence[Flow], ends: Sequence[date]) -> list[Decimal]:
    """Sum dated amounts by the month they fall in; what lies beyond the last month is left out."""
    sums = [ZERO for _end in ends]
    for on, amount in flows:
        place = bisect_left(ends, on)
        if place < len(ends):
            sums[place] += amount
    return sums


@borrowers_own
def trial(position: Position, loan: Loan, months: int = MONTHS, count: int = FUTURES) -> Trial:
    """Draw futures and lay the claims of the other debts on them; NotKnown or Refused where it cannot be done.

    What falls due whole on another debt is taken as renewed; where arrears of the others are more than the cash, what
    is beyond it is taken as agreed apart. Each is said, and more cash never leaves less for this loan.
    """
    tried, later = _trial(position, loan, months, count), _recovering_later(position)
    return tried if later is None else replace(tried, late=_trial(later, loan, months, count))


def _recovering_later(position: Position) -> Position | None:
    """Give the same case with a hoped-for recovery some months later; None where none is counted on."""
    day = position.months.passes_on
    if day is None:
        return None
    later = months_after(day, int(constant("recovery_late_months")), day.day)
    return position.changed(ask=position.case.ask.model_copy(update={"recovers_on": later}))


def _trial(position: Position, loan: Loan, months: int, count: int) -> Trial:
    drawn = simulate.paths(position, max(months, MONTHS), count).keeping(_margin(position))
    allowed = _allowed(position, drawn)
    (others, said), (weight, shared) = claims_of_others(position, loan, drawn.ends), _weight(position, loan)
    also = _also_late(position, loan) if weight[0] else []
    noted = (*drawn.assumed, *_allowed_said(drawn, allowed), *said, *shared)
    return Trial(
        paths=drawn,
        others=others,
        weight=weight,
        allowed=allowed,
        hopeless=simulate.fails(drawn, others).failing[0] > allowed,
        assumed=noted,
        stays_away=_stays_away(position, drawn),
        beside_names=tuple(called(other) for other in also),
        beside_owed=tuple((other.id, position.standing(other).balance.total) for other in also),
        hoped=hoped(position.case.situation, position.as_of),
    )


def _stays_away(position: Position, drawn: Paths) -> tuple[Decimal, ...]:
    """Give what each recorded month would leave less for each percent of its receipts."""
    stock = position.case.situation.stock_per_100 or ZERO
    return tuple((flow.receipts or ZERO) * (100 - stock) / 10000 for flow in drawn.flows)


def _margin(position: Position) -> Decimal:
    return Decimal(constant("margin_percent")) if position.case.ask.margin is None else position.case.ask.margin


def _allowed(position: Position, paths: Paths) -> int:
    if paths.behind < FULL_YEAR:
        return 0
    told = position.case.ask.failing_allowed
    percent = Decimal(constant("failing_percent")) if told is None else min(told, Decimal(100))
    return min(int(paths.count * percent / 100), paths.count - 1)


def _allowed_said(paths: Paths, allowed: int) -> Iterator[str]:
    if paths.behind < FULL_YEAR:
        yield _("记录不满十二个月：一个方案要在抽出来的 {count} 个未来里个个付得出，才算守得住。").format(
            count=f"{paths.count:,}"
        )
        return
    said = _("一个方案在 {count} 个未来里最多 {allowed} 个还不上，才算守得住；往后看 {months} 个月。")
    yield said.format(count=f"{paths.count:,}", allowed=f"{allowed:,}", months=paths.months)


# What the other debts claim


def claims_of_others(
    position: Position, loan: Loan, ends: tuple[date, ...]
) -> tuple[tuple[Decimal, ...], tuple[str, ...]]:
    """Give what the other debts claim in each month, great ends renewed and arrears as far as the cash goes."""
    found = [_one(position, other, ends) for other in open_loans(position) if other.id != loan.id]
    rest = unlisted(position, others_in_a_month(position)) or ZERO
    first, *later = (sum((one.claims[index] for one in found), rest) for index in range(len(ends)))
    beyond = max(sum((one.arrears for one in found), ZERO) - max(position.case.situation.cash or ZERO, ZERO), ZERO)
    return (first - beyond, *later), tuple(words for one in found for words in one.said(beyond))


@dataclass(frozen=True)
class _Other:
    """One other debt by month, its arrears in the first, without its great last payment."""

    name: str
    claims: tuple[Decimal, ...]
    arrears: Decimal = ZERO
    end: Flow | None = None
    note: tuple[str, ...] = ()

    def said(self, beyond: Decimal) -> Iterator[str]:
        yield from self.note
        if self.end:
            said = _(
                "“{name}”到 {day} 要还 {amount}：要赶在到期前先谈好续贷；这里按续得上、每月照旧付来算，"
                "打算一次还清的要另外攒。"
            )
            yield said.format(name=self.name, day=self.end[0], amount=shown(self.end[1]))
        if beyond and self.arrears:
            said = _(
                "“{name}”已经到期的 {amount} 要先补，手上的钱先留给它；加起来还差 {beyond}，要另外谈，没有算进去。"
            )
            yield said.format(name=self.name, amount=shown(self.arrears), beyond=shown(beyond))


def _one(position: Position, other: Loan, ends: tuple[date, ...]) -> _Other:
    name, none = called(other), tuple(ZERO for _end in ends)
    asked = position.case.ask_on(other)
    if asked is not None and asked.preferred is not None:
        balance = position.standing(other).balance
        plan = loans.plan(balance, asked.preferred, other)
        rows = tuple(in_months(paid(plan, balance.on), ends))
        return _Other(name, rows, note=(_("“{name}”按您在那一笔的请求里写的来还。").format(name=name),))
    if not comes_first(other):
        return _Other(name, none)
    return _by_contract(position, other, ends)


def _by_contract(position: Position, other: Loan, ends: tuple[date, ...]) -> _Other:
    rows, later = claims_of(position, other, ends), claims_of(position, other, ends, arrears_too=False)
    dues = position.standing(other).coming(ends[-1])
    great = great_end(other, dues)
    end = (great.due, great.payment) if great else None
    arrears = rows[0] - later[0]
    renewed = later if end is None else _renewed(later, end, ends)
    return _Other(called(other), (renewed[0] + arrears, *renewed[1:]), arrears, end)


def _renewed(claims: tuple[Decimal, ...], end: Flow, ends: tuple[date, ...]) -> tuple[Decimal, ...]:
    """Go on paying the usual amount in the month of the great end and after it."""
    place = next(index for index, last in enumerate(ends) if end[0] <= last)
    usual = next((amount for amount in reversed(claims[:place]) if amount), ZERO)
    return (*claims[:place], *(usual for _month in claims[place:]))


def _weight(position: Position, loan: Loan) -> tuple[tuple[Decimal, Decimal], tuple[str, ...]]:
    """Give what the other late loans get for what this one gets: by what is owed, unless this one comes first."""
    late = _also_late(position, loan)
    if not late:
        return (ZERO, Decimal(1)), ()
    names = _("、").join(called(other) for other in late)
    if comes_first(loan):
        return (ZERO, Decimal(1)), (_("{names}分这一笔付完以后剩下的。").format(names=names),)
    part = sum((position.standing(other).balance.total for other in late), ZERO)
    said = _("{names}也按同样的办法还，每家按欠款多少分。").format(names=names)
    return (part, position.standing(loan).balance.total), (said,)


def _also_late(position: Position, loan: Loan) -> list[Loan]:
    """Give the other loans that are late, do not come first, and have no request of their own."""
    others = (other for other in open_loans(position) if other.id != loan.id)
    return [other for other in others if not comes_first(other) and not _asked(position, other)]


def _asked(position: Position, loan: Loan) -> bool:
    ask = position.case.ask_on(loan)
    return ask is not None and ask.preferred is not None


@once
def or_none(position: Position, loan: Loan, months: int) -> tuple[Trial | None, str]:
    """Give the trial, or None with the sentence that says why there is none."""
    try:
        return trial(position, loan, months), ""
    except Refused as refused:
        return None, str(refused)


@borrowers_own
def level_for_all(position: Position) -> Decimal | None:
    """Give the level amount that all debts together could be paid each month of the futures; None where none holds.

    NotKnown or Refused where no futures can be drawn.
    """
    drawn = simulate.paths(position, MONTHS, FUTURES).keeping(_margin(position))
    return simulate.largest_level(drawn, [ZERO] * MONTHS, [True] * MONTHS, _allowed(position, drawn))
