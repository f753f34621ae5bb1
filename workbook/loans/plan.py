"""An arrangement priced on a balance: the new instalments, and what is paid before, with and after them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from workbook.case import Component, Loan, Method, SectionName, Terms, Treatment, lacking
from workbook.case.loan import DayCount, OddDays
from workbook.case.terms import GraceKind, Step
from workbook.language import N_, Refused, _
from workbook.loans.days import months_after
from workbook.loans.notes import lent_rate
from workbook.loans.periods import counted_by, first_days, year_parts
from workbook.loans.renewing import begins, interest_until, to_a_later_end, until_renewed
from workbook.loans.results import Balance, FirstMoney, Instalment, Plan
from workbook.loans.schedule import Factor, level_payment
from workbook.loans.terms import LONGEST, odd_days_said, unknown
from workbook.loans.treatment import Split, after_first_money, split
from workbook.money import FEN, ZERO, digits, fen, shown


@dataclass(frozen=True)
class _Course:
    """What the new instalments are counted with: principal, yearly percentage, due days and their parts of a year."""

    principal: Decimal
    rate: Decimal
    start: date
    dues: tuple[date, ...]
    parts: tuple[Fraction, ...]
    months: int
    grace: int

    def due(self, index: int) -> date:
        return self.dues[index]

    def factor(self, index: int) -> Factor:
        part = self.parts[index]
        return self.rate * part.numerator, 100 * part.denominator

    def interest(self, balance: Decimal, index: int) -> Decimal:
        top, bottom = self.factor(index)
        return fen(balance * top / bottom)

    def level(self, balance: Decimal, index: int) -> Decimal:
        """The unrounded equal payment from this month to the last."""
        factors = [top / bottom for top, bottom in map(self.factor, range(index, self.months))]
        return level_payment(balance, factors) if balance else ZERO

    def least(self) -> Decimal:
        """The smallest equal payment that repays everything in the months there are."""
        payment = self.level(self.principal, self.grace).quantize(FEN, ROUND_CEILING)
        while not self._suffices(payment):
            payment += FEN
        return payment

    def _suffices(self, payment: Decimal) -> bool:
        """Rounding of each month's interest can make a payment just miss."""
        balance = self.principal
        for index in range(self.grace, self.months):
            balance += self.interest(balance, index) - payment
        return balance <= 0


def needs_whole(balance: Balance) -> None:
    """Refuse a balance of which a part alone is known, and ask for the principal that is left."""
    if balance.covers == "part":
        raise unknown("balance_left")


def plan(balance: Balance, terms: Terms, loan: Loan | None = None, section: SectionName = "ask") -> Plan:
    """Price an arrangement on a balance: interest as the loan counts days, half up, the last takes the remainder.

    A component without a treatment is paid with the first instalment; a carried one with the last, without interest;
    a down payment goes first to what would come with the first instalment, then to what is carried, then to principal
    (principal alone where principal comes first). Grace months count among the periods; interest of months in which
    nothing is due bears no interest and is spread over the instalments after them. By months (rate ÷ 12) a first period
    that is no whole month goes by its days. The loan lends rate, method and due day where the terms leave them open.
    What lacks is asked for where the terms were told: `section` is the request, or the talk for terms of the lender.
    Raises Refused for a waiver above its component, a payment below the interest (with the smallest that works), dates
    or counts that cannot be; NotKnown for a missing number of periods or rate, and for a balance of which a part alone
    is known.
    """
    needs_whole(balance)
    until = until_renewed(balance, terms, loan)
    if until is not None:
        balance = _principal_alone(balance)
    whole = split(balance, terms)
    parts = after_first_money(whole, terms)
    _suffice(terms, loan, section)
    course, said = _course(balance, terms, loan, parts.principal, begins(balance, terms, until))
    method, method_said = _method(terms, loan and loan.as_one)
    rows = _rows(course, terms, method, loan)
    over = _left_over(rows, terms)
    interest = interest_until(loan, whole.principal - parts.principal, course.rate, course.start, terms.down_payment_on)
    return Plan(
        rows=_with_extras(rows, parts),
        principal=parts.principal,
        rate=course.rate,
        treated=parts.treated,
        waived=parts.of(Treatment.WAIVE),
        capitalised=parts.of(Treatment.CAPITALISE),
        carried=parts.of(Treatment.CARRY_FORWARD),
        with_first=parts.of(Treatment.FIRST_INSTALMENT),
        paid_first=(terms.down_payment or ZERO) + (terms.fee or ZERO) + interest,
        assumed=(*parts.assumed, *said, *method_said, *_balloon(rows, over), *_part_said(terms, interest)),
        total_interest=sum((row.interest for row in rows), interest),
        until=until or (),
        paid_first_on=terms.down_payment_on if terms.down_payment else None,
        first_interest=interest,
        left_over=over,
        first_money=_first_money(whole, parts, terms, interest),
    )


def _first_money(before: Split, after: Split, terms: Terms, interest: Decimal) -> FirstMoney:
    """Part what is paid first by what it repays; the interest on it up to its day stands beside."""
    principal = before.principal - after.principal
    return FirstMoney(principal, (terms.down_payment or ZERO) - principal, (terms.fee or ZERO), interest)


def _principal_alone(balance: Balance) -> Balance:
    """Give the balance on the day it falls due whole: interest is paid by the contract until then."""
    return replace(
        balance,
        principal_not_due=balance.principal,
        interest_not_due=ZERO,
        overdue_principal=ZERO,
        overdue_interest=ZERO,
        penalty=ZERO,
        compound=ZERO,
        fees=ZERO,
    )


def _part_said(terms: Terms, interest: Decimal) -> tuple[str, ...]:
    if not interest:
        return ()
    said = _("{on} 先还的 {amount} 连同到那天的利息 {interest} 一起还")
    return (said.format(on=terms.down_payment_on, amount=shown(terms.down_payment or ZERO), interest=shown(interest)),)


# -- dates, rate, method -------------------------------------------------------------------------------------------


def _course(
    balance: Balance, terms: Terms, loan: Loan | None, principal: Decimal, start: date
) -> tuple[_Course, tuple[str, ...]]:
    rate, rate_said = _rate(terms, loan, balance.on)
    first, anchor, dates_said = _dates(balance, terms, loan and loan.as_one, start)
    grace = terms.grace_months or 0
    months = _months(terms, grace)
    if not grace < months <= LONGEST:
        message = N_("期数（{months}）要多于宽限月数（{grace}），最多 {most} 期")
        raise Refused(message, months=months, grace=grace, most=LONGEST)
    dues = tuple(months_after(first, index, anchor) for index in range(months + 1))
    course = _Course(principal, rate, start, dues, year_parts(loan and loan.as_one, start, dues), months, grace)
    odd_said = (odd_days_said(),) if _odd_days_assumed(loan, start, dues) else ()
    return course, (*rate_said, *dates_said, *odd_said)


def _odd_days_assumed(loan: Loan | None, start: date, dues: tuple[date, ...]) -> bool:
    """Tell whether nobody told how odd days are counted and another way makes a difference."""
    if (loan and loan.odd_days) or counted_by(loan and loan.as_one)[0] is not DayCount.THIRTY_360:
        return False
    return first_days(start, dues, OddDays.REAL) != first_days(start, dues, OddDays.THIRTY)


def _suffice(terms: Terms, loan: Loan | None, section: SectionName) -> None:
    """Refuse terms that lay out no instalments, and send to where they are told."""
    if terms.rate is None and loan is None:
        raise lacking(section, field=_title("rate"))
    if not any((terms.periods is not None, terms.maturity, terms.payment is not None, _steps(terms))):
        raise lacking(section, field=_title("periods"))


def _months(terms: Terms, grace: int) -> int:
    """The number of periods; with a fixed payment alone as many as may be needed."""
    if terms.periods is not None:
        return terms.periods
    if terms.maturity is not None:
        return LONGEST
    if terms.payment is not None:
        return LONGEST
    return grace + sum(step.periods or 0 for step in _steps(terms))


def _dates(balance: Balance, terms: Terms, loan: Loan | None, start: date) -> tuple[date, int, tuple[str, ...]]:
    gap = _("欠款是 {on} 的数字，到 {start} 之间的利息没有算进去").format(on=balance.on, start=start)
    said = (gap,) if start != balance.on and not _only_principal(balance) else ()
    if terms.first_due is None:
        anchor = (loan.due_day if loan else None) or start.day
        first = months_after(start, 1, anchor)
        return first, anchor, (*said, _("新计划第一期没有定日子，按 {first} 算").format(first=first))
    if terms.first_due <= start:
        raise Refused(N_("新计划第一期（{first}）要晚于开始日（{start}）"), first=terms.first_due, start=start)
    return terms.first_due, terms.first_due.day, said


def _only_principal(balance: Balance) -> bool:
    return all(balance.of(component) == ZERO for component in Component)


def _rate(terms: Terms, loan: Loan | None, on: date) -> tuple[Decimal, tuple[str, ...]]:
    if terms.rate is not None:
        return terms.rate, ()
    if loan is None:
        raise unknown("rate")
    rate = lent_rate(loan, on)
    return rate, (_("新计划的利率没有另定，按合同年利率 {rate}% 算").format(rate=digits(rate)),)


def _method(terms: Terms, loan: Loan | None) -> tuple[Method, tuple[str, ...]]:
    if terms.method is Method.ON_DEMAND:
        raise Refused(N_("新计划要有固定的还款日，“{method}”不能用，请换一种"), method=terms.method.words)
    if terms.method is not None or terms.payment is not None or _steps(terms):
        return terms.method or Method.EQUAL_INSTALMENT, ()
    told = loan.method if loan and loan.method is not Method.ON_DEMAND else None
    method = told or Method.EQUAL_INSTALMENT
    return method, (_("新计划的还款方式没有另定，按“{method}”算").format(method=method.words),)


def _title(field: str) -> str:
    return _(Terms.model_fields[field].title or field)


# -- the instalments -----------------------------------------------------------------------------------------------


def _rows(course: _Course, terms: Terms, method: Method, loan: Loan | None) -> list[Instalment]:
    if terms.maturity is not None and loan is not None:
        return to_a_later_end(loan, terms, course.start, course.principal, course.rate)
    if method is Method.BULLET and not _steps(terms) and terms.payment is None:
        return [_bullet(course)]
    deferred, rows = ZERO, []
    for index in range(course.grace):
        interest = course.interest(course.principal, index)
        deferred += interest if terms.grace_kind is GraceKind.NOTHING else ZERO
        paid = ZERO if terms.grace_kind is GraceKind.NOTHING else interest
        rows.append(_row(course, index, ZERO, paid, course.principal))
    return rows + _spread(_repaying(course, _pay_rule(course, terms, method)), deferred)


def _bullet(course: _Course) -> Instalment:
    interest = sum((course.interest(course.principal, k) for k in range(course.months)), ZERO)
    return _row(course, course.months - 1, course.principal, interest, ZERO)


def _repaying(course: _Course, wanted: Callable[[int, Decimal, Decimal], Decimal]) -> list[Instalment]:
    """Pay the wanted principal each month after grace until nothing is left; the last month takes the remainder."""
    balance, rows = course.principal, []
    for index in range(course.grace, course.months):
        interest = course.interest(balance, index)
        principal = min(wanted(index, balance, interest), balance)
        principal = balance if index == course.months - 1 else principal
        balance -= principal
        rows.append(_row(course, index, principal, interest, balance))
        if not balance:
            break
    return rows


def _pay_rule(course: _Course, terms: Terms, method: Method) -> Callable[[int, Decimal, Decimal], Decimal]:
    """Give the principal part of a month from its index, the balance and its interest."""
    if _steps(terms) or terms.payment is not None:
        return _stated_rule(course, terms)
    if method is Method.INTEREST_ONLY:
        return lambda _index, _balance, _interest: ZERO
    if method is Method.EQUAL_PRINCIPAL:
        each = fen(course.principal / (course.months - course.grace))
        return lambda _index, _balance, _interest: each
    level = fen(course.level(course.principal, course.grace))
    return lambda _index, _balance, interest: max(level - interest, ZERO)


def _stated_rule(course: _Course, terms: Terms) -> Callable[[int, Decimal, Decimal], Decimal]:
    """Stated payments in turn, then the fixed payment, or level on what is left."""
    stated = [step.payment or ZERO for step in _steps(terms) for _k in range(step.periods or 0)]
    level: list[Decimal] = []

    def principal(index: int, balance: Decimal, interest: Decimal) -> Decimal:
        turn = index - course.grace
        if turn < len(stated):
            return _beyond(stated[turn], interest, interest)
        if terms.payment is not None:
            if terms.periods is None and index == LONGEST - 1 and balance + interest > terms.payment:
                raise _never(terms.payment, interest, course.least())
            return _beyond(terms.payment, interest, course.least())
        level.append(level[0] if level else fen(course.level(balance, index)))
        return max(level[0] - interest, ZERO)

    return principal


def _beyond(payment: Decimal, interest: Decimal, least: Decimal) -> Decimal:
    if payment < interest:
        raise _never(payment, interest, least)
    return payment - interest


def _never(payment: Decimal, interest: Decimal, least: Decimal) -> Refused:
    if payment > interest:
        message = N_("每期 {payment} 太少，{months} 期也还不清；每期至少要 {least}")
        return Refused(message, payment=shown(payment), months=LONGEST, least=shown(least))
    message = N_("每期 {payment} 连利息都不够（当期利息 {interest}），永远还不清；每期至少要 {least}")
    return Refused(message, payment=shown(payment), interest=shown(interest), least=shown(least))


def _steps(terms: Terms) -> list[Step]:
    return [step for step in terms.steps if not step.archived and step.periods and step.payment is not None]


def _row(course: _Course, index: int, principal: Decimal, interest: Decimal, balance: Decimal) -> Instalment:
    return Instalment(index + 1, course.due(index), principal, interest, ZERO, principal + interest, balance)


def _spread(rows: list[Instalment], amount: Decimal) -> list[Instalment]:
    """Add an amount to the interest of these rows in equal parts, the last takes the remainder."""
    each = fen(amount / len(rows))
    parts = [each] * (len(rows) - 1) + [amount - each * (len(rows) - 1)]
    return [_adding(row, part, ZERO) for row, part in zip(rows, parts, strict=True)]


def _with_extras(rows: list[Instalment], parts: Split) -> tuple[Instalment, ...]:
    """Add what comes with the first instalment, and what was carried to the last."""
    made = list(rows)
    for index, treatment in ((0, Treatment.FIRST_INSTALMENT), (-1, Treatment.CARRY_FORWARD)):
        interest, rest = parts.of(treatment, interest=True), parts.of(treatment, interest=False)
        row = _adding(made[index], interest, rest)
        made[index] = row._replace(brought=row.brought + interest + rest)
    return tuple(made)


def _adding(row: Instalment, interest: Decimal, fees: Decimal) -> Instalment:
    return row._replace(interest=row.interest + interest, fees=row.fees + fees, payment=row.payment + interest + fees)


def _left_over(rows: list[Instalment], terms: Terms) -> Decimal:
    """Give what the stated payments leave for the last month beyond what rounding explains."""
    stated = [terms.payment] if terms.payment is not None else [step.payment or ZERO for step in _steps(terms)]
    level_after = terms.payment is None and sum(s.periods or 0 for s in _steps(terms)) < len(rows)
    beyond = rows[-1].payment - max(stated, default=ZERO)
    return ZERO if not stated or level_after or beyond <= FEN * len(rows) else beyond


def _balloon(rows: list[Instalment], left_over: Decimal) -> tuple[str, ...]:
    """Say when the stated payments leave more for the last month."""
    if not left_over:
        return ()
    said, last = _("按每期 {payment}，最后一期（{due}）要还 {last}"), rows[-1]
    return (said.format(payment=shown(last.payment - left_over), due=last.due, last=shown(last.payment)),)
