"""The cleaner at the edge: the borrower's words are data, never markup."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_DROPPED = frozenset({"Cc", "Cs", "Cn", "Co"})
_FORMULA_LEADS = tuple("=+-@\t\r\0＝＋－＠")


def clean(words: str) -> str:
    """Drop control characters, surrogates, unassigned code points and bidi marks; keep line breaks."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or _kept(c))


def _kept(character: str) -> bool:
    return character not in _BIDI and unicodedata.category(character) not in _DROPPED


def halfwidth(words: str) -> str:
    """Turn full-width digits, letters and signs into their plain forms."""
    return unicodedata.normalize("NFKC", words)


def inert_cell(words: str) -> str:
    """Make a text cell that no spreadsheet takes for a formula (OWASP CSV injection)."""
    return "'" + words if words.startswith(_FORMULA_LEADS) else words
