"""What was told of a loan held against what its contract terms come to, and the slip of the pen that explains it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any, NamedTuple

from workbook.case import NOT_LATE, Loan, LoanState, RateUnit
from workbook.kept import once
from workbook.language import Refused, _
from workbook.loans.account import Account
from workbook.loans.contract import annual_rate
from workbook.loans.days import months_after
from workbook.loans.line import drawn_by, parts
from workbook.loans.notes import note_names
from workbook.loans.replay import replayed
from workbook.loans.terms import settled, title
from workbook.money import ZERO, shown
from workbook.rules import constant

# Our conventions: how far a told principal may lie from the computed one (or by one instalment), how much nearer a
# corrected term has to bring them, what a business loan may cost a year, and how many months one is usually made for.
_SMALL, _FITS, _NEARER = Decimal("0.05"), Decimal("0.02"), 4
_RATES = (3, 36)
_PERIODS = (3, 6, 9, 10, 12, 18, 24, 30, 36, 48, 60)
_DATES = ("drawn_on", "first_due", "maturity")


class Slip(NamedTuple):
    """A term as it was typed and as it was probably meant; `names` are its fields, `year` where a year is off."""

    names: tuple[str, ...]
    typed: object
    meant: object
    year: bool = False

    @property
    def sentence(self) -> str:
        """Name it."""
        fields = _("、").join(_("“{field}”").format(field=title(name)) for name in self.names)
        said = _("最像是{fields}的年份写错了") if self.year else _("最像是{fields}写错了")
        then = _("：写的是 {typed}，改成 {meant} 就对得上")
        return (said + then).format(fields=fields, typed=_words(self.typed), meant=_words(self.meant))


def _words(value: object) -> str:
    if isinstance(value, RateUnit):
        return value.words
    return shown(value) if isinstance(value, Decimal) else str(value)


class _Place(NamedTuple):
    """Where a loan stands: principal left, how many instalments are, and what principal one of them repays.

    The unpaid ones behind may or may not be counted in, unless the loan is not late; `counts` is empty where a number
    of instalments says nothing.
    """

    principal: Decimal
    counts: tuple[int, ...]
    each: Decimal


@dataclass(frozen=True)
class Doubt:
    """A told principal, or number of instalments left, that the contract terms do not lead to.

    `large` where both cannot be true: what was told stands until it is settled, and papers to a lender wait.
    """

    told: Decimal | None
    told_left: int | None
    ours: Decimal
    ours_left: int | None
    slip: Slip | None
    large: bool
    note: str = ""

    @property
    def stands(self) -> bool:
        """Whether a principal was told that stands until it is settled."""
        return self.large and self.told is not None

    @property
    def sentence(self) -> str:
        """Say both, and the likeliest slip; of one note of a line, under its name."""
        return _("{notes}：{said}").format(notes=self.note, said=self._said) if self.note else self._said

    @property
    def _said(self) -> str:
        if not self.large:
            said = _("您填的还欠本金是 {told}，按合同条款算是 {ours}：差得不多，可能差一期或有取整，按合同条款算")
            return said.format(told=shown(self.told or ZERO), ours=shown(self.ours))
        said = _("您填的是{told}，按合同条款算是{ours}，对不上。")
        told, ours = _stated(self.told, self.told_left), _stated(self.ours, self.ours_left)
        advice = (
            self.slip.sentence if self.slip else _("请核对填的数，再核对放款日的年份、期数、利率单位、本金和还款记录")
        )
        stands = "" if self.told is None else _("；改好以前按您填的算")
        return said.format(told=told, ours=ours) + advice + stands + _("。")


def _stated(principal: Decimal | None, left: int | None) -> str:
    known = (
        "" if principal is None else _("还欠本金 {amount}").format(amount=shown(principal)),
        "" if left is None else _("还剩 {left} 期").format(left=left),
    )
    return _("、").join(said for said in known if said)


@once
def doubt(account: Account) -> Doubt | None:
    """Give what was told of a loan that its terms do not lead to today; None where it agrees or cannot be told."""
    if settled(account.loan):
        return None
    if parts(account):
        return doubt_of_line(account) or _doubt_of_a_note(account)
    if account.loan.balance_left is None and account.loan.periods_left is None:
        return None
    found = _place(account)
    if found is None or _agrees(account.loan, found):
        return None
    slip, large = _slip(account, found), _large(account.loan, found)
    unit = slip is not None and slip.names == ("rate_unit",)
    if not large and not unit and account.loan.balance_left is None:
        return None
    left = next(iter(found.counts), None)
    return Doubt(account.loan.balance_left, account.loan.periods_left, found.principal, left, slip, large or unit)


def _doubt_of_a_note(account: Account) -> Doubt | None:
    """Give the first large doubt of a note."""
    named = zip(parts(account), note_names(account.as_told), strict=True)
    found = [replace(one, note=name) for note, name in named if (one := doubt(note)) and one.large]
    return found[0] if found else None


@once
def doubt_of_line(account: Account) -> Doubt | None:
    """Give a principal told of the whole line that its notes do not come to; None where the notes tell their own."""
    told, notes = account.as_told.balance_left, drawn_by(account, account.as_of)
    if not notes or told is None or any(note.loan.balance_left is not None for note in notes):
        return None
    places = [_place(note) for note in notes]
    found = [place for place in places if place is not None]
    if len(found) < len(places):
        return None
    ours, each = sum((one.principal for one in found), ZERO), sum((one.each for one in found), ZERO)
    gap = abs(told - ours)
    if gap < constant("material_difference"):
        return None
    return Doubt(told, None, ours, None, None, gap > max(_SMALL * told, each))


def _place(account: Account) -> _Place | None:
    try:
        contract, ledger = account.contract, replayed(account, account.as_of)[0]
    except Refused:
        return None
    bills, ahead = [bill for bill in ledger.bills if bill.open], [row for row, _asked in ledger.to_come()]
    near = [row.principal for row in (*ledger.fallen[-1:], *ahead[:1]) if row.number < len(contract.dues)]
    each = max(near, default=ZERO)
    counts = (len(bills) + len(ahead), len(ahead)) if account.loan.state not in NOT_LATE else (len(ahead),)
    one = len(contract.dues) <= 1 or account.loan.state is LoanState.ACCELERATED
    return _Place(ledger.balance(account.as_of).principal or ZERO, () if one else counts, each)


def _gap(loan: Loan, found: _Place) -> Decimal:
    return ZERO if loan.balance_left is None else abs(loan.balance_left - found.principal)


def _periods_off(loan: Loan, found: _Place) -> int:
    told = loan.periods_left
    return 0 if told is None else min((abs(told - count) for count in found.counts), default=0)


def _agrees(loan: Loan, found: _Place) -> bool:
    return _gap(loan, found) < constant("material_difference") and _periods_off(loan, found) <= 1


def _large(loan: Loan, found: _Place) -> bool:
    return _periods_off(loan, found) > 1 or _gap(loan, found) > max(_SMALL * (loan.balance_left or ZERO), found.each)


# -- what slip would explain it --------------------------------------------------------------------------------------


def _slip(account: Account, found: _Place) -> Slip | None:
    """Give the slip under which what was told comes out best; None where none does."""
    fitting = []
    for order, (slip, changed) in enumerate(_slips(account.loan)):
        place = _place(account.told(account.loan.model_copy(update=changed)))
        if place is not None and _fits(account.loan, place, found):
            fitting.append((_periods_off(account.loan, place), _gap(account.loan, place), order, slip))
    return min(fitting, key=lambda one: one[:3])[3] if fitting else None


def _fits(loan: Loan, place: _Place, found: _Place) -> bool:
    gap = _gap(loan, place)
    off, before = _periods_off(loan, place), _periods_off(loan, found)
    better = gap * _NEARER <= _gap(loan, found) or off < before
    return better and gap <= _FITS * (loan.balance_left or ZERO) and off <= min(before, 1)


def _slips(loan: Loan) -> Iterator[tuple[Slip, dict[str, Any]]]:
    yield from _years(loan)
    for unit in RateUnit:
        changed = {"rate_unit": unit}
        if loan.rate_unit not in {None, unit} and _usual_rate(loan.model_copy(update=changed)):
            yield Slip(("rate_unit",), loan.rate_unit, unit), changed
    for times in (10, 100, Decimal("0.1")):
        meant = (loan.principal or ZERO) * times
        yield Slip(("principal",), loan.principal, meant), {"principal": meant}
    for periods in _PERIODS:
        if loan.periods is not None:
            yield Slip(("periods",), loan.periods, periods), {"periods": periods}


def _years(loan: Loan) -> Iterator[tuple[Slip, dict[str, Any]]]:
    told = [name for name in _DATES if getattr(loan, name) is not None]
    for count in range(len(told), 0, -1):
        for names in combinations(told, count):
            for months in (12, -12):
                changed = {name: _moved(getattr(loan, name), months) for name in names}
                yield Slip(names, getattr(loan, names[0]).year, changed[names[0]].year, year=True), changed


def _moved(day: date, months: int) -> date:
    return months_after(day, months, day.day)


def _usual_rate(loan: Loan) -> bool:
    try:
        return _RATES[0] <= annual_rate(loan) <= _RATES[1]
    except Refused:
        return False
