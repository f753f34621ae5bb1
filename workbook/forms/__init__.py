"""A section as fields; gives back a valid section, saved as it is typed."""

from importlib import import_module
from typing import TYPE_CHECKING

from workbook.forms.listed import case_name, day_words, files_table, notes_told, papers_table, sentences_table
from workbook.forms.reading import section_table

if TYPE_CHECKING:
    from workbook.forms.case_panel import CasePanel
    from workbook.forms.cover_panel import CoverPanel
    from workbook.forms.exhibit_panel import ExhibitPanel
    from workbook.forms.extract_panel import ExtractPanel
    from workbook.forms.files_panel import FilesPanel
    from workbook.forms.form import Form
    from workbook.forms.notes_panel import NotesPanel
    from workbook.forms.request_panel import RequestPanel
    from workbook.forms.sentences_panel import SentencesPanel
    from workbook.forms.statement_panel import StatementPanel
    from workbook.forms.style import Panel
    from workbook.forms.whatif_panel import WhatIfPanel

__all__ = [
    "CasePanel",
    "CoverPanel",
    "ExhibitPanel",
    "ExtractPanel",
    "FilesPanel",
    "Form",
    "NotesPanel",
    "Panel",
    "RequestPanel",
    "SentencesPanel",
    "StatementPanel",
    "WhatIfPanel",
    "case_name",
    "day_words",
    "files_table",
    "notes_told",
    "papers_table",
    "section_table",
    "sentences_table",
]

_DRAWN = {
    "CasePanel": "case_panel",
    "CoverPanel": "cover_panel",
    "ExhibitPanel": "exhibit_panel",
    "ExtractPanel": "extract_panel",
    "FilesPanel": "files_panel",
    "Form": "form",
    "NotesPanel": "notes_panel",
    "Panel": "style",
    "RequestPanel": "request_panel",
    "SentencesPanel": "sentences_panel",
    "StatementPanel": "statement_panel",
    "WhatIfPanel": "whatif_panel",
}


def __getattr__(name: str) -> object:
    """Give a panel; the library that draws it is loaded with the first, so that a report goes without."""
    if name not in _DRAWN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_DRAWN[name]}"), name)
