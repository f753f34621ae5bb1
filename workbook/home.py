"""Where things lie: what comes with the workbook, and the home of what a person makes with it."""

from __future__ import annotations

import os
from pathlib import Path

from workbook.language import N_, Refused, _

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "shipped"  # in a wheel; a checkout has the same folders beside the package
_IN_CHECKOUT = (_PACKAGE.parent / "pyproject.toml").is_file() and not _PACKED.is_dir()
SHIPPED = _PACKAGE.parent if _IN_CHECKOUT else _PACKED
"""Holds `data` (rules, lenders, statement layouts, examples) and `notebooks`."""


class Incomplete(Exception):
    """The installation lacks something; not a Refused, since no page may go on without it."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.place = place

    def __str__(self) -> str:
        return _("工作簿没有装完整：“{place}”里什么也没有，请重新安装").format(place=self.place)


def folder() -> Path:
    """Give the home: WORKBOOK_HOME, else the checkout, else a folder of the user's own.

    It is never beside an installed package. Refused for a WORKBOOK_HOME that depends on where a program was started.
    """
    told = os.environ.get("WORKBOOK_HOME")
    if not told:
        return SHIPPED if _IN_CHECKOUT else Path.home() / "loan-negotiation-workbook"
    place = Path(told).expanduser()
    if not place.is_absolute():
        raise Refused(N_("WORKBOOK_HOME 要写完整的路径，现在是“{place}”"), place=told)
    return place.resolve()


def private_folder(place: Path) -> Path:
    """Make a folder, and each missing one above it, that only its owner can open."""
    missing = [above for above in place.parents if not above.exists()]
    for each in (*reversed(missing), place):
        each.mkdir(mode=0o700, exist_ok=True)
    return place


def cases() -> Path:
    """Give the folder that holds the borrower's cases, in a checkout ignored by git."""
    return folder() / "data" / "cases"


def reports() -> Path:
    """Give the folder that holds what was made from the cases, in a checkout ignored by git."""
    return folder() / "reports"


def is_public() -> bool:
    """Tell whether this runs on a public machine: BinderHub names itself to what it starts."""
    return any(name in os.environ for name in ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL"))
