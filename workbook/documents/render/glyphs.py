"""Which characters the committed face can draw, and what stands for one it cannot."""

from __future__ import annotations

import base64
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uharfbuzz

FONTS = Path(__file__).parents[2] / "fonts"
REGULAR = FONTS / "NotoSansSC-Regular.ttf"
BOLD = FONTS / "NotoSansSC-Bold.ttf"
# Layout tables are dropped from an embedded face: screens need shapes and widths only.
_DROPPED = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"VORG", b"vhea", b"vmtx", b"STAT")
_NAMES = (0, 1, 2, 13, 14)  # copyright, family, style, licence and its address


@cache
def _face(path: Path) -> uharfbuzz.Face:
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))


@cache
def coverage(face: Path) -> frozenset[int]:
    """Give every code point a face has a shape for."""
    return frozenset(_face(face).unicodes)


def drawable(text: str) -> str:
    """Write each character that the face cannot draw as its code point, for example 〔U+1F44D〕."""
    known = coverage(REGULAR)
    return "".join(c if ord(c) in known or c == "\n" else f"〔U+{ord(c):04X}〕" for c in text.replace("\t", " "))


def embedded(face: Path, characters: str) -> str:
    """Give the face cut down to these characters as base64 WOFF; the same characters give the same bytes."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.drop_table_tag_set.update(int.from_bytes(table, "big") for table in _DROPPED)
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_NAMES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    return base64.b64encode(_woff(uharfbuzz.subset(_face(face), wanted).blob.data)).decode()


def _woff(font: bytes) -> bytes:
    """Pack a font file as WOFF 1.0 (W3C, 2012): the same tables, each compressed where that makes it smaller."""
    version, count = font[:4], int.from_bytes(font[4:6], "big")
    entries = [struct.unpack_from(">4s3I", font, 12 + 16 * place) for place in range(count)]
    place, listed, packed, whole = 44 + 20 * count, b"", b"", 12 + 16 * count
    for tag, checksum, start, size in entries:
        table = font[start : start + size]
        kept = min(zlib.compress(table), table, key=len)
        listed += struct.pack(">4s4I", tag, place + len(packed), len(kept), size, checksum)
        packed += _to_four(kept)
        whole += len(_to_four(table))
    head = struct.pack(">4s4sI2HI2H5I", b"wOFF", version, place + len(packed), count, 0, whole, 1, 0, *[0] * 5)
    return head + listed + packed


def _to_four(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
