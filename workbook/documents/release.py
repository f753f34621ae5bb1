"""Before papers go to a lender: what has to be settled first, and what the borrower should know."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from workbook import evidence, options
from workbook.cashflow import Pair, percent_fewer, year_before
from workbook.course import Course, led
from workbook.documents.declared import others_to_tell
from workbook.documents.facts import lender_facts
from workbook.documents.told import flagged, foreign
from workbook.documents.view import each_asked, lender_position
from workbook.language import N_, _, attempt
from workbook.money import shown
from workbook.options import Package
from workbook.position import Position, once

Why = Literal["cannot", "unseen", "later", "once"]

_SAID: dict[Why, str] = {
    "cannot": N_(
        "按坏月份算，这个请求您自己也守不住：每期最高 {payment}，只剩 {left}。先回“方案”那一页调整，再交给对方。"
    ),
    "unseen": N_(
        "给对方的收支表里，坏月份只剩 {printed}，不到每期最高的 {payment}：对方会问。"
        "可以在“方案”那一页选“可以把家里其他收入告诉对方”，或者把请求改小。"
    ),
    "later": N_(
        "坏月份单独看只剩 {left}，不到每期最高的 {payment}；按推演，连同手上的钱和好月份付得出。"
        "对方的收支表里看不到这一点，先想好怎么说明。"
    ),
    "once": N_("坏月份剩 {left}，每期的数付得出；只有连一次补上或挂到最后的那一期要 {payment}，要另外备好。"),
}
_MUCH_MORE = Decimal("1.25")
"""Our convention: from so many times the instalment on, what the lender reads as left asks for a reason."""
_LONGEST_QUOTE = 40  # letters of what is only to be found again
_FEW = 3  # recorded months from which receipts can be looked at together


@once
def unsettled(position: Position) -> tuple[str, ...]:
    """Say what cannot all be true or cannot be kept, over all lenders; papers to a lender wait until it is settled."""
    told = (found.sentence for found in attempt(lambda: options.contradictions(position)) or ())
    asked = any(ask.preferred is not None and not ask.archived for ask in position.case.ask.asks)
    promised = attempt(lambda: options.promised(position)) if asked else None
    over = (promised.sentence,) if promised is not None and promised.over else ()
    kept = (said for chosen in each_asked(position) for said in _cannot(chosen))
    if attempt(lambda: led(position, position.loan).course) is Course.CHECK:
        return tuple(dict.fromkeys(told))  # what is only checked asks for nothing
    return tuple(dict.fromkeys((*told, *over, *kept)))


def _cannot(position: Position) -> Iterator[str]:
    """Say that what is asked for first does not hold: it exceeds what a bad month leaves, or is judged not to."""
    package = _asked_first(position)
    beyond = [said for why, said in _beyond(position) if why == "cannot"]
    yield from beyond
    if package is not None and not package.recommendable and not beyond:
        said = _("这个请求按您的数守不住（{verdict}）：先回“方案”那一页调整，再交给对方。")
        yield said.format(verdict=package.verdict.words)


def _ends_in_a_wall(position: Position) -> bool:
    """Tell whether a loan that falls due whole is only to go on to a later wall: a lender may have no other way."""
    renewed = attempt(lambda: led(position, position.loan).course) is Course.RENEW
    ask = attempt(lambda: position.case.ask_on(position.loan))
    return renewed and ask is not None and ask.preferred is not None and ask.preferred.maturity is not None


def _asked_first(position: Position) -> Package | None:
    return options.asked_first(position, position.loan) if position.loans else None


@once
def reminders(position: Position, *, release: bool = False) -> tuple[str, ...]:
    """Say what to read before papers go to any lender: what has to be settled first, then what each will ask or see.

    `release` tells that the papers are made all the same.
    """
    open_points = unsettled(position)
    waits = (_("上面几点理顺以前，给对方的材料先不生成。"),) if open_points and not release else ()
    told = (said for chosen in each_asked(position) for said in to_know(chosen))
    return tuple(dict.fromkeys((*open_points, *waits, *told, *_foreign(position))))


def _foreign(position: Position) -> Iterator[str]:
    """Name the borrower's words that stand in a Chinese paper in another script: its reader may not read them."""
    found = foreign(position)
    if found:
        said = _("给对方的材料是中文的，下面这些会照原样写进去，先改成中文：{words}。")
        each = (_("{title}：“{words}”").format(title=title, words=_short(words)) for title, words in found)
        yield said.format(words=_("；").join(each))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1]}…"


@once
def to_know(position: Position) -> tuple[str, ...]:
    """Say what the lender of the main loan will ask or see; it holds nothing back."""
    return tuple(_to_know(position))


def _to_know(position: Position) -> Iterator[str]:
    if not position.case.profile.name:
        yield _("姓名没有填：给对方的材料里写的是“（姓名）”。发之前在“开始”那一页最后的“关于您自己”里填上。")
    yield from _wall(position)
    if not _ends_in_a_wall(position):
        yield from (said for why, said in _beyond(position) if why != "cannot")
        yield from _below(position)
    yield from _cause_beside_record(position)
    yield from _waiting(position)
    seen = attempt(lambda: lender_position(position))
    yield from evidence.shows_too_much(seen) if seen else ()


def _wall(position: Position) -> Iterator[str]:
    """Say of a loan that only goes on to a later day what falls due then."""
    package = _asked_first(position) if _ends_in_a_wall(position) else None
    if package is not None:
        last = package.plan.rows[-1]
        said = _("这个请求只是过桥：到 {on} 还要一次还本金 {amount}，钱从哪里来，现在就要有着落。")
        yield said.format(on=last.due, amount=shown(last.principal))


def _waiting(position: Position) -> Iterator[str]:
    """Say that sentences of the borrower's own were left out until they are said yes to."""
    waiting = [one for one in flagged(position) if not one.allowed]
    if waiting:
        said = _("您写的话里有 {n} 句没有写进给对方的材料：{sentences}。要不要写，在“材料”那一页由您逐句定。")
        quoted = _("、").join(f"“{one.sentence}”" for one in waiting)
        yield said.format(n=len(waiting), sentences=quoted)


def _cause_beside_record(position: Position) -> Iterator[str]:
    """Say where the recorded receipts do not show what a lender will look for in them."""
    picture = attempt(lambda: position.months)
    receipts = [flow.receipts for flow in picture.recorded] if picture else []
    if picture is None or len(receipts) < _FEW:
        return
    pairs = year_before(picture)
    if len(set(receipts)) == 1:
        yield _("逐月记录里每个月收款都一样：对方一眼就会问，先照流水核对。")
    elif pairs:
        yield from _beside_last_year(pairs, picture.usual.receipts)
    elif picture.since and _grown(picture.usual.receipts, picture.since.receipts):
        yield _("写了情况变差，可变化以来的收款没有变少，只是支出多了：先想好怎么说明，原因照实写。")


def _beside_last_year(pairs: tuple[Pair, ...], usual: Decimal | None) -> Iterator[str]:
    """Hold the months since the change against those a year before: less, as weak then too, or not less at all.

    A month below a usual one that was no stronger a year before is season, not the change.
    """
    fewer = [pair for pair in pairs if percent_fewer([pair])]
    season = [pair for pair in pairs if pair not in fewer and usual is not None and pair.now < usual]
    others = [pair for pair in pairs if pair not in fewer and pair not in season]
    if fewer:
        said = _("{months}收款比去年同月少{percent}%：对方会拿去年同月来比，这个数说得出来。")
        yield said.format(months=_months(fewer), percent=percent_fewer(fewer))
    if season:
        said = _("{months}收款比平常少，可去年同月也一样少：这是季节，按季节说，不要算进这次的变化。")
        yield said.format(months=_months(season))
    if others:
        said = _("{months}收款不比去年同月少：这几个月看不出您写的变化，先想好怎么说明，原因照实写。")
        yield said.format(months=_months(others))


def _months(pairs: list[Pair]) -> str:
    """Name months by their numbers, with their years where a number comes twice."""
    numbers = [str(int(pair.label[5:])) for pair in pairs]
    if len(set(numbers)) < len(numbers):
        return _("、").join(pair.label for pair in pairs)
    return _("{numbers}月").format(numbers=_("、").join(numbers))


def _grown(before: Decimal | None, since: Decimal | None) -> bool:
    return before is not None and since is not None and since >= before


def _beyond(position: Position) -> Iterator[tuple[Why, str]]:
    """Say where the asked instalment is more than what the lender reads as left in a bad month; else nothing."""
    told = attempt(lambda: lender_facts(position))
    rung = told.ask.preferred if told else None
    bad = attempt(lambda: position.months.bad)
    left = attempt(lambda: bad.left) if bad else None
    if left is None or told is None or rung is None:
        return
    payment, printed = rung.highest_payment, told.cash.bad.left
    if not (payment.known and printed.known):
        return
    asked, read = Decimal(str(payment.value)), Decimal(str(printed.value))
    if asked > read:
        usual = Decimal(str(rung.usual_payment.value)) if rung.usual_payment.known else asked
        why = _why(position, asked, left, usual)
        yield why, _(_SAID[why]).format(payment=shown(asked), printed=shown(read), left=shown(left))


def _below(position: Position) -> Iterator[str]:
    """Say where much more is left in the bad month that the lender reads than the request pays: it will be asked."""
    told = attempt(lambda: lender_facts(position))
    rung = told.ask.preferred if told else None
    if told is None or rung is None or not (rung.usual_payment.known and told.cash.bad.left.known):
        return
    package, read = _asked_first(position), Decimal(str(told.cash.bad.left.value))
    asked = min(package.now, package.after) if package else Decimal(str(rung.usual_payment.value))
    if not asked or read < asked * _MUCH_MORE or told.quick.others.known:
        return
    said = _("给对方的收支表里，坏月份还剩 {printed}，请求每期只还 {payment}：对方会问为什么不多还，先想好怎么答。")
    yield said.format(printed=shown(read), payment=shown(asked))
    ask = position.case.ask_on(position.loan)
    if ask and ask.shares_other_debts:
        yield _(
            "要告诉对方的其他借款合计没有写进信里：看不出是哪类机构，或者有一笔已经逾期。在“借款”那一页写上出借人的全称。"
        )
    elif attempt(lambda: others_to_tell(position)):
        yield _("差的是其他借款和留的余地：在“方案”那一页选“可以把其他金融机构每月要还的合计告诉对方”就写得进信里。")


def _why(position: Position, asked: Decimal, left: Decimal, usual: Decimal) -> Why:
    if asked <= left:
        return "unseen"
    package = _asked_first(position)
    if package is None or not package.recommendable:
        return "cannot"
    return "once" if usual <= left else "later"
