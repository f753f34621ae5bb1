"""Where a loan stands and what is wanted of it, and what comes of both: every pair has one answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from workbook.case import NOT_LATE, Choice, LoanState, Want
from workbook.language import N_


class Course(Choice):
    """What comes next with this creditor."""

    EASE = "ease", N_("谈新的还款安排")
    RENEW = "renew", N_("到期前申请续贷或展期")
    PRICE = "price", N_("先核对费用和利率")
    LIMIT = "limit", N_("说明额度的用处，由对方决定")
    AGAIN = "again", N_("重新谈守不住的约定")
    CURE = "cure", N_("把欠的补上，恢复正常")
    HOLD = "hold", N_("先说明情况，不报数字")
    CHECK = "check", N_("先把书面条件核对清楚")
    KEEP = "keep", N_("照常还，不用谈")
    SOLD = "sold", N_("先弄清现在向谁还")
    COURT = "court", N_("先按期答复法院材料")
    PAID_FOR = "paid_for", N_("先核实有没有替您还，两边都先不付")
    MEDIATION = "mediation", N_("先核实调解，再定参不参加")
    ARBITRATION = "arbitration", N_("先看仲裁的日子，按期答复仲裁委")
    ENFORCEMENT = "enforcement", N_("如实报告财产，申请留下生活费用")
    SETTLE = "settle", N_("先要书面的数，再谈一次还清")
    NOT_MINE = "not_mine", N_("不谈还款：报警、问律师、告诉银行的反诈部门")
    STOP = "stop", N_("先停，问过律师再联系")
    SETTLED = "settled", N_("要结清证明")


TALKED = frozenset({Course.EASE, Course.RENEW, Course.AGAIN, Course.CURE, Course.HOLD, Course.CHECK, Course.SETTLE})
"""Where the next contact is a talk about this loan's money: no court, no claim that was sold, no end of limitation."""

NOTHING_PAID = frozenset({Course.PAID_FOR, Course.ARBITRATION, Course.ENFORCEMENT, Course.NOT_MINE, Course.STOP})
"""Where no sum is named as one to be paid: to whom, and whether at all, is settled first."""


IN_ORDER = frozenset({Course.RENEW, Course.PRICE, Course.LIMIT})
"""Where a loan is paid as it stands while something else is asked about it."""


class Led(NamedTuple):
    """What comes next, and, where that is not what was wanted, a sentence why."""

    course: Course
    why: str = ""


_KEEP_CURE = Led(Course.KEEP, N_("这笔没有欠着的，不用补：照常还就好。"))
_KEEP_HOLD = Led(Course.KEEP, N_("这笔没有逾期，也付得起：不用向对方说明什么，照常还就好。"))
_TOO_EARLY = Led(Course.KEEP, N_("没有逾期的，一般谈不到少收：要提前还清，先在 App 里看提前还款收不收费。"))
_NOT_NOW = N_("现在提额一般不批，多借一笔每月也要多还一笔：先把这一笔谈成守得住的。不要为补逾期去别处借。")
_RENEW_LATE = N_("续贷、展期要在到期前、没有逾期时提出：已经逾期的，谈的是怎样还。")
_PRICE_LATE = N_("逾期的时候先谈怎样还、把欠的补上；费用等恢复正常再核对。不要停还：停了就是逾期。")

_NORMAL: Mapping[Want, Led] = {
    Want.EASE: Led(Course.EASE),
    Want.CURE: _KEEP_CURE,
    Want.HOLD: _KEEP_HOLD,
    Want.RENEW: Led(Course.RENEW),
    Want.PRICE: Led(Course.PRICE),
    Want.LIMIT: Led(Course.LIMIT),
    Want.SETTLE: _TOO_EARLY,
}
_TIGHT = {**_NORMAL, Want.HOLD: Led(Course.HOLD), Want.LIMIT: Led(Course.EASE, _NOT_NOW)}
_CAUGHT_UP = {
    **_NORMAL,
    Want.CURE: Led(Course.CURE),
    Want.HOLD: Led(Course.CURE),
    Want.LIMIT: Led(Course.CURE, _NOT_NOW),
}
_LATE: Mapping[Want, Led] = {
    Want.EASE: Led(Course.EASE),
    Want.CURE: Led(Course.CURE),
    Want.HOLD: Led(Course.HOLD),
    Want.RENEW: Led(Course.EASE, _RENEW_LATE),
    Want.PRICE: Led(Course.EASE, _PRICE_LATE),
    Want.LIMIT: Led(Course.EASE, _NOT_NOW),
    Want.SETTLE: Led(Course.SETTLE),
}


def _whatever(course: Course) -> Mapping[Want, Led]:
    """Give one course for whatever is wanted: it has to be settled before anything else can be talked about."""
    return dict.fromkeys(Want, Led(course))


_BY_STATE: Mapping[LoanState, Mapping[Want, Led]] = {
    LoanState.NORMAL: _NORMAL,
    LoanState.NOT_DUE: _TIGHT,
    LoanState.CAUGHT_UP: _CAUGHT_UP,
    LoanState.OVERDUE: _LATE,
    LoanState.ACCELERATED: _LATE,
    LoanState.MEDIATION: _whatever(Course.MEDIATION),
    LoanState.SOLD: _whatever(Course.SOLD),
    LoanState.PAID_FOR: _whatever(Course.PAID_FOR),
    LoanState.ARBITRATION: _whatever(Course.ARBITRATION),
    LoanState.IN_COURT: _whatever(Course.COURT),
    LoanState.ENFORCEMENT: _whatever(Course.ENFORCEMENT),
    LoanState.NOT_MINE: _whatever(Course.NOT_MINE),
    LoanState.SETTLED: _whatever(Course.SETTLED),
}

TABLE: Mapping[tuple[LoanState, Want], Led] = MappingProxyType(
    {(state, want): _BY_STATE[state][want] for state in LoanState for want in Want}
)
"""Every pair of where a loan stands and what is wanted."""

BEFORE_ALL = frozenset(LoanState) - NOT_LATE - {LoanState.OVERDUE, LoanState.ACCELERATED}
"""Where the state alone decides: nothing that is wanted changes what comes first."""
