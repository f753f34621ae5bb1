"""An arrangement priced on a balance: what each component becomes, and the new instalments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from workbook.case import Component, Loan, Method, Terms, Treatment
from workbook.case.ask import GraceKind
from workbook.language import N_, NotKnown, Refused, _
from workbook.loans.contract import annual_rate
from workbook.loans.days import months_after
from workbook.loans.results import Balance, Instalment, Plan, Treated
from workbook.loans.schedule import level_payment
from workbook.loans.terms import LONGEST
from workbook.money import FEN, ZERO, fen

_MONTH = 1200
_INTEREST = frozenset({Component.INTEREST_NOT_DUE, Component.OVERDUE_INTEREST})


@dataclass(frozen=True)
class _Split:
    """The balance after treatment: what is repaid anew, what comes with the first or the last instalment."""

    principal: Decimal
    treated: tuple[Treated, ...]
    assumed: tuple[str, ...]

    def of(self, treatment: Treatment, *, interest: bool | None = None) -> Decimal:
        return sum(
            (
                t.amount
                for t in self.treated
                if t.treatment is treatment and (interest is None or (t.component in _INTEREST) is interest)
            ),
            ZERO,
        )


def plan(balance: Balance, terms: Terms, loan: Loan | None = None) -> Plan:
    """Price an arrangement on a balance: interest by the month (rate ÷ 12), half up, the last takes the remainder.

    A component without a treatment is paid with the first instalment; a carried one with the last, without
    interest; a down payment goes first to what would come with the first instalment, then to what is carried, then
    to principal. Grace months count among the periods; interest of months in which nothing is due bears no
    interest and is spread over the instalments after them. The loan lends rate and method where the terms leave
    them open. Raises Refused for a waiver above its component, a payment below the interest (with the smallest
    that works), dates or counts that cannot be; NotKnown for a missing period count or rate.
    """
    split = _after_first_money(_split(balance, terms), terms)
    rate, rate_said = _rate(terms, loan)
    dues = _Dues(*_first_due(balance, terms, loan))
    rows = tuple(_rows(split, terms, loan, rate, dues))
    return Plan(
        rows=_with_extras(rows, split),
        principal=split.principal,
        rate=rate,
        treated=split.treated,
        waived=split.of(Treatment.WAIVE),
        capitalised=split.of(Treatment.CAPITALISE),
        carried=split.of(Treatment.CARRY_FORWARD),
        with_first=split.of(Treatment.FIRST_INSTALMENT),
        paid_first=(terms.down_payment or ZERO) + (terms.fee or ZERO),
        assumed=(*split.assumed, *rate_said, *dues.said, *_start_said(balance, terms)),
        total_interest=sum((row.interest for row in rows), ZERO),
    )


# -- what becomes of the balance ---------------------------------------------------------------------------------


def _split(balance: Balance, terms: Terms) -> _Split:
    if balance.principal is None:
        return _whole_total(balance)
    treated, said = [], []
    for component in Component:
        amount = balance.of(component)
        if amount is None:
            said += [_("“{component}”以贵行系统核对为准，请书面列明").format(component=component.words)]
        else:
            treated += _treat(component, amount, terms)
    capitalised = sum((t.amount for t in treated if t.treatment is Treatment.CAPITALISE), ZERO)
    return _Split(balance.principal + capitalised, tuple(treated), tuple(said))


def _whole_total(balance: Balance) -> _Split:
    said = _("各项没有分开，全部欠款按本金重排；以贵行系统核对为准，请书面列明")
    return _Split(balance.total, (), (said,))


def _treat(component: Component, amount: Decimal, terms: Terms) -> list[Treated]:
    row = next((t for t in terms.treatments if t.component is component and not t.archived), None)
    treatment = (row.treatment if row else None) or Treatment.FIRST_INSTALMENT
    asked = amount if row is None or row.amount is None else row.amount
    if asked > amount:
        message = N_("“{component}”一共 {amount} 元，不能按 {asked} 元处理，请改小")
        raise Refused(message, component=component.words, amount=amount, asked=asked)
    rest = amount - asked
    parts = [Treated(component, treatment, asked), Treated(component, Treatment.FIRST_INSTALMENT, rest)]
    return [part for part in parts if part.amount]


def _after_first_money(split: _Split, terms: Terms) -> _Split:
    """Let the down payment take what would come first, then what is carried, then principal."""
    money = terms.down_payment or ZERO
    treated = list(split.treated)
    for treatment in () if terms.principal_first else (Treatment.FIRST_INSTALMENT, Treatment.CARRY_FORWARD):
        for index, part in enumerate(treated):
            if part.treatment is treatment:
                paid = min(money, part.amount)
                money -= paid
                treated[index] = part._replace(amount=part.amount - paid)
    if money > split.principal:
        raise Refused(N_("先还的一笔（{money} 元）比要还的总数还多，请改小"), money=terms.down_payment)
    left = tuple(part for part in treated if part.amount)
    return replace(split, principal=split.principal - money, treated=left)


# -- dates and rate ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Dues:
    first: date
    anchor: int
    said: tuple[str, ...]

    def __call__(self, index: int) -> date:
        return months_after(self.first, index, self.anchor)


def _first_due(balance: Balance, terms: Terms, loan: Loan | None) -> tuple[date, int, tuple[str, ...]]:
    start = terms.start or balance.on
    if terms.first_due is not None:
        if terms.first_due <= start:
            raise Refused(N_("新计划第一期（{first}）要晚于开始日（{start}）"), first=terms.first_due, start=start)
        return terms.first_due, terms.first_due.day, ()
    anchor = (loan.due_day if loan else None) or start.day
    first = months_after(start, 1, anchor)
    return first, anchor, (_("新计划第一期没有填日子，按 {first} 算").format(first=first),)


def _start_said(balance: Balance, terms: Terms) -> tuple[str, ...]:
    if terms.start is None or terms.start == balance.on:
        return ()
    return (_("欠款是 {on} 的数字，到 {start} 之间的利息没有算进去").format(on=balance.on, start=terms.start),)


def _rate(terms: Terms, loan: Loan | None) -> tuple[Decimal, tuple[str, ...]]:
    if terms.rate is not None:
        return terms.rate, ()
    if loan is None or loan.rate is None:
        raise NotKnown(N_("先在 05_options 填写“{field}”"), where="05_options", field=_name("rate"))
    rate = annual_rate(loan)
    return rate, (_("新计划的利率没有填，按合同年利率 {rate}% 算").format(rate=format(rate.normalize(), "f")),)


def _name(field: str) -> str:
    return _(Terms.model_fields[field].title or field)


# -- the instalments -----------------------------------------------------------------------------------------------


def _rows(split: _Split, terms: Terms, loan: Loan | None, rate: Decimal, dues: _Dues) -> Iterator[Instalment]:
    grace, balance = terms.grace_months or 0, split.principal
    periods = _count(terms, balance, rate, grace)
    if not grace < periods <= LONGEST:
        raise Refused(
            N_("期数（{periods}）要多于宽限月数（{grace}），最多 {most} 期"), periods=periods, grace=grace, most=LONGEST
        )
    deferred = ZERO
    for index in range(grace):
        interest = fen(balance * rate / _MONTH)
        if terms.grace_kind is GraceKind.NOTHING:
            deferred, interest = deferred + interest, ZERO
        yield _row(index, dues(index), ZERO, interest, balance)
    payments = _payments(terms, loan, balance, rate, periods - grace)
    yield from _repaying(balance, rate, payments, deferred, grace, dues)


def _repaying(  # noqa: PLR0913, PLR0917 - one loop over what was prepared once
    balance: Decimal, rate: Decimal, payments: list[Decimal | None], deferred: Decimal, index: int, dues: _Dues
) -> Iterator[Instalment]:
    """Pay these amounts (None: the principal share of an interest-only month is nothing) until nothing is left."""
    spread = _spread(deferred, len(payments))
    for k, payment in enumerate(payments):
        interest = fen(balance * rate / _MONTH)
        if payment is not None and payment < interest:
            raise _too_small(balance, rate, payment)
        last = k == len(payments) - 1
        principal = balance if last or payment is None else min(payment - interest, balance)
        principal = ZERO if payment is None and not last else principal
        balance -= principal
        yield _row(index + k, dues(index + k), principal, interest + spread[k], balance)
        if not balance and not last:
            return


def _spread(amount: Decimal, count: int) -> list[Decimal]:
    each = fen(amount / count)
    return [each] * (count - 1) + [amount - each * (count - 1)]


def _row(index: int, due: date, principal: Decimal, interest: Decimal, balance: Decimal) -> Instalment:
    return Instalment(index + 1, due, principal, interest, ZERO, principal + interest, balance)


def _count(terms: Terms, balance: Decimal, rate: Decimal, grace: int) -> int:
    if terms.periods is not None:
        return terms.periods
    if terms.steps:
        return grace + sum(step.periods or 0 for step in _steps(terms))
    if terms.payment is None:
        raise NotKnown(N_("先在 05_options 填写“{field}”"), where="05_options", field=_name("periods"))
    return grace + _periods_for(balance, rate, terms.payment)


def _periods_for(balance: Decimal, rate: Decimal, payment: Decimal) -> int:
    """Count the payments until nothing is left."""
    count = 0
    while balance > 0 and count <= LONGEST:
        interest = fen(balance * rate / _MONTH)
        if payment <= interest:
            raise _too_small(balance, rate, payment)
        balance -= payment - interest
        count += 1
    return max(count, 1)


def _too_small(balance: Decimal, rate: Decimal, payment: Decimal) -> Refused:
    smallest = fen(balance * rate / _MONTH) + FEN
    message = N_("每期 {payment} 元连利息都不够（当期利息 {interest} 元），永远还不清；每期至少要 {smallest} 元")
    return Refused(message, payment=payment, interest=smallest - FEN, smallest=smallest)


def _steps(terms: Terms) -> list[object]:
    return [step for step in terms.steps if not step.archived and step.periods and step.payment is not None]


def _payments(terms: Terms, loan: Loan | None, balance: Decimal, rate: Decimal, count: int) -> list[Decimal | None]:
    """Give the whole payment of each month after grace, interest with it; None for an interest-only month."""
    if _steps(terms):
        return _stepped(terms, balance, rate, count)
    if terms.payment is not None:
        return [terms.payment] * count
    method = terms.method or (loan.method if loan else None) or Method.EQUAL_INSTALMENT
    if method is Method.EQUAL_PRINCIPAL:
        return _equal_principal(balance, rate, count)
    if method in {Method.INTEREST_ONLY, Method.BULLET}:
        return [None] * count
    return [_level(balance, rate, count)] * count


def _level(balance: Decimal, rate: Decimal, count: int) -> Decimal:
    return fen(level_payment(balance, [rate / _MONTH] * count)) if balance else ZERO


def _equal_principal(balance: Decimal, rate: Decimal, count: int) -> list[Decimal | None]:
    each = fen(balance / count)
    return [each + fen((balance - each * k) * rate / _MONTH) for k in range(count)]


def _stepped(terms: Terms, balance: Decimal, rate: Decimal, count: int) -> list[Decimal | None]:
    """Take the stated steps in turn; months after the last step are level on what is left."""
    payments = [step.payment for step in terms.steps if not step.archived for _k in range(step.periods or 0)][:count]
    for payment in payments:
        interest = fen(balance * rate / _MONTH)
        balance -= (payment or ZERO) - interest
    rest = count - len(payments)
    return payments + ([_level(balance, rate, rest)] * rest if rest and balance > 0 else [])


def _with_extras(rows: tuple[Instalment, ...], split: _Split) -> tuple[Instalment, ...]:
    """Add what comes with the first instalment, and what was carried to the last."""
    if not rows:
        return rows
    made = [_adding(rows[0], split, Treatment.FIRST_INSTALMENT), *rows[1:]]
    return (*made[:-1], _adding(made[-1], split, Treatment.CARRY_FORWARD))


def _adding(row: Instalment, split: _Split, treatment: Treatment) -> Instalment:
    interest, fees = split.of(treatment, interest=True), split.of(treatment, interest=False)
    return row._replace(interest=row.interest + interest, fees=row.fees + fees, payment=row.payment + interest + fees)


__all__ = ["ROUND_CEILING", "plan"]
