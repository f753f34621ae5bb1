"""The whole comparison of one written arrangement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbook.case import NOT_LATE, Loan, Terms, WrittenTerms
from workbook.confirm.agreement import Agreement, agreement, priced
from workbook.confirm.fields import term_differences
from workbook.confirm.gaps import Gap, gaps
from workbook.confirm.lines import (
    Line,
    inner_troubles,
    line_differences,
    repays,
    side_by_side,
    told_lines,
    told_payments,
)
from workbook.confirm.results import Difference
from workbook.confirm.sooner import Sooner, more_than_needed, payments, sooner
from workbook.language import _, attempt
from workbook.loans import Plan
from workbook.money import ZERO, digits, shown
from workbook.position import Position, once
from workbook.rules import cite, constant

_EACH = 3


@dataclass(frozen=True)
class Confirmation:
    """Written terms against agreed terms.

    `differences` are to what was agreed; `arithmetic` is where the written schedule is not what its own terms come
    to; `troubles` are contradictions in words; `extra` is what the written terms cost more in all (None: not priced, or
    not all of it is written); `sooner` what they ask sooner.
    """

    written: WrittenTerms
    agreed_plan: Plan | None
    written_plan: Plan | None
    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]
    arithmetic: tuple[Difference, ...]
    missing: tuple[Gap, ...]
    troubles: tuple[str, ...]
    extra: Decimal | None
    sooner: Sooner | None
    assumed: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Tell whether nothing of what was written has been filled in."""
        terms = self.written.terms
        return not self.written.schedule and (terms is None or terms == Terms())

    @property
    def clean(self) -> bool:
        """Tell whether the writing says what was agreed and contradicts nothing."""
        return not (self.empty or self.differences or self.arithmetic or self.troubles)

    @property
    def periods(self) -> int:
        """How many instalments came in writing: of its schedule, else what its terms come to."""
        if (told := told_payments(self.written)) or self.written_plan is None:
            return len(told)
        return len(more_than_needed(self.written.terms, self.written_plan)) or len(self.written_plan.rows)

    @property
    def asks(self) -> Terms:
        """The terms with the payments of the written schedule, where there is one."""
        told = told_lines(self.written)
        terms = self.written.terms or self.written.agreed or Terms()
        if not told_payments(self.written):
            return terms
        steps = [{"id": f"s{n}", "periods": 1, "payment": row.payment} for n, row in enumerate(told, start=1)]
        shape = {"payment": None, "grace_months": None, "grace_kind": None, "maturity": None, "periods": len(told)}
        return terms.but(**shape, steps=steps, first_due=told[0].due or terms.first_due)


@once
def check(position: Position, loan: Loan, written: WrittenTerms | None = None) -> Confirmation:
    """Recompute written terms, by default the latest, and hold them against what was agreed; NotKnown if one lacks."""
    of = agreement(position, loan, written)
    ours, theirs = priced(of, of.agreed, loan), priced(of, of.written.terms, loan)
    agreed, promised = _plan(ours), _plan(theirs)
    base = promised or agreed
    differences = tuple(term_differences(of, of.written.terms, loan)) if of.written.terms else ()
    by_line = tuple(line_differences(agreed, of.written)) if agreed and not (promised and differences) else ()
    return Confirmation(
        written=of.written,
        agreed_plan=agreed,
        written_plan=promised,
        lines=side_by_side(agreed, of.written) if agreed else (),
        differences=differences + by_line,
        arithmetic=tuple(line_differences(promised, of.written)) if promised and differences else (),
        missing=gaps(of.written, late=position.standing(loan).state not in NOT_LATE),
        troubles=(
            *_unpriced(of, ours, theirs),
            *inner_troubles(of.written, base.principal if base else None),
            *_too_many(of.written, promised),
            *_default_rate(position, loan, of.written, base),
        ),
        extra=_extra(of, agreed, promised),
        sooner=sooner(payments(agreed), _asked(of.written, promised or agreed)) if agreed else None,
        assumed=(*of.assumed, *(agreed.assumed if agreed else ())),
    )


def _plan(found: Plan | str) -> Plan | None:
    return found if isinstance(found, Plan) else None


def _extra(of: Agreement, agreed: Plan | None, written: Plan | None) -> Decimal | None:
    base = written or agreed
    asked = _asked(of.written, base)
    if agreed is None or base is None or not repays(of.written, base):
        return None
    return sum(asked, ZERO) - agreed.total_paid if written or told_payments(of.written) else None


def _asked(written: WrittenTerms, base: Plan | None) -> tuple[Decimal, ...]:
    """Give what a writing asks, first money first: its own schedule, else what its terms come to."""
    if base is None:
        return ()
    told = told_payments(written) or more_than_needed(written.terms, base)
    return (base.paid_first, *told) if told else payments(base)


def _too_many(written: WrittenTerms, base: Plan | None) -> Iterator[str]:
    """Say that number and payment in a writing do not belong together, and what all of them come to."""
    each = more_than_needed(written.terms, base) if base else ()
    if base is None or not each:
        return
    said = _(
        "写的是 {periods} 期、每期 {payment}：照这个利率 {rows} 期就还清；{periods} 期都照付，一共 {total}，多 {more}。"
        "先问清是期数错了还是每期错了。"
    )
    total = base.paid_first + sum(each, ZERO)
    yield said.format(
        periods=len(each),
        payment=shown(each[0]),
        rows=len(base.rows),
        total=shown(total),
        more=shown(total - base.total_paid),
    )


def _unpriced(of: Agreement, ours: Plan | str, theirs: Plan | str) -> Iterator[str]:
    if isinstance(ours, str):
        yield _("谈定的条件算不出来：{reason}").format(reason=ours)
    if isinstance(theirs, str) and of.written.terms is not None:
        yield _("书面条件算不出来：{reason}").format(reason=theirs)


def _default_rate(position: Position, loan: Loan, written: WrittenTerms, base: Plan | None) -> Iterator[str]:
    """Point to a default rate above the highest uplift on the new rate, where that rule may be cited."""
    told = written.default_rate
    highest = base.rate * constant("penalty_uplift_high") if base and base.rate else None
    if told is None or highest is None or told <= highest:
        return
    words = _("再违约时的年利率 {told}% 高于新计划利率的 {times} 倍（{highest}%），请说明依据。")
    numbers = {"told": told, "times": constant("penalty_uplift_high"), "highest": highest}
    yield words.format(**{name: digits(Decimal(value)) for name, value in numbers.items()}) + _source(position, loan)


def _source(position: Position, loan: Loan) -> str:
    return (
        attempt(
            lambda: _("参照：{source}。").format(
                source=cite("pboc_2003_penalty", position.scope(loan, loan.state), "letter").source
            )
        )
        or ""
    )


def queries(found: Confirmation) -> tuple[str, ...]:
    """Give the questions for a query letter: differences, the schedule's own arithmetic, contradictions, gaps.

    Many lines that differ in the same way are asked about once.
    """
    found_all = (*found.differences, *found.arithmetic)
    terms = [d.query for d in found_all if not d.key.startswith("schedule.")]
    return (*terms, *_about_lines(found_all), *found.troubles, *(gap.ask for gap in found.missing))


def _about_lines(differences: tuple[Difference, ...]) -> Iterator[str]:
    kinds: dict[str, list[Difference]] = {}
    for one in differences:
        if one.key.startswith("schedule."):
            kinds.setdefault(one.key.split(".", 2)[-1] if one.key.count(".") > 1 else "", []).append(one)
    for group in kinds.values():
        if len(group) <= _EACH:
            yield from (one.query for one in group)
        else:
            yield _together(group)


def _together(group: list[Difference]) -> str:
    cost = sum((d.cost for d in group if d.cost is not None), ZERO)
    words = _(
        "书面计划里有 {count} 处（从“{first}”到“{last}”）和按条件算的不一样{cost}。请说明计息天数和算法，以哪一个为准。"
    )
    said = _("，应还一共差 {amount}").format(amount=shown(cost)) if cost else ""
    return words.format(count=len(group), first=group[0].what, last=group[-1].what, cost=said)
