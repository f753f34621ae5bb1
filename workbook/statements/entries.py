"""One row of an export becomes one entry, by the roles of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from sys import intern

from workbook.language import N_, Refused
from workbook.money import ZERO
from workbook.statements.cells import Amount, Calendar, Moment, amount, clock_of, currency, fee_in, given_back, moment
from workbook.statements.classes import classed
from workbook.statements.finding import Header
from workbook.statements.model import Direction, Entry, Family, Total
from workbook.text import clean

_LABELS: dict[str, Direction] = {
    **dict.fromkeys(("收入", "收", "收款", "转入", "进账", "入账"), "in"),
    **dict.fromkeys(("支出", "支", "付款", "转出", "出账"), "out"),
}
_OPEN_LABELS = frozenset({"", "/", "不计收支", "其他", "其它", "中性交易", "中性", "-"})
_FUNDS: dict[str, Direction] = {"已收入": "in", "已支出": "out"}
_BANK_LABELS: dict[Direction, str] = {"in": "收入", "out": "支出", "none": ""}
# A bank writes from its own side: 贷 (credit) adds to the account, 借 (debit) takes from it.
_MARKS: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    ("in", re.compile(r"[贷收存入进来C+]")),
    ("out", re.compile(r"[借支付取出往D-]")),
)
# What a file prints where it has nothing to say: / - -------------------
_FILLERS = frozenset({"/", "—", "——", "无"} | {"-" * length for length in range(1, 61)})
_SUM = re.compile(r"合计|总计|小计|累计")
_NOTE = re.compile(
    rf"{_SUM.pattern}|^#|承前|过次|期初|期末|上期余额|以上|说明|提示|备注[:：]|^注|打印|导出|第\d+页|^[-=*]{{4,}}|^共\d+"
)
_SHORT = 2
# Every row is given one empty cell more than it needs; a role without a column points there.
_NOWHERE = -1
_TOLD = ("party", "item", "status", "id", "method", "order", "sort", "funds", "refunded", "balance", "currency")
# How long the end of a cell is that every row writes alike: the places of a figure, the whole of a day or a time.
_SHAPES: dict[str, Callable[[str], int]] = {
    **dict.fromkeys(("amount", "came_in", "went_out", "balance"), lambda cell: len(cell.partition(".")[2])),
    **dict.fromkeys(("day", "clock"), len),
}
_Money = tuple[Amount, Direction | None]


@dataclass(frozen=True)
class Reader:
    """How the rows of one table are read: its columns by role, its house's conventions, its calendar."""

    header: Header
    family: Family
    calendar: Calendar
    currency: str
    outs_below_zero: bool = False
    width: int = field(init=False)
    at: dict[str, int] = field(init=False)
    told: Callable[[Sequence[str]], tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        at = {role: columns[0] for role, columns in self.header.roles.items()}
        object.__setattr__(self, "at", at)
        object.__setattr__(self, "width", len(self.header.names))
        object.__setattr__(self, "told", itemgetter(*(at.get(role, _NOWHERE) for role in _TOLD)))

    def entry(self, line: int, row: Sequence[str]) -> Entry:
        """Read one row; Refused says what in it cannot be read."""
        cells = self.cells(row)
        when = self._moment(cells)
        money, stated = self._money(cells)
        party, item, status, number, method, order, sort, funds, refunded, balance, coin = [
            "" if cell in _FILLERS else cell for cell in self.told(cells)
        ]
        label, way = self._label(cells, funds, money, stated)
        note = " ".join(
            [cells[column] for column in self.header.roles.get("more", ()) if cells[column] not in _FILLERS]
        )
        value = abs(money.value or ZERO)
        back = money.refunded or given_back(status) or (_figure(refunded) if refunded else None) or ZERO
        told = (sort, item, party, note)
        kind, way = classed(self.family, label, way, status, told, wholly_refunded=ZERO < value <= back)
        back = ZERO if kind == "refund" else back
        return Entry(
            line, when.day, when.clock, value, intern(label), way, intern(party), item, intern(status), number,
            intern(method), kind, order, intern(sort), note, intern(funds), back,
            _figure(balance) if balance else None, money.currency or currency(coin) or self.currency,
            fee_in(note) if kind == "transfer" else ZERO,
        )  # fmt: skip

    def cells(self, row: Sequence[str]) -> list[str]:
        """Strip a row, drop what no cell should hold, and fill it up to its header with one empty cell at the end."""
        cells = [cell if cell.isprintable() else clean(cell).strip() for cell in map(str.strip, row)]
        cells.extend([""] * (self.width - len(cells) + 1))
        if cells[-1]:
            cells.append("")
        return cells

    def is_note(self, cells: Sequence[str]) -> bool:
        """Say whether a row is a total or a closing remark, not a transaction: named so, or short and without a day."""
        filled = [cell for cell in cells if cell]
        if any(_NOTE.search(cell) for cell in filled[:_SHORT]):
            return True
        return len(filled) <= _SHORT and not self._dated(cells)

    def is_cut(self, row: Sequence[str], before: Sequence[Sequence[str]]) -> bool:
        """Say whether a last row without a line end breaks off: it has fewer cells than others, or a shorter last one.

        The last cell is held against the same cell of rows `before`, where it is a figure or a day.
        """
        filled = [cell for cell in self.cells(row) if cell]
        if not filled or (not self._dated(self.cells(row)) and self._is_closing(filled)):
            return False
        if len(row) < min(self.width, max(map(len, before), default=self.width)):
            return True
        shape = next((_SHAPES[role] for role, at in self.at.items() if at == len(row) - 1 and role in _SHAPES), None)
        shapes = {shape(each[len(row) - 1].strip()) for each in before if len(each) == len(row)} if shape else set()
        return shape is not None and len(shapes) == 1 and bool(row[-1].strip()) and {shape(row[-1].strip())} != shapes

    @staticmethod
    def _is_closing(filled: Sequence[str]) -> bool:
        named = any(_NOTE.search(cell) for cell in filled[:_SHORT])
        return named or (len(filled) == 1 and not filled[0][0].isdigit())

    def column_totals(self, cells: Sequence[str]) -> dict[str, Total]:
        """Read a 合计 row by the columns its figures stand in."""
        if not any(_SUM.search(cell) for cell in cells[:_SHORT]):
            return {}
        sides = (("收入", "came_in"), ("支出", "went_out"))
        sums = {label: _figure(cells[self.at[role]]) for label, role in sides if role in self.at}
        return {label: Total(None, value) for label, value in sums.items() if value is not None}

    def _dated(self, cells: Sequence[str]) -> bool:
        try:
            return bool(self._moment(cells))
        except Refused:
            return False

    def _moment(self, cells: Sequence[str]) -> Moment:
        day = next((cells[column] for column in self.header.roles["day"] if cells[column]), "")
        if not day:
            raise Refused(N_("没有日期"))
        when = moment(day, self.calendar)
        clock = cells[self.at.get("clock", _NOWHERE)]
        return when if when.clock or not clock else Moment(when.day, clock_of(clock))

    def _money(self, cells: Sequence[str]) -> _Money:
        """Give the amount and the direction its column or its mark states; None where only the sign can tell."""
        roles = self.header.roles
        paired = self._paired(cells) if "came_in" in roles or "went_out" in roles else None
        if paired:
            return paired
        for column in roles.get("amount", ()):
            found = amount(cells[column])
            if found.value is not None:
                return found, self._marked(cells) if "mark" in self.at else None
        raise Refused(N_("没有金额"))

    def _paired(self, cells: Sequence[str]) -> _Money | None:
        ins, outs = self.header.roles.get("came_in", ()), self.header.roles.get("went_out", ())
        for position in range(max(len(ins), len(outs))):
            came = amount(cells[ins[position]]) if position < len(ins) else Amount(None)
            went = amount(cells[outs[position]]) if position < len(outs) else Amount(None)
            if came.value and went.value:
                raise Refused(N_("收入和支出两列都有金额"))
            if came.value or went.value:
                return (came, "in") if came.value else (self._gone(went), "out")
            if came.value is not None or went.value is not None:
                return Amount(ZERO), "none"
        return None

    def _gone(self, went: Amount) -> Amount:
        """Give what stands in the column of payments the sign of money that goes out."""
        value = went.value or ZERO
        return went._replace(value=-abs(value) if self.outs_below_zero else -value)

    def _marked(self, cells: Sequence[str]) -> Direction | None:
        mark = cells[self.at.get("mark", _NOWHERE)].upper()
        return next((way for way, sign in _MARKS if sign.search(mark)), None) if mark else None

    def _label(
        self, cells: Sequence[str], funds: str, money: Amount, stated: Direction | None
    ) -> tuple[str, Direction]:
        if "label" not in self.at:
            way = self._way(money, stated)
            return _BANK_LABELS[way], way
        label = cells[self.at["label"]]
        if label in _LABELS:
            return label, _LABELS[label]
        if label not in _OPEN_LABELS and len([cell for cell in cells if cell]) > self.width:
            raise Refused(N_("比表头多出一格，内容可能错位"))
        return label, _FUNDS.get(funds, "none")

    def _way(self, money: Amount, stated: Direction | None) -> Direction:
        if not money.value:
            return "none"
        if stated and "mark" in self.at and "amount" in self.at:
            return stated  # the sign beside a mark only repeats it
        owed = self.family == "card" and stated is None  # on a card bill plus is what was spent
        return "in" if (money.value > 0) != owed else "out"


def _figure(words: str) -> Decimal | None:
    try:
        return amount(words).value
    except Refused:
        return None  # a masked balance is no reason to lose the row
