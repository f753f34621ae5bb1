"""How long the report of one heavy case takes, and how much memory: 40 loans, 120 months, 5,000 entries in the log.

Run with `make bench`, or alone: `.venv/bin/python benchmarks/bench_heavy.py`. The case is made up on the spot from the
fictional example, once with its log spread over twenty lenders, once with all of it about one lender, much of it at
night. Prints processor seconds and the largest resident size beside the promise: 40 s, 500 MB. `make scale` holds it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
LOANS, LENDERS, MONTHS, ENTRIES = 40, 20, 120, 5000
FIRST, DAYS = date(2026, 4, 1), 230
SAID = ("要求三天内还清逾期部分", "说要打电话给家人", "威胁上门", "说可以分期", "说再不还就曝光")
PROMISED_SECONDS, PROMISED_MEGABYTES = 40, 500


def heavy(*, one_lender: bool) -> dict[str, Any]:
    """Make up the case; every row is one of the example's with its own id, day and amount."""
    case: dict[str, Any] = json.loads((ROOT / "data/example/case.json").read_text("utf-8"))
    del case["checksum"]
    main, month, paid = case["debts"]["loans"][0], case["situation"]["months"][0], case["payments"]["made"][0]
    plain = {
        key: told for key, told in main.items() if key not in {"lender_figures", "app_total", "instalment", "funders"}
    }
    loans = [main, *(plain | _told_apart(number) for number in range(1, LOANS))]
    case["debts"]["loans"] = loans
    case["situation"]["months"] = [
        month | {"id": f"m{number}", "month": f"{2016 + (9 + number) // 12}-{(9 + number) % 12 + 1:02}"}
        | {"receipts": f"{30000 + number * 137 % 9000}.00"}
        for number in range(MONTHS)
    ]  # fmt: skip
    case["payments"]["made"] = [
        paid | {"id": f"{loan['id']}-{at}", "loan_id": loan["id"], "paid_on": f"2026-{at:02}-16", "amount": "2000.00"}
        for loan in loans
        for at in range(4, 9)
    ]
    contact = case["talks"]["contacts"][0]
    case["talks"]["contacts"] = [
        contact | _entry(number, main["id"] if one_lender else loans[number % LOANS]["id"]) for number in range(ENTRIES)
    ]
    return case


def _told_apart(number: int) -> dict[str, Any]:
    return {
        "id": f"loan{number}",
        "name": f"（虚构）借款{number}",
        "lender": f"（虚构）第{number % LENDERS}小额贷款公司",
        "contract_no": f"（虚构）HT{number:04}",
        "principal": f"{20000 + 1000 * number}.00",
        "received": f"{20000 + 1000 * number}.00",
        "state": "overdue" if number % 3 else "normal",
    }


def _entry(number: int, loan: str) -> dict[str, Any]:
    on = FIRST + timedelta(days=number * DAYS // ENTRIES)
    return {
        "id": f"c{number}",
        "loan_id": loan,
        "on": str(on),
        "time": f"{number * 7 % 24:02}:{number * 13 % 60:02}",
        "said": SAID[number % len(SAID)],
        "institution": f"（虚构）第{number % LENDERS}小额贷款公司贷后",
        "next_on": str(on + timedelta(days=3)),
    }


def measure(name: str, *, one_lender: bool) -> None:
    """Make the case and its report in a process of its own; the largest size is that of all so far."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "heavy"
        case.mkdir()
        (case / "case.json").write_text(json.dumps(heavy(one_lender=one_lender), ensure_ascii=False), "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [TOOLS / "workbook", "report", case, "--out", Path(folder) / "out"]
        subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    largest = after.ru_maxrss / 1024
    kept = "kept" if seconds <= PROMISED_SECONDS and largest <= PROMISED_MEGABYTES else "BROKEN"
    print(f"{name:20} processor {seconds:5.1f} s  largest {largest:,.0f} MB  promise {kept}")


def main() -> None:
    """Measure both."""
    measure("twenty lenders", one_lender=False)
    measure("all about one lender", one_lender=True)


if __name__ == "__main__":
    main()
