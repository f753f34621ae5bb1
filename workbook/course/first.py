"""What to do first, said once: the course, and of the ten minutes' reason only what says the same."""

from __future__ import annotations

from workbook import confirm
from workbook.course.course import led
from workbook.course.table import NOTHING_PAID, Course, Led
from workbook.language import _, attempt, joined
from workbook.options.own import asked_first
from workbook.position import Position, once
from workbook.pressure import whole_end_words
from workbook.verdict import Action, Quick, quick

_TERMS = frozenset({Action.STEPPED, Action.APPLY_BEFORE_DUE})
_ASKED = frozenset({Course.EASE, Course.AGAIN})
_WRITTEN = frozenset({Course.CHECK, Course.KEEP})
_SETTLED_FIRST = (Course.HOLD, Course.COURT, Course.SOLD, Course.MEDIATION)
_SAME = {
    Course.EASE: _TERMS,
    Course.AGAIN: _TERMS,
    Course.CURE: frozenset({Action.CURE}),
    Course.KEEP: frozenset({Action.CURE}),
    **dict.fromkeys((*NOTHING_PAID, *_SETTLED_FIRST), frozenset({Action.HOLD})),
}


@once
def first(position: Position) -> str:
    """Say what comes next with the lender, why where that is not what was wanted, and on what figures.

    Without a loan told it is the action of the ten minutes alone. NotKnown without a date.
    """
    found = _led(position)
    if found is None:
        return _("{action}。{why}").format(action=quick(position).action.words, why=reason(position))
    said = _("{course}。{why}{reason}").format(course=found.course.words, why=found.why, reason=reason(position))
    return joined(said, _in_writing(position) if found.course in _WRITTEN else "")


@once
def reason(position: Position) -> str:
    """Give the reason of the ten minutes where it belongs to what comes next; "" where it speaks of something else.

    Once a request is written that holds, the shape it should have is no more the question.
    """
    answer, found = quick(position), _led(position)
    shaped = answer.action is Action.STEPPED and not answer.pays_now
    if shaped and found is not None and found.course in _ASKED and _asks_what_holds(position):
        return _("请求已经写好，守得住：照它谈，看到书面再答应。")
    return answer.why if found is None or _says_the_same(position, found.course, answer) else ""


def _in_writing(position: Position) -> str:
    """Say that the latest writing differs from what was agreed, whether somebody agreed to it or not."""
    differs = confirm.unlike(position, position.loan)
    if not differs or confirm.unconfirmed(position, position.loan):
        return differs
    return joined(differs, _("您已经写了同意的日子，就照书面的算：还没真同意，先清空那一天，问清楚。"))


def _asks_what_holds(position: Position) -> bool:
    """Tell whether the borrower's own request, confirmed, can be kept."""
    asked = asked_first(position, position.loan)
    return asked is not None and asked.recommendable and not position.case.ask.drafted


def _led(position: Position) -> Led | None:
    return attempt(lambda: led(position, position.loan)) if position.loans else None


def _says_the_same(position: Position, course: Course, answer: Quick) -> bool:
    """Tell whether the reason of the ten minutes belongs to the course; a loan falling due whole is always said."""
    settled = course is Course.CHECK or confirm.arranged(position, position.loan)
    whole = answer.action is Action.APPLY_BEFORE_DUE and bool(whole_end_words(position)) and not settled
    return whole or answer.action in _SAME.get(course, ())
