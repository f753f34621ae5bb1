"""How long an export of 1,000,000 rows takes, and how much memory: reading it, then summing its months.

Run with `make bench`, or alone: `.venv/bin/python benchmarks/bench_statements.py [--rows 1000000]`. The file is made up
on the spot in the layout of a wallet, once in UTF-8 and once in GB18030; no two rows have their goods or numbers alike.
Each is read in a process of its own. Prints wall and processor seconds, rows a processor second and the largest
resident size, beside the promise: 30 s of processor time for reading and summing, 900 MB. `make scale` holds it.

Measured with Python 3.11 on two quiet cores: 8.8 s and 795 MB in UTF-8, 9.1 s and 793 MB in GB18030, two thirds of that
for reading; on slower cores with other work beside, 29.0 and 31.4 s. Placing the rows of a month column by column was
tried and thrown away: it took no less than row by row.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from workbook.statements import monthly, read

HEADER = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\r\n"
SORTS = ("餐饮美食", "日用百货", "交通出行", "转账红包", "投资理财", "退款", "信用借还", "充值缴费")
LABELS = ("支出", "支出", "支出", "收入", "不计收支")
PROMISED_SECONDS, PROMISED_MEGABYTES = 30, 900


def rows(count: int) -> Iterator[str]:
    """Make up the same rows each time: five years, fifty thousand shops, no two ids alike."""
    chance, moment = random.Random(1), datetime.fromisoformat("2021-01-01 00:00:00")
    for number in range(count):
        moment += timedelta(seconds=chance.randint(1, 300))
        yield (
            f"{moment:%Y-%m-%d %H:%M:%S} ,{chance.choice(SORTS)}            ,商户{chance.randint(1, 50_000)}号      ,"
            f"abc***@example.invalid,商品说明第{number}号,{chance.choice(LABELS)}        ,"
            f"{chance.randint(1, 500_000) / 100:.2f}        ,余额宝      ,交易成功      ,"
            f"20230212{number:020d}\t,T{number:018d}\t,          ,\r\n"
        )


def write(path: Path, count: int, encoding: str) -> None:
    """Write an export with its preamble."""
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(f"导出信息：\r\n姓名：某某（虚构）\r\n共{count}笔记录\r\n\r\n{HEADER}")
        file.writelines(rows(count))


def measure(path: Path) -> None:
    """Read one file and sum its months, in this process."""
    start, began = time.perf_counter(), time.process_time()
    export = read(path)
    read_in, worked = time.perf_counter() - start, time.process_time() - began
    months = monthly([export])
    summed_in, whole = time.perf_counter() - start - read_in, time.process_time() - began
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept = "kept" if whole <= PROMISED_SECONDS and largest <= PROMISED_MEGABYTES else "BROKEN"
    rows = len(export.entries)
    print(
        f"{export.encoding:8} {path.stat().st_size / 1e6:5.0f} MB  {rows:,} rows  read {read_in:5.1f} s "
        f"(processor {worked:.1f} s)  {len(months)} months {summed_in:4.1f} s  processor in all {whole:.1f} s  "
        f"{rows / whole:,.0f} rows a processor second  largest {largest:,.0f} MB  promise {kept}"
    )


def main() -> None:
    """Measure both encodings, each in a fresh process."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--read", type=Path, help="measure this one file only")
    given = options.parse_args()
    if given.read:
        measure(given.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        for encoding in ("utf-8", "gb18030"):
            path = Path(folder) / f"{encoding}.csv"
            write(path, given.rows, encoding)
            subprocess.run([sys.executable, __file__, "--read", path], check=True, env=os.environ)
            path.unlink()


if __name__ == "__main__":
    main()
