"""What must not be missed: the loans whose default costs most, and the day on which one falls due whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from workbook.case import Loan, LoanState
from workbook.cashflow import needed
from workbook.language import _, attempt
from workbook.lenders import LenderType
from workbook.loans.days import months_after
from workbook.loans.renewing import WHOLE
from workbook.loans.terms import LATE
from workbook.money import ZERO, shown
from workbook.position import Position, once
from workbook.pressure.claimed import called
from workbook.pressure.dues import (
    CALENDAR_DAYS,
    Claim,
    monthly_claim,
    open_loans,
    others_in_a_month,
    soon,
    today,
    unlisted,
)
from workbook.pressure.lump import great_end, lump
from workbook.rules import lender_type

_AHEAD_MONTHS = 12
_LATE_PLACE = 2
_NOT_RENEWED = frozenset({*LATE, LoanState.SETTLED, LoanState.NOT_MINE})
_NO_DAY = frozenset({LoanState.ACCELERATED, LoanState.SETTLED})


def weighty(loan: Loan) -> bool:
    """Tell whether home, vehicle or tools of work are pledged for a loan, or somebody else answers for it."""
    return bool(loan.pledged or loan.answered_for)


def weights(loan: Loan) -> tuple[str, ...]:
    """Name what makes it so, each in words."""
    told = ((loan.pledged, _("有抵押")), (loan.guaranteed, _("有担保人")), (loan.spouse_signed, _("配偶签字")))
    return tuple(words for is_so, words in told if is_so)


def may_weigh(loans: Iterable[Loan]) -> bool:
    """Tell whether any of these loans weighs more than others, or may: not all three questions are answered no."""
    return any(told is not False for one in loans for told in (one.pledged, one.guaranteed, one.spouse_signed))


def place(loan: Loan) -> int:
    """Give the place of a loan by what a default on it costs: 0 weighty, 1 merely still current, 2 late."""
    return 0 if weighty(loan) else 1 + (loan.state in LATE)


def comes_first(loan: Loan) -> bool:
    """Tell whether a default on this loan costs more than on the late ones: weighty, or still current."""
    return place(loan) < _LATE_PLACE


@once
def by_consequence(position: Position) -> tuple[Loan, ...]:
    """Give the loans that are not settled, those whose default costs most first, whatever their day."""
    return tuple(sorted(open_loans(position), key=place))


@once
def paid_first(position: Position) -> tuple[Claim, ...]:
    """Give what is paid each month before the loan in the talk, by consequence; debts told as one sum come last.

    NotKnown if a claim or the sum of the other debts cannot be told.
    """
    firsts = (loan for loan in by_consequence(position) if loan.id != position.loan.id and comes_first(loan))
    each = tuple(Claim(loan.id, called(loan), None, monthly_claim(position, loan)) for loan in firsts)
    rest = _not_listed(position)
    return (*each, Claim("", _("没有逐笔列出的其他债务"), None, rest)) if rest else each


def _not_listed(position: Position) -> Decimal:
    rest = unlisted(position, others_in_a_month(position))
    if rest is None and len(open_loans(position)) <= 1:
        return needed(None, "other_debts_30_days")
    return rest or ZERO


@once
def keep_first(position: Position, days: int = CALENDAR_DAYS) -> tuple[Claim, ...]:
    """Give what falls due today and in the coming days on the loans that come first, the one in the talk left out.

    By consequence, then by day.
    """
    kept = (loan for loan in open_loans(position) if _kept(position, loan))
    found = [(place(loan), claim) for loan in kept for claim in _falling(position, loan, days)]
    return tuple(claim for _place, claim in sorted(found, key=lambda one: (one[0], one[1].on or date.max, one[1].name)))


@once
def asked_first(position: Position, days: int = CALENDAR_DAYS) -> tuple[tuple[date, Decimal], ...]:
    """Give the same as dated amounts, all of them: NotKnown where one of these loans does not tell what falls due."""
    last = position.as_of + timedelta(days=days)
    kept = (loan for loan in open_loans(position) if _kept(position, loan))
    return tuple(asked for loan in kept for asked in position.standing(loan).asked_until(last))


def _falling(position: Position, loan: Loan, days: int) -> tuple[Claim, ...]:
    now = today(position, loan)
    return ((now,) if now.amount and not now.overdue else ()) + soon(position, loan, days)


def _kept(position: Position, loan: Loan) -> bool:
    return loan.id != position.loan.id and comes_first(loan) and position.standing(loan).state not in LATE


@once
def great_ends(position: Position) -> tuple[Claim, ...]:
    """Give the loans other than the one in the talk that fall due whole within a year, by day."""
    last = months_after(position.as_of, _AHEAD_MONTHS, position.as_of.day)
    found: list[Claim] = []
    for loan in open_loans(position):
        end = lump(position, loan) if loan.id != position.loan.id else None
        if end is not None and position.as_of < end.due <= last:
            found.append(Claim(loan.id, called(loan), end.due, end.payment))
    return tuple(sorted(found, key=lambda claim: (claim.on or position.as_of, claim.name)))


@once
def whole_end(position: Position, loan: Loan) -> Claim | None:
    """Give the day, today or later, on which a loan falls due whole, and how much then; None where none is told."""
    standing, today = position.standing(loan), position.as_of
    due = lump(position, loan) or great_end(loan, attempt(lambda: standing.dues(today, today)) or ())
    if due is not None:
        return Claim(loan.id, called(loan), due.due, due.payment)
    on = standing.maturity
    untold = loan.method in WHOLE and loan.state not in _NO_DAY and attempt(lambda: standing.schedule) is None
    return Claim(loan.id, called(loan), on, None) if untold and on and on >= today else None


@once
def renewable_end(position: Position, loan: Loan) -> Claim | None:
    """Give the day within a year on which a loan falls due whole and may be renewed.

    None where it is late or settled, or where no institution lent it: there is nothing to apply for.
    """
    if position.standing(loan).state in _NOT_RENEWED or lender_type(loan) is LenderType.PRIVATE:
        return None
    end = whole_end(position, loan)
    last = months_after(position.as_of, _AHEAD_MONTHS, position.as_of.day)
    return end if end and end.on and end.on <= last else None


def kept_words(claims: tuple[Claim, ...], *, rest_late: bool) -> str:
    """Say what to keep back for the loans that come first, and what of the rest; empty where nothing falls due."""
    if not claims:
        return ""
    each = _("、").join(f"{claim.name} {claim.on} {_amount(claim)}" for claim in claims)
    said = _("这三十天先留出：{each}，共 {total}；其余没有逾期的，付得起就照付，不要为了谈而逾期。")
    if rest_late:
        said = _(
            "这三十天先留出：{each}，共 {total}；其余已经逾期的，谈好以前先不付，但要尽快谈："
            "拖着会记进征信，也可能被宣布提前到期。自动扣款的账户里只放要付的钱。"
        )
    return said.format(each=each, total=shown(sum((claim.amount or ZERO for claim in claims), ZERO)))


def end_words(claim: Claim) -> str:
    """Say of a loan that falls due whole what has to be done before."""
    said = _("{on} “{name}”要一次还 {amount}：到期前去谈续贷；续不成，每月的数都要重算。")
    return said.format(on=claim.on, name=claim.name, amount=_amount(claim))


def _amount(claim: Claim) -> str:
    return _("多少还不知道") if claim.amount is None else shown(claim.amount)
