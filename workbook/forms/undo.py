"""Undo: an ordinary save that takes back one edit; what others changed since stays, as do written log entries."""

from __future__ import annotations

from pathlib import Path

from workbook import casefile
from workbook.forms import sheet
from workbook.forms.editing import Editing
from workbook.forms.entries import with_written
from workbook.forms.history import Edit, History, Version
from workbook.forms.showing import placed_words


def latest(history: History, editing: Editing) -> Edit | None:
    """Give the latest edit that there is something to take back of."""
    return history.latest(lambda version: _by_now(version, editing))


def take_back(edit: Edit, editing: Editing, path: Path) -> casefile.Stored:
    """Save a section without an edit; raises Conflict where others changed since what it changed."""
    return editing.write(path, _by_now(edit.before, editing), _by_now(edit.after, editing))


def place_words(edit: Edit, editing: Editing) -> str:
    """Name the place of an edit, its row by its number, also where the row is there no more."""
    former, _asked = sheet.open_tree(*edit.before)
    there = sheet.look(editing.tree, edit.place[:2]) is not None
    return placed_words(editing.name, editing.tree if there else former, edit.place)


def _by_now(version: Version, editing: Editing) -> Version:
    return with_written(version, editing.base[0])
