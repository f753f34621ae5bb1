"""A contract as far as it is told, with a stated default for each term a borrower cannot know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from workbook.case import Fee, FeeWhen, Loan, LoanState, Method, PenaltyBase, RateUnit
from workbook.case.fields import HIGHEST_RATE
from workbook.case.loan import Allocation, DayCount
from workbook.language import N_, NotKnown, Refused, _
from workbook.loans.days import month_end, months_after
from workbook.money import ZERO, fen
from workbook.rules import constant

LONGEST = 600
USUAL_UPLIFT = Decimal(constant("penalty_uplift_high"))
ONE_DUE = frozenset({Method.BULLET, Method.ON_DEMAND})
_MONTHLY = frozenset({Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL})

FirstPeriod = Literal["month", "days"]
Level = Literal["annuity", "days"]
Rounding = Literal["half_up", "down", "carried"]


@dataclass(frozen=True)
class Convention:
    """What a lender decides and rarely prints.

    `first_period`: interest of the first period by the month or by its days; `level`: the equal instalment by the
    monthly annuity formula, or so that the days' interest leaves no remainder; `rounding`: each period half up,
    each period cut off, or carried unrounded and rounded only where shown.
    """

    day_count: DayCount
    first_period: FirstPeriod = "month"
    level: Level = "days"
    rounding: Rounding = "half_up"
    penalty_base: PenaltyBase = PenaltyBase.PRINCIPAL
    compound: bool = True

    @property
    def by_day(self) -> DayCount:
        """How days are counted where interest runs by the day whatever the schedule: penalty and compound."""
        return DayCount.ACTUAL_360 if self.day_count is DayCount.THIRTY_360 else self.day_count


@dataclass(frozen=True)
class Contract:
    """Every term resolved; `annual` in percent, `whole` says which periods count as one whole month."""

    principal: Decimal
    net: Decimal
    drawn_on: date
    annual: Decimal
    method: Method
    dues: tuple[date, ...]
    whole: tuple[bool, ...]
    convention: Convention
    uplift: Decimal
    grace_days: int
    allocation: Allocation
    fee_upfront: Decimal
    fee_per_period: Decimal
    prepayment_fees: tuple[Fee, ...]
    accelerated_on: date | None
    assumed: tuple[str, ...]
    penalty_assumed: tuple[str, ...]

    @property
    def penalty_rate(self) -> Decimal:
        """Percent a year that runs on what is overdue."""
        return self.annual * self.uplift


def title(name: str) -> str:
    """Give the label of a field of a loan in the language now spoken."""
    return _(Loan.model_fields[name].title or name)


def unknown(name: str) -> NotKnown:
    """Make the refusal that sends the borrower to the field that is needed."""
    return NotKnown(N_("先在 02_debts 填写“{field}”"), where="02_debts", field=title(name))


def needed(loan: Loan, name: str) -> Any:
    """Give a field's value; NotKnown where it was not told."""
    value = getattr(loan, name)
    if value is None:
        raise unknown(name)
    return value


def wrong(message: str, name: str, **values: object) -> Refused:
    """Make a refusal that names the field it is about."""
    return Refused(message, field=title(name), **values)


def read(loan: Loan, convention: Convention | None = None) -> Contract:
    """Resolve a loan's terms; unknown conventions get their stated default unless a convention is given.

    Raises NotKnown for a missing term that has no default, Refused for terms that contradict each other.
    """
    principal, method = _principal(loan), needed(loan, "method")
    annual = annual_rate(loan)
    drawn_on, first_due, assumed = _start(loan, method)
    dues, regular = _dues(loan, method, drawn_on, first_due)
    found, said = _convention(loan, method, drawn_on, dues) if convention is None else (convention, ())
    upfront = _fees(loan, FeeWhen.UPFRONT, principal)
    return Contract(
        principal=principal,
        net=_net(loan, principal, upfront),
        drawn_on=drawn_on,
        annual=annual,
        method=method,
        dues=dues,
        whole=_whole(found, regular),
        convention=found,
        uplift=USUAL_UPLIFT if loan.penalty_uplift is None else loan.penalty_uplift,
        grace_days=loan.grace_days or 0,
        allocation=loan.allocation or Allocation.INTEREST_FIRST,
        fee_upfront=upfront,
        fee_per_period=_fees(loan, FeeWhen.PER_PERIOD, principal),
        prepayment_fees=_fees_when(loan, FeeWhen.PREPAYMENT),
        accelerated_on=_accelerated(loan, drawn_on),
        assumed=(*assumed, *said),
        penalty_assumed=_penalty_defaults(loan),
    )


def _principal(loan: Loan) -> Decimal:
    principal: Decimal = needed(loan, "principal")
    if principal <= 0:
        raise wrong(N_("“{field}”要大于零"), "principal")
    return principal


def annual_rate(loan: Loan) -> Decimal:
    """Give the contract rate in percent a year: a day rate × 360 (× 365 where days are counted so), a month's × 12."""
    rate: Decimal = needed(loan, "rate")
    unit: RateUnit = needed(loan, "rate_unit")
    by_365 = loan.day_count in {DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL}
    annual = rate * {RateUnit.DAY: 365 if by_365 else 360, RateUnit.MONTH: 12, RateUnit.YEAR: 1}[unit]
    if annual >= HIGHEST_RATE:
        message = N_("“{field}”折合一年 {annual}%，太高了，请检查单位是日、月还是年")
        raise wrong(message, "rate", annual=format(annual.normalize(), "f"))
    return annual


def _start(loan: Loan, method: Method) -> tuple[date, date | None, tuple[str, ...]]:
    drawn, first = loan.drawn_on, loan.first_due
    if method in ONE_DUE and not (method is Method.ON_DEMAND and (first or loan.due_day)):
        return needed(loan, "drawn_on"), None, ()
    if drawn is None:
        return _drawn_a_month_before(loan)
    if first is None:
        return drawn, *_first_due(loan, drawn)
    if first <= drawn:
        raise wrong(N_("“{field}”（{first}）要晚于放款日（{drawn}）"), "first_due", first=first, drawn=drawn)
    return drawn, first, ()


def _drawn_a_month_before(loan: Loan) -> tuple[date, date, tuple[str, ...]]:
    first = loan.first_due or _first_from_next(loan)
    if first is None:
        raise unknown("drawn_on")
    drawn = months_after(first, -1, _anchor(loan, first))
    return drawn, first, (_("放款日没有填，按第一期还款日的前一个月（{drawn}）算").format(drawn=drawn),)


def _first_from_next(loan: Loan) -> date | None:
    if loan.next_due is None or loan.periods is None or loan.periods_left is None:
        return None
    return months_after(loan.next_due, loan.periods_left - loan.periods, loan.due_day or loan.next_due.day)


def _first_due(loan: Loan, drawn: date) -> tuple[date, tuple[str, ...]]:
    first = months_after(drawn, 1, _due_day(loan) or drawn.day)
    return first, (_("第一期还款日没有填，按放款后下个月的还款日（{first}）算").format(first=first),)


def _due_day(loan: Loan) -> int | None:
    if loan.due_day is not None and not 1 <= loan.due_day <= 31:  # noqa: PLR2004 - days of a month
        raise wrong(N_("“{field}”要在 1 到 31 之间"), "due_day")
    return loan.due_day


def _anchor(loan: Loan, first: date) -> int:
    drawn = loan.drawn_on.day if loan.drawn_on and month_end(first) else 0
    return _due_day(loan) or max(first.day, drawn)


def _dues(loan: Loan, method: Method, drawn: date, first: date | None) -> tuple[tuple[date, ...], tuple[bool, ...]]:
    """Give the due dates, and which of them lie a regular month after the one before."""
    if first is None:
        return _one_due(loan, method, drawn)
    if loan.maturity is not None and (method not in _MONTHLY or loan.periods is None):
        return _dues_until(loan, first, loan.maturity)
    periods = _periods(loan)
    anchor = _anchor(loan, first)
    dues = (first, *(months_after(first, k, anchor) for k in range(1, periods)))
    return dues, (_next_month(drawn, first), *(True,) * (periods - 1))


def _periods(loan: Loan) -> int:
    periods: int = needed(loan, "periods")
    if not 1 <= periods <= LONGEST:
        raise wrong(N_("“{field}”要在 1 到 {longest} 之间"), "periods", longest=LONGEST)
    return periods


def _next_month(drawn: date, first: date) -> bool:
    return (first.year - drawn.year) * 12 + first.month - drawn.month == 1


def _one_due(loan: Loan, method: Method, drawn: date) -> tuple[tuple[date, ...], tuple[bool, ...]]:
    if loan.maturity is None and loan.periods is None and method is Method.ON_DEMAND:
        return (), ()
    due = loan.maturity or months_after(drawn, _periods(loan), drawn.day)
    if due <= drawn:
        raise wrong(N_("“{field}”（{due}）要晚于放款日（{drawn}）"), "maturity", due=due, drawn=drawn)
    return (due,), (False,)


def _dues_until(loan: Loan, first: date, maturity: date) -> tuple[tuple[date, ...], tuple[bool, ...]]:
    if maturity < first:
        raise wrong(N_("“{field}”（{due}）早于第一期还款日（{first}）"), "maturity", due=maturity, first=first)
    anchor = _anchor(loan, first)
    regular = [months_after(first, k, anchor) for k in range(LONGEST)]
    dues = (*(due for due in regular if due < maturity), maturity)
    if len(dues) > LONGEST:
        raise wrong(N_("“{field}”（{due}）离第一期太远，请检查年份"), "maturity", due=maturity)
    first_regular = loan.drawn_on is None or _next_month(loan.drawn_on, first)
    return dues, (first_regular, *(due in regular for due in dues[1:]))


def _whole(convention: Convention, regular: tuple[bool, ...]) -> tuple[bool, ...]:
    if convention.day_count is not DayCount.THIRTY_360 or not regular:
        return (False,) * len(regular)
    return (regular[0] and convention.first_period == "month", *regular[1:])


def _convention(loan: Loan, method: Method, drawn: date, dues: tuple[date, ...]) -> tuple[Convention, tuple[str, ...]]:
    count, said = _day_count(loan, method)
    first: FirstPeriod = "month" if method in _MONTHLY else "days"
    if method in _MONTHLY and count is DayCount.THIRTY_360 and _odd_first(drawn, dues[0]):
        said = (*said, _("第一期不是整整一个月，利息按一个月算"))
    return Convention(count, first, "days", "half_up", *_penalty_terms(loan)), said


def _odd_first(drawn: date, first: date) -> bool:
    return _next_month(drawn, first) and not (first.day == drawn.day or (month_end(first) and drawn.day > first.day))


def _penalty_terms(loan: Loan) -> tuple[PenaltyBase, bool]:
    return loan.penalty_base or PenaltyBase.PRINCIPAL, loan.compound is not False


def _day_count(loan: Loan, method: Method) -> tuple[DayCount, tuple[str, ...]]:
    if loan.day_count is not None:
        return _exact_day_count(loan.day_count, loan.rate_unit), ()
    by_day = method in ONE_DUE or loan.rate_unit is RateUnit.DAY
    count = DayCount.ACTUAL_360 if by_day else DayCount.THIRTY_360
    return count, (_("计息天数规则没有填，按“{count}”算").format(count=count.words),)


def _exact_day_count(count: DayCount, unit: RateUnit | None) -> DayCount:
    """A rate per day needs no length of year; its yearly rate was made with 365."""
    by_day = unit is RateUnit.DAY and count is DayCount.ACTUAL_ACTUAL
    return DayCount.ACTUAL_365 if by_day else count


def _penalty_defaults(loan: Loan) -> tuple[str, ...]:
    told = (
        (loan.penalty_uplift, _("罚息倍数没有填，按合同利率的 {uplift} 倍算").format(uplift=USUAL_UPLIFT)),
        (loan.penalty_base, _("罚息按什么算没有填，按逾期本金算")),
        (loan.compound, _("欠的利息是否计复利没有填，按计复利算")),
    )
    return tuple(sentence for value, sentence in told if value is None)


def _fees_when(loan: Loan, when: FeeWhen) -> tuple[Fee, ...]:
    return tuple(fee for fee in loan.fees if fee.when is when and not fee.archived)


def _fees(loan: Loan, when: FeeWhen, principal: Decimal) -> Decimal:
    return sum((fee_on(fee, principal) for fee in _fees_when(loan, when)), ZERO)


def fee_on(fee: Fee, principal: Decimal) -> Decimal:
    """Give one fee in yuan: its amount, plus its percentage of this principal."""
    return (fee.amount or ZERO) + fen(principal * (fee.percent or 0) / 100)


def _net(loan: Loan, principal: Decimal, upfront: Decimal) -> Decimal:
    """The money that reached the borrower: what was received already lacks a fee that was held back."""
    net = min(principal if loan.received is None else loan.received, principal - upfront)
    if net <= 0:
        raise wrong(N_("“{field}”减去放款时的费用后不剩钱，请检查"), "received")
    return net


def _accelerated(loan: Loan, drawn: date) -> date | None:
    day = loan.accelerated_on
    if day is not None and day < drawn:
        raise wrong(N_("“{field}”（{day}）早于放款日（{drawn}）"), "accelerated_on", day=day, drawn=drawn)
    return day


def settled(loan: Loan) -> bool:
    """Tell whether the borrower says the loan is paid off."""
    return loan.state is LoanState.SETTLED
