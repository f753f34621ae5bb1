"""What is known about a lender before the talk: its legal name, its channels, what it asks for, what is unknown."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workbook.case import DocumentKind, Loan
from workbook.home import SHIPPED, Incomplete
from workbook.language import spoken

_FOLDER = SHIPPED / "data" / "lenders"


class Said(BaseModel):
    """The same sentence in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str = Field(min_length=2)
    en: str = Field(min_length=2)

    def __str__(self) -> str:
        return self.en if spoken() == "en" else self.zh


class ChannelNote(Said):
    """A way to reach the lender, to be confirmed in its own app before use."""

    way: Literal["app", "phone", "mail"]


class Open(Said):
    """Something nobody outside can know; it is asked or read in the contract, never preset."""

    about: str


class Precedent(Said):
    """What the lender has done before, which promises nothing now."""

    on: date


class Preset(BaseModel):
    """One lender; it holds no price, fee, grace or deferral figure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9_]{2,40}$")
    marks: tuple[str, ...] = Field(min_length=1)
    legal_name: str
    legal_note: Said
    checked_on: date
    documents: tuple[DocumentKind, ...]
    channels: tuple[ChannelNote, ...] = Field(min_length=1)
    traps: tuple[Said, ...] = ()
    unknown: tuple[Open, ...] = ()
    precedents: tuple[Precedent, ...] = ()


@cache
def presets() -> tuple[Preset, ...]:
    """Give every lender on file; Incomplete if there is none."""
    files = sorted(_FOLDER.glob("*.toml"))
    if not files:
        raise Incomplete(_FOLDER)
    return tuple(Preset.model_validate(tomllib.loads(file.read_text("utf-8"))) for file in files)


def preset_for(loan: Loan) -> Preset | None:
    """Find the preset by the lender's name, by the loan's own name where the lender is not told; None if none fits."""
    name = loan.lender or loan.name or ""
    return next((one for one in presets() if any(mark in name for mark in one.marks)), None)
