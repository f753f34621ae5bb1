"""On which page each section is filled in, and the refusal that sends a person there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from workbook.language import N_, NotKnown, spoken
from workbook.pages import PAGES

SectionName = Literal["profile", "situation", "debts", "payments", "evidence", "ask", "talks", "followup"]
SECTIONS: tuple[SectionName, ...] = get_args(SectionName)
FILLED_IN_ON: Mapping[SectionName, str] = MappingProxyType(
    {
        "profile": "00_start",
        "situation": "01_situation",
        "debts": "02_debts",
        "payments": "02_debts",
        "evidence": "04_evidence",
        "ask": "05_options",
        "talks": "07_talks",
        "followup": "08_followup",
    }
)
"""The notebook in which each section has its form."""
FILL_IN = N_("先在“{page}”那一页填写“{field}”")


def page_of(section: SectionName) -> str:
    """Name the page on which a section is filled in."""
    return next(page for page in PAGES if page.file == FILLED_IN_ON[section]).named(spoken())


def lacking(section: SectionName, message: str = FILL_IN, **values: object) -> NotKnown:
    """Make the refusal over what a section does not tell; `{page}` in its message is the page that asks for it."""
    return NotKnown(message, where=FILLED_IN_ON[section], page=page_of(section), **values)


def untold(section: SectionName, first: str, *others: str) -> NotKnown:
    """Make the refusal over fields of a section that are not told, by their words, all at once."""
    refusal = lacking(section, field=first)
    refusal.beside = tuple(lacking(section, field=field) for field in others)
    return refusal
