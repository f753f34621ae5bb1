"""A case on its date, and what has been worked out on it; nothing here says how anything is worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from workbook.case import Case, Loan, LoanState
from workbook.cashflow import Picture, monthly
from workbook.kept import Kept
from workbook.loans import Least, Standing
from workbook.position.apart import apart, note_id
from workbook.rules import Scope, constant

P = ParamSpec("P")
T = TypeVar("T")
_BEHIND_STANDINGS = frozenset({"profile", "debts", "payments"})


class Position(Kept):
    """One case on its date. What is asked of it is worked out once, in each language, and dies with it.

    What cannot be told is kept as `Unknown` and refused anew each time it is asked.
    """

    def __init__(self, told: Case) -> None:
        super().__init__()
        self.told = told.placed

    @property
    def case(self) -> Case:
        """The case as it is talked about; as it was told but for a line of which one note is late alone."""
        return self.once(_talked)

    @classmethod
    def of(cls, asked: Position | Case) -> Position:
        """Give the position itself, or that of a case."""
        return asked if isinstance(asked, Position) else cls(asked)

    @property
    def as_of(self) -> date:
        """The day everything is worked out for; NotKnown until it is set."""
        return self.told.as_of

    @property
    def loans(self) -> tuple[Loan, ...]:
        """The loans that are not archived, in the borrower's order."""
        return self.case.loans

    @property
    def loan(self) -> Loan:
        """The loan in the talk: the chosen one, else the first; NotKnown if there is none."""
        return self.case.main_loan

    @property
    def months(self) -> Picture:
        """What each month leaves; NotKnown names what lacks."""
        return self.once(_months)

    def standing(self, loan: Loan) -> Standing:
        """Give one loan on the case's date; a line with its notes as it was told."""
        return self.once(_standing, loan)

    def line(self, loan: Loan) -> Standing:
        """Give the line, as it was told, of which a loan is the late note; the loan itself where it is none."""
        return self.standing(next((one for one in self.told.loans if one.id == loan.id and one.notes), loan))

    def beside(self, loan: Loan) -> frozenset[str]:
        """Give the ids of the loans that are the other notes of the line of which a loan is the late note."""
        line = loan if loan.notes else self.line(loan).loan
        return frozenset(note_id(line, note.id) for note in line.notes)

    def scope(self, loan: Loan, state: LoanState | Literal["today"] | None = "today") -> Scope:
        """Give what a rule is held against for a loan, where it stands today unless a state is named."""
        stands = self.standing(loan).state if state == "today" else state
        return Scope.of(loan, stands, self.case.profile, self.as_of)

    @property
    def least(self) -> Least:
        """From what difference on a lender is written to: the borrower's own line, else the workbook's."""
        ask = self.case.ask
        yuan = Decimal(constant("letter_yuan")) if ask.letter_yuan is None else ask.letter_yuan
        return Least(yuan, Decimal(constant("letter_percent")) if ask.letter_percent is None else ask.letter_percent)

    def changed(self, **sections: Any) -> Position:
        """Give the position of the same case with other sections; loans nobody touched keep their standings."""
        other = Position(self.told.model_copy(update=sections))
        return other if sections.keys() & _BEHIND_STANDINGS else other.sharing(self, _standing)

    def about(self, loan: Loan) -> Position:
        """Give the position of the same case with another loan in the talk."""
        debts = self.told.debts.model_copy(update={"main": loan.id})
        return Position(self.told.model_copy(update={"debts": debts})).sharing(self, _standing, _months)


class LendersPosition(Position):
    """The same as one lender may see it; it offers no course, verdict or request."""


def _months(position: Position) -> Picture:
    return monthly(position.case)


def _talked(position: Position) -> Case:
    return apart(position.told)


def _standing(position: Position, loan: Loan) -> Standing:
    return Standing.of(position.told if loan.notes else position.case, loan)


def once(work: Callable[Concatenate[Position, P], T]) -> Callable[Concatenate[Position | Case, P], T]:
    """Make a function of a position one that is worked out once for it, whoever asks; a bare case is asked afresh."""

    @wraps(work)
    def ask(of: Position | Case, /, *about: P.args, **named: P.kwargs) -> T:
        return Position.of(of).once(work, *about, **named)

    return ask


def borrowers_own(work: Callable[Concatenate[Position, P], T]) -> Callable[Concatenate[Position | Case, P], T]:
    """Make a function one that is worked out once, on the borrower's own position alone: a course, verdict or request.

    Asked of a lender's position it is a fault of the program (TypeError): there the answer would rest on blanks.
    """
    kept = once(work)

    @wraps(work)
    def ask(of: Position | Case, /, *about: P.args, **named: P.kwargs) -> T:
        if isinstance(of, LendersPosition):
            raise TypeError(f"{work.__name__} is decided on the borrower's own position, not on a lender's view")
        return kept(of, *about, **named)

    return ask
