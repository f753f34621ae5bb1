"""What every arrangement on a loan is measured against: today's balance, today's contract, what can be paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook import evidence, loans, simulate
from workbook.case import Case, Loan, LoanState
from workbook.case.evidence import Proves
from workbook.cashflow import Flow, hoped
from workbook.language import N_, Refused, _, ask_at_once, attempt
from workbook.loans import Balance
from workbook.money import ZERO, fen, shown
from workbook.position import Position, borrowers_own
from workbook.pressure import Shares, called, lump, offered, share_of, shares
from workbook.rules import constant
from workbook.simulate import Failures
from workbook.verdict.trial import Trial, or_none

_YEAR = 12
_LATELY = 3
"""So many recorded months are the last ones."""
SHORTEST = 6  # a loan that has run its usual longest term is still tried over half a year

Money = tuple[date, Decimal]


@dataclass(frozen=True)
class Base:
    """The ground a package stands on.

    `trial` holds the futures packages are tried on, None with the reason in `untried` where there are none.
    `share` is what a bad month can give to this loan, `usual_share` what a usual month could (where the business is
    gone, a month since then), after the margin and the other debts; `ordinary` what a month to come leaves for all
    debts on average: one as it is now, and of the way back to a usual one the part that is counted on. `margin` is in
    percent. `contract` is what today's contract still asks, arrears first, None where the number of instalments left
    is not known; `instalment` is the next regular one, 0.00 where none is left; `rate` is the contract's in percent a
    year; `others` what the other debts get each month;
    `recorded_months` the calendar month and what was left for debts of each recorded month that counts.
    """

    position: Position
    loan: Loan
    state: LoanState | None
    balance: Balance
    share: Decimal
    usual_share: Decimal
    ordinary: Decimal
    margin: Decimal
    contract: tuple[Money, ...] | None
    instalment: Decimal
    rate: Decimal | None
    others: Decimal
    recorded_months: tuple[tuple[int, Decimal], ...]
    trial: Trial | None
    untried: str
    assumed: tuple[str, ...]

    @property
    def case(self) -> Case:
        """What the borrower told."""
        return self.position.case

    @property
    def recorded(self) -> tuple[Decimal, ...]:
        """What the recorded months left for debts, oldest first."""
        return tuple(left for _month, left in self.recorded_months)

    def short_lately(self, payment: Decimal) -> bool:
        """Tell whether each of the last three recorded months left less than a payment, and nobody said since when.

        Only where a bad month leaves nothing for the loan: else that month already carries it.
        """
        lately = self.recorded[-_LATELY:]
        untold = self.share <= 0 and self.position.months.changed_on is None
        return untold and len(lately) == _LATELY and all(left < payment for left in lately)

    def hoped_before(self, day: date) -> Decimal:
        """Give what of receivables counts before a day."""
        rows = hoped(self.case.situation, self.position.as_of)
        return sum((row.counted for row in rows if row.on < day), ZERO)

    def bearable(self, months: int) -> Decimal:
        """Give what an average month can give this loan once so many months are over, debts that ended by then apart.

        What other debts take is their average over the year from then on; never less than a bad month gives.
        """
        free = fen(max(self.ordinary - self._others_after(months), ZERO) * (100 - self.margin) / 100)
        return max(free if self.trial is None else self.trial.part_of(free), self.share)

    def _others_after(self, months: int) -> Decimal:
        if self.trial is None:
            return self.others
        year = self.trial.others[months : months + _YEAR] or self.trial.others[-1:]
        return sum(year, ZERO) / len(year)

    @property
    def longest(self) -> int:
        """How many instalments a business loan of the usual longest term still has room for."""
        return longest(self.loan, self.balance.on)

    @property
    def contract_total(self) -> Decimal | None:
        """Everything today's contract still asks; None where that is not known."""
        return None if self.contract is None else loans.summed(self.contract)

    @property
    def periods_left(self) -> int:
        """How many instalments are still to fall due; 0 where the loan has run out or is called in."""
        return max(len(self.contract or ()) - 1, 0)


def longest(loan: Loan, on: date) -> int:
    """Give how many instalments a business loan of the usual longest term still has room for, half a year at least."""
    most = int(constant("business_term_years")) * 12
    drawn = loan.as_one.drawn_on
    gone = 0 if drawn is None else (on.year - drawn.year) * 12 + on.month - drawn.month
    return max(most - gone, SHORTEST)


@borrowers_own
def base(position: Position, loan: Loan) -> Base:
    """Gather what packages on this loan are measured against; NotKnown where balance or capacity cannot be told."""
    standing = position.standing(loan)
    ask_at_once(
        lambda: standing.balance,
        lambda: standing.asked_to_the_end,
        lambda: shares(position),
        lambda: position.months.current.left,
    )
    balance = standing.balance
    if balance.total <= 0:
        raise Refused(N_("“{name}”现在没有要还的：要一份结清证明，保存好"), name=called(loan))
    bad, picture = shares(position), position.months
    ordinary, counted = _ordinary(position)
    contract = standing.asked_to_the_end
    tried, untried = or_none(position, loan, longest(loan, balance.on) + SHORTEST)
    return Base(
        position=position,
        loan=loan,
        state=standing.state,
        balance=balance,
        share=bad.of(loan),
        usual_share=_of_month(position, loan, picture.to_return, bad),
        ordinary=ordinary,
        margin=bad.capacity.margin,
        contract=contract,
        rate=attempt(lambda: standing.rate),
        instalment=_instalment(position, loan, contract),
        others=bad.total - bad.of(loan),
        recorded_months=tuple((int(flow.label[-2:]), flow.left) for flow in picture.counted),
        trial=tried,
        untried=untried,
        assumed=(
            *bad.capacity.assumed,
            *bad.assumed,
            *balance.assumed,
            *_tried_said(tried, untried),
            *counted,
        ),
    )


def contract_failures(ground: Base) -> Failures | None:
    """Try today's contract on the futures, what is already due paid in the first month; None where it is not known."""
    if ground.trial is None or ground.contract is None or len(ground.contract) == 1:
        return None
    return ground.trial.fails(ground.contract)


def _instalment(position: Position, loan: Loan, contract: tuple[Money, ...] | None) -> Decimal:
    """Give the next regular instalment; 0.00 where none is left, or only what falls due whole."""
    if contract is None or len(contract) < 2:  # noqa: PLR2004 - arrears alone
        return loan.instalment or ZERO
    end = lump(position, loan)
    return next((amount for on, amount in contract[1:] if end is None or on != end.due), ZERO)


def _ordinary(position: Position) -> tuple[Decimal, tuple[str, ...]]:
    """Give what a month to come leaves on average, and how much of a recovery is counted in it.

    The whole of it where a paper names the day, else a stated part.
    """
    picture = position.months
    chosen = attempt(lambda: simulate.ahead(position))
    if chosen is None or not chosen.later:
        return picture.current.left, ()
    now = sum((flow.left for flow in chosen.now), ZERO) / len(chosen.now)
    if picture.usual.left <= now:
        return now, ()
    proof = evidence.basis(position, Proves.RECOVERY)
    if proof.backing == "proved":
        return picture.usual.left, (_("恢复的日子有材料写明（{mark}），恢复算全部。").format(mark=proof.mark),)
    percent = constant("recovery_counted_percent")
    ordinary = now + (picture.usual.left - now) * Decimal(percent) / 100
    said = _("指望中的恢复没有材料写明日子，只算 {percent}%：宽限以后平常一个月按剩 {left} 算，这是约定。")
    return ordinary, (said.format(percent=percent, left=shown(fen(ordinary))),)


def _of_month(position: Position, loan: Loan, flow: Flow, bad: Shares) -> Decimal:
    """Give what a month like this one leaves for a loan, never less than a bad one does."""
    return max(share_of(offered(position, flow.left, bad.capacity.margin), loan), bad.of(loan))


def _tried_said(tried: Trial | None, untried: str) -> tuple[str, ...]:
    if tried is None:
        return (_("没有拿抽出来的未来检验，只按坏月份算：{reason}").format(reason=untried),)
    return tried.assumed


def by_month(flows: tuple[Money, ...], start: date, months: int) -> list[Decimal]:
    """Give what falls into each month counted from a day, the day itself in the first."""
    sums = [ZERO] * months
    for on, amount in flows:
        sums[month_of(on, start)] += amount
    return sums


def month_of(on: date, start: date) -> int:
    """Say in which month from a day a date falls: 0 up to one month later."""
    months = (on.year - start.year) * 12 + on.month - start.month
    return max(months if on.day > start.day else months - 1, 0)
