"""Bringing exports into a case folder: kept unchanged, read together, the whole months saved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from workbook import casefile
from workbook.case import ColumnName
from workbook.statements.merging import Merged, read_all
from workbook.statements.model import Progress
from workbook.statements.situation import Imported, imported


def take_in(case_file: Path, files: Iterable[tuple[str, bytes]] = (), progress: Progress | None = None) -> Imported:
    """Keep these files (name, content) with a case, read all its exports together and save the months.

    Nothing of them stays if one cannot be read or the case not be saved; the exports kept before stay as they are.
    """
    with casefile.keeping(case_file, "statements", files):
        return _save(case_file, read_all(_kept(case_file), progress, _answers(case_file)))


def remember_columns(case_file: Path, signature: str, answers: Mapping[str, str]) -> None:
    """Keep which column means what (role → column name) for every export with these columns."""
    base = casefile.read(case_file).case.situation
    others = tuple(c for c in base.columns if c.table != signature)
    begin = hashlib.sha256(signature.encode()).hexdigest()[:12]
    rows = tuple(
        ColumnName(id=f"{begin}-{role}", table=signature, role=role, column=name) for role, name in answers.items()
    )
    casefile.save(case_file, "situation", base.but(columns=(*others, *rows)), base)


def _answers(case_file: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for told in casefile.read(case_file).case.situation.columns:
        if told.table and told.role and told.column:
            found.setdefault(told.table, {})[told.role] = told.column
    return found


def _kept(case_file: Path) -> tuple[Path, ...]:
    return tuple(sorted((case_file.parent / "statements").glob("[!.]*")))


def _save(case_file: Path, merged: Merged) -> Imported:
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in _kept(case_file)}
    base = casefile.read(case_file).case.situation
    result = imported(base, merged, digests)
    casefile.save(case_file, "situation", result.situation, base)
    return result
