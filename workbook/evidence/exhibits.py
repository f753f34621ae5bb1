"""The documents in hand, numbered, with their age."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbook import rules
from workbook.case import Document, Holding
from workbook.case import DocumentKind as K
from workbook.case.evidence import Proves
from workbook.evidence.showing import can_show
from workbook.language import _
from workbook.position import Position, once
from workbook.sentences import pieces

Age = Literal["fresh", "stale", "undated", "ahead"]

_FRESH = {
    K.APP_SCREENSHOT: "fresh_days_app",
    K.STATEMENT: "fresh_days_statement",
    K.PAYMENTS: "fresh_days_statement",
    K.PLATFORM: "fresh_days_statement",
    K.CREDIT_REPORT: "fresh_days_credit_report",
    K.TAX: "fresh_days_business",
    K.MEDICAL: "fresh_days_hardship",
    K.DISASTER: "fresh_days_hardship",
    K.ALLOWANCE: "fresh_days_hardship",
}
_BY_THEIR_END = {K.STATEMENT, K.PAYMENTS, K.PLATFORM, K.TAX}
_USUALLY_PROVES = {
    K.CONTRACT: (Proves.TERMS,),
    K.DISCLOSURE: (Proves.TERMS,),
    K.APP_SCREENSHOT: (Proves.BALANCE,),
    K.SCHEDULE: (Proves.TERMS,),
    K.PAYMENTS: (Proves.PAYMENTS_MADE,),
    K.STATEMENT: (Proves.RECEIPTS, Proves.COSTS, Proves.PAYMENTS_MADE),
    K.TAX: (Proves.RECEIPTS,),
    K.LEASE: (Proves.COSTS,),
    K.PLATFORM: (Proves.RECEIPTS,),
    K.MEDICAL: (Proves.CHANGE, Proves.ESSENTIALS),
    K.DISASTER: (Proves.CHANGE,),
    K.ALLOWANCE: (Proves.FLOOR,),
}


@dataclass(frozen=True)
class Freshness:
    """How old a document is on the date of the case; `limit` is in days, None where a kind does not age."""

    age: Age
    days: int | None
    limit: int | None
    sentence: str


@dataclass(frozen=True)
class Exhibit:
    """A document in hand with its number in the exhibit index; a statement that was `imported` is one too."""

    number: int
    document: Document
    freshness: Freshness
    proves: tuple[Proves, ...]
    imported: bool = False

    @property
    def name(self) -> str:
        """Give its title, else what it is."""
        kind = self.document.kind
        return self.document.title or (kind.words if kind else _("材料"))


@once
def exhibits(position: Position) -> tuple[Exhibit, ...]:
    """Give the documents in hand, numbered in the borrower's order, imported statements last; nothing twice."""
    listed = [d for d in position.case.evidence.documents if not d.archived and d.holding is Holding.HAVE]
    hashes = {d.sha256 for d in listed if d.sha256}
    files = tuple(_imported(position))
    read = {d.sha256 for d in files if d.sha256}
    imported = [d for d in files if d.sha256 is None or d.sha256 not in hashes]
    return tuple(
        Exhibit(n, d, freshness(d, position.as_of), _proved(position, d), d in files or d.sha256 in read)
        for n, d in enumerate([*listed, *imported], 1)
    )


def _proved(position: Position, document: Document) -> tuple[Proves, ...]:
    """Give what a paper is said to prove, of a part too; the cause only where it can show some sentence of it."""
    said = document.proves or _USUALLY_PROVES.get(document.kind or K.OTHER, ())
    parts = tuple(part.figure for part in document.shows if part.figure and not part.archived)
    cause = pieces(position.case.situation.what_changed or "")
    silent = bool(cause) and not any(can_show(document.kind, piece) for piece in cause)
    return tuple(dict.fromkeys(one for one in (*said, *parts) if not (silent and one is Proves.CHANGE)))


def _imported(position: Position) -> Iterator[Document]:
    for file in position.case.situation.statements:
        if not file.archived:
            yield Document(
                id=file.id,
                kind=K.STATEMENT,
                title=file.file,
                holding=Holding.HAVE,
                issued_on=file.last,
                covers_from=file.first,
                covers_to=file.last,
                file=file.file,
                sha256=file.sha256,
            )


def freshness(document: Document, as_of: date) -> Freshness:
    """Say whether a document is recent enough for its kind; a statement is as old as the last day it covers."""
    by_end = document.kind in _BY_THEIR_END and document.covers_to
    dated = document.covers_to if by_end else document.issued_on
    limit = _limit(document.kind)
    if dated is None:
        words = _("没有写日期，对方会问是哪天的") if limit else ""
        return Freshness("undated" if limit else "fresh", None, limit, words)
    days = (as_of - dated).days
    if days < 0:
        return Freshness("ahead", days, limit, _("日期 {day} 在计算日之后，请检查").format(day=dated))
    if limit is not None and days > limit:
        words = _("已经 {days} 天，一般要 {limit} 天以内的，请重新取一份").format(days=days, limit=limit)
        return Freshness("stale", days, limit, words)
    return Freshness("fresh", days, limit, "")


def _limit(kind: K | None) -> int | None:
    return int(rules.constant(_FRESH[kind])) if kind in _FRESH else None
