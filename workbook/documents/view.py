"""The case as one lender may see it: private fields gone, other lenders gone."""

from __future__ import annotations

from typing import Any

from workbook.case import SECTIONS, Case, Holding, Loan, Part, Payments, Row, seen_by
from workbook.position import LendersPosition, Position, once

# Private, yet what is owed rests on them; they are never printed.
COMPUTED_WITH: frozenset[tuple[type[Part], str]] = frozenset({(Payments, "all_paid_until")})
# Private, yet they decide which rows there are at all.
CHOSEN_WITH = frozenset({"archived", "holding", "main"})


def lender_view(case: Case, loan: Loan | None = None) -> Case:
    """Give the case without private fields, archived rows, papers not in hand, and loans of other lenders.

    Everything a lender's document prints is computed from this view, so that nothing private can reach it.
    """
    chosen = loan or case.main_loan
    kept = {other.id for other in case.loans if other.same_lender(chosen)}
    case = case.model_copy(update={"talks": case.talks.model_copy(update={"contacts": case.contacts_with(chosen)})})
    sections: dict[str, Any] = {name: _bare(getattr(case, name), kept) for name in SECTIONS}
    debts = sections["debts"].model_copy(update={"main": chosen.id})
    return case.model_copy(update={**sections, "debts": debts})


@once
def lender_position(position: Position) -> LendersPosition:
    """Give the position as the lender of the main loan may see it; NotKnown without a loan."""
    return LendersPosition(lender_view(position.case))


def _bare(part: Any, kept: set[str]) -> Any:
    """Blank what is private in a part and in every part inside it."""
    changes = {name: _value(part, name, kept) for name in type(part).model_fields}
    return part.model_copy(update=changes)


def _value(part: Part, name: str, kept: set[str]) -> Any:
    value = getattr(part, name)
    if _hidden(part, name):
        return () if isinstance(value, tuple) else None
    if isinstance(value, tuple):
        return tuple(_bare(row, kept) if isinstance(row, Part) else row for row in value if _shows(row, kept))
    return _bare(value, kept) if isinstance(value, Part) else value


def _hidden(part: Part, name: str) -> bool:
    decides = name in CHOSEN_WITH or (type(part), name) in COMPUTED_WITH
    return seen_by(type(part), name) == "private" and not decides


def _shows(row: object, kept: set[str]) -> bool:
    if not isinstance(row, Row):
        return True
    if row.archived or getattr(row, "holding", Holding.HAVE) not in {Holding.HAVE, Holding.CAN_GET}:
        return False
    return (row.id if isinstance(row, Loan) else getattr(row, "loan_id", None) or next(iter(kept))) in kept
