"""The entries of a log in a form: open while they are filled in, then written down for good."""

from __future__ import annotations

from collections.abc import Callable

from workbook import casefile
from workbook.case import Part, Talks
from workbook.forms import sheet
from workbook.forms.editing import Editing
from workbook.forms.history import Version
from workbook.forms.showing import settled
from workbook.language import _


def unfinished(editing: Editing, row: sheet.Path) -> tuple[sheet.Path, str] | None:
    """Say what stands in the way of writing an entry down, and in which field."""
    tree = editing.tree
    wrong = next((path for path in (*editing.undecided, *editing.reading().errors) if path[:2] == row), None)
    if wrong:
        return wrong, _("这一条里还有没写对的地方，改好了再记下")
    corrects = sheet.look(tree, (*row, "corrects"))
    if corrects and (corrects == row[1] or sheet.look(tree, ("contacts", corrects)) is None):
        lacking = _("没有编号是“{entry}”的联系记录，请检查更正的是哪一条").format(entry=corrects)
        return (*row, "corrects"), lacking
    if not corrects and not sheet.look(tree, (*row, "on")):
        return (*row, "on"), _("先填“哪天”，再记下：记下以后就不能改了")
    return None


def write_down(editing: Editing, row: sheet.Path, save: Callable[[], None]) -> None:
    """Save an entry for good; it stays open where that is refused."""
    begun = sheet.take(editing.tree, (*row, "open_on"))
    save()
    if row not in editing.settled():
        sheet.put(editing.tree, (*row, "open_on"), begun)


def with_written(version: Version, now: Part) -> Version:
    """Give a version of a section with its log as it is written down in the section as it is now."""
    section, drafts = version
    if not isinstance(section, Talks) or not isinstance(now, Talks):
        return section, drafts
    down = settled(now)
    kept = {key: text for key, text in drafts.items() if sheet.path_of(key)[:2] not in down}
    return casefile.keep_written(section, now, casefile.today()), kept
