"""The documents: what each says stands apart from how it is written.

A document is made of frozen blocks whose figures are looked up by key; the same case, rules and language give
the same bytes in every format.
"""

from workbook.documents.blocks import Document
from workbook.documents.bundle import EVERY, write_all
from workbook.documents.content.answers import answers
from workbook.documents.content.brief import brief
from workbook.documents.content.card import card
from workbook.documents.content.chat import chat
from workbook.documents.content.tonight import tonight
from workbook.documents.figures import Figures, figures
from workbook.documents.files import write
from workbook.documents.render.docx import docx
from workbook.documents.render.html import html, walk
from workbook.documents.render.pdf import pages, pdf
from workbook.documents.render.text import text
from workbook.documents.view import lender_view

__all__ = [
    "EVERY",
    "Document",
    "Figures",
    "answers",
    "brief",
    "card",
    "chat",
    "docx",
    "figures",
    "html",
    "lender_view",
    "pages",
    "pdf",
    "text",
    "tonight",
    "walk",
    "write",
    "write_all",
]
