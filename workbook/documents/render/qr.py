"""A text as a QR code, to carry it from a desk to a phone without sending it anywhere."""

from __future__ import annotations


def qr(words: str) -> str:
    """Give the code as an SVG picture, black on white."""
    import segno

    drawn: str = segno.make(words, error="l", micro=False, encoding="utf-8").svg_inline(scale=4, border=4, light="#fff")
    return drawn
