"""The case as one lender may see it: private fields gone, other lenders gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbook.case import SECTIONS, Case, Holding, Loan, Part, Payments, Row, seen_by
from workbook.documents.naming import formal_name
from workbook.language import attempt
from workbook.position import LendersPosition, Position, once
from workbook.sentences import Reader, is_free

# Private, yet what is owed rests on them; they are never printed.
COMPUTED_WITH: frozenset[tuple[type[Part], str]] = frozenset({(Payments, "all_paid_until")})
# Private, yet they decide which rows there are at all.
CHOSEN_WITH = frozenset({"archived", "holding", "main"})


@dataclass(frozen=True)
class _Sight:
    """What a view keeps: the loans of one lender, each with the name its lender knows, and the words it may read.

    Without a reader it keeps all free words.
    """

    names: Mapping[str, str | None]
    reader: Reader | None


def lender_view(case: Case, loan: Loan | None = None) -> Case:
    """Give the case without private fields, archived rows, papers not in hand, and loans of other lenders.

    Of free words only the sentences stay that this lender may read. Everything a lender's document prints is computed
    from this view, so that nothing private can reach it, and no flagged sentence without its yes.
    """
    chosen = loan or case.main_loan
    return _seen(case, chosen, Reader.of(case, chosen))


def before_reading(case: Case, loan: Loan | None = None) -> Case:
    """Give the same with every sentence in it: only to tell the borrower what would be read, never to write from."""
    return _seen(case, loan or case.main_loan, None)


def _seen(case: Case, chosen: Loan, reader: Reader | None) -> Case:
    kept = [other for other in case.loans if other.same_lender(chosen)]
    sight = _Sight({one.id: formal_name(one, kept) for one in kept}, reader)
    case = case.model_copy(update={"talks": case.talks.model_copy(update={"contacts": case.contacts_with(chosen)})})
    sections: dict[str, Any] = {name: _bare(getattr(case, name), sight) for name in SECTIONS}
    debts = sections["debts"].model_copy(update={"main": chosen.id})
    return case.model_copy(update={**sections, "debts": debts})


@once
def lender_position(position: Position) -> LendersPosition:
    """Give the position as the lender of the main loan may see it; NotKnown without a loan."""
    return LendersPosition(lender_view(position.told))


@once
def each_asked(position: Position) -> tuple[Position, ...]:
    """Give the position once for its main loan and once for each other loan on which something is asked."""
    main = attempt(lambda: position.loan)
    others = (loan for loan in position.loans if main and loan.id != main.id and position.case.ask_on(loan))
    return (position, *map(position.about, others))


def _bare(part: Any, sight: _Sight) -> Any:
    """Blank what is private in a part and in every part inside it, and the sentences nobody said yes to."""
    changes = {name: _value(part, name, sight) for name in type(part).model_fields}
    if isinstance(part, Loan):
        changes["name"] = sight.names[part.id]
    return part.model_copy(update=changes)


def _value(part: Part, name: str, sight: _Sight) -> Any:
    value = getattr(part, name)
    if _hidden(part, name):
        return () if isinstance(value, tuple) else None
    if isinstance(value, tuple):
        return tuple(_bare(row, sight) if isinstance(row, Part) else row for row in value if _shows(row, sight.names))
    if sight.reader and is_free(part, name):
        return sight.reader.reads(value)
    return _bare(value, sight) if isinstance(value, Part) else value


def _hidden(part: Part, name: str) -> bool:
    decides = name in CHOSEN_WITH or (type(part), name) in COMPUTED_WITH
    return seen_by(type(part), name) == "private" and not decides


def _shows(row: object, kept: Mapping[str, str | None]) -> bool:
    if not isinstance(row, Row):
        return True
    if row.archived or getattr(row, "holding", Holding.HAVE) not in {Holding.HAVE, Holding.CAN_GET}:
        return False
    return (row.id if isinstance(row, Loan) else getattr(row, "loan_id", None) or next(iter(kept))) in kept
