"""What becomes of what was changed here and elsewhere at once: the borrower chooses, what is written down stays."""

from __future__ import annotations

from pathlib import Path

from workbook import casefile
from workbook.forms import sheet
from workbook.forms.editing import Editing, drafted
from workbook.forms.entries import with_written
from workbook.forms.history import Version


def keep_both(editing: Editing, conflict: casefile.Conflict, found: casefile.Stored) -> None:
    """Go on from what stands there by now: my text of a field is asked about, a row that one side has stays."""
    base, asked_before = sheet.open_tree(*editing.base)
    theirs, asked = sheet.open_tree(*editing.version(found))
    for place in map(sheet.place_of, conflict.places):
        _keep_both_at(editing, place, base, theirs)
        if place in asked:
            asked_before[place] = asked[place]
        else:
            asked_before.pop(place, None)  # it was decided there: what is typed here is held against that
    reading = sheet.read(editing.model, base, asked_before)
    editing.base = reading.section, dict(reading.drafts)


def _keep_both_at(editing: Editing, place: sheet.Path, base: sheet.Tree, theirs: sheet.Tree) -> None:
    trees = base, editing.tree, theirs
    before, mine, other = (sheet.look(tree, place) for tree in trees)
    is_row = any(isinstance(sheet.look(tree, place[:-1]), list) for tree in trees)
    sheet.put(base, place, other)
    if mine != before and not is_row:
        editing.undecided[place] = drafted(mine)
    if mine is None or not is_row:
        sheet.put(editing.tree, place, other)


def give_way(editing: Editing, mine: Version, path: Path) -> casefile.Stored:
    """Save a version without the change to an entry that was written down meanwhile."""
    found = editing.version(casefile.read(path))
    return editing.write(path, with_written(mine, found[0]), editing.base)
