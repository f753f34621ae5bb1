"""A section as the browser is told of it once: the fields of each part, in groups, with their words and choices."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from workbook.case import Choice, Part, Row, column, label
from workbook.case.fields import Amount, Count, Day, MonthDay, MonthOf, Rate
from workbook.forms.layout import APPEND_ONLY, GRIDS, groups
from workbook.language import N_, _

UNKNOWN = N_("（不知道）")
REFERS = frozenset({"loan_id", "note_id", "main", "corrects"})
"""Fields that hold the id of a row elsewhere; a person picks it by its name."""
_WIDE = frozenset({"proves"})
_EXAMPLES = {"money": "20000", "rate": "14.5", "count": "12", "monthday": "3", "day": "2026-03-05", "month": "2026-03"}
_READ_AS = {"money": Amount, "rate": Rate, "count": Count, "monthday": MonthDay, "day": Day, "month": MonthOf}

Described = dict[str, Any]


def bare_type(info: FieldInfo) -> Any:
    """Give a field's type without Optional and without its limits."""
    kind: Any = info.annotation
    if get_origin(kind) in {Union, types.UnionType}:
        kind = next(a for a in get_args(kind) if a is not type(None))
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def row_type(info: FieldInfo) -> type[Row] | None:
    """Give the row type of a list field, None for any other field."""
    inner = get_args(info.annotation)
    is_rows = get_origin(info.annotation) is tuple and isinstance(inner[0], type) and issubclass(inner[0], Row)
    return inner[0] if is_rows else None


def part_type(info: FieldInfo) -> type[Part] | None:
    """Give the type of a nested part, None for any other field."""
    kind = bare_type(info)
    return kind if isinstance(kind, type) and issubclass(kind, Part) else None


def inner_type(info: FieldInfo) -> type[Part] | None:
    """Give the type of what a field holds inside, a nested part or the rows of a list."""
    return row_type(info) or part_type(info)


def owner(model: type[Part], path: tuple[str, ...]) -> type[Part] | None:
    """Give the part whose field, or among whose rows, the last step of a path is; None where there is no such place."""
    found: type[Part] | None = model
    steps = iter(path[:-1])
    for step in steps:
        info = found.model_fields.get(step) if found is not None else None
        found = inner_type(info) if info is not None else None
        if info is not None and row_type(info) is not None:
            next(steps, None)  # the id of the row
    return found


def is_drawn(model: type[Part], path: tuple[str, ...]) -> bool:
    """Tell whether a form of a part has a control for what stands at a path."""
    holder = owner(model, path)
    names = [name for _title, group in groups(holder) for name in group] if holder is not None else []
    return holder is not None and path[-1] in names and inner_type(holder.model_fields[path[-1]]) is None


def kind(name: str, info: FieldInfo) -> str:
    """Tell how a field that holds one value is filled in."""
    bare = bare_type(info)
    if name in REFERS:
        return "refer"
    if bare is bool or (isinstance(bare, type) and issubclass(bare, Choice)):
        return "choice"
    if get_origin(info.annotation) is tuple:
        return "several"
    if dict(info.json_schema_extra or {}).get("long"):  # type: ignore[arg-type]
        return "long"
    return next((word for word, read in _READ_AS.items() if read.__metadata__[0] in info.metadata), "words")  # type: ignore[attr-defined]


@cache
def shapes(model: type[Part]) -> Mapping[str, tuple[type[Part] | None, str]]:
    """Give for each field of a part what it holds inside, or how its one value is filled in."""
    found = {name: (inner_type(info), info) for name, info in model.model_fields.items()}
    return {name: (inner, "" if inner else kind(name, info)) for name, (inner, info) in found.items()}


def described(root: type[Part], only: tuple[str, ...] | None = None) -> Described:
    """Describe a part and all that lies inside it, each type once; `only` narrows the outermost."""
    found: dict[str, Described] = {}
    _describe(root, found, only)
    return {"root": root.__name__, "parts": found}


def _describe(model: type[Part], found: dict[str, Described], only: tuple[str, ...] | None = None) -> None:
    if model.__name__ in found:
        return
    told = found[model.__name__] = {"groups": [], "log": model in APPEND_ONLY}
    for title, names in groups(model, only):
        fields = [_field(model, name, title, found) for name in names]
        told["groups"].append({"title": _(title) if title else "", "fields": fields})


_SMALL = frozenset({"stock_per_100"})
"""Sums of money that never reach ten thousand yuan, so that no button offers it."""


def _field(model: type[Part], name: str, group: str, found: dict[str, Described]) -> Described:
    info, title = model.model_fields[name], label(model, name)
    told: Described = {"name": name, "label": title, "help": _(info.description or "")}
    inner = inner_type(info)
    if inner is None:
        told["kind"] = kind(name, info)
        wide = told["kind"] in {"long", "several"} or name in _WIDE
        return {**told, "wide": wide, "choices": _choices(info), "small": name in _SMALL}
    _describe(inner, found)
    told |= {"part": inner.__name__, "wide": True, "headed": not group or _(group) != title}
    if row_type(info) is None:
        return {**told, "kind": "part"}
    adds = _("加一行：{title}").format(title=title)
    told |= {"add": adds, "expects": _expects(inner, found[inner.__name__])}
    return {**told, "kind": "grid" if inner in GRIDS else "rows"}


def _expects(model: type[Part], row: Described) -> str:
    """Say what a row holds, in order, with one row as an example."""
    columns = [one for one in row["groups"][0]["fields"] if "part" not in one]
    names = _("、").join(column(model, one["name"]) for one in columns)
    said = _("一行依次是：{columns}；例如：{example}")
    example = " | ".join(_example(one) for one in columns)
    return said.format(columns=names, example=example)


def _example(field: Described) -> str:
    if field["kind"] == "refer":
        return _("（从名单里选）")
    return field["choices"][0][1] if field["choices"] else _EXAMPLES.get(field["kind"], _("（文字）"))


def _choices(info: FieldInfo) -> list[tuple[Any, str]]:
    bare = bare_type(info)
    if bare is bool:
        return [(True, _("是")), (False, _("否"))]
    inner = get_args(info.annotation)[0] if get_origin(info.annotation) is tuple else bare
    return [(m.value, m.words) for m in inner] if isinstance(inner, type) and issubclass(inner, Choice) else []


def phrases() -> dict[str, str]:
    """Give the words of the form itself."""
    return {
        "unknown": _(UNKNOWN),
        "none": _("（还没有可以选的）"),
        "row": _("第 {n} 行"),
        "told": _("填了 {count} 项"),
        "cell": _("{field}，{row}"),
        "remove": _("删去第 {n} 行"),
        "settle": _("记下这一条（之后不能改，只能另加一条更正）"),
        "undo": _("撤销上一步"),
        "mine": _("用这里的"),
        "theirs": _("用别处的"),
        "tenthousand": _("万"),
        "tenthousandkey": _("万（键盘上按 w）"),
        "pick": _("选日期"),
        "tool": _("{tool}（{field}）"),
        "day": _("例如 10月24日"),
        "waiting": _("还没保存，正在等程序回应。字先留在这个浏览器标签页里。"),
        "clear": _("清除没送出的字"),
        "restored": _("上次没来得及保存的，已经送出去了"),
        "pasted": _("贴进了 {rows} 行 {columns} 列：{names}"),
        "headings": _("第一行是表头，没有贴"),
        "toowide": _("右边放不下的 {columns} 列没有贴"),
        "and": _("、"),
        "onecell": _("一格只写一项，整张表没有贴进去"),
    }
