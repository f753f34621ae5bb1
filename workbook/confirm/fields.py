"""The terms field by field, each difference priced alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from workbook.case import TERMS, Component, FeeRow, Loan, Method, Terms, Treatment
from workbook.case.terms import GraceKind
from workbook.confirm.agreement import Agreement, priced
from workbook.confirm.results import Difference, Value, worded
from workbook.confirm.sooner import Sooner, more_than_needed, payments, sooner
from workbook.language import _
from workbook.loans import Plan
from workbook.money import ZERO

_ONLY_TOLD = frozenset({"maturity", "down_payment_on"})
_COMPARED = tuple(name for name, term in TERMS.items() if term.held != "rows")


@dataclass(frozen=True)
class Side:
    """Terms with what their own plan implies filled in where they are silent."""

    terms: Terms
    plan: Plan | None
    loan: Loan

    def value(self, name: str) -> Value:
        """Give a term as told, else what the plan makes of it."""
        told = getattr(self.terms, name)
        if name == "grace_kind":
            return (told or GraceKind.INTEREST_ONLY) if self.terms.grace_months else None
        if told is None:
            return self._implied(name)
        return told  # type: ignore[no-any-return]

    def _implied(self, name: str) -> Value:
        silent = TERMS[name].silent
        if silent is not None:
            return silent
        if name == "method":
            return None if self.terms.steps else self.loan.method or Method.EQUAL_INSTALMENT
        if self.plan is None:
            return None
        implied: dict[str, Value] = {
            "first_due": self.plan.rows[0].due,
            "periods": len(self.plan.rows),
            "rate": self.plan.rate,
        }
        return implied.get(name)

    def day(self, name: str) -> date | None:
        """Give the day that terms silent on it come to: their last due day, or the one first money is paid on."""
        if name == "maturity":
            return self.plan.last_due if self.plan else None
        return self.terms.start if self.terms.down_payment else None

    @property
    def level(self) -> Decimal | None:
        """The payment of a usual month: the one after grace, if the plan has a usual month at all."""
        place = (self.terms.grace_months or 0) + 1
        usable = self.plan is not None and len(self.plan.rows) > place + 1 and not self.terms.steps
        return self.plan.rows[place].payment if self.plan and usable else None


def term_differences(of: Agreement, written: Terms, loan: Loan) -> Iterator[Difference]:
    """Give every term that differs, each priced by changing it alone in what was agreed."""
    ours, theirs = _side(of, of.agreed, loan), _side(of, written, loan)
    for name in _COMPARED:
        a, b = _pair(ours, theirs, name)
        if a != b:
            yield _difference(of, loan, ours, name, a, b)
    yield from _treatment_differences(of, loan, ours, written)
    yield from _step_differences(of, loan, ours, written)
    yield from _fee_differences(of, written)


def _side(of: Agreement, terms: Terms, loan: Loan) -> Side:
    found = priced(of, terms, loan)
    return Side(terms, found if isinstance(found, Plan) else None, loan)


def _pair(ours: Side, theirs: Side, name: str) -> tuple[Value, Value]:
    a, b = ours.value(name), theirs.value(name)
    if name in _ONLY_TOLD and None in (a, b) and (a or b) is not None:
        return (a or ours.day(name), b or theirs.day(name))
    if name == "payment" and (a is None) != (b is None):
        return (a or ours.level, b or theirs.level)
    if (name == "start" and None in (a, b)) or (TERMS[name].held == "promise" and a is None):
        return None, None
    return a, b


def _difference(of: Agreement, loan: Loan, ours: Side, name: str, a: Value, b: Value) -> Difference:  # noqa: PLR0913, PLR0917 - both sides of one field
    info = Terms.model_fields[name]
    extra: Any = info.json_schema_extra
    unit = str(extra.get("unit", ""))
    days = (b - a).days if isinstance(a, date) and isinstance(b, date) else None
    price = _priced(of, loan, ours, {name: b}) if b is not None else _UNPRICED
    said = _("没有谈到") if a is None else worded(a, unit)
    return Difference(name, _(info.title or name), a, b, said, worded(b, unit), price.cost, days, price.sooner)


class _Price(NamedTuple):
    """What one changed term costs in all, and what it asks sooner where it costs no more."""

    cost: Decimal | None
    sooner: Sooner | None


_UNPRICED = _Price(None, None)


def _priced(of: Agreement, loan: Loan, ours: Side, changes: dict[str, object]) -> _Price:
    changed = priced(of, of.agreed.but(**changes), loan) if ours.plan is not None else ""
    if ours.plan is None or not isinstance(changed, Plan):
        return _UNPRICED
    each = more_than_needed(of.agreed.but(**changes), changed)
    asked = (changed.paid_first, *each) if each else payments(changed)
    cost = sum(asked, ZERO) - ours.plan.total_paid
    return _Price(cost, None if cost > 0 else sooner(payments(ours.plan), asked))


def _treatment_differences(of: Agreement, loan: Loan, ours: Side, written: Terms) -> Iterator[Difference]:
    for component in Component:
        a, b = _treated(of, of.agreed, component), _treated(of, written, component)
        if a != b:
            theirs = tuple(t for t in written.treatments if t.component is component and not t.archived)
            kept = tuple(t for t in of.agreed.treatments if t.component is not component and not t.archived)
            price = _priced(of, loan, ours, {"treatments": kept + theirs})
            key, sides = f"treatments.{component}", (_said(a), _said(b))
            yield Difference(key, component.words, *sides, *sides, price.cost, sooner=price.sooner)


def _treated(of: Agreement, terms: Terms, component: Component) -> tuple[Treatment, Decimal | None]:
    """Give what happens to a component; silence means it is paid with the first instalment."""
    row = next((t for t in terms.treatments if t.component is component and not t.archived), None)
    whole = of.balance.of(component)
    if row is None or row.treatment is None:
        return Treatment.FIRST_INSTALMENT, whole
    return row.treatment, whole if row.amount is None else row.amount


def _said(treated: tuple[Treatment, Decimal | None]) -> str:
    treatment, amount = treated
    if amount is None:
        return treatment.words
    return _("{treatment}{amount}").format(treatment=treatment.words, amount=worded(amount, "元"))


def _step_differences(of: Agreement, loan: Loan, ours: Side, written: Terms) -> Iterator[Difference]:
    a, b = _steps(of.agreed), _steps(written)
    if a != b:
        title = _(Terms.model_fields["steps"].title or "")
        price = _priced(of, loan, ours, {"steps": written.steps})
        words = a or _("没有谈到"), b or worded(None)
        yield Difference("steps", title, a, b, *words, price.cost, sooner=price.sooner)


def _steps(terms: Terms) -> str:
    told = [(s.periods, s.payment) for s in terms.steps if not s.archived]
    return _("，").join(
        _("{periods} 期每期 {payment}").format(periods=n, payment=worded(payment, "元")) for n, payment in told
    )


def _fee_differences(of: Agreement, written: Terms) -> Iterator[Difference]:
    """Give every fee of which something else is written than was agreed; what was not asked for is no matter."""
    theirs = {row.fee: row for row in written.fee_rows if not row.archived}
    for row in of.agreed.fee_rows:
        a, b = _wish(row), _wish(theirs.get(row.fee))
        if not row.archived and a != b:
            yield Difference(f"fee_rows.{row.id}", row.fee or _("费用"), a, b, a or _("没有谈到"), b or worded(None))


def _wish(row: FeeRow | None) -> str:
    if row is None or row.wish is None:
        return ""
    if row.amount is None:
        return row.wish.words
    return _("{treatment}{amount}").format(treatment=row.wish.words, amount=worded(row.amount, "元"))
