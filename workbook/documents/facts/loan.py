"""Facts of the main loan: what the contract says, and what is owed on the day, by component."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from workbook.case import HolidayKind, Loan
from workbook.documents.blocks import Figure, day, words
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt, spoken
from workbook.loans import Balance, Standing, next_due
from workbook.loans.notes import shared_fees
from workbook.loans.results import PARTS
from workbook.money import ZERO, digits, fen, uppercase
from workbook.position import Position
from workbook.pressure import own_end


@dataclass(frozen=True)
class Components:
    """What is owed on the day, by component."""

    principal_not_due: Figure
    interest_not_due: Figure
    overdue_principal: Figure
    overdue_interest: Figure
    penalty: Figure
    compound: Figure
    fees: Figure

    @property
    def components(self) -> Iterator[tuple[str, Figure]]:
        """Each component with its name, in the order of a statement of account."""
        return ((one.name, getattr(self, one.name)) for one in fields(Components))


@dataclass(frozen=True)
class RecordFacts:
    """How what fell due was repaid: instalments paid (`in_time` tells whether all of them were) and what they came to.

    `missed_*`: the instalments still unpaid, their days in one list; `late_*`: the last one paid after its day.
    """

    paid: Figure
    in_time: bool
    made: Figure
    missed_days: Figure
    missed_since: Figure
    missed_count: Figure
    missed_sum: Figure
    missed_first: Figure
    late_due: Figure
    late_amount: Figure
    late_paid_on: Figure
    late_paid: Figure


@dataclass(frozen=True)
class NoteFacts:
    """One note of a line: its place, its number, what was drawn when, what is left, how it was repaid, what comes next.

    `record` and `days_overdue` say nothing where payments may have been for another note.
    """

    place: Figure
    number: Figure
    drawn_on: Figure
    amount: Figure
    left: Figure
    days_overdue: Figure
    record: RecordFacts
    coming_due: Figure
    coming_payment: Figure


@dataclass(frozen=True)
class LoanFacts(Components):
    """The main loan: as it was told, as it is owed, what it costs, what comes next.

    Of a line of which one note is late alone this is the late note; `notes` are those of the line on which
    something is owed, none where that is only one; `notes_left` the principal they come to. `whole_on` is the day on
    which all of it falls due at once, None where it is repaid by instalments or late.
    """

    principal: Figure
    received: Figure
    instalment: Figure
    debited: Figure
    app_total: Figure
    balance_left: Figure
    rate: Figure
    rate_a_year: Figure
    rests: tuple[Figure, ...]
    periods: Figure
    periods_left: Figure
    penalty_uplift: Figure
    drawn_on: Figure
    first_due: Figure
    maturity: Figure
    next_due: Figure
    due_now: Figure
    total: Figure
    total_uppercase: Figure
    days_overdue: Figure
    oldest_unpaid: Figure
    owed_on: Figure
    assumed: tuple[Figure, ...]
    cost_simple: Figure
    cost_compound: Figure
    coming_due: Figure
    coming_payment: Figure
    whole_on: Figure
    whole_due: Figure
    contract_to_end: Figure
    record: RecordFacts
    notes: tuple[NoteFacts, ...]
    note_count: Figure
    notes_left: Figure


def loan_facts(position: Position, pen: Pen) -> LoanFacts:
    """Word the main loan; where there is none, every figure of it is unknown."""
    told = attempt(lambda: position.loan) or Loan(id="none")
    loan, standing = told.as_one, position.standing(told)
    balance = standing.balance_or_none
    line, notes = position.line(told), _owing(position.line(told))
    parts = balance.parts if balance else dict.fromkeys(PARTS)
    total = _whole_debt(balance)
    cost = attempt(lambda: standing.cost)
    coming, whole = attempt(lambda: next_due(standing)), attempt(lambda: own_end(position))
    return LoanFacts(
        **vars(Components(**{name: pen.money(amount) for name, amount in parts.items()})),
        principal=pen.money(loan.principal),
        received=pen.money(loan.received),
        instalment=pen.money(loan.instalment),
        debited=pen.money(_more_debited(standing)),
        app_total=pen.money(loan.app_total),
        balance_left=pen.money(loan.balance_left),
        rate=pen.sentence(_rate(loan, standing.told_on)),
        rate_a_year=pen.percent(attempt(lambda: fen(standing.rate))),
        rests=pen.sentences(_rests(loan)),
        periods=pen.count(loan.periods, _("{n}期")),
        periods_left=pen.count(loan.periods_left, _("{n}期")),
        penalty_uplift=pen.sentence(_uplift(loan.penalty_uplift)),
        drawn_on=pen.when(loan.drawn_on),
        first_due=pen.when(loan.first_due),
        maturity=pen.when(standing.maturity),
        next_due=pen.when(loan.next_due),
        due_now=pen.money(attempt(lambda: standing.arrears)),
        total=pen.money(total),
        total_uppercase=pen.sentence(uppercase(total) if total is not None else None),
        days_overdue=pen.count(balance.days_overdue if balance else None, _("{n}天")),
        oldest_unpaid=pen.when(balance.oldest_unpaid if balance else None),
        owed_on=pen.when(balance.on if balance else None),
        assumed=pen.sentences((*balance.assumed, *_shared(told, line)) if balance else ()),
        cost_simple=pen.percent(cost.simple if cost else None),
        cost_compound=pen.percent(cost.compound if cost else None),
        coming_due=pen.when(coming.due if coming else None),
        coming_payment=pen.money(coming.payment if coming else None),
        whole_on=pen.when(whole.due if whole else None),
        whole_due=pen.money(whole.payment if whole else None),
        contract_to_end=pen.money(attempt(lambda: standing.still_asked)),
        record=_record(standing, pen),
        notes=tuple(_note(one, n, pen, line) for n, one in enumerate(notes, start=1)),
        note_count=pen.count(len(notes) or None, _counted(len(notes))),
        notes_left=pen.money(attempt(lambda: line.balance.principal) if notes else None),
    )


def _more_debited(standing: Standing) -> Decimal | None:
    found = attempt(lambda: standing.debited)
    return found.amount if found and found.is_more else None


_TEN, _PAIR = 10, 2
_LISTED = 3  # days that still read as a list


def _record(standing: Standing, pen: Pen, *, apart: bool = True) -> RecordFacts:
    """Word how a loan drawn once, or a note, was repaid; nothing of a whole line."""
    found = attempt(lambda: standing.record) if apart and not standing.notes else None
    unpaid, late = (found.unpaid, found.late[-1:]) if found else ((), ())
    return RecordFacts(
        paid=pen.count(found.paid or None if found else None, _("{n}期")),
        in_time=bool(found and found.all_in_time),
        made=pen.money(found.made or None if found else None),
        missed_days=pen.days([one.due for one in unpaid] if len(unpaid) <= _LISTED else [], standing.told_on),
        missed_since=pen.when(unpaid[0].due if unpaid else None),
        missed_count=pen.count(len(unpaid) or None, _("{n}期")),
        missed_sum=pen.money(sum((one.amount for one in unpaid), ZERO) if unpaid else None),
        missed_first=pen.money(unpaid[0].amount if unpaid else None),
        late_due=pen.when(late[0].due if late else None),
        late_amount=pen.money(late[0].amount if late else None),
        late_paid=pen.money(late[0].paid or None if late else None),
        late_paid_on=pen.days([late[0].paid_on] if late else [], standing.told_on),
    )


def _owing(line: Standing) -> tuple[Standing, ...]:
    """Give the notes of a line that are not known to be repaid; none where that is only one."""
    each = [(one, one.balance_or_none) for _name, one in line.notes]
    owing = tuple(one for one, balance in each if balance is None or balance.total)
    return owing if len(owing) >= _PAIR else ()


def _shared(loan: Loan, line: Standing) -> tuple[str, ...]:
    """Say of one note of a line that a fee told for the whole was shared among the notes."""
    return () if loan.notes else shared_fees(line.loan)


def _note(standing: Standing, place: int, pen: Pen, line: Standing) -> NoteFacts:
    balance, coming = standing.balance_or_none, attempt(lambda: next_due(standing))
    late = balance.days_overdue or None if balance and line.told_apart else None
    number = standing.loan.contract_no
    return NoteFacts(
        place=pen.sentence(_("第{n}笔").format(n=_numeral(place))),
        number=pen.sentence(number if number != line.loan.contract_no else None),
        drawn_on=pen.when(standing.loan.drawn_on),
        amount=pen.money(standing.loan.principal),
        left=pen.money(balance.principal if balance else None),
        days_overdue=pen.count(late, _("{n}天")),
        record=_record(standing, pen, apart=line.told_apart),
        coming_due=pen.when(coming.due if coming else None),
        coming_payment=pen.money(coming.payment if coming else None),
    )


def _counted(number: int) -> str:
    """Give a number of notes as a Chinese sentence counts things."""
    return "两" if spoken() == "zh" and number == _PAIR else _numeral(number) if number else ""


def _numeral(number: int) -> str:
    """Give a number as a Chinese sentence counts, up to ten; in another language, or beyond, its digits."""
    return "一二三四五六七八九十"[number - 1] if spoken() == "zh" and number <= _TEN else str(number)


def _rate(loan: Loan, on: date | None) -> str | None:
    rate = loan.rate_told(on)
    if rate is None or loan.rate_unit is None:
        return None
    said = _("{unit}{rate}%").format(unit=loan.rate_unit.words, rate=digits(rate))
    if rate == loan.rate or loan.rate is None:
        return said
    return _("{now}（放款时{rate}%）").format(now=said, rate=digits(loan.rate))


def _rests(loan: Loan) -> Iterator[str]:
    """Say each holiday inside the term."""
    for row in loan.holidays:
        if not row.archived and row.start and row.months:
            kind = row.kind or HolidayKind.INTEREST_ONLY
            said = _("{on}起{n}期{kind}").format(on=words(day(row.start)), n=row.months, kind=kind.words)
            yield said + (_("，最后到期日往后移") if row.end_moves else "")


def _uplift(times: Decimal | None) -> str | None:
    return _("合同利率的{times}倍").format(times=digits(times)) if times is not None else None


def _whole_debt(balance: Balance | None) -> Decimal | None:
    """Give the whole debt; None where only the principal is known, or what the app asks now, which may be arrears."""
    return balance.total if balance is not None and balance.covers == "all" else None
