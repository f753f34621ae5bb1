"""How a DOCX looks, and the small pieces of its XML that python-docx has no call for."""
# ruff: noqa: SLF001 - those pieces are reached through the library's own elements

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import cache
from typing import Any

from workbook.documents.blocks import Document
from workbook.text import clean

FACE = "Microsoft YaHei"
TAGS = {"zh": "zh-CN", "en": "en-GB"}
INK, ACCENT, QUIET, RULE, WARN = "16202A", "1B5E7A", "5A6570", "C9D2D9", "8A4B00"
PAGE_CM, MARGIN_CM = (21.0, 29.7), 2.1
WIDTH_CM = PAGE_CM[0] - 2 * MARGIN_CM
PICTURE_CM = 11.8

# Size in points, colour, space before and after in points.
_LOOKS = {
    "Normal": (10.5, INK, 0, 5),
    "Title": (18, INK, 0, 10),
    "Heading 1": (12.5, ACCENT, 14, 5),
    "Heading 2": (11, INK, 9, 4),
    "Caption": (9, QUIET, 4, 3),
    "List Bullet": (10.5, INK, 0, 3),
    "Say": (10.5, INK, 3, 6),
    "Note": (8.5, QUIET, 0, 4),
    "Warning": (10.5, INK, 4, 8),
    "Right": (10.5, INK, 0, 3),
    "Marked": (10.5, INK, 0, 3),
    "Label": (10.5, QUIET, 0, 2),
    "Cell": (9.5, INK, 2, 2),
    "Gap": (4, QUIET, 0, 0),
    "Blank": (10.5, INK, 12, 0),
}
_ADDED = ("Say", "Note", "Warning", "Right", "Marked", "Label", "Cell", "Gap", "Blank")
# What may follow these elements in the order the file format lays down.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
_AFTER_TABLE_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def blank(document: Document) -> Any:
    """Give an empty A4 document with our styles, its language and its title."""
    import docx as library

    made = library.Document(io.BytesIO(_unwritten(TAGS[document.language])))
    _properties(made, document)
    return made


@cache
def _unwritten(language: str) -> bytes:
    """Give the file every document begins with: dressing fifteen styles takes longer than reading them back."""
    import docx as library
    from docx.shared import Cm

    made = library.Document()
    page = made.sections[0]
    page.page_width, page.page_height = (Cm(side) for side in PAGE_CM)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN_CM)
    _styles(made)
    _languages(made, language)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _properties(made: Any, document: Document) -> None:
    properties = made.core_properties
    properties.created = properties.modified = datetime.combine(document.as_of, datetime.min.time())
    properties.title, properties.author, properties.comments = clean(document.title), "", ""
    properties.language = TAGS[document.language]


def _languages(made: Any, language: str) -> None:
    from docx.oxml.ns import qn

    for tag in made.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
        tag.set(qn("w:eastAsia"), "zh-CN")


def _styles(made: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    for name in _ADDED:
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles["Normal"]
    for name, (size, color, before, after) in _LOOKS.items():
        _look(made.styles[name], size, color, before, after)
    made.styles["Right"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.styles["Say"].paragraph_format.left_indent = Cm(0.6)
    marked = made.styles["Marked"].paragraph_format
    marked.left_indent, marked.first_line_indent = Cm(0.75), Cm(-0.75)
    _ruled_tab(made.styles["Blank"])
    _boxed(made.styles["Warning"], ("top", "left", "bottom", "right"), WARN)
    _boxed(made.styles["Say"], ("left",), ACCENT)


def _look(style: Any, size: float, color: str, before: int, after: int) -> None:
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.italic = FACE, Pt(size), False
    style.font.color.rgb = RGBColor.from_string(color)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _one_face(style)
    _unboxed(style)


def _one_face(style: Any) -> None:
    from docx.oxml.ns import qn

    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        faces.set(qn(f"w:{script}"), FACE)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)


def _unboxed(style: Any) -> None:
    from docx.oxml.ns import qn

    for old in style.element.findall(f".//{qn('w:pBdr')}"):
        old.getparent().remove(old)


def _boxed(style: Any, sides: tuple[str, ...], color: str) -> None:
    borders = _element("w:pBdr")
    for side in sides:
        borders.append(_element(f"w:{side}", val="single", sz="8", space="6", color=color))
    style.element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def _ruled_tab(style: Any) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm

    style.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def dress(paragraph: Any, style: str) -> None:
    """Give a paragraph one of our styles by its name; the library's own way searches all styles each time."""
    paragraph._p.style = None if style == "Normal" else style.replace(" ", "")


def keep_whole(row: Any) -> None:
    """Keep a table row on one page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def repeat_first_row(table: Any) -> None:
    """Repeat the header row on every page the table reaches."""
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def rule_rows(table: Any) -> None:
    """Draw a line above the header, between rows and below the table."""
    borders = _element("w:tblBorders")
    for side, color, size in (("top", ACCENT, 12), ("bottom", RULE, 4), ("insideH", RULE, 4)):
        borders.append(_element(f"w:{side}", val="single", sz=str(size), space="0", color=color))
    table._tbl.tblPr.insert_element_before(borders, *_AFTER_TABLE_BORDERS)


def describe(shape: Any, words: str) -> None:
    """Give a picture its alt text."""
    shape._inline.docPr.set("descr", words)


def field(paragraph: Any, instruction: str) -> None:
    """Add a field that the reader's program fills in, such as PAGE."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = paragraph.add_run("1" if kind == "shown" else "")
        if kind == "code":
            code = _element("w:instrText")
            code.text = instruction
            run._r.append(code)
        elif kind != "shown":
            run._r.append(_element("w:fldChar", fldCharType=kind))


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def timeless(packed: bytes) -> bytes:
    """Pack the parts again under one fixed date, so that the clock leaves no trace."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
