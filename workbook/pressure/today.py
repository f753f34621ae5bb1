"""What can be paid today at most: cash less half a month of living, never more than a bad month can do without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from workbook.cashflow import Flow, needed
from workbook.language import _, attempt
from workbook.money import FEN, ZERO, shown
from workbook.position import Position, borrowers_own, once
from workbook.pressure.costs import fixed_costs, no_receipts, others_told, stock_in
from workbook.pressure.dealing import shares, spare_now
from workbook.pressure.dues import told_as_one_sum
from workbook.pressure.first import asked_first
from workbook.pressure.path import Day, Path, bad_month


@borrowers_own
def today_at_most(position: Position) -> Decimal | None:
    """Give what can be paid today at most, as `free_today` does; None if not known."""
    return attempt(lambda: free_today(position))


@borrowers_own
def free_today(position: Position) -> Decimal:
    """Give cash less half a month of the shop's fixed costs and of gross essentials, never below 0.00.

    Never more than the lowest point of thirty days of a bad month in which stock is bought and what comes first is
    paid, but neither the loan in the talk nor what is late; where no bad month is told, only the first bound. 0.00
    where nothing comes in at all. NotKnown names what lacks. It is no offer.
    """
    return ZERO if idle(position) else _kept_back(position).free


@dataclass(frozen=True)
class KeptBack:
    """What bounds a payment today, in yuan: cash less what half a month costs, and the lowest day of a bad month."""

    cash: Decimal
    half_a_month: Decimal
    lowest: Decimal | None

    @property
    def free(self) -> Decimal:
        """The smaller of both, never below 0.00."""
        rest = self.cash - self.half_a_month
        return max(rest if self.lowest is None else min(rest, self.lowest), ZERO).quantize(FEN, ROUND_DOWN)


@once
def _kept_back(position: Position) -> KeptBack:
    cash, now = needed(position.case.situation.cash, "cash"), position.months.current
    half = (fixed_costs(position) + needed(now.essentials, "home_essentials")) / 2
    return KeptBack(cash, half, _lowest(position, cash))


def _lowest(position: Position, cash: Decimal) -> Decimal | None:
    bad = _bad(position)
    if bad is None:
        return None
    return Path(cash, bad.left, stock_in(position, bad)).lowest(tuple(_paid_first(position)))


def today_words(position: Position) -> str:
    """Say how what can be paid today comes about; "" where it is not known, or where nothing comes in."""
    found = None if idle(position) else attempt(lambda: _kept_back(position))
    if found is None:
        return ""
    said = _("“今天最多能付”这样算：手上 {cash}，留出半个月的店里固定开支和家用 {half}，还有 {rest}。")
    words = said.format(
        cash=shown(found.cash), half=shown(found.half_a_month), rest=shown(found.cash - found.half_a_month)
    )
    if found.lowest is None:
        return words
    low = _("按坏月份一天一天往下算三十天，要紧的先付，最低的一天是 {lowest}。取小的那个，小于零就是零。")
    return words + low.format(lowest=shown(found.lowest))


def _bad(position: Position) -> Flow | None:
    found = attempt(lambda: bad_month(position))
    return found if found and found.known else None


def _paid_first(position: Position) -> Iterator[Day]:
    """Give what comes first by its day; debts told only as one sum may fall due at once."""
    for on, amount in asked_first(position):
        yield (on - position.as_of).days, amount
    yield 0, told_as_one_sum(position) or ZERO


# Where there is nothing


@borrowers_own
def nothing_left(position: Position) -> bool:
    """Tell whether there is nothing to pay with: the month is idle, or no month leaves anything for this loan."""
    if idle(position) or not position.loans:
        return idle(position)
    offer, spare = attempt(lambda: shares(position).of(position.loan)), attempt(lambda: _spare(position))
    return offer == ZERO and not spare


@once
def idle(position: Position) -> bool:
    """Tell whether the business neither takes in nor costs anything, and other income does not exceed essentials."""
    now = position.months.current
    still = no_receipts(position) and not (now.costs or others_told(position))
    return still and (now.other_income or ZERO) <= (now.essentials or ZERO)


def _spare(position: Position) -> Decimal:
    return spare_now(position, position.loan)


def today_notes(position: Position) -> Iterator[str]:
    """Say what was taken for granted about what can be paid today."""
    if not today_at_most(position):
        return
    if _bad(position) is None:
        yield _("坏月份还不知道：“今天最多能付”只留出了半个月的开支，没有一天一天往下算。")
    elif position.case.situation.other_debts_30_days is None:
        yield _("“其他债务 30 天内要还的总数”没有填，“今天最多能付”里只留出了列出的借款。")
