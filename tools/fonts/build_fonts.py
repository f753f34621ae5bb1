"""Make NotoSansSC-Bold.ttf: the bold face cut down to the characters that headings and totals need.

Run `python tools/fonts/build_fonts.py FOLDER`, FOLDER being the unpacked package named in workbook/fonts/README.md.
The regular face stays whole; a character missing from the bold face is drawn in the regular one.
"""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).parents[2] / "workbook/fonts"
# Given-name characters outside both character sets below.
NAMES = (
    "喆堃珺玥煊昇翀赟旻晞玹琤皞祎禛筠翯芃茜莜蕙媗婳妘孖彣悰惇懿昉昕晔暐杲栩桓梽楸榕樾沄洺淏湉滢漪澍灏炘焱"
    "熠燊玘玚珩珮琀琎琚琰瑄瑜璟甯皓睿砼祺禹竑笙翊苒茗荟菡蒨薇萱薹衍裎谌赪轶逄邈郗郜铖锜镕隽雱霈霏韫韬颀颢"
    "颖飏馡骁骞鸷麒黎龑"
)


def double_byte(codec: str, leads: Iterable[int], trails: Iterable[int]) -> set[str]:
    """Give every character that two bytes of these ranges mean in an old double-byte character set."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return set("".join(pair.decode(codec, "ignore") for pair in pairs))


def wanted() -> set[str]:
    """Give GB2312, the common half of Big5, further given names, Latin, and signs."""
    simplified = double_byte("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
    traditional = double_byte("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    latin = {chr(n) for n in (*range(0x20, 0x250), *range(0x2010, 0x2040))}
    return simplified | traditional | latin | set(NAMES) | set("□▶▼✓¥￥€≈≤≥×÷−→")


def build(package: Path) -> None:
    """Copy the regular face and write the bold subset beside it; the same input gives the same bytes."""
    shutil.copyfile(package / "400Regular" / "NotoSansSC_400Regular.ttf", FONTS / "NotoSansSC-Regular.ttf")
    options = subset.Options(
        layout_features=["kern", "liga", "tnum"], name_IDs=["*"], recalc_timestamp=False, hinting=False
    )
    font = subset.load_font(str(package / "700Bold" / "NotoSansSC_700Bold.ttf"), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(wanted())))
    cutter.subset(font)
    subset.save_font(font, str(FONTS / "NotoSansSC-Bold.ttf"), options)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
