"""The case folder: read strictly, saved one section at a time, with dated backups."""

from workbook.casefile.drawers import keep, keeping
from workbook.casefile.lock import held
from workbook.casefile.log import Written, keep_written, written
from workbook.casefile.merge import Conflict
from workbook.casefile.places import (
    CASE_FILE,
    adopt,
    choose_language,
    current,
    drawer,
    language,
    listed,
    locate,
    now,
    remove,
    stamp,
    today,
)
from workbook.casefile.plain_file import read_file
from workbook.casefile.restoring import restore, take_back
from workbook.casefile.store import (
    LARGEST_FILE,
    Drafts,
    Stored,
    Unconfirmed,
    bring_in,
    create,
    newest_good,
    read,
    save,
)
from workbook.casefile.store import encode as export
from workbook.casefile.strict_json import parse
from workbook.casefile.titles import place_words

__all__ = [
    "CASE_FILE",
    "LARGEST_FILE",
    "Conflict",
    "Drafts",
    "Stored",
    "Unconfirmed",
    "Written",
    "adopt",
    "bring_in",
    "choose_language",
    "create",
    "current",
    "drawer",
    "export",
    "held",
    "keep",
    "keep_written",
    "keeping",
    "language",
    "listed",
    "locate",
    "newest_good",
    "now",
    "parse",
    "place_words",
    "read",
    "read_file",
    "remove",
    "restore",
    "save",
    "stamp",
    "take_back",
    "today",
    "written",
]
