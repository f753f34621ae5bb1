"""Translated words: Chinese is the source language, English comes from one catalogue."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal, TypeVar

T = TypeVar("T")
Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
CATALOGUES = Path(__file__).parent / "translations"

_spoken: Language = "zh"


_FORMS = re.compile(r"(\{(\w+)\}[^{}]*?)\((?:s|(\w*)\|(\w+))\)")
"""Behind a count the form for one and the form for more: day(s), entr(y|ies), (is|are)."""


class Counting(str):
    """A sentence with forms that go by a count; it takes the right ones when its values are put in."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """Put the values in."""
        return agreeing(self, values).format(*args, **values)


def agreeing(sentence: str, values: Mapping[str, object]) -> str:
    """Give a sentence with the forms that go with its counts, before its values are put in."""
    words = str(sentence)
    while found := _FORMS.search(words):
        one, more = (found[3], found[4]) if found[4] else ("", "s")
        form = one if str(values.get(found[2])) == "1" else more
        words = f"{words[: found.start()]}{found[1]}{form}{words[found.end() :]}"
    return words


def _(message: str) -> str:
    """Give the message in the language now spoken."""
    said = _catalogue(_spoken).gettext(message) if message else ""
    return Counting(said) if _FORMS.search(said) else said


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


def within(words: str) -> str:
    """Give a label as it stands inside a sentence: in English it begins small, unless it begins with initials."""
    initials = not words[1:2].islower()
    return words if _spoken != "en" or initials else words[:1].lower() + words[1:]


def listed(*words: str) -> str:
    """Name several things inside a sentence: a, b and c."""
    named = [within(word) for word in words]
    if len(named) < 2:  # noqa: PLR2004 - one alone needs no word between
        return "".join(named)
    between, last = _("、"), " and " if _spoken == "en" else _("、")
    return last.join((between.join(named[:-1]), named[-1]))


def series(*words: str) -> str:
    """Name several things that stand by themselves one after another: A, b, c."""
    return _("、").join((*words[:1], *map(within, words[1:])))


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
    """Something the borrower has not told yet; `where` names the notebook that asks for it.

    `beside` is what else lacks for the same result, said after it; fields of one page are named together.
    """

    def __init__(self, message: str, where: str, **values: object) -> None:
        super().__init__(message, **values)
        self.where = where
        self.beside: tuple[NotKnown, ...] = ()

    def __str__(self) -> str:
        alike: dict[tuple[object, ...], list[NotKnown]] = {}
        for one in (self, *self.beside):
            alike.setdefault(one.about, []).append(one)
        first, *others = (ones[0].naming(ones) for ones in alike.values())
        return _("；").join((first, *(said[:1].lower() + said[1:] for said in others)))

    @property
    def about(self) -> tuple[object, ...]:
        """The sentence without the field it names."""
        return self.message, *((name, str(value)) for name, value in self.values.items() if name != "field")

    def naming(self, alike: list[NotKnown]) -> str:
        """Say the sentence once with the fields of all that are alike."""
        fields = dict.fromkeys(str(one.values["field"]) for one in alike if "field" in one.values)
        return _(self.message).format(**{**self.values, "field": _("”、“").join(fields)})


@dataclass(frozen=True)
class Unknown:
    """What could not be worked out: one sentence what to tell or to mend, and where. It can be kept; it is no error."""

    message: str
    values: Mapping[str, object]
    where: str | None = None
    beside: tuple[Unknown, ...] = ()

    def __str__(self) -> str:
        return str(self.refusal())

    def refusal(self) -> Refused:
        """Make the refusal anew."""
        if self.where is None:
            return Refused(self.message, **self.values)
        refusal = NotKnown(self.message, self.where, **self.values)
        refusal.beside = tuple(found for one in self.beside if isinstance(found := one.refusal(), NotKnown))
        return refusal

    def each(self) -> tuple[Unknown, ...]:
        """Give one after another what lacks."""
        return (replace(self, beside=()), *self.beside)


def tried(work: Callable[[], T]) -> T | Unknown:
    """Give a result, or what stands in its way."""
    try:
        return work()
    except NotKnown as missing:
        beside = tuple(Unknown(one.message, one.values, one.where) for one in missing.beside)
        return Unknown(missing.message, missing.values, missing.where, beside)
    except Refused as refusal:
        return Unknown(refusal.message, refusal.values)


def ask_at_once(*works: Callable[[], object]) -> None:
    """Try each; refuse as the first that cannot be told, and name beside it what the others lack."""
    found = [one for one in map(tried, works) if isinstance(one, Unknown)]
    if not found:
        return
    first, *others = (one for unknown in found for one in unknown.each())
    raise replace(first, beside=tuple(one for one in others if one.where is not None)).refusal()


def attempt(work: Callable[[], T]) -> T | None:
    """Give a result, or None where something it needs is not known or cannot be."""
    try:
        return work()
    except Refused:
        return None
