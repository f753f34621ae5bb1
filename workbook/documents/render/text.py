"""Documents as plain words, for a chat window, a terminal or a screen reader."""

from __future__ import annotations

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
    words,
)
from workbook.documents.render.tree import mark


def text(document: Document) -> str:
    """Give the words of a document, one line for each item."""
    colon = "：" if document.language == "zh" else ": "
    return "\n".join([document.title, *_lines(document.blocks, colon), words(document.foot)]).rstrip()


def _lines(blocks: tuple[Block, ...], colon: str) -> list[str]:
    return [line for block in blocks for line in _block(block, colon)]


def _block(block: Block, colon: str) -> list[str]:
    match block:
        case Bullets(items=items, marks=marks):
            return [f"{mark(marks, i)} {words(item)}" for i, item in enumerate(items)]
        case Facts(rows=rows):
            return [f"{words(label)}{colon}{words(value)}" for label, value in rows]
        case Grid():
            lines = [words(block.caption), _row(block.columns), *map(_row, block.rows)]
            return lines if block.caption else lines[1:]
        case Blanks(labels=labels):
            return [f"{words(label)}________" for label in labels]
        case Fold(title=title, blocks=inside) | Section(title=title, blocks=inside):
            return [words(title), *_lines(inside, colon)]
        case Heading() | Paragraph() | Picture():
            return [words(block.caption if isinstance(block, Picture) else block.text)]


def _row(cells: tuple[Text, ...]) -> str:
    return " | ".join(words(cell) for cell in cells)
