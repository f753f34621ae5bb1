"""One row of an export becomes one entry, by the roles of its columns; which way money went where no column says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from itertools import pairwise, zip_longest
from operator import itemgetter
from sys import intern
from typing import NamedTuple

from workbook.language import N_, Refused
from workbook.money import ZERO
from workbook.statements.cells import (
    Amount,
    Calendar,
    Moment,
    amount,
    clock_of,
    common_clock,
    currency,
    fee,
    fee_in,
    figure,
    given_back,
    moment,
)
from workbook.statements.classes import BANK_LABELS, classed_by, muted, reclassed
from workbook.statements.columns import name_in
from workbook.statements.finding import Header, column_key
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
# Every row is given one empty cell more than it needs; a role without a column points there.
_NOWHERE = -1
_SPARED = ("item", "id", "order", "sort", "party")
_NO_NUMBER = frozenset({"", "0"})
_FILLED = ("status", "method", "sort", "funds", "currency")
_SELDOM_NEW = (*_FILLED, "label", "mark")
_OWN = ("party", "item", "id", "order", "refunded", "balance")
_MOST_SEEN = 100_000
_STATED = "stated"
# How long the end of a cell is that every row writes alike: the places of a figure, the whole of a day or a time.
_SHAPES: dict[str, Callable[[str], int]] = {
    **dict.fromkeys(("amount", "came_in", "went_out", "balance"), lambda cell: len(cell.partition(".")[2])),
    **dict.fromkeys(("day", "clock"), len),
}
_entry = partial(tuple.__new__, Entry)
_when = partial(tuple.__new__, Moment)
# The row of a refund may repeat what its order had brought.
_GIVEN_BACK = re.compile("REFUND|退款")


class _Often(NamedTuple):
    """What a row says in cells that it mostly shares with others, read once for all of them.

    `quiet` is what of the type and the remark can tell what a row is.
    """

    status: str
    method: str
    sort: str
    funds: str
    currency: str
    label: str
    marked: Direction | None
    note: str
    given_back: Decimal
    quiet: tuple[str, str]


@dataclass(frozen=True)
class Reader:
    """How the rows of one table are read: its columns by role, its house's conventions, its calendar."""

    header: Header
    family: Family
    calendar: Calendar
    currency: str
    outs_below_zero: bool = False
    shop: bool = False

    @cached_property
    def at(self) -> dict[str, int]:
        """The column that plays each role first."""
        return {role: columns[0] for role, columns in self.header.roles.items()}

    @cached_property
    def _more(self) -> tuple[int, ...]:
        return self.header.roles.get("more", ())

    @cached_property
    def _clock(self) -> int:
        return self.at.get("clock", _NOWHERE)

    @cached_property
    def _width(self) -> int:
        return len(self.header.names)

    @cached_property
    def _seldom_new(self) -> Callable[[Sequence[str]], tuple[str, ...]]:
        columns = [*(self.at.get(role, _NOWHERE) for role in _SELDOM_NEW), *self._more, _NOWHERE]
        return itemgetter(*columns)

    @cached_property
    def _of_its_own(self) -> Callable[[Sequence[str]], tuple[str, ...]]:
        return itemgetter(*(self.at.get(role, _NOWHERE) for role in _OWN))

    @cached_property
    def _seen(self) -> dict[tuple[str, ...], _Often]:
        return {}

    @cached_property
    def _parties(self) -> dict[str, tuple[str, str]]:
        return {}

    @cached_property
    def _spare(self) -> dict[str, tuple[int, ...]]:
        """Further columns of a role, read where the first says nothing."""
        return {role: at[1:] for role in _SPARED if len(at := self.header.roles.get(role, ())) > 1}

    def _spared(self, role: str, cell: str, cells: Sequence[str]) -> str:
        if cell not in _NO_NUMBER:
            return cell
        told = (_filled(cells[at]) for at in self._spare.get(role, ()))
        return next((cell for cell in told if cell not in _NO_NUMBER), "")

    def entry(self, line: int, row: Sequence[str]) -> Entry:
        """Read one row; Refused says what in it cannot be read."""
        cells = [*row, *[""] * (self._width - len(row)), ""]
        often = self._seen.get(alike := self._seldom_new(cells)) or self._often(alike)
        day, clock = self._moment(cells)
        money = self._money(cells)
        who, what, number, order, refunded, balance = self._of_its_own(cells)
        item, number, order = _filled(what), _filled(number), _filled(order)
        sort, quiet = often.sort, often.quiet
        if self._spare:
            item, number, order, sort, who = (
                self._spared(role, cell, cells)
                for role, cell in zip(_SPARED, (item, number, order, sort, _filled(who)), strict=True)
            )
            quiet = (muted(sort), often.quiet[1])
        party, quiet_party = self._parties.get(who) or self._party(who)
        label, way = self._label(cells, often, money)
        value = abs(money.value or ZERO)
        back = money.refunded or often.given_back or (figure(_filled(refunded)) if refunded else None) or ZERO
        told = (quiet[0], muted(item), quiet_party, quiet[1])
        kind, way = classed_by(self.family, way, often.status, told, ZERO < value <= back, self.shop)
        return _entry((
            line, day, clock, value, label, way, party, item, often.status, number,
            often.method, kind, order, sort, often.note, often.funds, ZERO if kind == "refund" else back,
            figure(_filled(balance)) if balance else None, money.currency or often.currency,
            self._fee(cells, kind, way, often.note), self.shop,
        ))  # fmt: skip

    def _party(self, cell: str) -> tuple[str, str]:
        """Read a name, with what of it can tell what a row is."""
        name = name_in(_filled(cell)) if self._named_by_number else _filled(cell)
        if len(self._parties) >= _MOST_SEEN:
            self._parties.clear()
        read = self._parties[cell] = (intern(name), muted(name))
        return read

    def _often(self, alike: tuple[str, ...]) -> _Often:
        """Read the cells that most rows share with others."""
        status, method, sort, funds, coin = (intern(_filled(cell)) for cell in alike[: len(_FILLED)])
        label, mark, *more = map(_bare, alike[len(_FILLED) :])
        note = " ".join([cell for cell in more[:-1] if cell not in _FILLERS])
        read = _Often(
            status=status,
            method=method,
            sort=sort,
            funds=funds,
            currency=(currency(coin) if coin else "") or self.currency,
            label=intern(label),
            marked=way_marked(mark),
            note=note,
            given_back=given_back(status),
            quiet=(muted(sort), muted(note)),
        )
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen[alike] = read
        return read

    @cached_property
    def _named_by_number(self) -> bool:
        return bool(self.header.numbered) and self.at["party"] in self.header.numbered

    def _fee(self, cells: Sequence[str], kind: Kind, way: Direction, note: str) -> Decimal:
        """Give what the row cost beside its amount, or within that of a transfer; a refund gives it back."""
        if kind == "transfer":
            return fee_in(note) if note else ZERO
        if "fee" not in self.at or kind in {"closed", "pending"}:
            return ZERO
        kept = fee(cells[self.at["fee"]])
        return -kept if way == "out" and kind == "refund" else kept

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
            return bool(self._moment(cells))
        except Refused:
            return False

    def _moment(self, cells: Sequence[str]) -> Moment:
        for column in self.header.roles["day"]:
            if printed := cells[column].strip():
                break
        else:
            raise Refused(N_("没有日期"))
        day, _blank, clock = printed.partition(" ")
        if (known := self._days.get(day)) and (time := common_clock(clock)):
            return _when((known, time))
        when = moment(_bare(printed), self.calendar)
        if when.clock and common_clock(clock):
            self._days[day] = when.day
        if when.clock or not (clock := _bare(cells[self._clock])):
            return when
        return Moment(when.day, clock_of(clock))

    @cached_property
    def _days(self) -> dict[str, date]:
        return {}

    def _money(self, cells: Sequence[str]) -> Amount:
        """Give the amount; what its column states goes out stands below zero, and its sign says that it was stated."""
        if self._alone is not None:
            found = amount(_bare(cells[self._alone]))
            if found.value is not None:
                return found
        if self._in_pairs and (paired := self._paired(cells)):
            return paired
        told = [found for column in self._amounts if (found := amount(_bare(cells[column]))).value is not None]
        if not told:
            raise Refused(N_("没有金额"))
        return told[0] if not self._one_name else next((each for each in told if each.value), told[0])

    @cached_property
    def _amounts(self) -> tuple[int, ...]:
        return self.header.roles.get("amount", ())

    @cached_property
    def _alone(self) -> int | None:
        """The column of the amount, where it is the only one."""
        return self._amounts[0] if len(self._amounts) == 1 and not self._in_pairs else None

    @cached_property
    def _in_pairs(self) -> bool:
        return bool({"came_in", "went_out"} & self.header.roles.keys())

    @cached_property
    def _one_name(self) -> bool:
        """Whether several columns are called the same: of those the one that is filled counts."""
        return len({column_key(self.header.names[column]) for column in self._amounts}) < len(self._amounts)

    def _paired(self, cells: Sequence[str]) -> Amount | None:
        roles = self.header.roles
        for ins, outs in zip_longest(roles.get("came_in", ()), roles.get("went_out", ()), fillvalue=_NOWHERE):
            came, went = amount(_bare(cells[ins])), amount(_bare(cells[outs]))
            if came.value and went.value:
                if not _GIVEN_BACK.search(cells[self.at.get("status", _NOWHERE)]):
                    raise Refused(N_("收入和支出两列都有金额"))
                came = Amount(None)
            if came.value:
                return came._replace(sign=_STATED)
            if went.value:
                return went._replace(value=-abs(went.value) if self.outs_below_zero else -went.value, sign=_STATED)
            if came.value is not None or went.value is not None:
                return Amount(ZERO, _STATED)
        return None

    def _label(self, cells: Sequence[str], often: _Often, money: Amount) -> tuple[str, Direction]:
        if "label" not in self.at:
            way = self._way(money, often.marked)
            return BANK_LABELS[way], way
        label = often.label
        if label in _LABELS:
            return label, _LABELS[label]
        if label not in _OPEN_LABELS and len([cell for cell in cells if cell.strip()]) > self._width:
            raise Refused(N_("比表头多出一格，内容可能错位"))
        return label, _FUNDS.get(often.funds, "none")

    def _way(self, money: Amount, marked: Direction | None) -> Direction:
        if not money.value:
            return "none"
        by_column = money.sign == _STATED
        if marked and not by_column:
            return marked  # the sign beside a mark only repeats it
        owed = self.family == "card" and not by_column  # on a card bill plus is what was spent
        return "in" if (money.value > 0) != owed else "out"


def _bare(cell: str) -> str:
    """Strip a cell and drop what none should hold."""
    stripped = cell.strip()
    return stripped if stripped.isprintable() else clean(stripped).strip()


def _filled(cell: str) -> str:
    bare = _bare(cell)
    return "" if bare in _FILLERS else bare


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
    downward, upward = _steps(entries), _steps(entries[::-1])[::-1]
    if entries and entries[0].on != entries[-1].on:
        return downward if entries[0].on < entries[-1].on else upward
    return max(downward, upward, key=lambda ways: sum(way != "none" for way in ways))


def _steps(entries: Sequence[Entry]) -> list[Direction]:
    steps = (_step(before.balance, entry.balance, entry.amount) for before, entry in pairwise(entries))
    return ["none", *steps][: len(entries)]


def _step(before: Decimal | None, after: Decimal | None, amount: Decimal) -> Direction:
    if before is None or after is None:
        return "none"
    ways: dict[Decimal, Direction] = {-amount: "out", amount: "in"}
    return ways.get(after - before, "none")
