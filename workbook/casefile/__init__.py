"""The case folder: read strictly, saved one section at a time, with dated backups."""

from workbook.casefile.log import Written, keep_written, written
from workbook.casefile.merge import Conflict
from workbook.casefile.places import (
    adopt,
    create,
    current,
    drawer,
    keep,
    listed,
    locate,
    now,
    remove,
    stamp,
    today,
)
from workbook.casefile.store import (
    Drafts,
    Stored,
    bring_in,
    export,
    newest_good,
    place_words,
    read,
    restore,
    save,
    take_back,
)
from workbook.casefile.strict_json import parse

__all__ = [
    "Conflict",
    "Drafts",
    "Stored",
    "Written",
    "adopt",
    "bring_in",
    "create",
    "current",
    "drawer",
    "export",
    "keep",
    "keep_written",
    "listed",
    "locate",
    "newest_good",
    "now",
    "parse",
    "place_words",
    "read",
    "remove",
    "restore",
    "save",
    "stamp",
    "take_back",
    "today",
    "written",
]
