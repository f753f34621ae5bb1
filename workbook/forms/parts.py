"""A part as grouped fields, a list of rows as cards: what a form is built of."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import ipywidgets as widgets
from pydantic.fields import FieldInfo

from workbook import casefile
from workbook.case import Part, Row
from workbook.forms.controls import Field, label, part_type, row_type
from workbook.forms.layout import APPEND_ONLY, Group, groups
from workbook.forms.sheet import Path, Tree, add_row, look, put, take
from workbook.language import _


@dataclass
class Desk:
    """What the parts of one open form share: the tree, the fields by path, what to do on a change."""

    tree: Tree
    changed: Callable[[Path], None]
    rebuild: Callable[[], None]
    refers: Callable[[str], bool]
    options: Callable[[str], Mapping[str, str]]
    settle: Callable[[str], None]
    settled: frozenset[Path] = frozenset()
    only: tuple[str, ...] | None = None
    only_row: str | None = None
    fields: dict[Path, Field] = field(default_factory=dict)
    errors: Mapping[Path, str] = field(default_factory=dict)

    def show_errors(self, errors: Mapping[Path, str]) -> Mapping[Path, str]:
        """Put each error beside its field; give back those that have no field here."""
        self.errors = errors
        for path, shown in self.fields.items():
            shown.say(errors.get(path))
        return {path: words for path, words in errors.items() if path not in self.fields}


def part_box(desk: Desk, model: type[Part], where: Path) -> Any:
    """Build the fields of a part: the first group open, the others folded and built when opened."""
    found = groups(model, _narrowed(desk, where))
    first, rest = found[0], found[1:]
    boxes = [_grid(desk, model, first, where)]
    if first[0]:
        boxes.insert(0, widgets.HTML(f'<p class="wb-group">{escape(_(first[0]))}</p>'))
    boxes += [_folded(desk, model, group, where) for group in rest]
    return widgets.VBox(boxes)


def _narrowed(desk: Desk, where: Path) -> tuple[str, ...] | None:
    if desk.only is None or desk.only_row is None:
        return desk.only if not where else None
    return {0: ("loans",), 2: desk.only}.get(len(where))


def _grid(desk: Desk, model: type[Part], group: Group, where: Path) -> Any:
    title, names = group
    box = widgets.Box([_field_box(desk, model, name, (*where, name), title) for name in names])
    box.add_class("wb-grid")
    return box


def _folded(desk: Desk, model: type[Part], group: Group, where: Path) -> Any:
    title, names = group
    inside = widgets.VBox([])
    fold = widgets.Accordion([inside], titles=(_(title),), selected_index=None)
    fold.add_class("wb-fold")

    def build(_change: object = None) -> None:
        if not inside.children:
            inside.children = [_grid(desk, model, group, where)]
            desk.show_errors(desk.errors)

    fold.observe(build, names="selected_index")
    if any(look(desk.tree, (*where, name)) not in (None, [], {}) for name in names):
        fold.selected_index = 0
        build()
    return fold


def _field_box(desk: Desk, model: type[Part], name: str, path: Path, group: str) -> Any:
    info = model.model_fields[name]
    rows = row_type(info)
    if rows is not None:
        return _rows_box(desk, rows, path, label(info), _(info.description or ""))
    nested = part_type(info)
    if nested is not None:
        return _nested_box(desk, nested, path, info, group)

    def changed(value: Any) -> None:
        put(desk.tree, path, value)
        desk.changed(path)

    shown = Field(name, info, look(desk.tree, path), changed, desk.options(name))
    shown.control.disabled = path[:2] in desk.settled
    desk.fields[path] = shown
    return shown.box


def _nested_box(desk: Desk, model: type[Part], path: Path, info: FieldInfo, group: str) -> Any:
    """Build a part inside a part under its own heading, unless its group is called the same already."""
    inner = part_box(desk, model, path)
    if _(group) != label(info):
        inner.children = (_heading(label(info), _(info.description or "")), *inner.children)
    inner.add_class("wb-wide")
    return inner


def _heading(title: str, help_words: str) -> Any:
    return widgets.HTML(
        f'<p class="wb-rows-title">{escape(title)}<span class="wb-help"> {escape(help_words)}</span></p>'
    )


def _rows_box(desk: Desk, model: type[Row], path: Path, title: str, help_words: str) -> Any:
    rows = [row for row in (look(desk.tree, path) or []) if not row.get("archived")]
    shown = [row for row in rows if desk.only_row in (None, row["id"])]
    head = _heading(title, help_words)
    cards = [_card(desk, model, (*path, row["id"]), n) for n, row in enumerate(shown, start=1)]
    add = widgets.Button(description=_("加一行：{title}").format(title=title), icon="plus")
    add.add_class("wb-add")

    def on_add(_button: object) -> None:
        row_id = secrets.token_hex(4)
        add_row(desk.tree, path, row_id)
        if model in APPEND_ONLY:
            put(desk.tree, (*path, row_id, "open_on"), casefile.today().isoformat())
        desk.changed((*path, row_id))
        desk.rebuild()

    add.on_click(on_add)
    box = widgets.VBox([head, *cards] if desk.only_row else [head, *cards, add])
    box.add_class("wb-wide")
    return box


def _card(desk: Desk, model: type[Row], path: Path, number: int) -> Any:
    inner = part_box(desk, model, path)
    if desk.only_row:
        return inner
    title = widgets.HTML(f'<p class="wb-card-title">{escape(_("第 {n} 行").format(n=number))}</p>')
    head = widgets.HBox([title])
    if model not in APPEND_ONLY:
        head.children = [title, _remove_button(desk, path, number)]
    elif path not in desk.settled:
        head.children = [title, _settle_button(desk, path[-1])]
    head.add_class("wb-card-head")
    card = widgets.VBox([head, inner])
    card.add_class("wb-card")
    return card


def _remove_button(desk: Desk, path: Path, number: int) -> Any:
    button = widgets.Button(description=_("删去第 {n} 行").format(n=number), icon="trash")
    button.add_class("wb-remove")

    def on_remove(_button: object) -> None:
        if desk.refers(path[-1]):
            put(desk.tree, (*path, "archived"), True)
        else:
            take(desk.tree, path)
        desk.changed(path)
        desk.rebuild()

    button.on_click(on_remove)
    return button


def _settle_button(desk: Desk, row_id: str) -> Any:
    button = widgets.Button(description=_("记下这一条（之后不能改，只能另加一条更正）"), icon="lock")
    button.add_class("wb-add")
    button.on_click(lambda _button: desk.settle(row_id))
    return button
