"""Documents as an editable DOCX with real styles, repeated header rows and alt texts."""

from __future__ import annotations

import io
from typing import Any

from workbook.documents.blocks import (
    Blanks,
    Block,
    Bullets,
    Document,
    Facts,
    Fold,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Section,
    Text,
)
from workbook.documents.render import docx_look as look
from workbook.documents.render.pdf import png
from workbook.documents.render.tree import mark, shares
from workbook.text import clean

_LABEL_SHARE = 0.27
_MANNERS = {"plain": "Normal", "say": "Say", "note": "Note", "warning": "Warning", "right": "Right"}


def docx(document: Document) -> bytes:
    """Give the document as DOCX; the same document gives the same bytes."""
    made = look.blank(document)
    _paragraph(made, "Title").add_run(clean(document.title))
    for block in document.blocks:
        _write(made, block)
    _footer(made, document)
    out = io.BytesIO()
    made.save(out)
    return look.timeless(out.getvalue())


def _write(made: Any, block: Block) -> None:
    match block:
        case Heading():
            _run(_paragraph(made, f"Heading {block.level}"), block.text)
        case Paragraph():
            _run(_paragraph(made, _MANNERS[block.manner]), block.text)
        case Bullets():
            _bullets(made, block)
        case Facts():
            _facts(made, block)
        case Grid():
            _grid(made, block)
        case Picture():
            _picture(made, block)
        case Blanks():
            _blanks(made, block)
        case Section():
            _section(made, block)
        case Fold():
            pass  # a fold is for the screen of its owner and stays out of an editable copy


def _paragraph(made: Any, style: str) -> Any:
    added = made.add_paragraph()
    look.dress(added, style)
    return added


def _run(paragraph: Any, text: Text, *, bold: bool = False) -> None:
    for span in text:
        run = paragraph.add_run(clean(span.text))
        if bold:
            run.bold = True


def _section(made: Any, block: Section) -> None:
    _run(_paragraph(made, "Heading 1"), block.title)
    for inner in block.blocks:
        _write(made, inner)


def _bullets(made: Any, block: Bullets) -> None:
    for index, item in enumerate(block.items):
        dotted = block.marks == "dots"
        paragraph = _paragraph(made, "List Bullet" if dotted else "Marked")
        if not dotted:
            paragraph.add_run(f"{mark(block.marks, index)}\t")
        _run(paragraph, item)


def _facts(made: Any, block: Facts) -> None:
    table = _table(made, len(block.rows), (_LABEL_SHARE, 1 - _LABEL_SHARE))
    for row, (label, value) in zip(table.rows, block.rows, strict=True):
        left, right = (cell.paragraphs[0] for cell in row.cells)
        look.dress(left, "Label")
        _run(left, label)
        _run(right, value)
    _paragraph(made, "Gap")


def _grid(made: Any, block: Grid) -> None:
    if block.caption:
        _run(_paragraph(made, "Caption"), block.caption)
    table = _table(made, len(block.rows) + 1, shares(block))
    last = len(block.rows) if block.total else -1
    for place, (row, texts) in enumerate(zip(table.rows, (block.columns, *block.rows), strict=True)):
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _cell(cell.paragraphs[0], text, numeric=column in block.numeric, bold=place in {0, last})
    look.repeat_first_row(table)
    look.rule_rows(table)
    _paragraph(made, "Gap")


def _cell(paragraph: Any, text: Text, *, numeric: bool, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    look.dress(paragraph, "Cell")
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(paragraph, text, bold=bold)


def _table(made: Any, rows: int, shares: tuple[float, ...]) -> Any:
    from docx.shared import Cm

    table = made.add_table(rows, len(shares))
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(look.WIDTH_CM * share)
    for row in table.rows:
        look.keep_whole(row)
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Cm(look.WIDTH_CM * share)
    return table


def _picture(made: Any, block: Picture) -> None:
    from docx.shared import Cm

    _run(_paragraph(made, "Caption"), block.caption)
    shape = made.add_picture(io.BytesIO(png(block.chart.svg)), width=Cm(look.PICTURE_CM))
    look.describe(shape, clean(block.chart.sentence))


def _blanks(made: Any, block: Blanks) -> None:
    for label in block.labels:
        paragraph = _paragraph(made, "Blank")
        _run(paragraph, label)
        paragraph.add_run("\t")


def _footer(made: Any, document: Document) -> None:
    paragraph = made.sections[0].footer.paragraphs[0]
    paragraph.style = "Note"
    _run(paragraph, document.foot)
    paragraph.add_run("  ")
    look.field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    look.field(paragraph, "NUMPAGES")
