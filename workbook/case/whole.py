"""The whole case: its sections, its date, its rows by id."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from workbook.case.ask import Ask, Asks
from workbook.case.evidence import Evidence
from workbook.case.fields import Part, Row
from workbook.case.followup import Followup
from workbook.case.loan import Debts, Loan, Payment, Payments
from workbook.case.places import lacking
from workbook.case.profile import Profile
from workbook.case.situation import Situation
from workbook.case.talks import Contact, Talks, WrittenTerms
from workbook.language import N_


def dated(day: date | None) -> date:
    """Give the day everything is computed for; NotKnown until it is set."""
    if day is None:
        raise lacking("profile", N_("先在“{page}”那一页按“用今天的日期”"))
    return day


class Case(Part):
    """Everything the borrower told us; results are functions of this, the rules and a date."""

    schema_version: Literal[4] = 4
    profile: Profile = Field(default_factory=Profile)
    situation: Situation = Field(default_factory=Situation)
    debts: Debts = Field(default_factory=Debts)
    payments: Payments = Field(default_factory=Payments)
    evidence: Evidence = Field(default_factory=Evidence)
    ask: Asks = Field(default_factory=Asks)
    talks: Talks = Field(default_factory=Talks)
    followup: Followup = Field(default_factory=Followup)

    @property
    def as_of(self) -> date:
        """The day everything is computed for; NotKnown until set in 00_start."""
        return dated(self.profile.as_of)

    @property
    def loans(self) -> tuple[Loan, ...]:
        """The loans that are not archived, in the borrower's order."""
        return tuple(loan for loan in self.debts.loans if not loan.archived)

    @property
    def main_loan(self) -> Loan:
        """The loan this workbook is about: the chosen one, else the first; NotKnown if there is none."""
        if not self.loans:
            raise lacking("debts", N_("先在“{page}”那一页填写至少一笔借款"))
        return next((loan for loan in self.loans if loan.id == self.debts.main), self.loans[0])

    @property
    def placed(self) -> Case:
        """The same case, where there is just one loan with every row that names none being about it."""
        if len(self.loans) != 1:
            return self
        only, sections = self.loans[0].id, [(name, part) for name, part in self if isinstance(part, Part)]
        changed: dict[str, Any] = {name: new for name, part in sections if (new := _placed(part, only)) is not part}
        return self.model_copy(update=changed) if changed else self

    def payments_on(self, loan: Loan) -> tuple[Payment, ...]:
        """The payments recorded on one loan, oldest first; undated or empty rows are left out."""
        made = [p for p in self.payments.made if p.loan_id == loan.id and not p.archived]
        return tuple(
            sorted((p for p in made if p.paid_on and p.amount is not None), key=lambda p: p.paid_on or date.max)
        )

    def ask_on(self, loan: Loan) -> Ask | None:
        """The ask on one loan, if there is one."""
        return next((ask for ask in self.ask.asks if ask.loan_id == loan.id and not ask.archived), None)

    def written_on(self, loan_id: str | None) -> tuple[WrittenTerms, ...]:
        """What came in writing on one loan; a row in which nothing is told yet is nothing that came."""
        told = (one for one in self.talks.written if one.loan_id == loan_id and not one.archived)
        return tuple(one for one in told if not one.is_blank)

    def about(self, contact: Contact) -> tuple[Loan, ...]:
        """The loans of the lender an entry of the log is about; without a loan only where there is just one lender."""
        named = next((loan for loan in self.loans if contact.loan_id in {None, loan.id}), None)
        one = tuple(loan for loan in self.loans if named and loan.same_lender(named))
        return one if contact.loan_id or one == self.loans else ()

    def contacts_with(self, loan: Loan) -> tuple[Contact, ...]:
        """The standing entries about this loan's lender; whoever was found out to pose as it is left out."""
        standing = self.talks.uncorrected
        about = {named for named, c in {c.loan_id: c for c in standing}.items() if loan in self.about(c)}
        return tuple(c for c in standing if c.verified is not False and c.loan_id in about)

    @property
    def unplaced(self) -> tuple[Contact, ...]:
        """The standing entries that do not say which loan they are about while there are several lenders."""
        return tuple(c for c in self.talks.uncorrected if c.loan_id is None and self.loans and not self.about(c))


def _placed(section: Part, loan_id: str) -> Part:
    blank = {name: rows for name, rows in section if isinstance(rows, tuple) and any(_names_none(row) for row in rows)}
    named = {name: tuple(_named(row, loan_id) for row in rows) for name, rows in blank.items()}
    return section.model_copy(update=named) if named else section


def _names_none(row: object) -> bool:
    return getattr(row, "loan_id", "") is None


def _named(row: Row, loan_id: str) -> Row:
    return row.model_copy(update={"loan_id": loan_id}) if _names_none(row) else row


_REFERENCES = frozenset({"loan_id", "note_id", "main", "corrects"})


def referred(case: Case, row_id: str) -> bool:
    """Tell whether any row outside its own refers to this id."""
    return _mentions(case.model_dump(mode="json"), row_id)


def _mentions(value: Any, row_id: str) -> bool:
    if isinstance(value, dict):
        return any(v == row_id if k in _REFERENCES else _mentions(v, row_id) for k, v in value.items())
    return isinstance(value, list) and any(_mentions(v, row_id) for v in value)
