"""The way through the nine pages: where one is, what is filled, and the one answer each page gives first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from workbook import charts, confirm, course, documents, evidence, pressure, talks, verdict
from workbook.case import Case, LoanState, Part, Row
from workbook.case.evidence import Holding
from workbook.followup import deadlines
from workbook.language import N_, _, attempt, joined, spoken, within
from workbook.loans import Balance, Due, next_due
from workbook.loans.terms import WITHOUT_INSTALMENTS
from workbook.money import shown
from workbook.pages import PAGES
from workbook.position import Position
from workbook.shown import Overview, Step, Turn, Way

_QUOTED = re.compile("“([^“”]+)”")


def begin(position: Position, file: str) -> Way:
    """Say where this page is among the nine, what stands in each, and its one answer, where it can be told."""
    steps = tuple(Step(page.named(spoken()), page.file, _told(position.case, page.file)) for page in PAGES)
    answer = attempt(lambda: _ANSWERS[file](position))
    return Way(_place(file), steps, answer or _("先填下面的；不知道的留空，能算的先算。"))


def asked(position: Position) -> tuple[str, ...]:
    """Name the fields that the advice asks for before all others, on whatever page they stand."""
    answer = attempt(lambda: verdict.quick(position))
    said = joined(attempt(lambda: course.first(position)) or "", (answer.missing if answer else "") or "")
    return tuple(dict.fromkeys((*_QUOTED.findall(said), *((answer.missing,) if answer and answer.missing else ()))))


def end(file: str) -> Turn:
    """Give the links from a page to the one before and the next."""
    here = _place(file)
    steps = [Step(page.named(spoken()), page.file) for page in PAGES]
    return Turn(steps[here - 1] if here else None, steps[here + 1] if here + 1 < len(steps) else None)


def overview(position: Position) -> Overview:
    """Give what stands before the nine chapters; what is not known says so, a picture that cannot be is left out."""
    found = (attempt(partial(draw, position)) for draw in (charts.months, charts.timeline, charts.payments_ahead))
    sent = attempt(lambda: _send(position))
    return Overview(
        title=_("一眼看完"),
        answer=attempt(lambda: course.first(position)) or _("先填借款和收支，这里才有答案。"),
        numbers=tuple(_five(position)),
        pictures=tuple(picture for picture in found if picture is not None),
        after=_("接下来：{what}").format(what=sent) if sent else _("接下来：照“今晚做的事”一件一件做。"),
    )


def _five(position: Position) -> Iterator[tuple[str, str]]:
    """Give the numbers; none to pay on a loan of which something else is settled first."""
    loan = attempt(lambda: position.loan)
    paid = loan is None or not pressure.settled_first(loan)
    mine = loan is None or loan.state is not LoanState.NOT_MINE
    if mine:
        yield _owes(attempt(lambda: position.standing(position.loan).balance))
    if paid:
        yield _("补到正常要"), _amount(attempt(lambda: pressure.current_today(position).total))
    yield _("差的一个月剩"), _amount(attempt(lambda: position.months.bad.left if position.months.bad else None))
    if mine:
        yield _("每月最多能答应"), _amount(attempt(lambda: pressure.capacity(position).monthly))
    due = _coming(position)
    said = _("{on} 还 {amount}")
    if paid:
        yield _("下一次"), said.format(on=due.due, amount=shown(due.payment)) if due else _("还不知道")


def _owes(balance: Balance | None) -> tuple[str, str]:
    """Name what is owed by what the figure covers."""
    titles = {"principal": _("还欠本金"), "asked": _("App 上要还")}
    whole = balance.whole if balance else None
    return titles.get(balance.covers if balance else "all", _("今天欠")), _amount(whole)


def _amount(amount: Decimal | None) -> str:
    return _("还不知道") if amount is None else shown(amount)


def _coming(position: Position) -> Due | None:
    """Give the next instalment of the loan in the talk; None where none is to be paid, or none can be told."""
    loan = attempt(lambda: position.loan)
    if loan is None or loan.state in WITHOUT_INSTALMENTS or pressure.settled_first(loan):
        return None
    return attempt(lambda: next_due(position.standing(loan)))


def _place(file: str) -> int:
    return next(number for number, page in enumerate(PAGES) if page.file == file)


# -- what stands in a page ---------------------------------------------------------------------------------------------


def _told(case: Case, file: str) -> str | None:
    """Say in a word or two what was filled in on a page; None where nothing is filled in there."""
    counted = _COUNTED.get(file)
    if counted is None:
        return None
    words, count = counted
    number = count(case)
    return _(words).format(count=number) if number else _("还没填")


def _filled(part: Part) -> int:
    """Count the fields and rows of a part that are told."""
    return sum(_begun(value) if isinstance(value, tuple) else value is not None for _name, value in part)


def _rows(part: Part) -> int:
    """Count the rows of a part, and nothing else told in it."""
    return sum(_begun(value) for _name, value in part if isinstance(value, tuple))


def _begun(rows: tuple[object, ...]) -> int:
    """Count rows in which something is told; a row that was only added is none."""
    return sum(not isinstance(row, Row) or not row.is_blank for row in rows)


_COUNTED: Mapping[str, tuple[str, Callable[[Case], int]]] = MappingProxyType(
    {
        "01_situation": (N_("填了 {count} 项"), lambda case: _filled(case.situation)),
        "02_debts": (N_("{count} 笔借款"), lambda case: len(case.loans)),
        "04_evidence": (N_("{count} 份材料"), lambda case: _begun(case.evidence.documents)),
        "05_options": (N_("填了 {count} 项"), lambda case: _filled(case.ask)),
        "07_talks": (N_("{count} 条记录"), lambda case: _rows(case.talks)),
        "08_followup": (N_("填了 {count} 项"), lambda case: _filled(case.followup)),
    }
)
"""What is counted on a page where something is filled in, and how it is said."""


# -- the answer of each page -------------------------------------------------------------------------------------------


def _months(position: Position) -> str:
    picture = position.months
    said = [_("{months}每月剩 {left}").format(months=picture.usual_words, left=shown(picture.usual.left))]
    if picture.usual_words != picture.current_words:
        said.append(_("{months}每月剩 {left}").format(months=picture.current_words, left=shown(picture.current.left)))
    if picture.bad is not None:
        said.append(_("差的一个月剩 {bad}").format(bad=shown(picture.bad.left)))
    return _("，").join(said) + _("。")


def _owed(position: Position) -> str:
    loan = position.loan
    if loan.state is LoanState.NOT_MINE:
        return pressure.settled_first_words(loan)
    balance = position.standing(loan).balance
    said = _("{loan}：今天欠 {total}。")
    if balance.covers in {"asked", "part"}:
        said = _("{loan}：App 上要还 {total}；一共欠多少，填了“还欠本金多少”才知道。")
    elif balance.covers == "principal":
        said = _("{loan}：还欠本金 {total}；利息、罚息各多少，看对方的数。")
    owed = said.format(loan=pressure.called(loan), total=shown(balance.total))
    due = _coming(position)
    if due is None:
        return owed
    return joined(owed, _("下一次 {on} 要还 {amount}。").format(on=due.due, amount=shown(due.payment)))


def _trouble(position: Position) -> str:
    """Say what is late, and what months make of it as far as that can be told."""
    first, *rest = pressure.diagnosis(position)
    judged = next((finding.sentence for finding in rest if finding.trouble == "verdict"), "")
    return joined(first.sentence, judged)


def _proof(position: Position) -> str:
    missing = [one for one in evidence.checklist(position) if one.holding is not Holding.HAVE]
    held = len(evidence.exhibits(position))
    said = _("手上有 {held} 份材料，按这次的请求还缺 {missing} 样。")
    return said.format(held=held, missing=len(missing))


def _request(position: Position) -> str:
    if position.case.ask_on(position.loan) is None:
        return course.first(position)
    return _("请求已经写好：看下面“您的请求值多少钱”，再去“材料”那一页。")


def _send(position: Position) -> str:
    said = [words for _title, words in documents.send_first(position)[:2]]
    return _("；").join((*said[:1], *map(within, said[1:])))


def _waits(position: Position) -> str:
    offer = next(iter(talks.unanswered(position)), None)
    if offer is not None:
        return talks.before_a_yes(position, offer)
    late = next((promise for promise in talks.promises(position) if promise.overdue), None)
    return late.next_step if late else course.first(position)


def _kept(position: Position) -> str:
    found = attempt(lambda: confirm.kept(position, position.loan))
    if found is None or not found.rows:
        return joined(_("还没有谈成的新计划。"), _next_day(position))
    if found.missed:
        return joined(_("新计划{stands}，先重新谈。").format(stands=found.stands), _next_day(position))
    return joined(_("{stands}。").format(stands=found.stands), _next_day(position))


def _next_day(position: Position) -> str:
    """Name the next day that has not gone by; where there is none the oldest that is still open, as overdue."""
    days = [day for day in deadlines(position) if day.kind != "quiet"]
    coming = next((day for day in days if not day.past), None)
    if coming is not None:
        return _("下一个日子 {on}：{title}。").format(on=coming.on, title=coming.title)
    return _("{on} 已经过了：{title}。").format(on=days[0].on, title=days[0].title) if days else ""


_ANSWERS: Mapping[str, Callable[[Position], str]] = MappingProxyType(
    {
        "00_start": course.first,
        "01_situation": _months,
        "02_debts": _owed,
        "03_pressure": _trouble,
        "04_evidence": _proof,
        "05_options": _request,
        "06_brief": _send,
        "07_talks": _waits,
        "08_followup": _kept,
    }
)
