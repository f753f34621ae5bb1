"""Due dates of a contract, and which periods are regular months."""

from __future__ import annotations

from datetime import date

from workbook.case import Loan, Method
from workbook.language import N_, _
from workbook.loans.days import month_end, months_after
from workbook.loans.terms import LONGEST, MONTHLY, ONE_DUE, needed, unknown, wrong


def start(loan: Loan, method: Method) -> tuple[date, date | None, tuple[str, ...]]:
    """Give the day drawn, the first due day (None where there is only one), and what was assumed for them."""
    drawn, first = loan.drawn_on, loan.first_due
    if method in ONE_DUE and not _interest_by_month(loan, method):
        return needed(loan, "drawn_on"), None, ()
    if drawn is None:
        return _drawn_a_month_before(loan)
    if first is None:
        return drawn, *_first_due(loan, drawn)
    if first <= drawn:
        raise wrong(N_("“{field}”（{first}）要晚于放款日（{drawn}）"), "first_due", first=first, drawn=drawn)
    return drawn, first, ()


def undated(loan: Loan) -> tuple[str, ...]:
    """Name the fields without which no due day is known."""
    method = loan.method
    once = method in ONE_DUE and not (method and _interest_by_month(loan, method))
    begun = loan.drawn_on or (not once and (loan.first_due or _first_from_next(loan)))
    ended = loan.maturity or loan.periods or method is Method.ON_DEMAND
    end = "periods" if method in MONTHLY else "maturity"
    return (*(() if begun else ("drawn_on",)), *(() if ended else (end,)))


def _interest_by_month(loan: Loan, method: Method) -> bool:
    """Tell whether money on demand has interest days, and an end to count them to."""
    days, end = loan.first_due or loan.due_day, loan.maturity or loan.periods
    return method is Method.ON_DEMAND and bool(days and end)


def _drawn_a_month_before(loan: Loan) -> tuple[date, date, tuple[str, ...]]:
    first = loan.first_due or _first_from_next(loan)
    if first is None:
        raise unknown("drawn_on")
    drawn = months_after(first, -1, _anchor(loan, first))
    return drawn, first, (_("放款日没有填，按第一期还款日的前一个月（{drawn}）算").format(drawn=drawn),)


def _first_from_next(loan: Loan) -> date | None:
    if loan.next_due is None or loan.periods is None or loan.periods_left is None:
        return None
    return months_after(loan.next_due, loan.periods_left - loan.periods, loan.due_day or loan.next_due.day)


def _first_due(loan: Loan, drawn: date) -> tuple[date, tuple[str, ...]]:
    first = months_after(drawn, 1, _due_day(loan) or drawn.day)
    return first, (_("第一期还款日没有填，按放款后下个月的还款日（{first}）算").format(first=first),)


def _due_day(loan: Loan) -> int | None:
    if loan.due_day is not None and not 1 <= loan.due_day <= 31:  # noqa: PLR2004 - days of a month
        raise wrong(N_("“{field}”要在 1 到 31 之间"), "due_day")
    return loan.due_day


def _anchor(loan: Loan, first: date) -> int:
    drawn = loan.drawn_on.day if loan.drawn_on and month_end(first) else 0
    return _due_day(loan) or max(first.day, drawn)


def due_dates(loan: Loan, method: Method, drawn: date, first: date | None) -> tuple[tuple[date, ...], tuple[bool, ...]]:
    """Give the due dates, and which of them lie a regular month after the one before."""
    if first is None:
        return _one_due(loan, method, drawn)
    if loan.maturity is not None and (method not in MONTHLY or loan.periods is None):
        return _dues_until(loan, first, loan.maturity)
    count = periods(loan)
    anchor = _anchor(loan, first)
    dues = (first, *(months_after(first, k, anchor) for k in range(1, count)))
    return dues, (next_month(drawn, first), *(True,) * (count - 1))


def periods(loan: Loan) -> int:
    """Give the number of instalments; Refused outside 1 to 600."""
    count: int = needed(loan, "periods")
    if not 1 <= count <= LONGEST:
        raise wrong(N_("“{field}”要在 1 到 {longest} 之间"), "periods", longest=LONGEST)
    return count


def next_month(drawn: date, first: date) -> bool:
    """Tell whether the first due day lies in the month after the one of drawing."""
    return (first.year - drawn.year) * 12 + first.month - drawn.month == 1


def _one_due(loan: Loan, method: Method, drawn: date) -> tuple[tuple[date, ...], tuple[bool, ...]]:
    if loan.maturity is None and loan.periods is None and method is Method.ON_DEMAND:
        return (), ()
    due = loan.maturity or months_after(drawn, periods(loan), drawn.day)
    if due <= drawn:
        raise wrong(N_("“{field}”（{due}）要晚于放款日（{drawn}）"), "maturity", due=due, drawn=drawn)
    return (due,), (False,)


def _dues_until(loan: Loan, first: date, maturity: date) -> tuple[tuple[date, ...], tuple[bool, ...]]:
    if maturity < first:
        raise wrong(N_("“{field}”（{due}）早于第一期还款日（{first}）"), "maturity", due=maturity, first=first)
    anchor = _anchor(loan, first)
    months = (maturity.year - first.year) * 12 + maturity.month - first.month + 1
    regular = [months_after(first, k, anchor) for k in range(min(months, LONGEST))]
    dues = (*(due for due in regular if due < maturity), maturity)
    if len(dues) > LONGEST:
        raise wrong(N_("“{field}”（{due}）离第一期太远，请检查年份"), "maturity", due=maturity)
    first_regular = loan.drawn_on is None or next_month(loan.drawn_on, first)
    return dues, (first_regular, *(due in regular for due in dues[1:]))
