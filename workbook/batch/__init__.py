"""Many cases at once, each as a single report would make it."""

from workbook.batch.cases import case_files
from workbook.batch.here import error_file
from workbook.batch.job import NAMES, Job
from workbook.batch.looking import changed, due
from workbook.batch.run import Counts, batch

__all__ = ["NAMES", "Counts", "Job", "batch", "case_files", "changed", "due", "error_file"]
