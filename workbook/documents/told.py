"""The borrower's own sentences that a lender would read: which wait for a yes, and which have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbook.case import Asks, Part
from workbook.case.ask import Allowed
from workbook.documents.view import before_reading, each_asked, lender_position
from workbook.language import _, attempt, joined
from workbook.position import Position, once
from workbook.sentences import UNPRINTED, Kind, Reader, bare, is_foreign, is_free, is_worded, pieces


@dataclass(frozen=True)
class Flagged:
    """A sentence that a lender reads only after the borrower's yes: where it stands, what it tells, whether it may."""

    field: str
    sentence: str
    kinds: tuple[Kind, ...]
    allowed: bool

    @property
    def why(self) -> str:
        """Say what may come of it, each kind once."""
        return joined(*(kind.why for kind in self.kinds))

    @property
    def stands(self) -> str:
        """Say whether it stands in the papers now."""
        return _("已经写进去") if self.allowed else _("没有写进去，等您点头")


@once
def flagged(position: Position) -> tuple[Flagged, ...]:
    """Give every such sentence of the papers for the lender of the main loan, and of each other loan asked about."""
    found: dict[str, Flagged] = {}
    for about in each_asked(position):
        if attempt(lambda: about.loan):  # noqa: B023 - used at once
            for one in _flagged(about):
                found.setdefault(one.sentence, one)
    return tuple(found.values())


def _flagged(position: Position) -> Iterator[Flagged]:
    reader = Reader.of(position.case, position.loan)
    for title, words in _printed(before_reading(position.case)):
        for piece in pieces(words):
            if told := reader.kinds(piece):
                yield Flagged(title, bare(piece), told, bare(piece) in reader.allowed)


def _printed(part: Part, wanted: Callable[[Part, str], bool] = is_free) -> Iterator[tuple[str, str]]:
    """Give title and words of every such field that a paper for a lender may print, in the order of the case."""
    for name, told in type(part).model_fields.items():
        value = getattr(part, name)
        if (type(part), name) not in UNPRINTED and wanted(part, name):
            yield _(str(told.title)), value
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                yield from _printed(inner, wanted)


@once
def foreign(position: Position) -> tuple[tuple[str, str], ...]:
    """Give title and words of what the borrower wrote in Latin letters alone and Chinese papers print as it is."""
    seen = (lender_position(about) for about in each_asked(position) if attempt(lambda: about.loan))  # noqa: B023
    each = (one for about in seen for one in _printed(about.told, is_worded) if is_foreign(one[1]))
    return tuple(dict.fromkeys(each))


def saying(ask: Asks, position: Position, sentence: str, *, yes: bool, row_id: str) -> Asks:
    """Give what is asked for with a yes to a sentence or without it; a yes to what no longer stands there goes too."""
    standing = {one.sentence for one in flagged(position)} - {bare(sentence)}
    kept = tuple(row for row in ask.allowed if bare(row.sentence or "") in standing)
    return ask.but(allowed=(*kept, Allowed(id=row_id, sentence=bare(sentence))) if yes else kept)
