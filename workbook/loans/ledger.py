"""The account replayed: instalments fall due, payments are allocated, penalty runs by the day in between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from workbook.case import PenaltyBase
from workbook.case.loan import Allocation, EarlyMoney
from workbook.language import _
from workbook.loans.accrual import Bill, interest_by_days, interest_by_month, meeting, overdue, total
from workbook.loans.contract import fee_on
from workbook.loans.results import AccrualLine, Balance, Booking, Instalment
from workbook.loans.schedule import Period, rows, rows_of
from workbook.loans.terms import ONE_DUE, Contract
from workbook.money import ZERO, fen, shown

Part = Literal["fees", "interest", "compound", "penalty", "principal"]
ORDER: dict[Allocation, tuple[Part, ...]] = {
    Allocation.INTEREST_FIRST: ("fees", "interest", "compound", "penalty", "principal"),
    Allocation.PRINCIPAL_FIRST: ("principal", "interest", "compound", "penalty", "fees"),
}


class Ledger:
    """One loan's account, moved forward by `until`; the contract's first `covered` instalments count as paid.

    Penalty runs on each unpaid instalment from its due day once the days of grace are over. On one day dues come
    before payments. Money beyond what is due settles the loan where it is enough; else it covers the next instalment
    first, and only the rest repays principal early or waits. It never covers the instalment told to be `open`.
    """

    def __init__(self, contract: Contract, covered: int = 0, told_open: date | None = None) -> None:
        self.contract = contract
        self.covered = covered
        self.told_open = told_open
        self.ahead: list[Instalment] = list(rows_of(contract)) if contract.dues else []
        self.fallen: list[Instalment] = []
        self.principal = contract.principal
        self.start = contract.interest_from
        self.put_off = ZERO
        self.bills: list[Bill] = []
        self.lines: list[AccrualLine] = []
        self.bookings: list[Booking] = []
        self.owing: dict[str, Decimal] = {"compound": ZERO, "penalty": ZERO}
        self.held = ZERO
        self.overpaid = ZERO
        self.prepaid = ZERO
        self.beside = ZERO
        self.elapsed: list[AccrualLine] = []

    def until(self, on: date, payments: Iterable[tuple[date, Decimal]] = ()) -> Ledger:
        """Let everything happen up to the end of a day; give the account itself."""
        for paid_on, amount in sorted(p for p in payments if p[0] <= on):
            self._dues_until(paid_on)
            self._bill_told(before=paid_on)
            self._pay(paid_on, amount)
        self._dues_until(on)
        self._bill_told(before=on + timedelta(days=1))
        self._accrue(on)
        return self

    # -- what falls due ------------------------------------------------------------------------------------------

    def _dues_until(self, on: date) -> None:
        called = self.contract.accelerated_on
        while self.ahead and self.ahead[0].due <= on and not (called and called <= self.ahead[0].due):
            self._fall_due(self.ahead.pop(0))
        if called and called <= on and self.principal:
            self._call_in(max(called, self.start))

    def _bill_told(self, *, before: date) -> None:
        """Unpaid interest told as an amount is owed from its day on, beside what is computed, and bears nothing."""
        told, on = self.contract.unpaid_interest, self.contract.unpaid_on
        if told and on is not None and on < before and not any(bill.told for bill in self.bills):
            self.bills.insert(0, Bill(0, on, ZERO, told, ZERO, on, told=True))

    def _fall_due(self, row: Instalment) -> None:
        lines, self.elapsed = self._scheduled_interest(row), []
        self.put_off += row.put_off
        if row.number > self.covered or row.put_off > 0:
            self.lines += lines
        if row.number > self.covered:
            self.bills.append(Bill(row.number, row.due, row.principal, row.interest, row.fees, row.due))
        self.principal -= row.principal
        self.start = row.due
        self.fallen.append(row)
        self._use_held(row.due)

    def _use_held(self, on: date) -> None:
        if self.held:
            left, taken = self._allocate(self.held)
            self.bookings.append(Booking(on, ZERO, **taken, ahead=left - self.held))
            self.held = left
        if not self.ahead and not self.principal:
            self.overpaid, self.held = self.overpaid + self.held, ZERO

    def _call_in(self, on: date) -> None:
        """Everything not yet due falls due with the interest of the days so far."""
        number = self.ahead[0].number if self.ahead else len(self.fallen) + 1
        interest, principal = self._interest_so_far(on), self.principal
        self.ahead.clear()
        self.covered = min(self.covered, number - 1)
        self._fall_due(Instalment(number, on, principal, interest, ZERO, principal + interest, ZERO, -self.put_off))

    # -- interest and penalty ------------------------------------------------------------------------------------

    def _scheduled_interest(self, row: Instalment) -> list[AccrualLine]:
        by = interest_by_month if self._whole_month(row) else interest_by_days
        lines = by(self.contract, row.number, self.principal, (self.start, row.due))
        return meeting([*self.elapsed, *lines], row.own)

    def _whole_month(self, row: Instalment) -> bool:
        """Tell whether this is a period of the contract, not one cut short by a payment or a call-in."""
        index, terms = row.number - 1, self.contract
        if index >= len(terms.dues) or row.due != terms.dues[index]:
            return False
        return terms.whole[index] and self.start == (terms.dues[index - 1] if index else terms.interest_from)

    def _running(self, on: date) -> list[AccrualLine]:
        """Interest since the last due day, not above what the running instalment will bear."""
        if on <= self.start or not self.principal:
            return self.elapsed
        number = self.ahead[0].number if self.ahead else len(self.fallen) + 1
        stretch = (self.start, on)
        lines = [*self.elapsed, *interest_by_days(self.contract, number, self.principal, stretch)]
        if not self.ahead or total(lines) <= self.ahead[0].own:
            return lines
        by_month = interest_by_month(self.contract, number, self.principal, stretch)
        return meeting([*self.elapsed, *by_month], self.ahead[0].own)

    def _interest_so_far(self, on: date) -> Decimal:
        """Interest since the last due day, and what was put off before."""
        return total(self._running(on)) + self.put_off

    def _accrue(self, on: date) -> None:
        for bill in self.bills:
            if bill.open and not bill.told and (on - bill.due).days > self.contract.grace_days and on > bill.since:
                self._penalise(bill, on)
                bill.since = on

    def _penalise(self, bill: Bill, on: date) -> None:
        """Interest is counted once: in the penalty base, or as the base of compound."""
        both = self.contract.convention.penalty_base is PenaltyBase.PRINCIPAL_AND_INTEREST
        base = bill.principal + (bill.interest if both else ZERO)
        self._book(overdue(self.contract, "penalty", bill, base, on))
        if self.contract.convention.compound and not both:
            self._book(overdue(self.contract, "compound", bill, bill.interest, on))

    def _book(self, lines: list[AccrualLine]) -> None:
        for line in lines:
            self.owing[line.kind] += line.amount
        self.lines += lines

    # -- payments ------------------------------------------------------------------------------------------------

    def _pay(self, on: date, amount: Decimal) -> None:
        self._accrue(on)
        left, taken = self._allocate(amount)
        self.bookings.append(Booking(on, amount, **taken, ahead=left))
        if left:
            self._ahead_of_time(on, left)

    def _allocate(self, money: Decimal) -> tuple[Decimal, dict[Part, Decimal]]:
        """Pay what is due in the contract's order, the oldest first within each part; give what is left."""
        taken: dict[Part, Decimal] = {}
        for part in ORDER[self.contract.allocation]:
            taken[part] = self._take_owing(part, money) if part in self.owing else self._take_bills(part, money)
            money -= taken[part]
        return money, taken

    def _take_owing(self, part: Part, money: Decimal) -> Decimal:
        paid = min(money, self.owing[part])
        self.owing[part] -= paid
        return paid

    def _take_bills(self, part: Part, money: Decimal) -> Decimal:
        left = money
        for bill in self.bills:
            paid = min(left, getattr(bill, part))
            setattr(bill, part, getattr(bill, part) - paid)
            left -= paid
        return money - left

    # -- money beyond what is due --------------------------------------------------------------------------------

    def _ahead_of_time(self, on: date, left: Decimal) -> None:
        left, self.held = left + self.held, ZERO
        running = self._interest_so_far(on)
        needed = self.principal + running + self._prepayment_fee(self.principal) if self.principal else ZERO
        if left >= needed:
            self._settle(left - needed)
        elif self._at_once(left):
            self._repay_at_once(on, left, running)
        else:
            self._cover_next(on, left)

    def _settle(self, beyond: Decimal) -> None:
        self.overpaid += beyond
        self.principal, self.put_off, self.elapsed = ZERO, ZERO, []
        self.ahead.clear()

    def _at_once(self, left: Decimal) -> bool:
        """Tell whether nothing is kept for a next instalment: where there is none, or it is told to be open."""
        if not self.ahead or (self.ahead[0].due == self.told_open and left >= self.ahead[0].payment):
            return True
        return self.contract.method in ONE_DUE and self.contract.early_money is not EarlyMoney.WAITS

    def _repay_at_once(self, on: date, left: Decimal, running: Decimal) -> None:
        """The interest so far is paid; the instalments left are counted anew over the same due days."""
        repaid = self._without_fee(left - running)
        if not repaid:
            self.held = left
            return
        self.principal -= repaid
        self.start, self.put_off, self.elapsed = on, ZERO, []
        self.prepaid += repaid
        self.beside += left if self.contract.method not in ONE_DUE else ZERO
        if self.ahead:
            self.ahead = self._anew(on, self.ahead, self.principal, cut=True)

    def _cover_next(self, on: date, left: Decimal) -> None:
        """The next instalment keeps its principal and bears less interest; those after it are counted anew."""
        first, *later = self.ahead
        rest = ZERO if self.contract.early_money is EarlyMoney.WAITS else max(left - first.payment, ZERO)
        repaid = min(self._without_fee(rest), self.principal - first.principal)
        if not repaid:
            self.held = left
            return
        self.held = left - repaid - min(self._prepayment_fee(repaid), rest - repaid)
        self.elapsed = self._running(on)
        spared = total(interest_by_days(self.contract, first.number, repaid, (on, first.due)))
        own = max(first.own - spared, total(self.elapsed))
        self.principal -= repaid
        self.start, self.prepaid = on, self.prepaid + repaid
        first = _bearing(first, own, self.principal - first.principal)
        self.ahead = [first, *self._anew(first.due, later, first.balance, self.put_off + first.put_off)]

    def _anew(
        self, start: date, left: list[Instalment], principal: Decimal, put_off: Decimal = ZERO, *, cut: bool = False
    ) -> list[Instalment]:
        """Count these instalments anew on less principal; the first from a day that may lie within its month."""
        if not left or not principal:
            return []
        starts = (start, *(row.due for row in left))
        whole = [self.contract.whole[row.number - 1] for row in left]
        whole[0] = whole[0] and not cut
        periods: list[Period] = [(on, row.due, month) for on, row, month in zip(starts, left, whole, strict=False)]
        return list(rows(self.contract, principal, periods, left[0].number, put_off))

    def to_come(self) -> list[tuple[Instalment, Decimal]]:
        """Give the instalments still to be paid with what each asks once the money that waits is used."""
        held, found = self.held, []
        for row in self.ahead:
            used = min(held, row.payment) if row.number > self.covered else row.payment
            held -= used if row.number > self.covered else ZERO
            found += [(row, row.payment - used)] if row.payment > used else []
        return found

    def _prepayment_fee(self, principal: Decimal) -> Decimal:
        return sum((fee_on(fee, principal) for fee in self.contract.prepayment_fees), ZERO)

    def _without_fee(self, money: Decimal) -> Decimal:
        """Of this money, the principal it repays beside the fee on that principal."""
        fees = self.contract.prepayment_fees
        flat = sum((fee.amount or ZERO for fee in fees), ZERO)
        percent = sum((fee.percent or Decimal(0) for fee in fees), Decimal(0))
        return max(fen((money - flat) / (1 + percent / 100)), ZERO)

    # -- what stands ---------------------------------------------------------------------------------------------

    def balance(self, on: date, assumed: Sequence[str] = (), waiting: Decimal | None = None) -> Balance:
        """Give what is owed at the end of the day the account was moved to.

        `waiting` is said to wait for what falls due; None for all that was paid beyond what fell due.
        """
        running = self._running(on)
        not_due = total(running) + self.put_off
        oldest = min((bill.due for bill in self.bills if bill.open and not bill.told), default=None)
        late = oldest is not None and (on - oldest).days > self.contract.grace_days
        return Balance(
            on=on,
            principal_not_due=max(self.principal - max(self.held - not_due, ZERO), ZERO),
            interest_not_due=max(not_due - self.held, ZERO),
            overdue_principal=self._unpaid("principal"),
            overdue_interest=self._unpaid("interest"),
            penalty=self.owing["penalty"],
            compound=self.owing["compound"],
            fees=self._unpaid("fees"),
            days_overdue=(on - oldest).days if oldest and late else 0,
            oldest_unpaid=oldest,
            lines=(*self.lines, *running),
            bookings=tuple(self.bookings),
            assumed=(*assumed, *self._notes(self.held if waiting is None else waiting)),
        )

    def _unpaid(self, part: Part) -> Decimal:
        return sum((getattr(bill, part) for bill in self.bills), ZERO)

    def _notes(self, held: Decimal) -> tuple[str, ...]:
        several = bool(self.ahead) and held > self.ahead[0].payment
        notes = (
            (held, _("提前还的 {money} 留着抵以后各期") if several else _("提前还的 {money} 留着抵下一期")),
            (self.overpaid, _("还款记录比应还的多 {money}")),
            (self.prepaid, self._early_said()),
        )
        return tuple(sentence.format(money=shown(money)) for money, sentence in notes if money)

    def _early_said(self) -> str:
        if self.beside:
            said = _("填了 {day} 那期没还：以前多还的 {paid} 没有抵那期，按提前还本算；抵的就是它，请改成下一个还款日")
            return said.format(day=self.told_open, paid=shown(self.beside))
        if self.contract.early_money is None and self.contract.method not in ONE_DUE:
            return _("提前多还的钱怎么算没有填：超过下一期的 {money} 按提前还本处理，以后各期重算")
        return _("一次多还、超过下一期的钱按提前还本处理，以后各期重算")


def _bearing(row: Instalment, own: Decimal, balance: Decimal) -> Instalment:
    """Give an instalment that bears this interest of its own, due with it or put off as before."""
    rests = row.put_off > 0
    interest, put_off = (ZERO, own) if rests else (own - row.put_off, row.put_off)
    payment = row.principal + interest + row.fees
    return row._replace(interest=interest, put_off=put_off, payment=payment, balance=balance)
