"""The yearly cost of a loan on the money that was received, all fees counted (PBOC 公告〔2021〕第3号)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import expm1
from typing import Any, TypeVar

from workbook.case import FeeWhen, Loan, Method
from workbook.language import N_, Refused, _
from workbook.loans.contract import read
from workbook.loans.days import same_day
from workbook.loans.notes import average, loans_of, said_once
from workbook.loans.results import AnnualCost, Instalment
from workbook.loans.roots import log_rates
from workbook.loans.schedule import rows_of
from workbook.loans.terms import Contract, unknown
from workbook.money import ZERO, fen

Flow = tuple[date, Decimal]
Amount = TypeVar("Amount", Decimal, float)
YEAR = 365
MONTHS = 12
LOWEST, HIGHEST = -0.9999, 1000.0
_BEYOND_WORDS = Decimal(1_000_000)
_PLACES = Decimal("1e-10")
_TOP = 100.0  # far beyond HIGHEST; expm1 overflows above 709
_ANYWHERE = date(2001, 1, 1)


def annual_cost(loan: Loan, debited: Decimal | None = None) -> AnnualCost:
    """Give what the loan costs a year in percent: simple and compound, beside the headline rate.

    Monthly instalments use the rate per month (simple × 12, compound ** 12); one repayment uses the whole term;
    anything irregular uses actual days / 365. Fees at drawdown reduce what was received, fees per period add to
    each instalment; `debited` takes the place of every instalment where another amount is paid.
    Raises NotKnown and Refused as schedule does; dates are not needed for regular months.
    """
    notes = loans_of(loan)
    contracts = [read(_dated(one)) for one in notes]
    if not all(contract.dues for contract in contracts):
        raise unknown("maturity")
    contract = contracts[0] if len(contracts) == 1 else _together(loan, notes, contracts)
    made = [(one, _paid(rows_of(one), debited)) for one in contracts]
    flows = [flow for one, rows in made for flow in _flows(one, rows)]
    found = _periodic(made) if _in_step(contracts) else cost_of_flows(flows)
    return AnnualCost(
        found.status,
        found.simple,
        found.compound,
        contract.annual,
        _gap(_written(contracts, contract.annual), _counted(loan, contract, debited), found),
        found.roots,
        contract.assumed if loan.as_one.drawn_on or loan.first_due else (),
    )


def above_line(loan: Loan, percent: Decimal, debited: Decimal | None = None) -> Decimal | None:
    """Give what the instalments are worth above the money received, discounted at a yearly percentage ÷ 12.

    Positive where the loan costs more than that; None where its periods are not months. `debited` as in annual_cost.
    """
    contracts = [read(_dated(one)) for one in loans_of(loan)]
    if not all(contract.dues and _monthly(contract) for contract in contracts):
        return None
    by = 1 + percent / 1200
    made = [(one, _paid(rows_of(one), debited)) for one in contracts]
    return sum((fen(sum((row.payment / by**row.number for row in rows), -one.net)) for one, rows in made), ZERO)


def cost_of_flows(flows: Sequence[Flow]) -> AnnualCost:
    """Give the yearly cost of dated flows by actual days / 365; either direction may be the positive one.

    Compound is the effective yearly rate; simple is twelve times its monthly rate, or, where money flows on two
    days only, cost ÷ amount ÷ years. Raises Refused for fewer than two days.
    """
    if len({day for day, _amount in flows}) < 2:  # noqa: PLR2004 - a rate needs two days
        raise Refused(N_("至少要有两个不同日期的金额，才能算利率"))
    start = min(day for day, _amount in flows)
    timed = [((day - start).days / YEAR, float(amount)) for day, amount in flows]
    span = max((time for time, amount in timed if amount), default=0.0)
    per_year = 1 / span if len(_flowing(flows)) == 2 and span else MONTHS  # noqa: PLR2004 - one loan, one repayment
    return _judged(timed, log_rates(timed), 1.0, per_year)


def cost_of_periods(amounts: Sequence[Decimal], per_year: int = MONTHS) -> AnnualCost:
    """Give the yearly cost of amounts one period apart: simple is rate × periods a year, compound its power.

    Either direction may be the positive one; money received comes first. Raises Refused for fewer than two amounts.
    """
    if len(amounts) < 2:  # noqa: PLR2004 - a rate needs two moments
        raise Refused(N_("至少要有两个不同日期的金额，才能算利率"))
    timed = [(float(index), float(amount)) for index, amount in enumerate(amounts)]
    return _judged(timed, log_rates(timed), float(per_year), per_year)


def _dated(loan: Loan) -> Loan:
    """Put a regular loan without any date on some day: the rate per month does not depend on it."""
    dated = loan.rate_changes or loan.holidays or any(fee.until for fee in loan.fees)
    if dated or loan.drawn_on or loan.first_due or loan.next_due or loan.method in {Method.BULLET, Method.ON_DEMAND}:
        return loan
    return loan.model_copy(update={"drawn_on": _ANYWHERE, "due_day": None})


def _monthly(contract: Contract) -> bool:
    starts = (contract.drawn_on, *contract.dues)
    one_month = all(
        (b.year - a.year) * MONTHS + b.month - a.month == 1 for a, b in zip(starts, contract.dues, strict=False)
    )
    return one_month and (all(contract.whole) or same_day(contract.drawn_on, contract.dues[0]))


def _paid(rows: Sequence[Instalment], debited: Decimal | None) -> Sequence[Instalment]:
    return rows if debited is None else tuple(row._replace(payment=debited) for row in rows)


def _in_step(contracts: Sequence[Contract]) -> bool:
    """Tell whether all run by the month from one day on."""
    return all(_monthly(one) and one.drawn_on == contracts[0].drawn_on for one in contracts)


def _periodic(made: Sequence[tuple[Contract, Sequence[Instalment]]]) -> AnnualCost:
    longest = max(len(rows) for _contract, rows in made)
    months = [sum((rows[k].payment for _c, rows in made if k < len(rows)), ZERO) for k in range(longest)]
    return cost_of_periods([-sum((contract.net for contract, _rows in made), ZERO), *months])


def _together(loan: Loan, notes: Sequence[Loan], contracts: Sequence[Contract]) -> Contract:
    """The notes in what is said beside their cost: sums, and their rate."""
    return replace(
        contracts[0],
        principal=sum((one.principal for one in contracts), ZERO),
        net=sum((one.net for one in contracts), ZERO),
        fee_upfront=sum((one.fee_upfront for one in contracts), ZERO),
        annual=average([one.annual for one in contracts], [one.principal for one in contracts]),
        assumed=said_once(loan, [one.id for one in notes], [one.assumed for one in contracts]),
    )


def _flows(contract: Contract, rows: Sequence[Instalment]) -> list[Flow]:
    return [(contract.drawn_on, -contract.net), *((row.due, row.payment) for row in rows)]


def _judged(
    timed: Sequence[tuple[float, float]], found: Sequence[float], units_a_year: float, per_year: float
) -> AnnualCost:
    """Turn roots per unit of time into yearly percentages, and say when there is not exactly one."""
    yearly = [u * units_a_year for u in found]
    sensible = [u for u in yearly if LOWEST <= expm1(min(u, _TOP)) <= HIGHEST]
    roots, left_out = tuple(_percent(expm1(u)) for u in sensible), len(found) - len(sensible)
    flowing = _flowing(timed) or [0.0]
    if not roots and (yearly or flowing[0] * flowing[-1] < 0):  # where the ends differ in sign, some rate there must be
        lone = len(flowing) == 2 and per_year != MONTHS  # noqa: PLR2004 - one sum lent and repaid once
        return _beyond(per_year * (-flowing[-1] / flowing[0] - 1) if lone else 0.0)
    if len(roots) != 1:
        return AnnualCost("several" if roots else "none", None, None, None, _no_single(timed, roots), roots)
    simple = _percent(per_year * expm1(sensible[0] / per_year))
    return AnnualCost("ok", simple, roots[0], None, _left_out() if left_out else "", roots)


def _flowing(dated: Iterable[tuple[Any, Amount]]) -> list[Amount]:
    """Give what flows, in order, all that flows at one time together."""
    net: dict[Any, Amount] = {}
    for when, amount in sorted(dated):
        net[when] = net[when] + amount if when in net else amount
    return [amount for amount in net.values() if amount]


def _beyond(simple: float) -> AnnualCost:
    """Where no loan could have such a rate, only one sum lent and repaid once still has a simple one."""
    if simple > 0:
        said = _("按复利折成一年高于 100000%，没有意义；单利按天数折成一年")
        return AnnualCost("ok", _percent(simple), None, None, said)
    said = _("算出来的年利率低于 -99.99% 或高于 100000%，任何借款都不会是这个利率：日期离得太近，或者金额写错了")
    return AnnualCost("none", None, None, None, said)


def _left_out() -> str:
    return _("另有低于 -99.99% 或高于 100000% 的解，任何借款都不会是这个利率，没有列出")


def _percent(ratio: float) -> Decimal:
    exact = Decimal(repr(ratio * 100))
    return exact.quantize(_PLACES) if abs(exact) < Decimal("1e15") else exact


def shown_rate(percent: Decimal) -> str:
    """Write a percentage with two places, half up; one that says nothing any more as more than a million."""
    return _("超过 1,000,000%") if percent > _BEYOND_WORDS else f"{fen(percent)}%"


def _no_single(timed: Sequence[tuple[float, float]], roots: Sequence[Decimal]) -> str:
    if roots:
        listed = _("、").join(shown_rate(root) for root in roots)
        return _("有 {count} 个利率都能让这些收付相抵（{roots}），不能只报一个").format(count=len(roots), roots=listed)
    amounts = [amount for _time, amount in timed if amount]
    if not amounts:
        return _("所有金额都是零，没有利率可算")
    if all(a > 0 for a in amounts) or all(a < 0 for a in amounts):
        return _("所有的钱都往同一个方向走，没有利率可算")
    return _("没有任何利率能让这些收付相抵，请检查金额的正负号和日期")


def _written(contracts: Sequence[Contract], average: Decimal) -> str:
    """Say the rates as they are written: of notes that differ the lowest and the highest, of one that changes each."""
    rates = sorted({one.annual for one in contracts})
    if len(rates) > 1:
        said = _("各张借据 {low} 到 {high}，按金额平均 {average}")
        return said.format(low=shown_rate(rates[0]), high=shown_rate(rates[-1]), average=shown_rate(average))
    changes = dict.fromkeys(change for one in contracts for change in one.changes)
    later = (_("{on} 起 {rate}").format(on=change.on, rate=shown_rate(change.annual)) for change in sorted(changes))
    return _("、").join((shown_rate(rates[0]), *later))


def _gap(written: str, counted: Sequence[str], found: AnnualCost) -> str:
    if found.simple is None or found.compound is None:
        return found.reason
    message = _("写着{headline}，算上{fees}，单利约{simple}，复利约{compound}")
    if not counted:
        message = _("写着{headline}，没有另外的费用，单利约{simple}，复利约{compound}")
    return message.format(
        headline=written,
        fees=_("、").join(counted),
        simple=shown_rate(found.simple),
        compound=shown_rate(found.compound),
    )


def _counted(loan: Loan, contract: Contract, debited: Decimal | None) -> list[str]:
    """Name the charges that lie between the headline and the cost."""
    fees = [fee for fee in loan.fees if not fee.archived and fee.when in {FeeWhen.UPFRONT, FeeWhen.PER_PERIOD}]
    charged = [fee for fee in fees if fee.amount or fee.percent or fee.first_amount]
    names = [fee.name or (fee.kind.words if fee.kind else _("费用")) for fee in charged]
    held_back = contract.principal - contract.fee_upfront > contract.net
    also = ((_("少到手的钱"), held_back), (_("每期实际扣的数"), debited is not None))
    return list(dict.fromkeys([*names, *(words for words, there in also if there)]))
