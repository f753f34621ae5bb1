"""All papers of a case as plain words without spaces, for tests that say what must and what must never stand where."""

import json
from pathlib import Path

from workbook import documents
from workbook.case import Case
from workbook.documents.render.text import text
from workbook.position import Position

CASES = Path(__file__).parent / "fixtures/cases"


def stored(name: str) -> Case:
    """Give a stored fictional case."""
    return Case.model_validate(json.loads((CASES / f"{name}.json").read_text("utf-8")))


def months_leaving(*lefts: int, first: int) -> list[dict[str, str]]:
    """Give recorded months that left so much for debts, from a month counted since year 0 on."""
    return [
        {
            "id": f"m{n}",
            "month": f"{n // 12}-{n % 12 + 1:02d}",
            "receipts": "30000",
            "costs": str(26000 - left),
            "essentials": "4000",
            "household_income": "0",
        }
        for n, left in enumerate(lefts, first)
    ]


def bare(words: str) -> str:
    """Take out everything that is only there for the eye."""
    return "".join(words.split())


def written(case: Case, audience: str) -> dict[str, str]:
    """Give every paper of this audience ("lender" or "self") by its name, released."""
    papers, _said = documents.compose(Position(case), release=True)
    made = {str(paper.folder / paper.document.name): paper.document for paper in papers}
    return {name: bare(text(one)) for name, one in made.items() if one.audience == audience}


def together(papers: dict[str, str]) -> str:
    """Give all of them as one."""
    return "\n".join(papers.values())
