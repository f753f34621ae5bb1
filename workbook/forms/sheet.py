"""A section as it is typed: raw texts in a tree, the valid part of them, and what is wrong with the rest.

Nothing here knows a widget. The tree has the shape of the section's JSON; a row is found by its id, so a
path such as `loans/L1/principal` stays true when rows move.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from workbook.case import Part
from workbook.case.fields import problems

Path = tuple[str, ...]
Tree = dict[str, Any]
CONFLICT = "≠"
MOST_ROUNDS = 60


@dataclass(frozen=True)
class Reading:
    """What a tree amounts to: the valid section, the texts left out of it, and why, by path."""

    section: Part
    drafts: Mapping[str, str]
    errors: Mapping[Path, str]


def open_tree(section: Part, drafts: Mapping[str, str]) -> tuple[Tree, dict[Path, str]]:
    """Give the tree to show for a stored section: its values, with unfinished texts back in their fields.

    The second part is what is still undecided between two places, by path.
    """
    tree: Tree = section.model_dump(mode="json", exclude_defaults=True)
    undecided: dict[Path, str] = {}
    for key, text in drafts.items():
        if key.startswith(CONFLICT):
            undecided[path_of(key)] = text
        elif look(tree, path_of(key)) is not None:
            undecided[path_of(key)] = text  # what is not valid yet was typed in one place, the value in another
        else:
            put(tree, path_of(key), undrafted(text))
    return tree, undecided


def read(
    model: type[Part], tree: Tree, undecided: Mapping[Path, str], written: Callable[[Tree], Tree] = copy.deepcopy
) -> Reading:
    """Split a tree into its valid section and the rest; a field that is not valid counts as unknown.

    `written` gives a copy with what people say in words (yesterday) as it is written.
    """
    kept = written(tree)
    errors: dict[Path, str] = {}
    drafts = {CONFLICT + "/".join(path): text for path, text in undecided.items()}
    for _round in range(MOST_ROUNDS):
        try:
            return Reading(model.model_validate(kept), drafts, errors)
        except ValidationError as error:
            for place, sentence in problems(error).items():
                path = by_id(kept, place)
                errors[path] = sentence
                raw = take(kept, path)
                if raw is not None:
                    drafts["/".join(path)] = drafted(raw)
    raise AssertionError("a tree without its wrong fields is valid")  # pragma: no cover


def by_id(tree: Tree, place: tuple[str | int, ...]) -> Path:
    """Turn a pydantic place with row numbers into a path with row ids, cut at the field."""
    path: list[str] = []
    found: Any = tree
    for step in place:
        if isinstance(step, int):
            if not (isinstance(found, list) and step < len(found) and isinstance(found[step], dict)):
                break
            found = found[step]
            path.append(str(found["id"]))
            continue
        if not isinstance(found, dict):
            break
        path.append(step)
        found = found.get(step)
    return tuple(path)


def look(tree: Tree, path: Path) -> Any:
    """Give what stands at a path, None where nothing does."""
    found: Any = tree
    for step in path:
        found = _child(found, step)
    return found


def around(tree: Tree, path: Path) -> Tree:
    """Give what is told in the row of a field and in all that the row is a part of; what is nearer counts."""
    found: Any = tree
    told = dict(tree)
    for step in path[:-1]:
        found = _child(found, step)
        told |= found if isinstance(found, dict) else {}
    return told


def put(tree: Tree, path: Path, value: Any) -> None:
    """Set what stands at a path, None takes it away; a part on the way is made, a row that is gone stays gone."""
    if value is None:
        take(tree, path)
        return
    holder: Any = tree
    for step in path[:-1]:
        inner = _child(holder, step)
        if inner is None and isinstance(holder, dict):
            inner = holder[step] = {}
        holder = inner
    if isinstance(holder, dict):
        holder[path[-1]] = value
    elif isinstance(holder, list) and isinstance(value, dict):
        holder[:] = [value if row is _child(holder, path[-1]) else row for row in holder]
        if value not in holder:
            holder.append(value)


def add_row(tree: Tree, path: Path, row_id: str) -> None:
    """Put an empty row at the end of a list."""
    put(tree, path, [*(look(tree, path) or []), {"id": row_id}])


def take(tree: Tree, path: Path) -> Any:
    """Remove and give what stands at a path."""
    holder = look(tree, path[:-1])
    if isinstance(holder, dict):
        return holder.pop(path[-1], None)
    if isinstance(holder, list):
        row = _child(holder, path[-1])
        holder[:] = [one for one in holder if one is not row]
        return row
    return None


def _child(holder: Any, step: str) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    if isinstance(holder, list):
        return next((row for row in holder if isinstance(row, dict) and row.get("id") == step), None)
    return None


def place_of(conflict: Path) -> Path:
    """Give the place that a conflict is about, be it in the section or among its drafts."""
    return path_of(conflict[0]) if len(conflict) == 1 else conflict


def path_of(key: str) -> Path:
    """Give the path that a draft is kept under."""
    return tuple(key.removeprefix(CONFLICT).split("/"))


def drafted(raw: Any) -> str:
    """Write a value as a draft text."""
    return raw if isinstance(raw, str) else "json:" + json.dumps(raw, ensure_ascii=False)


def undrafted(text: str) -> Any:
    """Read a draft text back."""
    return json.loads(text.removeprefix("json:")) if text.startswith("json:") else text
