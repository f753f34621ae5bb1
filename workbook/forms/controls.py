"""One field as a control: a label above, a note beside it, unknown allowed everywhere."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Annotated, Any, Union, get_args, get_origin

import ipywidgets as widgets
from pydantic.fields import FieldInfo

from workbook.case import Choice, Part, Row
from workbook.language import N_, _

Changed = Callable[[Any], None]
UNKNOWN = N_("（不知道）")


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


def label(info: FieldInfo) -> str:
    """Give the translated title of a field with its unit."""
    unit = dict(info.json_schema_extra or {}).get("unit")  # type: ignore[arg-type]
    title = _(info.title or "")
    return _("{title}（{unit}）").format(title=title, unit=_(str(unit))) if unit and str(unit) not in title else title


class Field:
    """A control and the note beside it."""

    def __init__(self, name: str, info: FieldInfo, raw: Any, changed: Changed, options: Mapping[str, str]) -> None:
        self.control = _control(info, raw, options)
        self.help = _(info.description or "")
        self.note = widgets.HTML(_help(self.help))
        self.box = widgets.VBox([self.control, self.note], layout=widgets.Layout(width="100%"))
        self.box.add_class("wb-field")
        if name in _WIDE or isinstance(self.control, widgets.Textarea):
            self.box.add_class("wb-wide")
        _observe(self.control, changed)

    def say(self, error: str | None) -> None:
        """Show an error beside the field, or its help again."""
        wanted = f'<span role="alert" class="wb-error">{escape(error)}</span>' if error else _help(self.help)
        if self.note.value != wanted:
            self.note.value = wanted
        (self.box.add_class if error else self.box.remove_class)("wb-wrong")


_WIDE = {"proves"}


def _full() -> Any:
    return widgets.Layout(width="calc(100% - 4px)", flex_flow="column", height="auto")


def _help(words: str) -> str:
    return f'<span class="wb-help">{escape(words)}</span>' if words else ""


def _control(info: FieldInfo, raw: Any, options: Mapping[str, str]) -> Any:
    kind = bare_type(info)
    if options:
        return _dropdown(info, {words: row_id for row_id, words in options.items()}, raw)
    if kind is bool:
        return _dropdown(info, {_("是"): True, _("否"): False}, raw)
    if isinstance(kind, type) and issubclass(kind, Choice):
        return _dropdown(info, {member.words: member.value for member in kind}, raw)
    if get_origin(info.annotation) is tuple:
        return _several(info, raw)
    return _typed(info, raw)


def _dropdown(info: FieldInfo, choices: dict[str, Any], raw: Any) -> Any:
    entries = [(_(UNKNOWN), ""), *choices.items()]
    value = raw if raw in choices.values() else ""
    return widgets.Dropdown(options=entries, value=value, description=label(info), layout=_full(), style=_LABEL)


def _typed(info: FieldInfo, raw: Any) -> Any:
    is_long = dict(info.json_schema_extra or {}).get("long")  # type: ignore[arg-type]
    kind = widgets.Textarea if is_long else widgets.Text
    hint = _("年-月-日，例如 2026-03-05") if bare_type(info) is date else ""
    return kind(
        value="" if raw is None else str(raw), description=label(info), placeholder=hint, layout=_full(), style=_LABEL
    )


def _several(info: FieldInfo, raw: Any) -> Any:
    choice = get_args(info.annotation)[0]
    boxes = [
        widgets.Checkbox(value=member.value in (raw or []), description=member.words, indent=False) for member in choice
    ]
    title = widgets.HTML(f'<span class="wb-label">{escape(label(info))}</span>')
    group = widgets.VBox([title, *boxes])
    group.chosen = lambda: [m.value for m, box in zip(choice, boxes, strict=True) if box.value] or None
    return group


def _observe(control: Any, changed: Changed) -> None:
    if hasattr(control, "chosen"):
        for box in control.children[1:]:
            box.observe(lambda _change: changed(control.chosen()), names="value")
        return
    control.observe(lambda change: changed(change["new"] if change["new"] != "" else None), names="value")


_LABEL = {"description_width": "initial"}
