"""A case among many: its number, its folder's name, and what the batch left of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from workbook import documents
from workbook.batch.manifest import Manifest
from workbook.documents import Counsel, HardDay
from workbook.language import N_, _

SOON = timedelta(days=7)
NOTHING = "nothing"
_WHY = {
    "refused": N_("案例读不出来，或者还没有填够"),
    "time": N_("超过了时间"),
    "memory": N_("超过了内存"),
    "died": N_("做它的进程没了"),
    "lost": N_("集群里做它的进程没了"),
    "program": N_("集群里有台机器装的版本不一样"),
    "page": N_("有一页没做成"),
    NOTHING: N_("还没有填借款或日期，没有结果"),
}


@dataclass(frozen=True)
class Line:
    """One case of the list: what is seen of it, or the kind of failure and nothing seen."""

    number: int
    name: str
    seen: Counsel | None
    failed: str = ""

    @property
    def why(self) -> str:
        """Say why nothing is seen, naming nobody."""
        return _(_WHY[self.failed]) if self.failed in _WHY else _("程序出错：{kind}").format(kind=self.failed)

    @property
    def past(self) -> tuple[HardDay, ...]:
        """The days that went by and are still open."""
        return tuple(day for day in self.seen.days if day.on < self.seen.as_of) if self.seen else ()

    @property
    def coming(self) -> tuple[HardDay, ...]:
        """The days that have not gone by, in order."""
        return tuple(day for day in self.seen.days if day.on >= self.seen.as_of) if self.seen else ()

    @property
    def act_by(self) -> date | None:
        """The day to act by: at once where a day went by unanswered, None where no day is known."""
        if self.seen is None or not self.seen.days:
            return None
        return max(self.seen.as_of, self.seen.days[0].act_by)

    @property
    def soon(self) -> bool:
        """Tell whether something is to be done within a week."""
        return bool(self.seen and self.coming and self.coming[0].act_by <= self.seen.as_of + SOON)

    @property
    def late(self) -> bool:
        """Tell whether the main loan is late."""
        return bool(self.seen and self.seen.days_overdue)

    @property
    def short(self) -> bool:
        """Tell whether a bad month pays less than falls due."""
        return bool(self.seen and self.seen.cover is not None and self.seen.cover < 1)

    @property
    def broken(self) -> bool:
        """Tell whether a promise was broken, theirs or the borrower's."""
        return bool(self.seen and (self.seen.broken_by_them or self.seen.broken_by_us))

    def links(self, out: Path) -> tuple[tuple[str, str], ...]:
        """Give what was left of it, each with its words and its address beside the page."""
        walk = Path(self.name) / documents.PRIVATE / documents.WALK
        there = (
            (_("材料"), Path(self.name)),
            (_("全过程"), walk),
            (_("为什么没做成"), Path(f"{self.name}.error.txt")),
        )
        return tuple((words, quote(place.as_posix())) for words, place in there if (out / place).exists())


def lines(cases: Iterable[Path], out: Path, manifest: Manifest) -> tuple[Line, ...]:
    """Give a line for each case: who has to act first stands first, then by number."""
    found = tuple(_line(file, out, manifest) for file in cases)
    return tuple(sorted(found, key=lambda line: (line.act_by or date.max, line.number)))


def _line(case_file: Path, out: Path, manifest: Manifest) -> Line:
    name = case_file.parent.name
    number, failed = manifest.number(name), manifest.failed(name)
    seen = None if failed else documents.counsel_of(out / name)
    return Line(number, name, seen, failed or ("" if seen else NOTHING))


BANDS = (N_("全够"), N_("够一半以上"), N_("不到一半"), N_("一点不剩"), N_("还不知道"))


def band(cover: Decimal | None) -> int:
    """Give which of the bands a share of the payments falls into."""
    if cover is None:
        return 4
    return 0 if cover >= 1 else 1 if cover >= Decimal("0.5") else 2 if cover > 0 else 3
