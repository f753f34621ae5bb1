"""Papers as bytes to hand over in the browser: one at a time, or all for the lender in one folder."""

from __future__ import annotations

from collections.abc import Iterable

from workbook.documents.bundle import Paper
from workbook.documents.files import WRITERS, file_name, zipped
from workbook.language import N_, Refused

COMPLAINT = "complaint"
FOLDER = "papers.zip"
"""What the lender's folder is called: family and colleagues see a phone's list of files."""


def as_bytes(paper: Paper, kind: str) -> bytes:
    """Give a paper in one of its formats; Refused for a format it does not come in."""
    if kind not in paper.kinds:
        raise Refused(N_("这份材料没有“{kind}”格式"), kind=kind)
    return WRITERS[kind](paper.document)


def for_lender(papers: Iterable[Paper]) -> bytes:
    """Give the papers a lender may read as one ZIP; nothing that only the borrower reads can get into it.

    Nor does a complaint: it is handed in by itself, to whom complaints go, by who chose to make one. Refused where
    there is none.
    """
    for_it = (paper for paper in papers if paper.document.audience == "lender")
    given = [paper for paper in for_it if paper.document.name != COMPLAINT]
    if not given:
        raise Refused(N_("还没有能交给对方的材料"))
    each = ((paper, kind) for paper in given for kind in paper.kinds)
    return zipped(
        ((paper.folder / file_name(paper.document, kind)).as_posix(), as_bytes(paper, kind)) for paper, kind in each
    )
