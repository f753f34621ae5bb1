"""协商工作簿: from a borrower's own numbers to a prepared talk with the lender."""

__version__ = "0.2.0"
