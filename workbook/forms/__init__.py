"""A section as fields; gives back a valid section, saved as it is typed."""

from workbook.forms.case_panel import CasePanel
from workbook.forms.form import Form
from workbook.forms.reading import section_table
