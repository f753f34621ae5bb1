"""Money that is to come in, each row with its day and its paper."""

from __future__ import annotations

from workbook import evidence
from workbook.documents.blocks import Text, own, say
from workbook.documents.parts.desk import Desk
from workbook.evidence import Exhibit
from workbook.language import _


def each(desk: Desk) -> tuple[Text, ...]:
    """Say of every row that is still to come how much is expected when, by the name it was told under."""
    return tuple(_one(desk, row_id) for row_id in desk.facts.renew.receivable)


def _one(desk: Desk, row_id: str) -> Text:
    row = next(one for one in desk.case.situation.receivables if one.id == row_id)
    due = desk.facts.renew.receivable[row_id]
    later = say(_("，比到期日晚{days}"), days=due.days_later) if due.days_later.known else ()
    said = _("{name}货款{amount}预计{on}到账{proof}{later}")
    return say(said, name=own(row.name), amount=due.amount, on=due.on, proof=_proof(desk, row.paper), later=later)


def _proof(desk: Desk, paper: str | None) -> Text:
    """Name the exhibit that was told as its paper, else the paper itself, which nobody says to be attached."""
    if paper is None:
        return ()
    found = next((one for one in evidence.exhibits(desk.position) if same(one, paper)), None)
    named = (desk.facts.exhibit[found.number].number,) if found else say(_("凭{paper}"), paper=own(paper))
    return say(_("（{named}）"), named=named)


def same(one: Exhibit, paper: str) -> bool:
    """Tell whether an exhibit is the paper that was told, by what both are called."""
    name, told = "".join((one.name or "").split()), "".join(paper.split())
    return bool(name) and (name in told or told in name)
