"""What the next contact is for: asking for new terms is only one of the things it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbook import confirm
from workbook.case import NOT_LATE, Ask, Loan, LoanState, Want
from workbook.course.limitation import limitation
from workbook.course.table import BEFORE_ALL, TABLE, Course, Led
from workbook.language import N_, Refused, _, attempt, joined
from workbook.loans.renewing import WHOLE
from workbook.loans.usual import end_untold
from workbook.money import shown
from workbook.position import Position, borrowers_own
from workbook.pressure import called, limit, renewable_end
from workbook.pressure.strain import instalment
from workbook.verdict import Action, quick
from workbook.verdict.base import base

_BEFORE_LIMITATION = frozenset(
    {LoanState.SETTLED, LoanState.IN_COURT, LoanState.ENFORCEMENT, LoanState.ARBITRATION, LoanState.NOT_MINE}
)
_CHANGED_HANDS = frozenset({LoanState.SOLD, LoanState.PAID_FOR})
_PAYABLE = N_("按您的数付得起：现在去谈少还，可能反而影响征信。照常还，看到付不起的那一期再提前谈。")
_NO_LIMIT_YET = N_("先填想多借多少、坏月份的收支：没有这两样，看不出坏月份撑不撑得住。")
_NO_RIGHT = N_("没有要求提额的权利，一般由系统决定：在 App 里看有没有入口，收费“内部提额”是骗局。")
_PAYS_DEBT = N_("现在不建议提额：多借的钱拿去还别的债，只是换一家欠，还多一笔费用。先把要还的那一笔谈下来。")
_DOES_NOT_HOLD = N_(
    "现在不建议提额：坏月份剩下 {left}，现在每月要还 {now}，再借 {amount} 每月再加 {more}，付不出。"
    "先不写提额的说明；缺进货的钱，先问供货商账期，少进、勤进。"
)
_END_UNKNOWN = N_("要续贷，先弄清哪天整笔到期、那天还多少：在“借款”那一页填写{fields}，这里再算。")
_END_FAR = N_("{on} 才整笔到期，还在一年以后：现在不用申请续贷，按每期付不付得起来看。")
_NOT_WHOLE = N_("这一笔没有整笔到期的日子，用不着续贷：按每月还得起还不起来看。")
_CLOSED = N_("续贷是给还在做的生意的：生意停了，谈的是怎样还。")
_NO_PRINCIPAL = N_("只知道现在要还的，不知道一共还欠多少，算不出以后每期多少才守得住：先请对方列明，补上再报数。")
_NO_RATE = N_("还不知道利率，算不出以后每期多少才守得住：先请对方列明，补上利率再报数。")
_NOTHING_LEFT = N_("坏月份没有余钱：现在报什么数都守不住，先说明情况，要对方写明各项和可以申请的办法。")


def course(position: Position, loan: Loan) -> Course:
    """Tell what comes next with a creditor; NotKnown without a date."""
    return led(position, loan).course


@borrowers_own
def led(position: Position, loan: Loan) -> Led:
    """Tell what comes next, and why where it is not what is wanted.

    Papers from a court or a commission, and a loan that is another's, come before all, then the end of limitation, then
    who the creditor is; then what is wanted by the table, as far as money and what was agreed before allow it.
    NotKnown without a date.
    """
    now = position.standing(loan).state
    if now in _BEFORE_LIMITATION:
        return TABLE[now, Want.EASE]
    if limitation(position, loan).level == "stop":
        return Led(Course.STOP)
    bought = now in _CHANGED_HANDS and loan.owner_now is not None and _asks(position.case.ask_on(loan))
    if bought:
        return Led(Course.EASE)
    if now in BEFORE_ALL:
        return TABLE[now, Want.EASE]
    want = _wanted(position, loan)
    if want is None or now is None:
        return _untold(position, loan, now)
    return _by_want(position, loan, now, want)


def _by_want(position: Position, loan: Loan, now: LoanState, want: Want) -> Led:
    """Tell by the table, as far as money and what was agreed before allow it."""
    found = TABLE[now, want]
    if (in_order := _IN_ORDER.get(found.course)) is not None:
        return in_order(position, loan, now)
    if found.course is Course.CURE and now not in NOT_LATE and (short := _cannot_cure(position, loan, now)):
        return short
    kept = _by_money(position, loan, now) if found.course is Course.EASE else found
    why = _(found.why or kept.why) if found.why or kept.why else ""
    return kept._replace(why=_more_would_cost(position, loan) + why if want is Want.LIMIT else why)


def _cannot_cure(position: Position, loan: Loan, now: LoanState) -> Led | None:
    """Lead on by money, and say so in figures, where it is known that cash does not pay what is overdue."""
    answer = attempt(lambda: quick(position)) if loan.id == position.loan.id else None
    if answer is None or answer.action is Action.CURE or answer.pays_now:
        return None
    if answer.today_at_most is None or answer.due_today is None:
        return None
    said = _("现在补不上：要补 {due}，手上今天最多拿得出 {today}。不为它去借。")
    why = said.format(due=shown(answer.due_today), today=shown(answer.today_at_most))
    return _by_money(position, loan, now)._replace(why=why)


def to_settle(position: Position) -> tuple[str, ...]:
    """Ask once what was meant where a loan was told to be soon missed before one could say what is wanted."""
    unclear = [loan for loan in position.loans if loan.state is LoanState.NOT_DUE and loan.want is None]
    said = _("“{name}”填的是“{state}”：正常在还、付得起的，改选“{normal}”；或者在“{field}”里选一样，就不再问。")
    field = _(str(Loan.model_fields["want"].title))
    names = {"state": LoanState.NOT_DUE.words, "normal": LoanState.NORMAL.words, "field": field}
    return tuple(said.format(name=called(loan), **names) for loan in unclear)


def _renew(position: Position, loan: Loan, now: LoanState) -> Led:
    """Lead a renewal: terms in writing come first; only what falls due whole, of a business that goes on, renews."""
    if (agreed := _by_agreement(position, loan)) is not None:
        return agreed
    if position.case.situation.trading is False:
        return _by_money(position, loan, now)._replace(why=_(_CLOSED))
    if (end := renewable_end(position, loan)) is not None and end.amount is not None:
        return Led(Course.RENEW)
    if why := _end_unknown(loan.as_one):
        return Led(Course.RENEW, why)
    return _by_money(position, loan, now)._replace(why=_no_renewal(loan.as_one))


def _end_unknown(told: Loan) -> str:
    """Say what has to be told before it is known when all of a loan falls due; "" where that is told."""
    missing = [_("“{field}”").format(field=_(str(Loan.model_fields[name].title))) for name in end_untold(told)]
    return _(_END_UNKNOWN).format(fields=_("、").join(missing)) if missing else ""


def _no_renewal(told: Loan) -> str:
    return _(_END_FAR).format(on=told.maturity) if told.method in WHOLE else _(_NOT_WHOLE)


def _price(position: Position, loan: Loan, _now: LoanState) -> Led:
    """Lead a question about charges: terms in writing that nobody confirmed yet are checked first."""
    return Led(Course.CHECK if confirm.unconfirmed(position, loan) else Course.PRICE)


def _limit(position: Position, loan: Loan, _now: LoanState) -> Led:
    """Lead a higher limit: nothing is written where it pays another debt or a bad month does not hold with it."""
    if position.case.ask.raise_pays_debt:
        return Led(Course.KEEP, _(_PAYS_DEBT))
    found = attempt(lambda: limit(position, loan))
    if found is None or position.case.ask.raise_by is None:
        return Led(Course.KEEP, joined(_(_NO_RIGHT), _(_NO_LIMIT_YET)))
    if found.holds:
        return Led(Course.LIMIT)
    left = found.left + found.now + found.payment
    amounts = {"left": left, "now": found.now, "amount": found.amount, "more": found.payment}
    said = _(_DOES_NOT_HOLD).format(**{name: shown(amount) for name, amount in amounts.items()})
    return Led(Course.KEEP, joined(said, _(_NO_RIGHT)))


_IN_ORDER: Mapping[Course, Callable[[Position, Loan, LoanState], Led]] = {
    Course.RENEW: _renew,
    Course.PRICE: _price,
    Course.LIMIT: _limit,
}


def _wanted(position: Position, loan: Loan) -> Want | None:
    """Give what is wanted of a loan: as told of it, or a higher limit where that was told of the one in the talk."""
    if loan.want is None and position.case.ask.raise_limit and loan.id == position.loan.id:
        return Want.LIMIT
    return loan.want


def _more_would_cost(position: Position, loan: Loan) -> str:
    """Say what so much more would ask each month beside today's instalment, and what a month now leaves for both."""
    more, now = attempt(lambda: limit(position, loan)), attempt(lambda: instalment(position, loan))
    left = attempt(lambda: position.months.current.left)
    if more is None or now is None or left is None or position.case.ask.raise_by is None:
        return ""
    said = _("再借 {amount}，每月要多还 {more}，连同现在的 {now} 共 {both}；现在一个月平均剩下 {left}。")
    both = shown(more.payment + now)
    return said.format(amount=shown(more.amount), more=shown(more.payment), now=shown(now), both=both, left=shown(left))


def _untold(position: Position, loan: Loan, now: LoanState | None) -> Led:
    """Tell what comes next where nobody said what is wanted: what was just paid is confirmed, else by money."""
    if now is LoanState.CAUGHT_UP and not _asks(position.case.ask_on(loan)):
        return Led(Course.CURE)
    found = _by_money(position, loan, now)
    found = found._replace(why=_(found.why) if found.why in {_NO_RATE, _NO_PRINCIPAL} else "")
    return Led(Course.RENEW) if found.course is Course.EASE and _goes_on(position, loan) else found


def _goes_on(position: Position, loan: Loan) -> bool:
    """Tell whether a loan falls due whole, in a business that goes on, and nothing else is asked for than to go on."""
    end, ask = renewable_end(position, loan), position.case.ask_on(loan)
    if end is None or position.case.situation.trading is False:
        return False
    terms = ask.preferred if ask else None
    return terms is None or terms.maturity is not None or terms.start == end.on


def _by_money(position: Position, loan: Loan, now: LoanState | None) -> Led:
    """Tell by what was agreed, by cash and by bad months: keep it, pay it as it is, name no figure, or ask."""
    if (agreed := _by_agreement(position, loan)) is not None:
        return agreed
    if loan.id != position.loan.id or _asks(position.case.ask_on(loan)):
        return Led(Course.EASE)
    try:
        found = quick(position)
    except Refused:
        return Led(Course.HOLD)
    late = now is not None and now not in NOT_LATE
    if found.action is Action.CURE:
        return Led(Course.CURE if late or now is None else Course.KEEP, _PAYABLE)
    if found.nothing_left or (late and found.action is Action.HOLD):
        return Led(Course.HOLD, _NOTHING_LEFT if found.nothing_left else "")
    return _request_on(position, loan) if late else Led(Course.EASE)


def _request_on(position: Position, loan: Loan) -> Led:
    """Ask where a request can be worked out: without balance or rate there is only the situation to tell."""
    ground = attempt(lambda: base(position, loan))
    if ground is None:
        return Led(Course.HOLD)
    if ground.rate is not None:
        return Led(Course.EASE)
    return Led(Course.HOLD, _NO_PRINCIPAL if ground.balance.covers == "part" else _NO_RATE)


def _by_agreement(position: Position, loan: Loan) -> Led | None:
    """Tell what comes next where terms came in writing: check them, keep them, or talk again where they broke."""
    if confirm.unconfirmed(position, loan):
        return Led(Course.CHECK)
    agreed = attempt(lambda: confirm.kept(position, loan))
    if agreed is None or not agreed.rows:
        return None
    if not agreed.missed and not _asks_anew(position.case.ask_on(loan), agreed):
        return Led(Course.KEEP)
    nothing = attempt(lambda: quick(position).nothing_left) if loan.id == position.loan.id else False
    return Led(Course.HOLD, _NOTHING_LEFT) if nothing else Led(Course.AGAIN)


def _asks_anew(ask: Ask | None, agreed: confirm.Keeping) -> bool:
    """Tell whether something is asked for beyond what was agreed: what asks for an earlier day is what was agreed on.

    An ask that names no day is answered until the first payment under the agreement was due.
    """
    if ask is None or ask.preferred is None:
        return False
    first = next((row for row in agreed.rows if row.number), agreed.rows[0])
    begins = ask.preferred.first_due or ask.preferred.start
    return first.status != "coming" if begins is None else begins > first.due


def _asks(ask: Ask | None) -> bool:
    return ask is not None and ask.preferred is not None
