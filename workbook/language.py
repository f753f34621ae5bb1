"""Translated words: Chinese is the source language, English comes from one catalogue."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal, TypeVar

T = TypeVar("T")
Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
CATALOGUES = Path(__file__).parent / "translations"

_spoken: Language = "zh"


def _(message: str) -> str:
    """Give the message in the language now spoken."""
    return _catalogue(_spoken).gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark a message for translation where it is kept, not shown."""
    return message


def spoken() -> Language:
    """Say which language is in use."""
    return _spoken


def speak(language: str) -> None:
    """Use this language from now on; refuse one that has no catalogue."""
    global _spoken  # noqa: PLW0603 - widget callbacks run outside any context of ours
    if language not in LANGUAGES:
        raise Refused(N_("不认识的语言“{language}”，可用：zh、en"), language=language)
    _spoken = language


def gap() -> str:
    """Give what stands between two sentences in the language in use."""
    return " " if _spoken == "en" else ""


def joined(*sentences: str) -> str:
    """Set sentences one after another as the language in use does; empty ones are left out."""
    return gap().join(sentence.strip() for sentence in sentences if sentence)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use a language for a while."""
    before = _spoken
    speak(language)
    try:
        yield
    finally:
        speak(before)


@cache
def _catalogue(language: Language) -> NullTranslations:
    source = CATALOGUES / f"{language}.po"
    if not source.exists():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with source.open("rb") as po:
        write_mo(compiled, read_po(po))
    compiled.seek(0)
    return GNUTranslations(compiled)


class Refused(ValueError):
    """A refusal that can be said in any language: what is wrong, where, what to do."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return _(self.message).format(**self.values)


class NotKnown(Refused):
    """Something the borrower has not told yet; `where` names the notebook that asks for it."""

    def __init__(self, message: str, where: str, **values: object) -> None:
        super().__init__(message, **values)
        self.where = where


@dataclass(frozen=True)
class Unknown:
    """What could not be worked out: one sentence what to tell or to mend, and where. It can be kept; it is no error."""

    message: str
    values: Mapping[str, object]
    where: str | None = None

    def __str__(self) -> str:
        return str(self.refusal())

    def refusal(self) -> Refused:
        """Make the refusal anew."""
        if self.where is None:
            return Refused(self.message, **self.values)
        return NotKnown(self.message, self.where, **self.values)


def tried(work: Callable[[], T]) -> T | Unknown:
    """Give a result, or what stands in its way."""
    try:
        return work()
    except NotKnown as missing:
        return Unknown(missing.message, missing.values, missing.where)
    except Refused as refusal:
        return Unknown(refusal.message, refusal.values)


def attempt(work: Callable[[], T]) -> T | None:
    """Give a result, or None where something it needs is not known or cannot be."""
    try:
        return work()
    except Refused:
        return None
