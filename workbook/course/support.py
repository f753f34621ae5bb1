"""The person before the papers: whether nights are bad or a life is in danger, and what then stands first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from workbook.case import Case
from workbook.home import SHIPPED
from workbook.language import N_, _
from workbook.rules import public_number

WORDS = SHIPPED / "data" / "danger_words.toml"

STEADY = N_("难受的时候先不打电话。欠款可以谈，先跟一个信得过的人说，也可以打心理援助热线{support}。")
DANGER = N_(
    "要是您不想活了，或者有人会受伤害：这些数字都先放下，现在就打{emergency}急救或者{police}报警，请身边的人陪着。"
)
NUMBERS = ("support", "emergency", "police")


def support(case: Case) -> tuple[str, ...]:
    """Give the sentences, with blanks for public numbers, that stand before any figure; none where nothing was told."""
    danger = in_danger(case)
    steady = danger or case.profile.distressed
    return ((DANGER,) if danger else ()) + ((STEADY,) if steady else ())


def support_words(case: Case) -> tuple[str, ...]:
    """Give the same as plain words with their numbers, as the register has them."""
    numbers = {name: public_number(name) for name in NUMBERS}
    return tuple(_(sentence).format(**numbers) for sentence in support(case))


def in_danger(case: Case) -> bool:
    """Tell whether something that was written in free words speaks of danger to life."""
    written = "\n".join(_plain(words) for words in _free_words(case))
    return any(word in written for word in danger_words())


@cache
def danger_words() -> tuple[str, ...]:
    """Give the words that speak of danger to life, as they are looked for."""
    return tuple(_plain(word) for word in tomllib.loads(WORDS.read_text("utf-8"))["words"])


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()


def _free_words(part: BaseModel) -> Iterator[str]:
    """Give every sentence a person wrote in a field made for sentences, the rows of lists with them."""
    for name, field in type(part).model_fields.items():
        value, extra = getattr(part, name), field.json_schema_extra
        if isinstance(value, str) and isinstance(extra, dict) and extra.get("long"):
            yield value
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from _free_words(inner)
