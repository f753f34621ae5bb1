"""What exactness costs: schedules, balances and yearly costs of loans beside numpy-financial and pyxirr.

Run with `python benchmarks/bench_loans.py`. Every round times each piece of work once on the same loans, CPU time of
this process; medians of the rounds, and the median of each round's ratio to the yardstick. The yardsticks work in
floats, without dates, fees, rounding to the fen or components; where they answer the same question the answers are
compared first.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

import numpy_financial
import pyxirr

from workbook import loans
from workbook.case import Case
from workbook.loans import Standing

ROUNDS, ONE, MANY = 9, 100, 1000
PERIODS = 36
PAID, LINE_ROUNDS = 10, 25


def folder(count: int) -> Case:
    """Make up loans of 36 months, alike in kind, different in figures."""
    chosen = random.Random(7)
    told = [
        {
            "id": f"a{k}",
            "principal": str(chosen.randrange(5_000, 300_000)),
            "rate": str(chosen.randrange(600, 2400) / 100),
            "rate_unit": "year",
            "method": "equal_instalment",
            "periods": PERIODS,
            "drawn_on": (date(2024, 1, 1) + timedelta(days=chosen.randrange(600))).isoformat(),
            "penalty_uplift": "1.5",
            "fees": [{"id": "f", "when": "upfront", "percent": "1"}],
        }
        for k in range(count)
    ]
    return Case.model_validate({"profile": {"as_of": "2026-11-01"}, "debts": {"loans": told}})


def line(count: int) -> tuple[Case, Case]:
    """Make up a line of so many notes, and the same notes as loans of their own."""
    one = folder(count)
    terms = one.loans[0]
    notes = [{"id": loan.id, "drawn_on": loan.drawn_on, "amount": loan.principal} for loan in one.loans]
    same = {name: getattr(terms, name) for name in ("rate", "rate_unit", "method", "periods", "penalty_uplift", "fees")}
    loans_apart = [loan.but(**same) for loan in one.loans]
    told = {"profile": {"as_of": one.as_of}}
    together = Case.model_validate({**told, "debts": {"loans": [{"id": "line", **same, "notes": notes}]}})
    return together, one.model_copy(update={"debts": one.debts.model_copy(update={"loans": tuple(loans_apart)})})


def flows(case: Case) -> list[tuple[list[date], list[float], list[float], float]]:
    """Lay the same loans out for the yardsticks: dates, dated flows, periodic flows, monthly rate."""
    laid_out = []
    for loan in case.loans:
        rows = loans.schedule(loan).rows
        net = -float(loan.principal or 0) * 0.99
        amounts = [net, *(float(row.payment) for row in rows)]
        days = [loan.drawn_on or date.min, *(row.due for row in rows)]
        laid_out.append((days, amounts, amounts, float(loan.rate or 0) / 1200))
    return laid_out


def agree(case: Case) -> None:
    """Stop if the yardstick's answer to the same question is another one."""
    for loan, (_days, _dated, periodic, _rate) in zip(case.loans[:50], flows(case), strict=False):
        gap = float(loans.annual_cost(loan).simple or 0) / 1200 - (pyxirr.irr(periodic) or 0)
        if abs(gap) > 1e-9:  # noqa: PLR2004 - the yardstick's own precision
            raise SystemExit(f"{loan.id}: {gap} apart")


def timed(work: Callable[[], object]) -> float:
    """Give the CPU milliseconds of one run."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def works(case: Case) -> dict[str, Callable[[], object]]:
    """Name each piece of work over all loans of a case."""
    laid_out, on, periods = flows(case), case.as_of, list(range(1, PERIODS + 1))
    return {
        "schedule": lambda: [loans.schedule(loan) for loan in case.loans],
        "balance, ten months late": lambda: [Standing.of(case, loan).on(on).balance for loan in case.loans],
        "annual cost": lambda: [loans.annual_cost(loan) for loan in case.loans],
        "all three": lambda: [
            (loans.schedule(loan), Standing.of(case, loan).on(on).balance, loans.annual_cost(loan))
            for loan in case.loans
        ],
        "numpy-financial ppmt + ipmt": lambda: [
            (numpy_financial.ppmt(r, periods, PERIODS, f[0]), numpy_financial.ipmt(r, periods, PERIODS, f[0]))
            for _, f, _, r in laid_out
        ],
        "numpy-financial irr": lambda: [numpy_financial.irr(f) for _, _, f, _ in laid_out],
        "pyxirr irr": lambda: [pyxirr.irr(f) for _, _, f, _ in laid_out],
        "pyxirr xirr": lambda: [pyxirr.xirr(d, f) for d, f, _, _ in laid_out],
    }


PAIRS = (
    ("schedule", "numpy-financial ppmt + ipmt"),
    ("annual cost", "numpy-financial irr"),
    ("annual cost", "pyxirr irr"),
    ("annual cost", "pyxirr xirr"),
    ("balance, ten months late", "numpy-financial ppmt + ipmt"),
)


def report(title: str, case: Case, repeat: int) -> None:
    """Print medians for one case, and ratios taken inside each round."""
    named = works(case)
    rounds = [
        {name: timed(lambda w=work: [w() for _ in range(repeat)]) for name, work in named.items()}
        for _ in range(ROUNDS)
    ]
    each = repeat * len(case.loans)
    print(f"\n{title} ({ROUNDS} rounds)")
    for name in named:
        print(f"  {name:32} {median(r[name] for r in rounds) / each * 1000:10.1f} µs a loan")
    for ours, theirs in PAIRS:
        print(f"  {ours} / {theirs}: {median(r[ours] / r[theirs] for r in rounds):.2f}")


def paid(case: Case, made: list[tuple[str, str | None, loans.Instalment]]) -> Case:
    """Give the case with these instalments paid on their days: of which loan, booked on which note."""
    rows = [
        {"id": f"p{k}", "loan_id": loan, "note_id": note, "paid_on": row.due, "amount": row.payment}
        for k, (loan, note, row) in enumerate(made)
    ]
    return Case.model_validate({**case.model_dump(mode="json"), "payments": {"made": rows}})


def lines(count: int) -> dict[str, tuple[Case, Case]]:
    """Lay out a line beside the same notes as loans: without payments, with ten for all, with ten on notes.

    Ten payments for all stand beside loans with ten payments each: one replay of ten beside as many.
    """
    together, apart = line(count)
    rows = {loan.id: loans.schedule(loan).rows for loan in apart.loans}
    first = sorted(((row, name) for name in rows for row in rows[name][:PAID]), key=lambda one: one[0].due)[:PAID]
    every = loans.schedule(together.loans[0]).rows[:PAID]
    ten_each = [(name, None, row) for name in rows for row in rows[name][:PAID]]
    return {
        "no payment": (together, apart),
        f"{PAID} payments for all": (paid(together, [("line", None, row) for row in every]), paid(apart, ten_each)),
        f"{PAID} payments on notes": (
            paid(together, [("line", name, row) for row, name in first]),
            paid(apart, [(name, None, row) for row, name in first]),
        ),
    }


def report_line(count: int) -> None:
    """Print how many times one loan a line takes, the loan being the average of the same notes as loans."""
    print(f"\na line of {count} notes / one loan ({LINE_ROUNDS} rounds)")
    for title, (together, apart) in lines(count).items():
        tried = (together, apart)
        asked = ("schedule", "balance, ten months late") if title == "no payment" else ("balance, ten months late",)
        for name in asked:
            works_of = [works(case)[name] for case in tried]
            rounds = [[timed(lambda w=work: [w() for _ in range(5)]) for work in works_of] for _ in range(LINE_ROUNDS)]
            print(f"  {name}, {title}: {median(a / b for a, b in rounds[1:]) * count:.1f}")


def main() -> None:
    """Compare, then report one loan and a folder of a thousand."""
    one, many = folder(1), folder(MANY)
    agree(many)
    report("one loan of 36 months, warm", one, ONE)
    report(f"a folder of {MANY} loans", many, 1)
    report_line(12)


if __name__ == "__main__":
    main()
