"""Every document of a case at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from workbook.case import Case
from workbook.documents.blocks import Document
from workbook.documents.content.answers import answers
from workbook.documents.content.brief import brief
from workbook.documents.content.card import card
from workbook.documents.content.chat import chat
from workbook.documents.content.tonight import tonight
from workbook.documents.figures import figures
from workbook.documents.files import write
from workbook.language import N_, Refused, _

PRIVATE = "private"
Make = Callable[[Case], Document]
# What each is called, how it is made, and in which formats it is of use.
EVERY: tuple[tuple[str, Make, tuple[str, ...]], ...] = (
    (N_("协商简报"), brief, ("pdf", "docx", "html")),
    (N_("App 客服留言"), chat, ("txt",)),
    (N_("电话卡片"), card, ("html", "pdf")),
    (N_("今晚做的事"), tonight, ("html", "pdf")),
    (N_("十分钟的答案"), answers, ("html",)),
)


def write_all(case: Case, folder: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write every document that can be made, and say in a sentence why each of the others cannot.

    What a lender may read goes into the folder, what only the borrower may read into `private` inside it.
    """
    written: list[Path] = []
    missing: list[str] = []
    for title, make, kinds in EVERY:
        try:
            document = make(case)
        except Refused as reason:
            missing.append(_("“{title}”还不能生成：{reason}").format(title=_(title), reason=reason))
            continue
        written += write(document, folder if document.audience == "lender" else folder / PRIVATE, kinds)
    return (*written, *_results(case, folder)), tuple(missing)


def _results(case: Case, folder: Path) -> tuple[Path, ...]:
    """Write the figures behind the documents, so that every number in them can be looked up."""
    try:
        found = {audience: figures(case, audience).plain() for audience in ("self", "lender")}
    except Refused:
        return ()
    path = folder / PRIVATE / "results.json"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    path.write_text(f"{json.dumps(found, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
    return (path,)
