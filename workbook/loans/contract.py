"""A contract as far as it is told, with a stated default for each term a borrower cannot know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import expm1

from workbook.case import Fee, FeeWhen, Loan, Method, PenaltyBase, RateUnit
from workbook.case.fields import HIGHEST_RATE
from workbook.case.loan import Allocation, DayCount, OddDays
from workbook.language import N_, _
from workbook.loans.changes import changes_said, fees_by_period, rates_told, real_changes, resting
from workbook.loans.days import same_day
from workbook.loans.dues import due_dates, next_month, periods, start, undated
from workbook.loans.roots import log_rates
from workbook.loans.terms import MONTHLY, ONE_DUE, Change, Contract, Convention, needed, title, unknown, wrong
from workbook.money import ZERO, digits, fen
from workbook.rules import constant

_HIGHEST_UPLIFT = 10
# Our conventions, percent a year: a hundredth of a usual rate is a fraction typed for a percentage; beyond the others
# it is asked whether the unit is right, since a loan at such a rate is seldom one.
_FRACTION, _RARE = (2, 36), (Decimal("0.5"), Decimal(100))
_IMPLIED_PLACES = Decimal("1e-6")


def read(loan: Loan, convention: Convention | None = None) -> Contract:
    """Resolve a loan's terms; what a lender seldom prints gets its stated default unless a convention is given.

    Raises NotKnown for a missing term that has no default, Refused for terms that contradict each other.
    """
    principal, method = _principal(loan), needed(loan, "method")
    drawn_on, first_due, dates_said = start(loan, method)
    rests, (dues, regular), rests_said = resting(loan, *due_dates(loan, method, drawn_on, first_due))
    found, said = _usual(loan, method, drawn_on, dues) if convention is None else (convention, ())
    annual, changes, rate_said = _rates(loan, found.day_count, drawn_on)
    both_ends, ends_said = _both_ends(loan, found)
    upfront = _fees(loan, FeeWhen.UPFRONT, principal)
    return Contract(
        principal=principal,
        net=_net(loan, principal, upfront),
        drawn_on=drawn_on,
        annual=annual,
        method=method,
        dues=dues,
        whole=_whole(found, regular, exact=bool(dues) and _exact_month(drawn_on, dues[0])),
        convention=found,
        uplift=_uplift(loan),
        grace_days=loan.grace_days or 0,
        allocation=loan.allocation or Allocation.INTEREST_FIRST,
        early_money=loan.early_money,
        fee_upfront=upfront,
        fee_per_period=_fees(loan, FeeWhen.PER_PERIOD, principal),
        prepayment_fees=_fees_when(loan, FeeWhen.PREPAYMENT),
        accelerated_on=_accelerated(loan, drawn_on),
        assumed=(
            *rate_said,
            *dates_said,
            *said,
            *changes_said(method, changes, dues),
            *rests_said,
            *ends_said,
            *_restructured(loan),
        ),
        changes=changes,
        rests=rests,
        fees=fees_by_period(_each_fee(loan, FeeWhen.PER_PERIOD, principal), dues),
        both_ends=both_ends,
        unpaid_interest=loan.unpaid_interest or ZERO,
        unpaid_on=loan.unpaid_interest_on,
        instalment=None if convention or changes or rests else _instalment(loan, method),
    )


def untold(loan: Loan) -> tuple[str, ...]:
    """Name the terms that have no default and are not told: without them a loan's terms cannot be resolved."""
    implied = loan.method is Method.EQUAL_INSTALMENT and loan.instalment is not None and not loan.rate_changes
    rate = "rate" if loan.rate is None and not implied else "rate_unit" if loan.rate is not None else ""
    first = tuple(name for name in ("principal", "method") if getattr(loan, name) is None)
    last = (rate,) if rate and getattr(loan, rate) is None else ()
    return (*first, *undated(loan), *last)


def _instalment(loan: Loan, method: Method) -> Decimal | None:
    """What is told of equal instalments; under a convention on trial, or where they change, it says nothing."""
    return loan.instalment if method is Method.EQUAL_INSTALMENT else None


def _principal(loan: Loan) -> Decimal:
    principal: Decimal = needed(loan, "principal")
    if principal <= 0:
        raise wrong(N_("“{field}”要大于零"), "principal")
    return principal


# -- the rate ------------------------------------------------------------------------------------------------------


def annual_rate(loan: Loan, on: date | None = None) -> Decimal:
    """Give the contract rate in percent a year: a day's × 360 (× 365 where days are counted so), a month's × 12.

    The rate that holds on a day; the first one where no day is asked for. Where no rate is told it is worked out from
    equal instalments; NotKnown where that cannot be done either.
    """
    annual, changes, _said = _rates(loan, loan.day_count, loan.drawn_on)
    return next((change.annual for change in reversed(changes) if on and change.on <= on), annual)


def _rates(
    loan: Loan, count: DayCount | None, drawn: date | None
) -> tuple[Decimal, tuple[Change, ...], tuple[str, ...]]:
    """Give the rate on the day drawn, the later ones, and what was assumed; a rate told from before it is the first."""
    if not loan.rate_changes:
        annual, said = _annual(loan, count)
        return annual, (), said
    units = _units(loan, count)
    told = rates_told(loan, units)
    later = [change for change in told if drawn is None or change.on > drawn]
    first = told[: len(told) - len(later)]
    annual, said = (first[-1].annual, ()) if first else _annual(loan, count)
    rare = (one for change in told for one in _sensible(change.annual, units, "rate_changes"))
    return annual, real_changes(annual, later), tuple(dict.fromkeys((*said, *rare)))


def _units(loan: Loan, count: DayCount | None) -> int:
    """How many of the rate's units make a year."""
    unit: RateUnit = needed(loan, "rate_unit")
    days = 365 if count in {DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL} else 360
    return {RateUnit.DAY: days, RateUnit.MONTH: 12, RateUnit.YEAR: 1}[unit]


def _annual(loan: Loan, count: DayCount | None) -> tuple[Decimal, tuple[str, ...]]:
    if loan.rate is None:
        return _implied(loan)
    units = _units(loan, count)
    return loan.rate * units, _sensible(loan.rate * units, units, "rate")


def _sensible(annual: Decimal, units: int, name: str) -> tuple[str, ...]:
    """Refuse a yearly rate that cannot be, and ask about one that is rare."""
    if annual >= HIGHEST_RATE:
        message = N_("“{field}”折合一年 {annual}%，太高了，请检查单位是日、月还是年")
        raise wrong(message, name, annual=digits(annual))
    if _FRACTION[0] <= annual * 100 < _FRACTION[1]:
        message = N_(
            "“{field}”填的是 {rate}，折合一年 {annual}%，太低了：或者是 {meant}%，或者单位写错了？没有利息就填 0"
        )
        rate = annual / units
        raise wrong(message, name, rate=digits(rate), annual=digits(annual), meant=digits(rate * 100))
    if annual < _RARE[0] and _FRACTION[0] <= annual / units * 36_000 < _FRACTION[1]:
        message = N_("“{field}”填的是 {rate}，折合一年 {annual}%，太低了：或者是日利率 {meant}%？没有利息就填 0")
        rate = annual / units
        raise wrong(message, name, rate=digits(rate), annual=digits(annual), meant=digits(rate * 100))
    said = _("利率折合一年 {annual}%，很少见：请核对单位是日、月还是年").format(annual=digits(annual))
    return (said,) if annual and not _RARE[0] <= annual <= _RARE[1] else ()


def _implied(loan: Loan) -> tuple[Decimal, tuple[str, ...]]:
    if loan.method is not Method.EQUAL_INSTALMENT or None in {loan.principal, loan.instalment, loan.periods}:
        raise unknown("rate")
    principal = _principal(loan)
    instalment: Decimal = needed(loan, "instalment") - _fees(loan, FeeWhen.PER_PERIOD, principal)
    count = periods(loan)
    if instalment * count < principal:
        raise wrong(N_("“{field}”乘以期数还不到本金，请检查"), "instalment")
    found = log_rates([(0.0, -float(principal)), *((float(k), float(instalment)) for k in range(1, count + 1))])
    annual = max(Decimal(repr(expm1(found[0]) * 1200)).quantize(_IMPLIED_PLACES), Decimal(0))
    return annual, (_("利率没有填，由每期还款额推算为年 {rate}%").format(rate=f"{annual:.2f}"),)


# -- what lenders seldom print -------------------------------------------------------------------------------------


def _whole(convention: Convention, regular: tuple[bool, ...], *, exact: bool) -> tuple[bool, ...]:
    """A first period of exactly a month counts as one whatever the habit."""
    if convention.day_count is not DayCount.THIRTY_360 or not regular:
        return (False,) * len(regular)
    return (exact or (regular[0] and convention.first_period == "month"), *regular[1:])


def _usual(loan: Loan, method: Method, drawn: date, dues: tuple[date, ...]) -> tuple[Convention, tuple[str, ...]]:
    count, said = _day_count(loan, method)
    by_month = method in MONTHLY and count is DayCount.THIRTY_360
    if by_month and next_month(drawn, dues[0]) and not _exact_month(drawn, dues[0]):
        said = (*said, _("第一期不是整整一个月，利息按一个月算"))
    return Convention(
        day_count=count,
        first_period="month" if method in MONTHLY else "days",
        penalty_count=DayCount.ACTUAL_360 if count is DayCount.THIRTY_360 else count,
        penalty_base=loan.penalty_base or PenaltyBase.PRINCIPAL,
        compound=loan.compound is not False,
        odd_days=loan.odd_days or OddDays.REAL,
    ), said


def _exact_month(drawn: date, first: date) -> bool:
    return next_month(drawn, first) and same_day(drawn, first)


def counts_days(loan: Loan) -> DayCount:
    """Give how a loan counts days, told or by its stated default."""
    return _day_count(loan, loan.method)[0]


def _day_count(loan: Loan, method: Method | None) -> tuple[DayCount, tuple[str, ...]]:
    if loan.day_count is not None:
        return _exact(loan.day_count, loan.rate_unit), ()
    by_day = method in ONE_DUE or loan.rate_unit is RateUnit.DAY
    count = DayCount.ACTUAL_360 if by_day else DayCount.THIRTY_360
    return count, (_("计息天数规则没有填，按“{count}”算").format(count=count.words),)


def _both_ends(loan: Loan, convention: Convention) -> tuple[bool, tuple[str, ...]]:
    """Only days can be counted at both ends."""
    by_month = convention.day_count is DayCount.THIRTY_360
    said = _("“{field}”只用于按天计息的借款：这笔按月计息，没有用上").format(field=title("both_ends"))
    return loan.both_ends is True and not by_month, (said,) if loan.both_ends and by_month else ()


def _exact(count: DayCount, unit: RateUnit | None) -> DayCount:
    """A rate per day needs no length of year; its yearly rate was made with 365."""
    by_day = unit is RateUnit.DAY and count is DayCount.ACTUAL_ACTUAL
    return DayCount.ACTUAL_365 if by_day else count


def _uplift(loan: Loan) -> Decimal:
    if loan.penalty_uplift is None:
        return Decimal(constant("penalty_uplift_high"))
    if not 1 <= loan.penalty_uplift <= _HIGHEST_UPLIFT:
        raise wrong(N_("“{field}”要写成倍数，例如 1.5 表示合同利率的 1.5 倍"), "penalty_uplift")
    return loan.penalty_uplift


# -- fees and money received ---------------------------------------------------------------------------------------


def _fees_when(loan: Loan, when: FeeWhen) -> tuple[Fee, ...]:
    return tuple(fee for fee in loan.fees if fee.when is when and not fee.archived)


def _fees(loan: Loan, when: FeeWhen, principal: Decimal) -> Decimal:
    return sum((amount for _fee, amount in _each_fee(loan, when, principal)), ZERO)


def _each_fee(loan: Loan, when: FeeWhen, principal: Decimal) -> tuple[tuple[Fee, Decimal], ...]:
    return tuple((fee, fee_on(fee, principal)) for fee in _fees_when(loan, when))


def fee_on(fee: Fee, principal: Decimal) -> Decimal:
    """Give one fee in yuan: its amount, plus its percentage of this principal."""
    return (fee.amount or ZERO) + fen(principal * (fee.percent or 0) / 100)


def _net(loan: Loan, principal: Decimal, upfront: Decimal) -> Decimal:
    """The money that reached the borrower: what was received already lacks a fee that was held back."""
    net = min(principal if loan.received is None else loan.received, principal - upfront)
    if net <= 0:
        raise wrong(N_("“{field}”减去放款时的费用后不剩钱，请检查"), "received")
    return net


def _restructured(loan: Loan) -> tuple[str, ...]:
    said = _("以前改过还款计划，最近一次改定的条款还没有：这里按手上的条款从头算")
    return (said,) if loan.restructured_before else ()


def _accelerated(loan: Loan, drawn: date) -> date | None:
    day = loan.accelerated_on
    if day is not None and day < drawn:
        raise wrong(N_("“{field}”（{day}）早于放款日（{drawn}）"), "accelerated_on", day=day, drawn=drawn)
    return day
