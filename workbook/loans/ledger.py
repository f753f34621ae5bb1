"""The account replayed: instalments fall due, payments are allocated, penalty runs by the day in between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Method, PenaltyBase
from workbook.case.loan import Allocation, DayCount
from workbook.language import _
from workbook.loans.days import spans
from workbook.loans.results import AccrualLine, Balance, Booking, Instalment, Kept
from workbook.loans.schedule import day_interest, rows, rows_of
from workbook.loans.terms import ONE_DUE, Contract, fee_on
from workbook.money import ZERO, fen

_ORDER: dict[Allocation, tuple[str, ...]] = {
    Allocation.INTEREST_FIRST: ("fees", "interest", "compound", "penalty", "principal"),
    Allocation.PRINCIPAL_FIRST: ("principal", "interest", "compound", "penalty", "fees"),
}
_OF_BILLS = frozenset({"fees", "interest", "principal"})


@dataclass
class Bill:
    """What is still unpaid of one instalment that fell due."""

    number: int
    due: date
    principal: Decimal
    interest: Decimal
    fees: Decimal
    since: date

    @property
    def open(self) -> bool:
        """Tell whether anything of it is unpaid."""
        return bool(self.principal or self.interest or self.fees)


class Ledger:
    """One loan's account, moved forward in time by `until`; the contract's first `covered` instalments are paid."""

    def __init__(self, contract: Contract, covered: int = 0) -> None:
        self.contract = contract
        self.covered = covered
        self.ahead: list[Instalment] = list(rows_of(contract)) if contract.dues else []
        self.fallen: list[Instalment] = []
        self.principal = contract.principal
        self.start = contract.drawn_on
        self.bills: list[Bill] = []
        self.lines: list[AccrualLine] = []
        self.bookings: list[Booking] = []
        self.owing: dict[str, Decimal] = {"compound": ZERO, "penalty": ZERO}
        self.held = ZERO
        self.fees = ZERO
        self.overpaid = ZERO
        self.prepaid = False

    def until(self, on: date, payments: Iterable[tuple[date, Decimal]]) -> Ledger:
        """Let everything happen up to the end of a day; on one day dues come before payments."""
        for paid_on, amount in sorted(payments):
            if paid_on > on:
                break
            self._dues_until(paid_on)
            self._pay(paid_on, amount)
        self._dues_until(on)
        self._accrue(on)
        return self

    def _dues_until(self, on: date) -> None:
        called = self.contract.accelerated_on
        while self.ahead and self.ahead[0].due <= on and not (called and called <= self.ahead[0].due):
            self._fall_due(self.ahead.pop(0))
        if called and called <= on and self.principal:
            self._call_in(called)

    def _fall_due(self, row: Instalment) -> None:
        covered = row.number <= self.covered
        if not covered:
            self.lines += self._interest_lines(row)
        self.principal -= row.principal
        self.start = row.due
        self.fallen.append(row)
        if not covered:
            self._bill(row)

    def _bill(self, row: Instalment) -> None:
        self.bills.append(Bill(row.number, row.due, row.principal, row.interest, row.fees, row.due))
        held, self.held = self.held, ZERO
        self.held = self._allocate(held)[0] if held else ZERO

    def _call_in(self, on: date) -> None:
        """Everything not yet due falls due with the interest of the days so far."""
        number = self.ahead[0].number if self.ahead else 1
        interest = sum((line.amount for line in self._running(on)), ZERO)
        parts = (self.principal, interest, ZERO)
        self.ahead.clear()
        self._fall_due(Instalment(number, on, *parts, sum(parts, ZERO), ZERO))

    # -- interest ----------------------------------------------------------------------------------------------

    def _interest_lines(self, row: Instalment) -> list[AccrualLine]:
        """The contract interest of an instalment as scheduled; a rescheduled first period was booked by days."""
        index = row.number - 1
        whole = index < len(self.contract.whole) and self.contract.whole[index] and not self._stub(row)
        lines = self._interest(row.number, self.start, row.due, whole=whole)
        return _meeting(lines, row.interest)

    def _stub(self, row: Instalment) -> bool:
        return self.start not in {self.contract.drawn_on, *self.contract.dues} or row.due not in self.contract.dues

    def _interest(self, number: int, start: date, end: date, *, whole: bool) -> list[AccrualLine]:
        base, rate = self.principal, self.contract.annual
        if whole:
            amount = fen(base * rate / 1200)
            return [AccrualLine("interest", number, base, rate, start, end, 30, 360, True, amount)]
        return _lines("interest", number, base, rate, self.contract.convention.day_count, start, end)

    def _running(self, on: date) -> list[AccrualLine]:
        """Interest since the last due day, not above what the running instalment will bear."""
        if on <= self.start or not self.principal:
            return []
        number = self.ahead[0].number if self.ahead else len(self.fallen) + 1
        lines = self._interest(number, self.start, on, whole=False)
        most = self.ahead[0].interest if self.ahead else None
        running = sum((line.amount for line in lines), ZERO)
        return _meeting(lines, most) if most is not None and running > most else lines

    def _accrue(self, on: date) -> None:
        """Penalty on every unpaid bill past its days of grace, from its due day."""
        for bill in self.bills:
            if bill.open and (on - bill.due).days > self.contract.grace_days and on > bill.since:
                self._penalise(bill, on)
                bill.since = on

    def _penalise(self, bill: Bill, on: date) -> None:
        both = self.contract.convention.penalty_base is PenaltyBase.PRINCIPAL_AND_INTEREST
        self._run("penalty", bill, bill.principal + (bill.interest if both else ZERO), on)
        if self.contract.convention.compound and not both:
            self._run("compound", bill, bill.interest, on)

    def _run(self, kind: Kept, bill: Bill, base: Decimal, on: date) -> None:
        if not base:
            return
        count = self.contract.convention.by_day
        made = _lines(kind, bill.number, base, self.contract.penalty_rate, count, bill.since, on)
        self.owing[kind] += sum((line.amount for line in made), ZERO)
        self.lines += made

    # -- payments ----------------------------------------------------------------------------------------------

    def _pay(self, on: date, amount: Decimal) -> None:
        self._accrue(on)
        left, taken = self._allocate(amount)
        self.bookings.append(
            Booking(on, amount, *(taken[k] for k in ("fees", "interest", "compound", "penalty", "principal")), left)
        )
        if left:
            self._ahead_of_time(on, left)

    def _allocate(self, money: Decimal) -> tuple[Decimal, dict[str, Decimal]]:
        """Pay what is due in the contract's order, the oldest first within each kind; give back what is left."""
        taken = dict.fromkeys(("fees", "interest", "compound", "penalty", "principal"), ZERO)
        for kind in _ORDER[self.contract.allocation]:
            paid = self._take_bills(kind, money) if kind in _OF_BILLS else self._take(kind, money)
            money -= paid
            taken[kind] = paid
        return money, taken

    def _take(self, kind: str, money: Decimal) -> Decimal:
        paid = min(money, self.owing[kind])
        self.owing[kind] -= paid
        return paid

    def _take_bills(self, kind: str, money: Decimal) -> Decimal:
        left = money
        if kind == "fees":
            paid = min(left, self.fees)
            self.fees -= paid
            left -= paid
        for bill in self.bills:
            paid = min(left, getattr(bill, kind))
            setattr(bill, kind, getattr(bill, kind) - paid)
            left -= paid
        return money - left

    def _ahead_of_time(self, on: date, left: Decimal) -> None:
        """Money beyond what is due: settles the loan, waits for the next instalment, or repays principal early."""
        left += self.held
        self.held = ZERO
        running = sum((line.amount for line in self._running(on)), ZERO)
        if left >= self.principal + running + self._prepayment_fee(self.principal):
            self._settle(left, running)
        elif self._waits(left):
            self.held = left
        else:
            self._prepay(on, left, running)

    def _settle(self, left: Decimal, running: Decimal) -> None:
        self.overpaid += left - self.principal - running - self._prepayment_fee(self.principal)
        self.principal = ZERO
        self.ahead.clear()

    def _waits(self, left: Decimal) -> bool:
        one_due = self.contract.method in ONE_DUE or len(self.ahead) <= 1
        return not one_due and left <= self.ahead[0].payment

    def _prepay(self, on: date, left: Decimal, running: Decimal) -> None:
        """Interest so far, then principal; the instalments left are counted anew over the same days."""
        if left <= running:
            self.held = left
            return
        repaid = self._without_fee(left - running)
        self.principal -= repaid
        self.start, self.prepaid = on, True
        starts = (on, *(row.due for row in self.ahead))
        whole = (False, *(self.contract.whole[row.number - 1] for row in self.ahead[1:]))
        periods = [(a, row.due, w) for a, row, w in zip(starts, self.ahead, whole, strict=False)]
        first = self.ahead[0].number if self.ahead else 1
        self.ahead = list(rows(self.contract, self.principal, periods, first)) if periods else []

    def _prepayment_fee(self, principal: Decimal) -> Decimal:
        return sum((fee_on(fee, principal) for fee in self.contract.prepayment_fees), ZERO)

    def _without_fee(self, money: Decimal) -> Decimal:
        """Of this money, the principal it repays after the fee on that principal."""
        fees = self.contract.prepayment_fees
        flat = sum((fee.amount or ZERO for fee in fees), ZERO)
        percent = sum((fee.percent or Decimal(0) for fee in fees), Decimal(0))
        return max(fen((money - flat) / (1 + percent / 100)), ZERO)

    # -- what stands ---------------------------------------------------------------------------------------------

    def balance(self, on: date, assumed: Sequence[str]) -> Balance:
        """Give what is owed at the end of the day the account was moved to."""
        running = self._running(on)
        not_due = sum((line.amount for line in running), ZERO)
        unpaid = [bill for bill in self.bills if bill.open]
        oldest = min((bill.due for bill in unpaid), default=None)
        late = bool(oldest and (on - oldest).days > self.contract.grace_days)
        return Balance(
            on=on,
            principal_not_due=self.principal - max(self.held - not_due, ZERO),
            interest_not_due=max(not_due - self.held, ZERO),
            overdue_principal=sum((b.principal for b in unpaid), ZERO),
            overdue_interest=sum((b.interest for b in unpaid), ZERO),
            penalty=self.owing["penalty"],
            compound=self.owing["compound"],
            fees=self.fees + sum((b.fees for b in unpaid), ZERO),
            days_overdue=(on - oldest).days if oldest and late else 0,
            oldest_unpaid=oldest,
            lines=(*self._unpaid_lines(), *running),
            bookings=tuple(self.bookings),
            assumed=(*assumed, *self._notes()),
        )

    def _unpaid_lines(self) -> list[AccrualLine]:
        return self.lines

    def _notes(self) -> tuple[str, ...]:
        held = _("提前还的 {money} 元留着抵下一期").format(money=self.held) if self.held else ""
        prepaid = _("一次多还、超过下一期的钱按提前还本处理，以后各期重算") if self.prepaid else ""
        over = _("还款记录比应还的多 {money} 元").format(money=self.overpaid) if self.overpaid else ""
        return tuple(note for note in (held, prepaid, over) if note)


def _lines(  # noqa: PLR0913, PLR0917 - the columns of an accrual line
    kind: Kept, number: int, base: Decimal, rate: Decimal, count: DayCount, start: date, end: date
) -> list[AccrualLine]:
    return [
        AccrualLine(kind, number, base, rate, *span, False, day_interest(base, rate, span))
        for span in spans(count, start, end)
    ]


def _meeting(lines: list[AccrualLine], amount: Decimal) -> list[AccrualLine]:
    """Make the last line take the difference to the scheduled amount."""
    gap = amount - sum((line.amount for line in lines), ZERO)
    return [*lines[:-1], lines[-1]._replace(amount=lines[-1].amount + gap)] if lines and gap else lines


__all__ = ["Bill", "Ledger", "Method"]
