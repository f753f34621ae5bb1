"""From exports to the monthly record of a case: kept unchanged, read together; what the borrower typed stays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from workbook import casefile, money
from workbook.case import ColumnName, Month, Situation, StatementFile
from workbook.case.situation import Read
from workbook.language import N_, Refused, _
from workbook.statements.classes import Rules
from workbook.statements.merging import Merged
from workbook.statements.model import Export, Progress
from workbook.statements.months import MonthSum, days_in, monthly
from workbook.statements.reading import read_all
from workbook.statements.showing import shown

Answers = Mapping[str, Mapping[str, str]]
"""Which column means what (role → column name), by the signature of the question about it."""
IMPORTED = "statement"
"""How the ids of imported months begin."""


@dataclass(frozen=True)
class Imported:
    """A situation with the months of the exports in it, and what to say about them."""

    situation: Situation
    months: tuple[MonthSum, ...]
    notes: tuple[str, ...]


def imported(situation: Situation, merged: Merged, digests: Mapping[str, str], rules: Rules | None = None) -> Imported:
    """Put every whole month of the exports into the record, in place of what was imported before.

    A month that the borrower typed, or typed over what was imported before, stays as typed; of another month what no
    export can tell stays. A month that the exports cover only in part is named, not used.
    `digests` maps a file name to its SHA-256; one content under two names is one file. Household spending goes
    to `other_spending`: an export cannot tell what of it is essential.
    """
    sums = monthly(merged, rules)
    typed = tuple(m for m in situation.months if m.edited or not m.id.startswith(IMPORTED))
    former = {m.month: m for m in situation.months if m not in typed}
    by_hand = {m.month for m in typed}
    source = _("对账单：{names}").format(names=_("、").join(export.name for export in merged.exports))
    new = (each for each in sums if each.whole and each.month not in by_hand)
    taken = {m.id for m in typed}
    rows = (_row(each, source, former.get(each.month), taken) for each in new)
    months = tuple(sorted((*typed, *rows), key=lambda m: m.month or ""))
    by_content = {digests.get(export.name, f"{n}"): export for n, export in enumerate(merged.exports, start=1)}
    files = tuple(_file(export, mark, digests.get(export.name), rules) for mark, export in by_content.items())
    return Imported(situation.but(months=months, statements=files), sums, tuple(_notes(sums, merged, by_hand)))


def _row(month: MonthSum, source: str, former: Month | None, taken: set[str]) -> Month:
    receipts, costs = _sorted(month.receipts, month.unsorted_in), _sorted(month.costs, month.unsorted_out)
    return Month(
        id=f"{IMPORTED}-{month.month}" + ("-again" if f"{IMPORTED}-{month.month}" in taken else ""),
        month=month.month,
        receipts=receipts,
        costs=costs,
        household_income=month.household_in or None,
        essentials=former.essentials if former else None,
        other_spending=month.household_out or None,
        read=Read(month=month.month, receipts=receipts, costs=costs),
        source=source,
    )


def _sorted(known: Decimal, unsorted: Decimal) -> Decimal | None:
    """Give a sum, unless all of it is still to be sorted: that is unknown, not zero."""
    return None if unsorted and not known else known


def _file(export: Export, mark: str, digest: str | None, rules: Rules | None) -> StatementFile:
    return StatementFile(
        id=f"file-{mark[:12]}",
        file=export.name,
        sha256=digest,
        format=export.format,
        first=export.first,
        last=export.last,
        count=str(len(export.entries)),
        warnings="\n".join(export.warnings) or None,
        shows=shown(export.entries, rules),
    )


def _notes(sums: tuple[MonthSum, ...], merged: Merged, by_hand: set[str | None]) -> list[str]:
    warnings = [*merged.warnings, *(warning for export in merged.exports for warning in export.warnings)]
    taken = [each for each in sums if each.whole and each.month not in by_hand]
    told = (
        (_("这些月份没有流水：{months}"), [s.month for s in sums if s.first is None]),
        (_("这些月份流水只盖住一部分，没有记入：{months}"), [_partly(s) for s in sums if s.first and not s.whole]),
        (
            _("这些月份在流水的时间段里，但一笔也没有，按 0 记入：{months}。钱走别的账户的，把那个账户的流水也导入"),
            [s.month for s in taken if not s.count],
        ),
        (_("这些月份您自己填过，保持原样：{months}"), [s.month for s in sums if s.whole and s.month in by_hand]),
        (
            _("这些月份记入了，但里面分不清是生意还是家里的款项没有算：{months}。该算的，请在表里加上"),
            [_unsorted(s) for s in taken if s.unsorted_in or s.unsorted_out],
        ),
        (
            _("这些月份有借款进来、又有还款出去（以贷养贷）：{months}"),
            [s.month for s in sums if s.borrowed_to_repay],
        ),
    )
    return [*warnings, *(sentence.format(months=_("、").join(months)) for sentence, months in told if months)]


def _partly(month: MonthSum) -> str:
    """Say which days of a month are covered."""
    if month.first and month.last and (month.last - month.first).days + 1 < days_in(month.month):
        return _("{month}（只有 {first} 到 {last}）").format(month=month.month, first=month.first, last=month.last)
    return _("{month}（中间缺几天）").format(month=month.month)


def _unsorted(month: MonthSum) -> str:
    """Say what of a month is not sorted, each way apart."""
    told = ((_("进 {amount}"), month.unsorted_in), (_("出 {amount}"), month.unsorted_out))
    sums = _("，").join(words.format(amount=money.shown(amount)) for words, amount in told if amount)
    return _("{month}（{sums}）").format(month=month.month, sums=sums)


def take_in(
    case_file: Path,
    files: Iterable[tuple[str, bytes]] = (),
    progress: Progress | None = None,
    told: Answers | None = None,
) -> Imported:
    """Keep these files (name, content) with a case, read all its exports together and save the months.

    `told` says which column means what (role → column name), by the signature of the question; it is kept for every
    later export with these columns. Nothing of all this stays if one file cannot be read or the case not be saved; the
    exports kept before stay as they are.
    """
    with casefile.keeping(case_file, "statements", files):
        kept = sorted((case_file.parent / "statements").glob("[!.]*"))
        merged = read_all(kept, progress, _answers(case_file) | dict(told or {}))
        digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in kept}
        base = casefile.read(case_file).case.situation
        result = imported(base.but(columns=_remembered(base, told or {})), merged, digests)
        casefile.save(case_file, "situation", result.situation, base)
    return result


def read_kept(case_file: Path, progress: Progress | None = None) -> Merged:
    """Read together the exports that are kept with a case; Refused where there are none."""
    kept = sorted((case_file.parent / "statements").glob("[!.]*"))
    if not kept:
        raise Refused(N_("还没有导入流水，请先在“情况”那一页导入"))
    return read_all(kept, progress, _answers(case_file))


def _remembered(base: Situation, told: Answers) -> tuple[ColumnName, ...]:
    """Give the answers about columns with the new ones in the place of older ones about the same columns."""
    others = tuple(c for c in base.columns if c.table not in told)
    begins = ((signature, hashlib.sha256(signature.encode()).hexdigest()[:12]) for signature in told)
    rows = (
        ColumnName(id=f"{begin}-{role}", table=signature, role=role, column=name)
        for signature, begin in begins
        for role, name in told[signature].items()
    )
    return (*others, *rows)


def _answers(case_file: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for told in casefile.read(case_file).case.situation.columns:
        if told.table and told.role and told.column:
            found.setdefault(told.table, {})[told.role] = told.column
    return found
