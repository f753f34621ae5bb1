"""Two people, or two tabs, change one section: what can stand together is kept, the rest is named."""

from __future__ import annotations

from typing import Any

from workbook.language import N_, Refused

Rows = list[dict[str, Any]]


class Conflict(Refused):
    """The same field was changed in two places; nothing was written. `places` names the fields."""

    def __init__(self, places: tuple[tuple[str, ...], ...]) -> None:
        super().__init__(N_("这一项刚在别处改成了别的内容，请选用哪一个"))
        self.places = places


def merge(base: Any, theirs: Any, mine: Any) -> Any:
    """Join two changes of one section, given as JSON values; rows are matched by id.

    Raises Conflict with the path of every field that both sides changed differently.
    """
    places: list[tuple[str, ...]] = []
    merged = _merge(base, theirs, mine, (), places)
    if places:
        raise Conflict(tuple(places))
    return merged


def _merge(base: Any, theirs: Any, mine: Any, where: tuple[str, ...], places: list[tuple[str, ...]]) -> Any:
    if mine == base:
        return theirs
    if theirs in (base, mine):
        return mine
    theirs, mine = _emptied(theirs, mine), _emptied(mine, theirs)
    if isinstance(theirs, dict) and isinstance(mine, dict):
        return _merge_dicts(base if isinstance(base, dict) else {}, theirs, mine, where, places)
    if _are_rows(theirs) and _are_rows(mine):
        return _merge_rows(base if _are_rows(base) else [], theirs, mine, where, places)
    places.append(where)
    return mine


def _merge_dicts(
    base: dict[str, Any],
    theirs: dict[str, Any],
    mine: dict[str, Any],
    where: tuple[str, ...],
    places: list[tuple[str, ...]],
) -> dict[str, Any]:
    keys = [*theirs, *(k for k in mine if k not in theirs)]
    merged = {k: _merge(base.get(k), theirs.get(k), mine.get(k), (*where, k), places) for k in keys}
    return {k: v for k, v in merged.items() if v is not None}


def _merge_rows(base: Rows, theirs: Rows, mine: Rows, where: tuple[str, ...], places: list[tuple[str, ...]]) -> Rows:
    by_id = [{row["id"]: row for row in side} for side in (base, theirs, mine)]
    return list(_merge_dicts(by_id[0], by_id[1], by_id[2], where, places).values())


def _emptied(side: Any, other: Any) -> Any:
    """Give an empty list or part for one that is not there any more, as what the other side changed in it stays."""
    if side is not None:
        return side
    if _are_rows(other):
        return []
    return {} if isinstance(other, dict) and "id" not in other else None


def _are_rows(value: Any) -> bool:
    rows = isinstance(value, list) and all(isinstance(row, dict) and "id" in row for row in value)
    return rows and len({row["id"] for row in value}) == len(value)
