"""Which characters the committed face can draw, and what stands for one it cannot."""

from __future__ import annotations

import base64
from functools import cache
from io import BytesIO
from pathlib import Path

FONTS = Path(__file__).parents[2] / "fonts"
REGULAR = FONTS / "NotoSansSC-Regular.ttf"
BOLD = FONTS / "NotoSansSC-Bold.ttf"
# Layout tables are dropped from an embedded face: screens need shapes and widths only.
_DROPPED = {"GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT"}


@cache
def coverage(face: Path) -> frozenset[int]:
    """Give every code point a face has a shape for."""
    from fontTools.ttLib import TTFont

    with TTFont(face, lazy=True) as font:
        return frozenset(font.getBestCmap())


def drawable(text: str) -> str:
    """Write each character that the face cannot draw as its code point, for example 〔U+1F44D〕."""
    known = coverage(REGULAR)
    return "".join(c if ord(c) in known or c == "\n" else f"〔U+{ord(c):04X}〕" for c in text.replace("\t", " "))


def embedded(face: Path, characters: str) -> str:
    """Give the face cut down to these characters as base64 WOFF; the same characters give the same bytes."""
    from fontTools import subset

    options = subset.Options(
        layout_features=[], hinting=False, flavor="woff", recalc_timestamp=False, name_IDs=[0, 1, 2, 13, 14]
    )
    with subset.load_font(str(face), options, lazy=True, dontLoadGlyphNames=True) as font:
        for table in _DROPPED & set(font.keys()):
            del font[table]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted({ord(c) for c in characters} & coverage(face)))
        cutter.subset(font)
        out = BytesIO()
        subset.save_font(font, out, options)
    return base64.b64encode(out.getvalue()).decode()
