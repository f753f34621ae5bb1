"""What a column is where its name leaves that open: told by what stands in it and above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from workbook.statements.cells import clock_of, figure, holds_day
from workbook.statements.model import Row
from workbook.text import halfwidth

_LOOKED_AT = 20
_FEWEST_STEPS = 2
_HANZI = re.compile(r"[\u3400-\u9fff]")
_OTHER_SIDE = re.compile(r"对方|对手|收款|付款")
_ACCOUNT = re.compile(r"账号|帐号|卡号|账户|帐户")
_SIDES = (
    ("came_in", re.compile(r"(收入|存入|贷方|转入|进账|收款)(金额|发生额|明细|项)?")),
    ("went_out", re.compile(r"(支出|支取|借方|转出|出账|付款)(金额|发生额|明细|项)?")),
)
_NUMBERS = re.compile(r"[(（]?[\d*xX\-]{4,}[)）]?")
_BRACKETED = re.compile(r"\([^()]*[\d*@][^()]*\)$")
_EDGES = " /／|,，;；:：_-"
_CUT = re.compile(r"[/／|]")


def once_each(names: Iterable[str]) -> list[str]:
    """Tell columns of one name apart: the second 金额 is 金额（2）."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(f"{name}（{seen[name]}）" if name and seen[name] > 1 else name)
    return told


def dated(columns: Iterable[int], below: Sequence[Row]) -> tuple[int, ...]:
    """Of columns named for a time, give those whose cells hold a day too."""
    return tuple(at for at in columns if any(map(holds_day, _cells(at, below))))


def only_times(columns: Sequence[int], below: Sequence[Row]) -> bool:
    """Say whether the cells of these columns are times of day and nothing else."""
    cells = [cell for at in columns for cell in _cells(at, below) if cell]
    return bool(cells) and all(clock_of(cell) for cell in cells)


def naming(keys: Sequence[str], below: Sequence[Row]) -> tuple[int, ...]:
    """Give the columns of the other side's account in which names stand."""
    accounts = (at for at, key in enumerate(keys) if _OTHER_SIDE.search(key) and _ACCOUNT.search(key))
    return tuple(at for at in accounts if any(map(_HANZI.search, _cells(at, below))))


def numbered(key: str) -> bool:
    """Say whether a column is named for an account number, beside the name or alone."""
    return bool(_ACCOUNT.search(key)) or "信息" in key


def name_in(cell: str) -> str:
    """Leave of `6222000000001111/（虚构）李某` or `（虚构）李某(138****0001)` the name, of a bare number nothing."""
    parts = [_bare(part) for part in _CUT.split(cell)]
    return next((part for part in parts if part), "")


def _bare(part: str) -> str:
    return _NUMBERS.sub("", _BRACKETED.sub("", part.strip())).strip(_EDGES)


def amounts(at: Sequence[int], above: Sequence[str], below: Sequence[Row], balance: int) -> dict[str, tuple[int, ...]]:
    """Say what several amount columns of one name are; {} where nothing in the table tells.

    The row above the header may name their sides; in each row only one of them may be filled, or all alike; the
    running balance may follow one of them alone.
    """
    sides = {role: tuple(i for i in at if pattern.fullmatch(_above(above, i))) for role, pattern in _SIDES}
    if all(sides.values()):
        return sides
    rows = [[abs(figure(cells[i]) or Decimal(0)) if i < len(cells) else Decimal(0) for i in at] for _l, cells in below]
    if all(len(set(filter(None, row))) <= 1 for row in rows):
        alike = all(len(set(row)) == 1 for row in rows)
        return {"amount": tuple(at[:1] if alike else at)}
    proved = [i for place, i in enumerate(at) if balance >= 0 and _steps_by(place, rows, balance, below)]
    return {"amount": (proved[0],)} if len(proved) == 1 else {}


def _above(above: Sequence[str], at: int) -> str:
    """Give what stands over a column; a merged cell is written over its first column only."""
    filled = [halfwidth(cell).strip() for cell in above[: at + 1] if cell.strip()]
    return filled[-1] if filled else ""


def _steps_by(place: int, rows: Sequence[Sequence[Decimal]], balance: int, below: Sequence[Row]) -> bool:
    left = [figure(cells[balance]) if balance < len(cells) else None for _line, cells in below]
    if None in left or len(rows) <= _FEWEST_STEPS:
        return False
    steps = [abs(after - before) for before, after in pairwise(left) if before is not None and after is not None]
    moved = [row[place] for row in rows]
    return steps in (moved[1:], moved[:-1])


def _cells(at: int, below: Sequence[Row]) -> Iterable[str]:
    return (cells[at].strip() for _line, cells in below[:_LOOKED_AT] if at < len(cells))
