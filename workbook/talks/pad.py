"""The counter-offer pad: what an offer means, at once, while the other side is on the line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workbook.case import NOT_LATE, ON_RECORD, Ask, Loan, OfferWay, Terms
from workbook.language import N_, Refused, _, attempt, joined
from workbook.loans import Balance, Plan, beyond_contract, plan
from workbook.loans.renewing import WHOLE
from workbook.money import shown
from workbook.options import Kind, Package, asked_first, can_be_recorded, price, together
from workbook.position import Position, once
from workbook.verdict import Base, Verdict, base

Answer = Literal["can_keep", "too_much", "not_known"]

_WEAK = N_("收款再少一成，这个数就守不住。这样的方案断一期可以直接强制执行：先不签，请把每期改小再谈。")
_LATELY = N_("最近三个月都不够付这个数：先不答应。要是生意变了，在“情况”那一页填从哪天起，再算一遍。")
_BARE = N_("坏月份这一笔没有余钱，收款再少一成就守不住：先不答应，请把每期改小再谈。")


@dataclass(frozen=True)
class CounterOffer:
    """An offer priced: amounts in yuan; None where something it needs is not known.

    `payment` is the dearest month; `spare` what a bad month can give to this loan, `gap` what of it remains after the
    payment (negative: cash in hand and good months have to carry it); `extra` the total against keeping today's
    contract; `over` how far the payment stands above the borrower's walk-away (negative: below).
    """

    plan: Plan
    payment: Decimal
    spare: Decimal | None
    gap: Decimal | None
    extra: Decimal | None
    over: Decimal | None
    verdict: Answer
    next_line: str
    notes: tuple[str, ...]
    assumed: tuple[str, ...]

    @property
    def verdict_words(self) -> str:
        """Say whether it can be kept."""
        return {"can_keep": _("守得住"), "too_much": _("守不住"), "not_known": _("还不知道")}[self.verdict]


@once
def counter(position: Position, loan: Loan, terms: Terms, way: OfferWay | None = None) -> CounterOffer:
    """Price an offer on today's balance and judge it as a request is judged; Refused if it cannot be priced.

    One that can be enforced once it is recorded, and any where a bad month leaves nothing for the loan, has to hold
    with a tenth less coming in as well.
    """
    balance = position.standing(loan).balance
    offered = plan(balance, terms, loan, "talks")
    ground, lacking = _ground(position, loan)
    package = None if ground is None else price(ground, Kind.OWN, "", terms)
    spare = None if ground is None else ground.share
    ask = position.case.ask_on(loan)
    over = offered.highest - ask.walk_away if ask and ask.walk_away is not None else None
    verdict = _verdict(package, over)
    weak = _weak(position, loan, package, way, spare) if package and verdict == "can_keep" else ""
    return CounterOffer(
        plan=offered,
        payment=offered.highest,
        spare=spare,
        gap=None if spare is None else spare - offered.highest,
        extra=_extra(position, loan, balance, offered),
        over=over,
        verdict="too_much" if weak else verdict,
        next_line=joined(
            _about_the_rest(offered), _(weak) if weak else _said_next(position, loan, package, verdict, way)
        ),
        notes=(*_of_what(balance, offered), *_notes(ground, package)),
        assumed=(*offered.assumed, *(ground.assumed if ground else lacking)),
    )


def _of_what(balance: Balance, offered: Plan) -> tuple[str, ...]:
    """Say that all that is owed was put into the instalments, where an offer may mean the overdue part alone."""
    overdue = balance.due_now if balance.due_known else None
    if not overdue or overdue >= balance.total or offered.until:
        return ()
    said = _(
        "这里按全部欠款 {total} 分期算；对方说的要是只有已经逾期的 {overdue}，就是另一回事：先问清分的是哪一部分。"
    )
    return (said.format(total=shown(balance.total), overdue=shown(overdue)),)


def _about_the_rest(offered: Plan) -> str:
    """Ask for what the stated payments leave unpaid; nothing where they repay all."""
    if not offered.left_over:
        return ""
    said = _("按您说的还完 {count} 期，还剩 {rest}，请问怎么还？请一起写明。")
    return said.format(count=len(offered.rows), rest=shown(offered.left_over))


def _weak(position: Position, loan: Loan, package: Package, way: OfferWay | None, spare: Decimal | None) -> str:
    """Say why an offer that would hold is not to be accepted yet; "" where nothing is against it."""
    nothing = spare is not None and spare <= 0
    if package.verdict is Verdict.LATELY:
        return _LATELY
    doubtful = way in ON_RECORD or (nothing and not _as_asked(position, loan, package))
    if doubtful and not can_be_recorded(position, loan, package):
        return _WEAK if way in ON_RECORD else _BARE
    return ""


def _as_asked(position: Position, loan: Loan, package: Package) -> bool:
    """Tell whether an offer asks no more a month than the borrower's own first request, which was judged already."""
    own = asked_first(position, loan)
    return own is not None and own.recommendable and package.plan.highest <= own.plan.highest


def _ground(position: Position, loan: Loan) -> tuple[Base | None, tuple[str, ...]]:
    """Give what every arrangement on the loan is measured against, or what it lacks."""
    try:
        return base(position, loan), ()
    except Refused as missing:
        return None, (str(missing),)


def _notes(ground: Base | None, package: Package | None) -> tuple[str, ...]:
    if ground is None or package is None:
        return ()
    with_others = together(ground, package) if package.recommendable else ""
    return tuple(note for note in (*package.notes, with_others) if note)


def _extra(position: Position, loan: Loan, balance: Balance, offered: Plan) -> Decimal | None:
    """Give what the offer costs more than paying today's contract out; None where that is not known."""
    return attempt(lambda: beyond_contract(offered, balance, position.standing(loan).asked_to_the_end))


def _verdict(package: Package | None, over: Decimal | None) -> Answer:
    if over is not None and over > 0:
        return "too_much"
    if package is None:
        return "not_known"
    return "can_keep" if package.recommendable else "too_much"


def _own_offer(ground: Base | None, ask: Ask | None) -> str:
    """Name the borrower's first offer, only where it can be kept."""
    if ground is None or ask is None or ask.preferred is None:
        return ""
    try:
        own = price(ground, Kind.OWN, "", ask.preferred)
    except Refused:
        return ""
    highest, last = own.plan.highest, own.plan.rows[-1].payment
    if not own.recommendable or (ask.walk_away is not None and highest > ask.walk_away):
        return ""
    if own.wall is not None:
        said = _("{count} 期，{wall} 以前每期最多 {now}，以后每期最多 {after}")
        amounts = {"now": shown(own.now), "after": shown(own.after)}
        return said.format(count=len(own.plan.rows), wall=own.wall, **amounts)
    if last > own.highest:
        said = _("{count} 期，每期最多 {payment}，最后一期 {last}")
        return said.format(count=len(own.plan.rows), payment=shown(own.highest), last=shown(last))
    return _("{count} 期，每期最多 {payment}").format(count=len(own.plan.rows), payment=shown(highest))


def _said_next(position: Position, loan: Loan, package: Package | None, verdict: Answer, way: OfferWay | None) -> str:
    """Give the line to say; of a loan that is not late none that speaks of missing it again."""
    own = _own_offer(attempt(lambda: base(position, loan)), position.case.ask_on(loan))
    if verdict != "too_much" or package is None or position.standing(loan).state not in NOT_LATE:
        return _next_line(verdict, way, own)
    last = package.plan.rows[-1]
    if package.terms.maturity is not None or package.terms.method in WHOLE:
        said = _(
            "这个方案到 {on} 还要一次还 {amount}。请问到那天能不能再续，或者改成分期？请先写成书面的，我看过再答复。"
        )
        return said.format(on=last.due, amount=shown(last.payment))
    return _("这个数我守不住。请问期数能不能再长一些？请先写成书面的，我看过再答复。")


def _next_line(verdict: Answer, way: OfferWay | None, own: str) -> str:
    if verdict == "can_keep" and way is OfferWay.TAP:
        return _("这个数我能守住。请先把每期、总额、罚息怎么处理、征信怎么报发给我书面的，我核对以后再点。")
    if verdict == "can_keep":
        return _("这个数我能守住。请把每期、总额、罚息怎么处理、征信怎么报写成书面条件，我看到后答复。")
    if verdict == "too_much" and way is OfferWay.COLLECTOR:
        return _(
            "这个数我守不住，我也不在电话里报数。请把方案和委托书发给我书面的，我会向贷款机构书面提出能守住的安排。"
        )
    if verdict == "too_much" and own:
        return _("这个数我守不住，答应了再断一次更糟。我能守住的是：{own}。请把这个方案递上去。").format(own=own)
    if verdict == "too_much":
        return _("这个数我守不住，答应了再断一次更糟。请问期数能不能再长一些？")
    return _("我要先算一下再答复。请把方案发给我书面的。")
