"""The cleaner at the edge: the borrower's words are data, never markup."""

from __future__ import annotations

import re
import unicodedata

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_DROPPED = frozenset({"Cc", "Cs", "Cn", "Co"})
_FORMULA_LEADS = tuple("=+-@\t\r\0＝＋－＠")
_SIGNS = "零一二三四五六七八九"
_ABOUT = re.compile(
    r"^(?:大概|大约|约莫|差不多|估计|约|about|approximately|approx\.?|around|roughly|ca\.|[~≈])[是有]?\s*"
    r"|\s*(?:左右|上下|or so)$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\D{0,6}\d[\d.,]*[^\d.,]{0,9}?(?:到|至|—|–|-|~|\bto\b)[^\d.,]{0,6}\d[\d.,]*\D{0,9}", re.IGNORECASE)
_NUMERAL = re.compile(r"[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]")


def clean(words: str) -> str:
    """Drop control characters, surrogates, unassigned code points and bidi marks; keep line breaks."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or _kept(c))


def _kept(character: str) -> bool:
    return character not in _BIDI and unicodedata.category(character) not in _DROPPED


def halfwidth(words: str) -> str:
    """Turn full-width digits, letters and signs into their plain forms."""
    return unicodedata.normalize("NFKC", words)


def said_exactly(words: str) -> str:
    """Drop from a number the words that say it is a rough one: 大概45, 2万左右, about 9k."""
    bare = words.strip()
    while (less := _ABOUT.sub("", bare)) != bare:
        bare = less
    return bare


def is_range(words: str) -> bool:
    """Tell whether two numbers stand for one: 2.4万到2.8万, 500-600, 3 to 5."""
    return bool(_RANGE.fullmatch(words.strip()))


def in_digits(words: str) -> str:
    """Write the Chinese numerals below a hundred as digits: 二十四号 as 24号."""
    return _NUMERAL.sub(lambda found: str(_number(found[0].replace("两", "二"))), words)


def _number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十") if "十" in numeral else ("", "", numeral)
    return (10 * (_SIGNS.index(tens) if tens else 1) if ten else 0) + (_SIGNS.index(ones) if ones else 0)


def inert_cell(words: str) -> str:
    """Make a text cell that no spreadsheet takes for a formula (OWASP CSV injection)."""
    return "'" + words if words.startswith(_FORMULA_LEADS) else words
