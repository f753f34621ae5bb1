"""What an export says: rows, totals, what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Literal, NamedTuple

from workbook.language import N_, Refused
from workbook.money import ZERO

Row = tuple[int, list[str]]
"""A row as it stands in a file: the number of its line, its cells."""
Progress = Callable[[int, int], None]
"""Called now and then with what is done and the whole."""

Direction = Literal["in", "out", "none"]
Family = Literal["wallet", "bank", "card"]
DateOrder = Literal["ymd", "dmy", "mdy"]
Kind = Literal[
    "income", "expense", "refund", "closed", "pending", "transfer", "loan_in", "repayment", "settlement", "neutral"
]

KINDS: dict[Kind, str] = {
    "income": N_("收入"),
    "expense": N_("支出"),
    "refund": N_("退款"),
    "closed": N_("关闭或失败的订单"),
    "pending": N_("还没完成的订单"),
    "transfer": N_("自己账户之间"),
    "loan_in": N_("借款到账"),
    "repayment": N_("还贷款"),
    "settlement": N_("还信用卡、花呗、白条、月付"),
    "neutral": N_("其他不计收支"),
}


@dataclass(frozen=True)
class Table:
    """Rows that can be read again and again: a text file, or one sheet."""

    name: str
    rows: Callable[[Progress | None], Iterator[Row]]


@dataclass(frozen=True)
class Source:
    """A readable file: one table for each way to split a text, or one for each sheet.

    `ends_open` says of a text that its last line has no end.
    """

    container: str
    encoding: str | None
    tables: tuple[Table, ...]
    base_1904: bool = False
    ends_open: bool = False


class Entry(NamedTuple):
    """One row of an export; the amount is never negative, `direction` says which way it went.

    `label` is 收/支 as a wallet prints it, or 收入 / 支出 for a bank. `refunded` is what the row itself says came back.
    `fee` is what the row says moving the money cost: within the amount of a transfer, beside any other, below zero
    where it was given back. `line` counts from 1 in the file (or in its sheet). Amounts are in `currency`. `shop` says
    that the account is the shop's own.
    """

    line: int
    on: date
    time: time | None
    amount: Decimal
    label: str
    direction: Direction
    party: str
    item: str
    status: str
    id: str
    method: str
    kind: Kind
    order: str = ""
    sort: str = ""
    note: str = ""
    funds: str = ""
    refunded: Decimal = ZERO
    balance: Decimal | None = None
    currency: str = "CNY"
    fee: Decimal = ZERO
    shop: bool = False


@dataclass(frozen=True)
class Total:
    """How many rows, and their sum in yuan; a figure the file does not print is None."""

    count: int | None = None
    sum: Decimal | None = None


@dataclass(frozen=True)
class Skipped:
    """A row that could not be read and is in no total."""

    line: int
    reason: str


@dataclass(frozen=True)
class Export:
    """One bank or wallet export as read; the file itself is never changed.

    `header_line` counts from 1. `totals` is by label, `classes` by kind, `printed` as the file itself states them.
    `first` and `last` are the period the file names, else its first and last row. `complete` is False when the file
    broke off and only the rows before the break are here.
    """

    name: str
    format: str
    house: str
    family: Family
    encoding: str | None
    header_line: int
    entries: tuple[Entry, ...] = field(repr=False)
    totals: dict[str, Total]
    classes: dict[Kind, Total]
    printed: dict[str, Total]
    first: date | None
    last: date | None
    warnings: tuple[str, ...] = ()
    unrecognised: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    owner: str = ""
    exported: date | None = None
    complete: bool = True

    @property
    def money_in(self) -> Total:
        """What came in, in yuan."""
        return self._moved("in")

    @property
    def money_out(self) -> Total:
        """What went out, in yuan."""
        return self._moved("out")

    def _moved(self, way: Direction) -> Total:
        amounts = [entry.amount for entry in self.entries if entry.direction == way and entry.currency == "CNY"]
        return Total(len(amounts), sum(amounts, ZERO))


class Broken(Refused):
    """A file that breaks off; `before` holds the rows ahead of the break, marked incomplete."""

    def __init__(self, message: str, before: Export | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.before = before


class NamesMissing(Refused):
    """A mapping that names columns which the file does not have."""


class ColumnsUnknown(Refused):
    """A table whose columns are not known; a mapping (role → column name) given to `read` answers it.

    `columns` are the names in the likeliest header row, `missing` the roles still needed, `guessed` those that are
    known (role → column name), `sample` the rows after it.
    `signature` is the same for every file with these columns, so an answer can be remembered under it.
    """

    def __init__(  # noqa: PLR0913 - each is asked for by its name
        self,
        message: str,
        *,
        header_line: int,
        columns: tuple[str, ...],
        missing: tuple[str, ...],
        sample: tuple[tuple[str, ...], ...],
        guessed: Mapping[str, str],
        **values: object,
    ) -> None:
        super().__init__(message, **values)
        self.guessed = guessed
        self.header_line = header_line
        self.columns = columns
        self.missing = missing
        self.sample = sample
        self.signature = "|".join(columns)
