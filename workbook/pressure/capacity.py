"""What can be paid each month: from a bad month, with a margin, once for all lenders."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from workbook.cashflow import FULL_YEAR, Flow
from workbook.language import N_, Refused, _, attempt
from workbook.money import FEN, ZERO, digits, shown
from workbook.position import Position, borrowers_own
from workbook.pressure.first import paid_first
from workbook.pressure.path import bad_month
from workbook.rules import constant

_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Capacity:
    """The most all lenders together can be promised a month, in yuan; 0.00 when a bad month leaves nothing.

    `margin` is the share (percent) that is not promised of what a bad month leaves after the debts paid first;
    `recorded` is what the recorded months left for debts, oldest first.
    """

    monthly: Decimal
    bad: Flow
    rule: str
    margin: Decimal
    recorded: tuple[Decimal, ...]
    assumed: tuple[str, ...]

    @property
    def shortfall(self) -> Decimal:
        """What a bad month lacks before any debt is paid; 0.00 when it lacks nothing."""
        return max(-self.bad.left, ZERO)

    def failing(self, payment: Decimal) -> int:
        """Count the recorded months that did not leave this much."""
        return sum(left < payment for left in self.recorded)

    def record(self, payment: Decimal) -> str:
        """Say in how many recorded months this payment would have failed; no percentage below a full year."""
        count = len(self.recorded)
        if not count:
            return _("还没有逐月记录，不能拿过去的月份来检验每月 {payment}。").format(payment=shown(payment))
        if not payment:
            return _("在您记录的 {count} 个月里，差的月份没有余钱还债。").format(count=count)
        if not self.failing(payment):
            return _("在您记录的 {count} 个月里，每个月都拿得出 {payment} 还债。").format(
                count=count, payment=shown(payment)
            )
        return _("在您记录的 {count} 个月里，有 {failing} 个月拿不出 {payment} 还债。").format(
            count=count, failing=self.failing(payment), payment=shown(payment)
        )


@borrowers_own
def capacity(position: Position) -> Capacity:
    """Give what a bad month leaves after costs and essentials, less the margin on what is not for the debts paid first.

    As long as it is not known what those claim, the margin is kept on the whole. NotKnown names what lacks.
    """
    picture, bad = position.months, bad_month(position)
    margin, assumed = _margin(position)
    free, firsts = max(bad.left, ZERO), attempt(lambda: paid_first(position)) or ()
    first = min(sum((claim.amount or ZERO for claim in firsts), ZERO), free)
    return Capacity(
        monthly=first + less_margin(free - first, margin),
        bad=bad,
        rule=picture.bad_rule,
        margin=margin,
        recorded=tuple(flow.left for flow in picture.recorded if flow.known),
        assumed=(*picture.assumed, *assumed, *_short_record(len(picture.recorded))),
    )


def less_margin(amount: Decimal, margin: Decimal) -> Decimal:
    """Give an amount less so many percent of it, rounded down to the fen."""
    return (amount * (100 - margin) / 100).quantize(FEN, ROUND_DOWN)


def _margin(position: Position) -> tuple[Decimal, tuple[str, ...]]:
    if position.case.ask.margin is not None:
        if position.case.ask.margin >= _WHOLE:
            raise Refused(
                N_("“每月留多少余地”写了 {margin}%：全留下就没有能还的了，请在“方案”那一页改小"),
                margin=digits(position.case.ask.margin),
            )
        return position.case.ask.margin, ()
    margin = Decimal(constant("margin_percent"))
    said = _("坏月份付完要先付的债务，剩下的钱留出 {margin}% 不承诺：这是约定的默认值，可以在“方案”那一页改。")
    return margin, (said.format(margin=format(margin, "f")),)


def _short_record(count: int) -> tuple[str, ...]:
    if not 0 < count < FULL_YEAR:
        return ()
    return (_("只有 {count} 个月的记录，看不出一年的淡旺季。").format(count=count),)


def pro_rata(total: Decimal, weights: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Split an amount by weights so that the parts sum to it to the fen (largest remainder)."""
    whole = sum(weights, ZERO)
    if not whole:
        return tuple(ZERO for _weight in weights)
    exact = [total * weight / whole for weight in weights]
    parts = [amount.quantize(FEN, ROUND_DOWN) for amount in exact]
    spare = int((total - sum(parts, ZERO)) / FEN)
    for index in sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])[:spare]:
        parts[index] += FEN
    return tuple(parts)
