"""Which cases are meant: folders, a folder of cases, or a list of them in a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbook.casefile import CASE_FILE
from workbook.language import N_, Refused, _


def case_files(named: Iterable[Path]) -> tuple[Path, ...]:
    """Give the case file of every case that is named, in order, each once.

    One that a list names and that is not there is given all the same: it fails by itself. Refused where nothing is
    found, and where two cases would write into folders of one name.
    """
    found = tuple(dict.fromkeys(file for place in named for file in _at(place.absolute())))
    if not found:
        raise Refused(N_("没有找到案例：写案例文件夹、装着案例的文件夹，或一行一个文件夹的清单文件"))
    counted = Counter(file.parent.name for file in found)
    twice = [name for name, times in counted.items() if times > 1]
    if twice:
        raise Refused(N_("有几个案例的文件夹同名，会写到一起，请改名：{names}"), names=_("、").join(twice))
    return found


def _at(place: Path) -> Iterator[Path]:
    if place.name == CASE_FILE:
        yield place
    elif place.is_dir():
        yield from _in(place)
    elif place.is_file():
        yield from _listed(place)
    else:
        raise Refused(N_("找不到“{place}”"), place=place)


def _in(folder: Path) -> Iterator[Path]:
    """Give the case of a folder, else those of the folders in it."""
    one = folder / CASE_FILE
    return iter([one] if one.is_file() else sorted(folder.glob(f"*/{CASE_FILE}")))


def _listed(file: Path) -> Iterator[Path]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(N_("清单“{file}”读不出来，要是 UTF-8 的文本，一行一个案例文件夹"), file=file) from error
    for line in lines:
        if line.strip() and not line.startswith("#"):
            place = file.parent / line.strip()
            yield place if place.name == CASE_FILE else place / CASE_FILE
