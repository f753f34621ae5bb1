"""One row of an export becomes one entry, by the roles of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from workbook.language import N_, Refused
from workbook.money import ZERO
from workbook.statements.amounts import Amount, amount, currency, given_back
from workbook.statements.classes import Facts, classed
from workbook.statements.dates import Calendar, Moment, clock_of, moment
from workbook.statements.header import Header
from workbook.statements.model import Direction, Entry, Family, Total
from workbook.text import clean

_LABELS: dict[str, Direction] = {"收入": "in", "支出": "out"}
_OPEN_LABELS = frozenset({"", "/", "不计收支", "其他", "其它", "中性交易", "中性", "-"})
_FUNDS: dict[str, Direction] = {"已收入": "in", "已支出": "out"}
# A bank writes from its own side: 贷 (credit) adds to the account, 借 (debit) takes from it.
_MARKS: tuple[tuple[str, Direction], ...] = (
    ("贷", "in"), ("收", "in"), ("存", "in"), ("入", "in"), ("进", "in"), ("来", "in"), ("C", "in"), ("+", "in"),
    ("借", "out"), ("支", "out"), ("付", "out"), ("取", "out"), ("出", "out"), ("往", "out"), ("D", "out"), ("-", "out"),
)  # fmt: skip
_BANK_LABELS: dict[Direction, str] = {"in": "收入", "out": "支出", "none": ""}
_FILLER = frozenset("/-—*")
# Every row is given one empty cell more than it needs; a role without a column points there.
_NOWHERE = -1
_SUM = re.compile(r"合计|总计|小计|累计")
_NOTE = re.compile(
    rf"{_SUM.pattern}|承前|过次|期初|期末|上期余额|以上|说明|提示|备注[::]|^注|打印|导出|第\d+页|^[-=*]{{4,}}|^共\d+"
)
_SHORT = 2


@dataclass(frozen=True)
class Reader:
    """How the rows of one table are read: its columns by role, its house's conventions, its calendar."""

    header: Header
    family: Family
    calendar: Calendar
    currency: str
    width: int = field(init=False)
    at: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "width", len(self.header.names))
        first = {role: columns[0] for role, columns in self.header.roles.items()}
        object.__setattr__(self, "at", first)

    def entry(self, line: int, row: Sequence[str]) -> Entry:
        """Read one row; Refused says what in it cannot be read."""
        cells = self.cells(row)
        when = self._moment(cells)
        money = self._money(cells)
        label, direction = self._label(cells, money)
        return self._made(line, cells, when, money, label, direction)

    def cells(self, row: Sequence[str]) -> list[str]:
        """Tidy a row and fill it up to its header, with one empty cell at the end."""
        cells = [tidy(cell) for cell in row]
        cells.extend([""] * (self.width - len(cells)))
        cells.append("")
        return cells

    def is_note(self, cells: Sequence[str]) -> bool:
        """Say whether a row is a total or a closing remark, not a transaction: named so, or short and without a day."""
        filled = [cell for cell in cells if cell]
        if any(_NOTE.search(cell) for cell in filled[:2]):
            return True
        return len(filled) <= _SHORT and not self._dated(cells)

    def _dated(self, cells: Sequence[str]) -> bool:
        try:
            return bool(self._moment(cells))
        except Refused:
            return False

    def column_totals(self, cells: Sequence[str]) -> dict[str, Total]:
        """Read a 合计 row by the columns its figures stand in."""
        if not any(_SUM.search(cell) for cell in cells[:_SHORT]):
            return {}
        sides = (("收入", "came_in"), ("支出", "went_out"))
        sums = {label: _figure(cells[self.at[role]]) for label, role in sides if role in self.at}
        return {label: Total(None, value) for label, value in sums.items() if value is not None}

    def _told(self, cells: Sequence[str], role: str) -> str:
        words = cells[self.at.get(role, _NOWHERE)]
        return "" if words and _FILLER.issuperset(words) else words

    def _moment(self, cells: Sequence[str]) -> Moment:
        day = next((cells[column] for column in self.header.roles["day"] if cells[column]), "")
        if not day:
            raise Refused(N_("没有日期"))
        when = moment(day, self.calendar)
        clock = self.at.get("clock", _NOWHERE)
        return when if when.clock or not cells[clock] else Moment(when.day, clock_of(cells[clock]))

    def _money(self, cells: Sequence[str]) -> tuple[Amount, Direction | None]:
        """Give the amount and the direction its column or its mark states; None where only the sign can tell."""
        roles = self.header.roles
        if "came_in" in roles or "went_out" in roles:
            paired = self._paired(cells)
            if paired:
                return paired
        for column in roles.get("amount", ()):
            found = amount(cells[column])
            if found.value is not None:
                return found, self._marked(cells)
        raise Refused(N_("没有金额"))

    def _paired(self, cells: Sequence[str]) -> tuple[Amount, Direction | None] | None:
        ins, outs = self.header.roles.get("came_in", ()), self.header.roles.get("went_out", ())
        for position in range(max(len(ins), len(outs))):
            came = amount(cells[ins[position]]) if position < len(ins) else Amount(None)
            went = amount(cells[outs[position]]) if position < len(outs) else Amount(None)
            if came.value and went.value:
                raise Refused(N_("收入和支出两列都有金额"))
            if came.value or went.value:
                return (came, "in") if came.value else (_turned(went), "out")
            if came.value is not None or went.value is not None:
                return Amount(ZERO), "none"
        return None

    def _marked(self, cells: Sequence[str]) -> Direction | None:
        mark = self._told(cells, "mark").upper()
        return next((way for sign, way in _MARKS if sign in mark), None) if mark else None

    def _label(self, cells: Sequence[str], money: tuple[Amount, Direction | None]) -> tuple[str, Direction]:
        if "label" in self.at:
            return self._wallet_label(cells)
        direction = self._way(*money)
        return _BANK_LABELS[direction], direction

    def _wallet_label(self, cells: Sequence[str]) -> tuple[str, Direction]:
        label = cells[self.at["label"]]
        if label in _LABELS:
            return label, _LABELS[label]
        if label not in _OPEN_LABELS and len([cell for cell in cells if cell]) > self.width:
            raise Refused(N_("比表头多出一格，内容可能错位"))
        return label, _FUNDS.get(self._told(cells, "funds"), "none")

    def _way(self, money: Amount, stated: Direction | None) -> Direction:
        if not money.value:
            return "none"
        if stated in {"in", "out"} and "amount" in self.at and "mark" in self.at:
            return stated  # the sign beside a mark only repeats it
        owed = self.family == "card" and stated is None  # on a card bill plus is what was spent
        return "in" if (money.value > 0) != owed else "out"

    def _made(
        self,
        line: int,
        cells: Sequence[str],
        when: Moment,
        money: tuple[Amount, Direction | None],
        label: str,
        way: Direction,
    ) -> Entry:
        told, worth = self._told, money[0]
        status, item, party, sort = (
            told(cells, "status"),
            told(cells, "item"),
            told(cells, "party"),
            told(cells, "sort"),
        )
        note = " ".join(filter(None, (cells[column] for column in self.header.roles.get("more", ()))))
        value = abs(worth.value or ZERO)
        back = worth.refunded or given_back(status) or self._refunded(cells)
        words = f"{sort} {item} {party} {note}"
        kind, direction = classed(Facts(self.family, label, way, status, words, bool(value) and back >= value))
        return Entry(
            line, when.day, when.clock, value, label, direction, party, item, status, told(cells, "id"),
            told(cells, "method"), kind, told(cells, "order"), sort, note, told(cells, "funds"), back,
            self._balance(cells), worth.currency or currency(cells[self.at.get("currency", _NOWHERE)]) or self.currency,
        )  # fmt: skip

    def _refunded(self, cells: Sequence[str]) -> Decimal:
        words = cells[self.at.get("refunded", _NOWHERE)]
        return (amount(words).value or ZERO) if words else ZERO

    def _balance(self, cells: Sequence[str]) -> Decimal | None:
        return _figure(cells[self.at.get("balance", _NOWHERE)])


def _figure(words: str) -> Decimal | None:
    try:
        return amount(words).value if words else None
    except Refused:
        return None  # a masked balance is no reason to lose the row


def _turned(went: Amount) -> Amount:
    return went._replace(value=-went.value if went.value else went.value)


def tidy(cell: str) -> str:
    """Strip a cell and drop what no name should hold: control characters and marks that turn the direction of text."""
    bare = cell.strip()
    return bare if bare.isprintable() else clean(bare).strip()
