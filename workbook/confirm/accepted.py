"""Written terms that were agreed to though they are not what was settled by word of mouth."""

from __future__ import annotations

from workbook.case import Loan, WrittenTerms
from workbook.confirm.agreement import received
from workbook.confirm.check import Confirmation, check
from workbook.language import _, attempt, joined
from workbook.position import Position, once

_NAMED = 3


@once
def agreed_to_unlike(position: Position) -> dict[str, str]:
    """Say by the id of written terms that were agreed to where they differ, and what follows from the day."""
    found = {}
    for loan in position.case.loans:
        for written in attempt(lambda loan=loan: received(position, loan)) or ():  # type: ignore[misc]
            if written.accepted_on and (held := _unlike(position, loan, written)):
                found[written.id] = _words(held)
    return found


@once
def unlike(position: Position, loan: Loan) -> str:
    """Say in how many places the latest writing differs from what was agreed; empty where it does not, or none came."""
    latest = attempt(lambda: received(position, loan)[0])
    held = _unlike(position, loan, latest) if latest else None
    return _differs(held) if held else ""


def _unlike(position: Position, loan: Loan, written: WrittenTerms) -> Confirmation | None:
    """Hold a writing against what was agreed; None where it does not differ, or cannot be held against anything."""
    held = attempt(lambda: check(position, loan, written))
    return None if held is None or held.clean or held.empty else held


def _words(held: Confirmation) -> str:
    follows = _("填了这一天，就算您同意书面的，以后照书面的算和还。还没看清就先清空，看下面的对照。")
    return joined(_differs(held), follows)


def _differs(held: Confirmation) -> str:
    places = [difference.what for difference in (*held.differences, *held.arithmetic)]
    if not places:
        return _("书面里有说不通的地方：{what}").format(what=held.troubles[0])
    named = _("、").join(places[:_NAMED]) + (_("等") if len(places) > _NAMED else "")
    return _("书面的和谈定的有 {count} 处不一样：{named}。").format(count=len(places), named=named)
