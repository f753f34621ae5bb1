"""What changes inside the term: rates from a day on, instalments that rest, fees that differ or end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from workbook.case import Fee, Holiday, HolidayKind, Loan, Method, RateChange, lacking
from workbook.case.fields import Part
from workbook.language import N_, NotKnown, Refused, _
from workbook.loans.days import months_after
from workbook.loans.terms import LONGEST, Change, Rest, title
from workbook.money import ZERO

Dues = tuple[tuple[date, ...], tuple[bool, ...]]
Said = tuple[str, ...]


def _needed(row: RateChange | Holiday, name: str, field: str) -> NotKnown:
    """Send the borrower to what a row lacks: its list, then the field."""
    where = _("{rows}：{field}").format(rows=title(field), field=_(type(row).model_fields[name].title or name))
    return lacking("debts", field=where)


def _told(row: Part, *names: str) -> bool:
    return any(getattr(row, name) is not None for name in names)


# -- the rate --------------------------------------------------------------------------------------------------------


def rates_told(loan: Loan, units: int) -> list[Change]:
    """Give the told rates by their days, in percent a year; NotKnown where a row says only a half."""
    return sorted(
        Change(_start(row, "rate_changes"), _rate(row) * units)
        for row in loan.rate_changes
        if not row.archived and _told(row, "start", "rate")
    )


def _rate(row: RateChange) -> Decimal:
    if row.rate is None:
        raise _needed(row, "rate", "rate_changes")
    return row.rate


def _start(row: RateChange | Holiday, field: str) -> date:
    if row.start is None:
        raise _needed(row, "start", field)
    return row.start


def real_changes(annual: Decimal, told: list[Change]) -> tuple[Change, ...]:
    """Leave out what changes nothing."""
    made: list[Change] = []
    for change in told:
        if change.annual != (made[-1].annual if made else annual):
            made.append(change)
    return tuple(made)


def changes_said(method: Method, changes: tuple[Change, ...], dues: tuple[date, ...]) -> Said:
    """Say what was taken for granted of a rate that changes before the last due day."""
    if method is not Method.EQUAL_INSTALMENT or not any(change.on < dues[-1] for change in changes):
        return ()
    return (_("利率变动的那一期按天分段计息，本金照原来的还；从变动后的第一个还款日起，每期按剩下的本金和期数重算"),)


# -- instalments that rest -------------------------------------------------------------------------------------------


def resting(loan: Loan, dues: tuple[date, ...], regular: tuple[bool, ...]) -> tuple[tuple[Rest, ...], Dues, Said]:
    """Give the instalments that rest, the due days with what they move the end by, and what was taken for granted."""
    rests: list[Rest] = []
    said: list[str] = []
    for row in sorted(_holidays(loan), key=lambda row: _start(row, "holidays")):
        rest = _rest(row, dues, rests)
        if rest.moved:
            dues, regular = _moved(dues, regular, rest.months)
        if rest.first + rest.months > len(dues):
            raise _refused(N_("“{field}”之后至少要还剩一期，请检查停几期，或者填最后到期日往后移"))
        rests.append(rest)
        said += _rest_said(row, rest)
    return tuple(rests), (dues, regular), tuple(dict.fromkeys(said))


def _holidays(loan: Loan) -> Iterator[Holiday]:
    for row in loan.holidays:
        if row.archived or not _told(row, "start", "months", "kind") or row.months == 0:
            continue
        if row.months is None:
            raise _needed(row, "months", "holidays")
        yield row


def _rest(row: Holiday, dues: tuple[date, ...], before: list[Rest]) -> Rest:
    if len(dues) < 2:  # noqa: PLR2004 - one repayment leaves nothing to rest before it
        raise _refused(N_("“{field}”只用于分期还的借款；到期一次还的，请改填新的最后到期日"))
    start = _start(row, "holidays")
    first = next((number for number, due in enumerate(dues, 1) if due >= start), 0)
    if not first:
        raise _refused(N_("“{field}”从 {start} 开始，最后一期 {last} 已经过了，请检查日期"), start=start, last=dues[-1])
    if before and first < before[-1].first + before[-1].months:
        raise _refused(N_("“{field}”有两段重叠，请检查日期和期数"))
    return Rest(first, row.months or 0, row.kind is HolidayKind.NOTHING, row.end_moves is True)


def _moved(dues: tuple[date, ...], regular: tuple[bool, ...], count: int) -> Dues:
    """Put as many months at the end."""
    if len(dues) + count > LONGEST:
        raise _refused(N_("“{field}”让期数超过了 {longest} 期，请检查"), longest=LONGEST)
    anchor = max(due.day for due in dues)
    later = (months_after(dues[-1], months, anchor) for months in range(1, count + 1))
    return (*dues, *later), (*regular, *(True,) * count)


def _rest_said(row: Holiday, rest: Rest) -> Iterator[str]:
    if row.kind is None:
        yield _("停还的几期还什么没有填，按只还利息算")
    if row.end_moves is None:
        yield _("停还以后最后到期日移不移没有填，按不移、在剩下的期数里还完算")
    if rest.nothing:
        yield _("停还期间的利息不再生利息，平均摊到以后各期")


def _refused(message: str, **values: object) -> Refused:
    return Refused(message, field=title("holidays"), **values)


# -- fees ------------------------------------------------------------------------------------------------------------


def fees_by_period(fees: tuple[tuple[Fee, Decimal], ...], dues: tuple[date, ...]) -> tuple[Decimal, ...]:
    """Give the fees of each instalment from what each fee comes to; empty where all are alike."""
    if not any(_told(fee, "first_amount", "last_period", "until") for fee, _amount in fees):
        return ()
    made = tuple(
        sum((_charge(fee, usual, number, due) for fee, usual in fees), ZERO) for number, due in enumerate(dues, 1)
    )
    return () if len(set(made)) == 1 and made[0] == sum((usual for _fee, usual in fees), ZERO) else made


def _charge(fee: Fee, usual: Decimal, number: int, due: date) -> Decimal:
    if (fee.last_period is not None and number > fee.last_period) or (fee.until is not None and due > fee.until):
        return ZERO
    return fee.first_amount if number == 1 and fee.first_amount is not None else usual
