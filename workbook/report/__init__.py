"""The walk with nobody at the keyboard: the same notebooks, executed on a case, as pages and documents."""

from workbook.report.make import Outcome, Parts, report
from workbook.report.notebook import INJECTED, notebooks, written
from workbook.report.run import Failure, execute

__all__ = ["INJECTED", "Failure", "Outcome", "Parts", "execute", "notebooks", "report", "written"]
