"""A section as fields; gives back a valid section, saved as it is typed."""

from workbook.forms.case_panel import CasePanel
from workbook.forms.cover_panel import CoverPanel
from workbook.forms.exhibit_panel import ExhibitPanel
from workbook.forms.extract_panel import ExtractPanel
from workbook.forms.files_panel import FilesPanel, files_table, papers_table
from workbook.forms.form import Form
from workbook.forms.notes_panel import NotesPanel, notes_told
from workbook.forms.reading import section_table
from workbook.forms.request_panel import RequestPanel
from workbook.forms.sentences_panel import SentencesPanel, sentences_table
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
    "files_table",
    "notes_told",
    "papers_table",
    "section_table",
    "sentences_table",
]
