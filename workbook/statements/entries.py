"""One row of an export becomes one entry, by the roles of its columns; which way money went where no column says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from itertools import compress, pairwise, repeat, zip_longest
from typing import Any, NamedTuple

from workbook.language import N_, Refused
from workbook.money import ZERO
from workbook.statements.cells import (
    Amount,
    Calendar,
    amount,
    clock_of,
    currency,
    fee,
    fee_in,
    figure,
    given_back,
    moment,
    plain_amounts,
    plain_times,
)
from workbook.statements.classes import BANK_LABELS, Told, all_muted, classed_by, muted, reclassed
from workbook.statements.columns import name_in
from workbook.statements.finding import Header, column_key
from workbook.statements.known import Known
from workbook.statements.model import Direction, Entry, Family, Kind, Row, Total
from workbook.text import clean

_LABELS: dict[str, Direction] = {
    **dict.fromkeys(("收入", "收", "收款", "转入", "进账", "入账"), "in"),
    **dict.fromkeys(("支出", "支", "付款", "转出", "出账"), "out"),
}
_OPEN_LABELS = frozenset({"", "/", "不计收支", "其他", "其它", "中性交易", "中性", "-"})
_FUNDS: dict[str, Direction] = {"已收入": "in", "已支出": "out"}
# A bank writes from its own side: 贷 (credit) adds to the account, 借 (debit) takes from it.
_MARKS: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    ("in", re.compile(r"[贷收存入进来C+]")),
    ("out", re.compile(r"[借支付取出往D-]")),
)
# What a file prints where it has nothing to say: / - -------------------
_FILLERS = frozenset({"/", "—", "——", "无"} | {"-" * length for length in range(1, 61)})


@lru_cache(maxsize=1000)
def way_marked(mark: str) -> Direction | None:
    """Read 借, 贷, 收, 支, D or C; None where the mark says none of them."""
    return next((way for way, sign in _MARKS if sign.search(mark.upper())), None)


_SUM = re.compile(r"合计|总计|小计|累计")
_NOTE = re.compile(
    rf"{_SUM.pattern}|^#|承前|过次|期初|期末|上期余额|以上|说明|提示|备注[:：]|^注|打印|导出|第\d+页|^[-=*]{{4,}}|^共\d+"
)
_SHORT = 2
# Every table is given one empty column more than it has; a role without a column points there.
_NOWHERE = (-1,)
_SPARED = ("item", "id", "order", "sort", "party")
_NO_NUMBER = frozenset({"", "0"})
_FILLED = ("status", "method", "funds", "currency")
_SELDOM_NEW = (*_FILLED, "label", "mark")
_STATED = "stated"
# How long the end of a cell is that every row writes alike: the places of a figure, the whole of a day or a time.
_SHAPES: dict[str, Callable[[str], int]] = {
    **dict.fromkeys(("amount", "came_in", "went_out", "balance"), lambda cell: len(cell.partition(".")[2])),
    **dict.fromkeys(("day", "clock"), len),
}
Column = Sequence[str]
_entry = partial(tuple.__new__, Entry)
# The row of a refund may repeat what its order had brought.
_GIVEN_BACK = re.compile("REFUND|退款")


@dataclass(frozen=True)
class _Columns:
    """Some rows of a table turned into columns; the last is empty, and a role that no column plays points there."""

    cells: Sequence[Column]
    roles: Mapping[str, tuple[int, ...]]

    def first(self, role: str) -> Column:
        """Give the column that plays a role first."""
        return self.cells[self.roles.get(role, _NOWHERE)[0]]

    def all(self, role: str) -> list[Column]:
        """Give every column that plays a role, in order of preference."""
        return [self.cells[at] for at in self.roles.get(role, _NOWHERE)]

    def words(self, role: str) -> Column:
        """Give what a role says in each row; with further columns, by the first of them that says something."""
        if not any(len(self.roles.get(each, ())) > 1 for each in _SPARED):
            return _filled(self.first(role))
        told = zip(*map(_filled, self.all(role)), strict=True)
        return [next((cell for cell in cells if cell not in _NO_NUMBER), "") for cells in told]


class _Often(NamedTuple):
    """What rows say in cells that most of them share; `odd` are labels that nobody knows."""

    status: Column
    method: Column
    funds: Column
    currency: Column
    label: Column
    way: Sequence[Direction]
    odd: Sequence[bool]
    marked: Sequence[Direction | None]
    given_back: Sequence[Decimal]


class _Money(NamedTuple):
    """A column of amounts; `stated`: their column says which way they went, what goes out stands below zero."""

    values: Sequence[Decimal]
    stated: Sequence[bool]
    back: Sequence[Decimal]
    currencies: Column


@dataclass
class Reader:
    """How the rows of one table are read: its columns by role, its house's conventions, its calendar."""

    header: Header
    family: Family
    calendar: Calendar
    currency: str
    outs_below_zero: bool = False
    shop: bool = False

    def __post_init__(self) -> None:
        """Begin with nothing known."""
        self._often = Known(self._read_often)
        self._days: Known[str, date] = Known(lambda day: moment(_bare(day), self.calendar).day)
        self._sorts, self._parties, self._notes = Known(_telling), Known(self._read_party), Known(_read_notes)

    @cached_property
    def at(self) -> dict[str, int]:
        """The column that plays each role first."""
        return {role: columns[0] for role, columns in self.header.roles.items()}

    def entries(self, rows: Sequence[Row]) -> list[Entry]:
        """Read rows, column by column; Refused says what in one of them cannot be read."""
        columns = self._columns(rows)
        often = _Often(*_turned(map(self._often.__getitem__, zip(*map(columns.first, _SELDOM_NEW), strict=True))))
        days, clocks = self._moments(columns)
        money = self._money(columns)
        (sorts, items, parties, notes), telling = self._told(columns)
        labels, ways = self._ways(columns, often, money)
        amounts, back = [*map(abs, money.values)], _given_back(columns, often, money)
        undone = [bool(part) and ZERO < amount <= part for amount, part in zip(amounts, back, strict=True)]
        kinds, ways = _turned(
            map(classed_by, repeat(self.family), ways, often.status, telling, undone, repeat(self.shop))
        )
        return [*map(_entry, zip(
            [line for line, _cells in rows], days, clocks, amounts, labels, ways, parties, items, often.status,
            columns.words("id"), often.method, kinds, columns.words("order"), sorts, notes, often.funds,
            [ZERO if kind == "refund" else part for kind, part in zip(kinds, back, strict=True)],
            _figures(columns, "balance"),
            [code or known for code, known in zip(money.currencies, often.currency, strict=True)],
            self._fees(columns, kinds, ways, notes), repeat(self.shop, len(rows)), strict=True,
        ))]  # fmt: skip

    def _columns(self, rows: Sequence[Row]) -> _Columns:
        columns: list[Column] = [*zip_longest(*[cells for _line, cells in rows], fillvalue="")]
        missing = max(len(self.header.names) - len(columns), 0)
        return _Columns(columns + [("",) * len(rows)] * (missing + 1), self.header.roles)

    def _told(self, columns: _Columns) -> tuple[Sequence[Column], Iterable[Told]]:
        """Give type, description, party and remark as they stand, and what of them can tell what a row is."""
        items = columns.words("item")
        read = (
            map(self._sorts.__getitem__, columns.words("sort")),
            zip(items, all_muted(items), strict=True),
            map(self._parties.__getitem__, columns.words("party")),
            map(self._notes.__getitem__, zip(*columns.all("more"), strict=True)),
        )
        words, telling = _turned(map(_turned, read))
        return words, zip(*telling, strict=True)

    def _read_party(self, cell: str) -> tuple[str, str]:
        """Read a name, without the number of an account where such stand beside names."""
        by_number = bool(self.header.numbered) and self.at["party"] in self.header.numbered
        return _telling(name_in(cell) if by_number else cell)

    def _read_often(self, cells: tuple[str, ...]) -> tuple[object, ...]:
        """Read the cells that most rows share; what they say stands in the order of `_Often`."""
        status, method, funds, coin = _filled(cells[: len(_FILLED)])
        label, mark = map(_bare, cells[len(_FILLED) :])
        code = (currency(coin) if coin else "") or self.currency
        way = _LABELS.get(label) or _FUNDS.get(funds, "none")
        odd = label not in _LABELS and label not in _OPEN_LABELS
        return status, method, funds, code, label, way, odd, way_marked(mark), given_back(status)

    def _fees(
        self, columns: _Columns, kinds: Sequence[Kind], ways: Sequence[Direction], notes: Column
    ) -> Sequence[Decimal]:
        if "fee" not in self.at and "transfer" not in kinds:
            return [ZERO] * len(kinds)
        return [*map(_fee, columns.first("fee"), kinds, ways, notes)]

    def cells(self, row: Sequence[str]) -> list[str]:
        """Strip a row, drop what no cell should hold, and fill it up to its header with one empty cell at the end."""
        cells = [*map(str.strip, row)]
        if not "".join(cells).isprintable():
            cells = [clean(cell).strip() for cell in cells]
        cells.extend([""] * (len(self.header.names) - len(cells) + 1))
        if cells[-1]:
            cells.append("")
        return cells

    def is_note(self, cells: Sequence[str]) -> bool:
        """Say whether a row is a total or a closing remark, not a transaction: named so, or short and without a day."""
        filled = [cell for cell in cells if cell]
        return _names_note(filled) or (len(filled) <= _SHORT and not self._dated(cells))

    def is_cut(self, row: Sequence[str], before: Sequence[Sequence[str]]) -> bool:
        """Say whether a last row without a line end breaks off: it has fewer cells than others, or a shorter last one.

        The last cell is held against the same cell of rows `before`, where it is a figure or a day.
        """
        cells = self.cells(row)
        filled = [cell for cell in cells if cell]
        closing = _names_note(filled) or (len(filled) == 1 and not filled[0][0].isdigit())
        if not filled or (closing and not self._dated(cells)):
            return False
        if len(row) < min(len(self.header.names), max(map(len, before), default=len(self.header.names))):
            return True
        shape = next((_SHAPES[role] for role, at in self.at.items() if at == len(row) - 1 and role in _SHAPES), None)
        shapes = {shape(each[len(row) - 1].strip()) for each in before if len(each) == len(row)} if shape else set()
        return shape is not None and len(shapes) == 1 and bool(row[-1].strip()) and {shape(row[-1].strip())} != shapes

    def column_totals(self, cells: Sequence[str]) -> dict[str, Total]:
        """Read a 合计 row by the columns its figures stand in."""
        if not any(_SUM.search(cell) for cell in cells[:_SHORT]):
            return {}
        sides = (("收入", "came_in"), ("支出", "went_out"))
        sums = {label: figure(cells[self.at[role]]) for label, role in sides if role in self.at}
        return {label: Total(None, value) for label, value in sums.items() if value is not None}

    def _dated(self, cells: Sequence[str]) -> bool:
        try:
            return bool(self._moments(self._columns([(0, [*cells])])))
        except Refused:
            return False

    def _moments(self, columns: _Columns) -> tuple[Sequence[date], Sequence[time | None]]:
        """Give day and time of each row, by the first column that says a day."""
        first, *more = ([*map(str.strip, column)] for column in columns.all("day"))
        printed = [next(filter(None, cells), "") for cells in zip(first, *more, strict=True)] if more else first
        parts = " ".join(printed).split(" ")
        one_blank_each = len(parts) == 2 * len(printed) and all(" " in cell for cell in printed)
        if one_blank_each and (times := plain_times(parts[1::2])):
            return [*map(self._days.__getitem__, parts[::2])], times
        days, times = _turned(map(self._moment, printed, columns.first("clock")))
        return days, times

    def _moment(self, printed: str, beside: str) -> tuple[date, time | None]:
        if not printed:
            raise Refused(N_("没有日期"))
        when = moment(_bare(printed), self.calendar)
        if when.clock or not (clock := _bare(beside)):
            return when
        return when.day, clock_of(clock)

    def _money(self, columns: _Columns) -> _Money:
        roles = self.header.roles
        alone = len(roles.get("amount", ())) == 1 and not {"came_in", "went_out"} & roles.keys()
        cells = _bares(columns.first("amount"))
        if alone and (plain := plain_amounts(cells)):
            count = len(plain)
            return _Money(plain, [False] * count, [ZERO] * count, [""] * count)
        read = map(amount, cells) if alone else map(self._amount, zip(*columns.cells, strict=True))
        values, signs, back, currencies = _turned(read)
        if None in values:
            raise Refused(N_("没有金额"))
        return _Money(values, [sign == _STATED for sign in signs], back, currencies)

    def _amount(self, cells: Sequence[str]) -> Amount:
        """Give the amount of a row, below zero where its column states that it went out."""
        if paired := self._paired(cells):
            return paired
        columns = self.header.roles.get("amount", ())
        told = [found for column in columns if (found := amount(_bare(cells[column]))).value is not None]
        first = next(iter(told), Amount(None))
        return next((each for each in told if each.value), first) if self._one_name else first

    @cached_property
    def _one_name(self) -> bool:
        """Whether several columns are called the same: of those the one that is filled counts."""
        columns = self.header.roles.get("amount", ())
        return len({column_key(self.header.names[column]) for column in columns}) < len(columns)

    def _paired(self, cells: Sequence[str]) -> Amount | None:
        roles = self.header.roles
        for ins, outs in zip_longest(roles.get("came_in", ()), roles.get("went_out", ()), fillvalue=_NOWHERE[0]):
            came, went = amount(_bare(cells[ins])), amount(_bare(cells[outs]))
            if came.value and went.value:
                if not _GIVEN_BACK.search(cells[self.at.get("status", _NOWHERE[0])]):
                    raise Refused(N_("收入和支出两列都有金额"))
                came = Amount(None)
            if came.value:
                return Amount(came.value, _STATED, came.refunded, came.currency)
            if went.value:
                gone = -abs(went.value) if self.outs_below_zero else -went.value
                return Amount(gone, _STATED, went.refunded, went.currency)
            if came.value is not None or went.value is not None:
                return Amount(ZERO, _STATED)
        return None

    def _ways(self, columns: _Columns, often: _Often, money: _Money) -> tuple[Column, Sequence[Direction]]:
        """Give label and direction of each row; a label nobody knows may come of a cell too many."""
        if "label" not in self.at:
            ways = [*map(self._way, money.values, money.stated, often.marked)]
            return [BANK_LABELS[way] for way in ways], ways
        strange = compress(zip(*columns.cells, strict=True), often.odd)
        if any(len([cell for cell in cells if cell.strip()]) > len(self.header.names) for cells in strange):
            raise Refused(N_("比表头多出一格，内容可能错位"))
        return often.label, often.way

    def _way(self, value: Decimal, stated: bool, marked: Direction | None) -> Direction:
        if not value:
            return "none"
        if marked and not stated:
            return marked  # the sign beside a mark only repeats it
        owed = self.family == "card" and not stated  # on a card bill plus is what was spent
        return "in" if (value > 0) != owed else "out"


def _given_back(columns: _Columns, often: _Often, money: _Money) -> list[Decimal]:
    """Say what of each row came back, by the cell of its amount, its state or a column of its own."""
    own = _figures(columns, "refunded")
    return [one or other or last or ZERO for one, other, last in zip(money.back, often.given_back, own, strict=True)]


def _figures(columns: _Columns, role: str) -> Sequence[Decimal | None]:
    """Read a column of figures; a cell without one is no reason to lose a row."""
    if role not in columns.roles:
        return [None] * len(columns.cells[-1])
    cells = _filled(columns.first(role))
    return plain_amounts(cells) or [figure(cell) if cell else None for cell in cells]


def _fee(cell: str, kind: Kind, way: Direction, note: str) -> Decimal:
    """Give what the row cost beside its amount, or within that of a transfer; a refund gives it back."""
    if kind == "transfer":
        return fee_in(note) if note else ZERO
    if not cell or kind in {"closed", "pending"}:
        return ZERO
    kept = fee(cell)
    return -kept if way == "out" and kind == "refund" else kept


def _turned(rows: Iterable[Sequence[Any]]) -> list[Any]:
    """Turn rows of like length into columns."""
    return [*zip(*rows, strict=True)]


def _bare(cell: str) -> str:
    """Strip a cell and drop what none should hold."""
    stripped = cell.strip()
    return stripped if stripped.isprintable() else clean(stripped).strip()


def _bares(cells: Column) -> list[str]:
    stripped = [*map(str.strip, cells)]
    return stripped if "".join(stripped).isprintable() else [*map(_bare, stripped)]


def _filled(cells: Column) -> list[str]:
    """Give bare cells, empty where a file prints that it has nothing to say."""
    bare = _bares(cells)
    return bare if _FILLERS.isdisjoint(bare) else ["" if cell in _FILLERS else cell for cell in bare]


def _telling(words: str) -> tuple[str, str]:
    """Give words as they stand, and what of them can tell what a row is."""
    return words, muted(words)


def _read_notes(cells: tuple[str, ...]) -> tuple[str, str]:
    return _telling(" ".join([cell for cell in map(_bare, cells) if cell not in _FILLERS]))


_FEWEST_AGAINST = 3


def _names_note(filled: Sequence[str]) -> bool:
    return any(_NOTE.search(cell) for cell in filled[:_SHORT])


# What a card bill calls money that comes in.
_INTO_CARD = ("还款", "退货", "退款", "返现", "利息", "冲正")


def unsigned(header: Header, rows: Sequence[Row]) -> bool:
    """Say whether a table states directions by nothing but signs, and prints none among its first rows."""
    told = {"label", "mark", "came_in", "went_out"} & header.roles.keys()
    return not told and not any(sign in cell for cell in _column(header, rows, "amount") for sign in "+-−(（")


def outs_below_zero(header: Header, rows: Sequence[Row]) -> bool:
    """Say whether a table prints what went out with a minus in its own column, as some houses do.

    Elsewhere a minus there takes an earlier payment back.
    """
    figures = [cell for cell in _column(header, rows, "went_out") if cell.strip("-0.") != ""]
    return bool(figures) and all(cell.startswith(("-", "−", "－")) for cell in figures)


def _column(header: Header, rows: Sequence[Row], role: str) -> list[str]:
    columns = header.roles.get(role, ())
    return [cells[column].strip() for _line, cells in rows for column in columns if column < len(cells)]


_SPENT = re.compile(r"消费|支付|分期|取现|手续费")
_CAME = re.compile(r"还款|退款|退货|返现")


def is_card(header: Header, rows: Sequence[Row]) -> bool:
    """Say whether an unnamed table with one signed amount is a card bill: what was bought has no minus there."""
    told = {"label", "mark", "came_in", "went_out", "balance", "order"}  # a card bill prints no order numbers
    if told & header.roles.keys() or "item" not in header.roles:
        return False
    item, figure = header.roles["item"][0], header.roles["amount"][0]
    signs = [(cells[item], cells[figure].strip()[:1] in "-−－") for _l, cells in rows if len(cells) > max(item, figure)]
    like_card = sum(bool((_CAME if minus else _SPENT).search(words)) for words, minus in signs)
    like_account = sum(bool((_SPENT if minus else _CAME).search(words)) for words, minus in signs)
    return like_card > like_account


def by_balance(entries: Sequence[Entry], family: Family) -> tuple[Sequence[Entry], bool]:
    """Turn every direction round when the running balance contradicts them all; say whether it did.

    A company's own ledger calls 借 (debit) what a bank calls 贷 (credit).
    """
    if family != "bank":
        return entries, False
    found = _by_balance(entries)
    told = [(entry.direction, way) for entry, way in zip(entries, found, strict=True) if way != "none"]
    against = sum(direction != way for direction, way in told)
    if against < _FEWEST_AGAINST or against < len(told):
        return entries, False
    turned: dict[Direction, Direction] = {"in": "out", "out": "in", "none": "none"}
    return [reclassed(entry, family, turned[entry.direction]) for entry in entries], True


def settled(entries: Sequence[Entry], family: Family) -> Sequence[Entry]:
    """Give each entry its direction: by the words of a card bill, by the running balance of an account, else open."""
    if len({entry.direction for entry in entries} - {"none"}) > 1:
        return entries  # a sign turned up further down
    found = _by_words(entries) if family == "card" else _by_balance(entries)
    return [reclassed(entry, family, way) for entry, way in zip(entries, found, strict=True)]


def _by_words(entries: Sequence[Entry]) -> list[Direction]:
    return ["in" if any(word in f"{e.sort} {e.item}" for word in _INTO_CARD) else "out" for e in entries]


def _by_balance(entries: Sequence[Entry]) -> list[Direction]:
    """Follow the balance from row to row, from the oldest on; where the days do not tell, as explains more rows."""
    if entries and entries[0].on < entries[-1].on:
        return _steps(entries)
    upward = _steps(entries[::-1])[::-1]
    if entries and entries[0].on > entries[-1].on:
        return upward
    return max(_steps(entries), upward, key=lambda ways: sum(way != "none" for way in ways))


def _steps(entries: Sequence[Entry]) -> list[Direction]:
    steps = (_step(before.balance, entry.balance, entry.amount) for before, entry in pairwise(entries))
    return ["none", *steps][: len(entries)]


def _step(before: Decimal | None, after: Decimal | None, amount: Decimal) -> Direction:
    if before is None or after is None:
        return "none"
    moved = after - before
    return "in" if moved == amount else "out" if moved == -amount else "none"
