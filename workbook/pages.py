"""The nine pages by name and in order: people read names, files have numbers."""

from __future__ import annotations

import re
from typing import NamedTuple


class Page(NamedTuple):
    """A page: the name of its notebook, and what people call it in each language."""

    file: str
    zh: str
    en: str

    def named(self, language: str) -> str:
        """Give what it is called."""
        return self.en if language == "en" else self.zh


PAGES = (
    Page("00_start", "开始", "Start"),
    Page("01_situation", "情况", "Situation"),
    Page("02_debts", "借款", "Loans"),
    Page("03_pressure", "压力", "Pressure"),
    Page("04_evidence", "证据", "Evidence"),
    Page("05_options", "方案", "Options"),
    Page("06_brief", "材料", "Papers"),
    Page("07_talks", "谈", "Talk"),
    Page("08_followup", "跟进", "Follow-up"),
)

_SAID = re.compile(
    "“(?P<zh>{zh})”那一页|page “(?P<en>{en})”".format(
        zh="|".join(page.zh for page in PAGES), en="|".join(page.en for page in PAGES)
    )
)


_standing: str | None = None


def stand(file: str | None) -> None:
    """Say on which page what is shown from now on is read; None where it is read on none."""
    global _standing  # noqa: PLW0603 - a program shows one page
    _standing = file


def from_here(words: str) -> str:
    """Give words in which the page they are read on is this page, not one to go to."""
    return _SAID.sub(lambda said: _here(said) if _file(said) == _standing else said[0], words)


def linked(html: str) -> str:
    """Make a link of every page that is named in escaped HTML and is another than this."""
    return _SAID.sub(lambda said: f'<a href="{_file(said)}.ipynb">{said[0]}</a>', from_here(html))


def _here(said: re.Match[str]) -> str:
    return "这一页" if said["zh"] else "this page"


def _file(said: re.Match[str]) -> str:
    name = said["zh"] or said["en"]
    return next(page.file for page in PAGES if name in (page.zh, page.en))
