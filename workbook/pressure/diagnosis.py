"""The trouble in plain words: what is late, what a usual and a bad month can carry, what the price really is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from workbook.case.situation import Lasting
from workbook.cashflow import Picture
from workbook.language import Refused, _, attempt
from workbook.loans import day_doubted
from workbook.money import shown
from workbook.position import Position, once
from workbook.pressure.claimed import called, settled_first
from workbook.pressure.dues import Claim, current_today, monthly_claims
from workbook.pressure.limit import limit, wanted
from workbook.pressure.lump import own_end, own_end_words
from workbook.pressure.outlook import Ratios, ratios

Trouble = Literal["late", "usual_month", "bad_month", "verdict", "price", "limit", "missing"]


@dataclass(frozen=True)
class Finding:
    """One sentence about one kind of trouble."""

    trouble: Trouble
    sentence: str


@once
def diagnosis(position: Position) -> tuple[Finding, ...]:
    """Say what is wrong, as far as it can be told; what cannot be told yet is said as such."""
    return tuple(finding for find in (_late, _doubts, _months, _price, _limit) for finding in _safely(find, position))


def _safely(find: Callable[[Position], Iterator[Finding]], position: Position) -> Iterator[Finding]:
    """Give what is found, and what lacks in the place from which nothing more can be said."""
    try:
        yield from find(position)
    except Refused as refused:
        yield Finding("missing", str(refused))


def _late(position: Position) -> Iterator[Finding]:
    now = current_today(position)
    yield from (Finding("late", said) for said in now.assumed)
    for claim in now.rows:
        if claim.overdue:
            yield Finding("late", _to_be_current(claim))
    for claim in now.rows:
        if claim.amount is None and not claim.overdue:
            yield Finding("missing", _("“{name}”今天要还多少还不知道。").format(name=claim.name))
    late = [claim.name for claim in now.rows if claim.overdue and claim.loan_id != position.loan.id]
    if late and position.loan.another_late is False:
        said = _("{names}已经逾期，“借款”那一页里“还有别的借款也逾期了”却写着“否”：改成“是”。")
        yield Finding("missing", said.format(names=_("、").join(f"“{name}”" for name in late)))
    if not now.unknown and not now.total and not now.assumed:
        yield Finding("late", _("现在没有逾期。"))


def _doubts(position: Position) -> Iterator[Finding]:
    for loan in position.case.loans:
        if doubt := day_doubted(loan, position.as_of):
            yield Finding("missing", _("“{name}”{doubt}").format(name=called(loan), doubt=doubt))


def _to_be_current(claim: Claim) -> str:
    if claim.amount is None:
        return _("“{name}”已经逾期，今天要还多少才恢复正常还不知道。").format(name=claim.name)
    said = _("“{name}”已经逾期，今天要还 {amount} 才恢复正常。")
    return said.format(name=claim.name, amount=shown(claim.amount))


def _months(position: Position) -> Iterator[Finding]:
    if attempt(lambda: monthly_claims(position)) is None:
        yield from _before_debts(position.months)
    claims, found, picture = monthly_claims(position), ratios(position), position.months
    end = own_end(position)
    if end is not None:
        yield Finding("verdict", own_end_words(end))
    if not claims and (end is not None or settled_first(position.loan)):
        return
    if not claims:
        yield Finding("verdict", _("没有按月要还的了：到期没还的要么一次付清，要么谈分期。"))
        return
    yield Finding("usual_month", _carried(picture.usual_words, found.usual_left, claims))
    if picture.usual_words != picture.current_words:
        yield Finding("usual_month", _carried(picture.current_words, found.current_left, claims))
    if found.bad_left is None:
        yield Finding("missing", _("还不知道坏月份剩多少，先在“情况”那一页填写最差的月份。"))
        return
    yield Finding("bad_month", _carried(_("坏月份"), found.bad_left, claims))
    if end is None and not settled_first(position.loan):
        yield Finding("verdict", _verdict(found, position, late=bool(current_today(position).total)))


def _before_debts(picture: Picture) -> Iterator[Finding]:
    """Say what months leave where it is not known what debts ask of them."""
    if picture.usual.known:
        yield Finding("usual_month", _left(picture.usual_words, picture.usual.left))
    if picture.bad is not None and picture.bad.known:
        yield Finding("bad_month", _left(_("坏月份"), picture.bad.left))


def _left(which: str, left: Decimal) -> str:
    said = _("{which}还没还债就已经差 {amount}。") if left < 0 else _("{which}能拿出 {amount} 还债。")
    return said.format(which=which, amount=shown(abs(left)))


def _carried(which: str, left: Decimal, claims: Decimal) -> str:
    if left >= claims:
        return _("{which}能拿出 {left}，债务每月要 {claims}，够付。").format(
            which=which, left=shown(left), claims=shown(claims)
        )
    if left < 0:
        return _("{which}还没还债就已经差 {short}，债务每月还要 {claims}。").format(
            which=which, short=shown(-left), claims=shown(claims)
        )
    return _("{which}能拿出 {left}，债务每月要 {claims}，差 {short}。").format(
        which=which, left=shown(left), claims=shown(claims), short=shown(claims - left)
    )


def _verdict(found: Ratios, position: Position, *, late: bool) -> str:
    picture, lasting = position.months, position.case.situation.lasting
    if not late and found.bad_left is not None and found.bad_left >= found.claims:
        return _("按现在的数字，坏月份也付得起每月的还款。")
    if found.bad_left is not None and found.bad_left >= found.claims:
        return _("按现在的数字，坏月份也付得起每月的还款：难处在已经到期的那部分，先想办法恢复正常。")
    if found.current_left >= found.claims:
        said = _("{months}付得起，坏月份付不起：适合坏月份少还、其他月份照常还的分段还款。")
        return said.format(months=picture.current_words)
    if found.usual_left >= found.claims and lasting is not Lasting.LASTING and not picture.gone:
        return _since_the_change(picture.passes_on)
    if found.current_left > 0:
        said = _("{months}也差一截：只缓几个月解决不了，要谈的是长期降低每月还款。")
    else:
        said = _("{months}也没有余钱还债：先不要答应任何每月数字，先看能不能减开支、增收入，再谈。")
    return said.format(months=picture.current_words)


def _since_the_change(recovers: date | None) -> str:
    if recovers is None:
        return _("变化以前付得起，现在付不起：难处会过去就谈先少后多的分段还款，过不去就谈长期降低每月还款。")
    said = _("变化以前付得起，现在付不起，您估计 {day} 起恢复：谈那以前少还、以后多还的分段还款。")
    return said.format(day=recovers)


def _price(position: Position) -> Iterator[Finding]:
    for loan in position.loans:
        balance = position.standing(loan).balance_or_none
        if balance is None or balance.source == "app":
            continue
        cost = position.standing(loan).cost
        if cost.reason:
            yield Finding("price", _("“{name}”：{reason}。").format(name=called(loan), reason=cost.reason))


def _limit(position: Position) -> Iterator[Finding]:
    """Price a higher limit, only where the borrower asks for one."""
    if not wanted(position, position.loan):
        return
    price = limit(position, position.loan)
    said = _("多借 {amount}：每期多还 {payment}，到还清一共多付 {cost} 的利息和费用。")
    if price.spare < price.payment:
        said += _("坏月份付完现在的债务只剩 {spare}，付不起这一期：提高额度只会差得更多。")
    words = said.format(
        amount=shown(price.amount), payment=shown(price.payment), cost=shown(price.cost), spare=shown(price.spare)
    )
    yield Finding("limit", words)
