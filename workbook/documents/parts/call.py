"""The parts of a call that cards share: whom to dial, what to note, which loan, what to say and not to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from workbook import lenders, options, talks
from workbook.case import Ask, Terms
from workbook.case.evidence import Proves
from workbook.course import Course
from workbook.documents.blocks import (
    Blanks,
    Block,
    Bullets,
    Cite,
    Facts,
    Fold,
    Paragraph,
    Text,
    day,
    joined,
    own,
    say,
    sentences,
)
from workbook.documents.facts.ask import OwnRung
from workbook.documents.facts.loan import NoteFacts
from workbook.documents.parts import asked, law, limits, phone, record, who
from workbook.documents.parts.desk import Asked, Desk, told
from workbook.language import _, attempt
from workbook.loans.renewing import WHOLE
from workbook.loans.usual import asks_for_one_payment
from workbook.sentences import Reader
from workbook.talks import Heard

Part = tuple[str, Callable[[Desk], Iterator[Block]]]

_SMALL_GAP = 100
"""Yuan up to which what the app asks and what was worked out are the same sum, counted otherwise: our convention."""
_NAMES_A_SUM = frozenset({Course.EASE, Course.AGAIN, Course.CURE})
"""Where the balance is talked about on the phone; elsewhere no sum is named."""
_OF_LATE = frozenset({Heard.PAY_FIRST, Heard.COURT})
SHORT = (Heard.PAY_FIRST, Heard.NO_EXTENSION, Heard.TODAY_ONLY, Heard.COURT)


def dial(desk: Desk) -> Iterator[Block]:
    """Say through which channel to reach the lender, and what never to give away."""
    yield from channels(desk)
    yield Paragraph(say(_("号码从 App 里拨。不说验证码，不共享屏幕，不交费，不转给个人账户。")))


def channels(desk: Desk) -> Iterator[Block]:
    """List the ways into this lender that are known, each to be confirmed in its app."""
    preset = lenders.preset_for(desk.loan)
    ways = preset.channels if preset else ()
    yield Bullets(tuple((Cite(str(one), f"lender:{preset.id}"),) for one in ways if preset and one.way != "mail"))


def note(_desk: Desk) -> Iterator[Block]:
    """Leave room for who was spoken to."""
    yield Blanks((say(_("几点")), say(_("工号")), say(_("哪家机构")), say(_("这个人能不能决定"))))


def named(desk: Desk) -> tuple[str, Text]:
    """Give the line that names the loan, for a list of what was told."""
    return (_("哪一笔"), own(desk.loan.name, _("（没写名称）")))


def opened(said: Text) -> Iterator[Block]:
    """Say the first sentence of a call, and what a robot is told."""
    yield Paragraph(said, "say")
    yield Paragraph(to_a_robot(), "say")


def which(desk: Desk) -> Iterator[Block]:
    """Say which loan it is, in the words of the app."""
    facts, whole = desk.facts.loan, desk.facts.loan.whole_on
    at_once = whole.known and not desk.own.agreed.coming.known
    others = tuple(_as_before(note) for note in record.other_notes(desk) if note.coming_due.known)
    yield Facts(
        told(
            named(desk),
            (_("向谁借的"), own(desk.loan.lender)),
            (
                _("最早一期没还的") if facts.oldest_unpaid.known else _("还款日"),
                facts.oldest_unpaid.if_known or (facts.next_due,),
            ),
            (_app_title(desk), facts.app_total.if_known),
            (_("到期一起还的"), say(_("{on}还{amount}"), on=whole, amount=facts.whole_due) if at_once else ()),
            (_("最后到期日"), () if whole.known or desk.loan.method not in WHOLE else facts.maturity.if_known),
            (_("其他借据照常还"), joined(others, _("；"))),
            (_("上次对方答应的，先报工单号"), _last_promise(desk)),
        )
    )
    if desk.course in _NAMES_A_SUM and (not facts.app_total.known or _asks_a_part(desk)):
        yield Blanks((say(_("拨之前看一眼 App 上的欠款总数，电话里就报那个数")),))


def _last_promise(desk: Desk) -> Text:
    """Say what the lender promised last, when and under which ticket; nothing where none is on record."""
    theirs = [one for one in talks.promises(desk.position, desk.loan) if one.whose == "theirs" and one.made_on]
    if not theirs:
        return ()
    last = max(theirs, key=lambda one: one.made_on or date.min)
    under = say(_("（工单号{ticket}）"), ticket=own(last.ticket)) if last.ticket else ()
    until = say(_("，说好{due}"), due=day(last.due)) if last.due else ()
    return say(
        _("{made}{under}：{words}{until}"), made=day(last.made_on), under=under, words=own(last.words), until=until
    )


def _asks_a_part(desk: Desk) -> bool:
    return asks_for_one_payment(desk.loan) and desk.loan.periods_left != 1


def _app_title(desk: Desk) -> str:
    """Call the sum in the app what it is: one payment, or what is named on the phone."""
    if _asks_a_part(desk):
        return _("App 上这一期要还的")
    return _("App 上的数，电话里就报这个数") if desk.course in _NAMES_A_SUM else _("App 上的数（自己核对用）")


def _as_before(note: NoteFacts) -> Text:
    return say(_("{place}{on}还{amount}"), place=note.place, on=note.coming_due, amount=note.coming_payment)


def of_line(desk: Desk) -> tuple[Text, ...]:
    """Ask what keeps the notes of one line apart where the talk is about one of them; nothing of a whole loan."""
    note = record.late_note(desk)
    if note is None:
        return ()
    which = record.note_named(note)
    return (
        sentences(
            say(_("付之前说清还哪一张借据：{which}。"), which=which), law.cited(desk, "civil_560_which_debt", "script")
        ),
        say(_("自动扣款会不会把钱拿去还别的借据？怎样只还{place}？"), place=note.place),
        say(_("{place}逾期，别的借据会不会也被宣布提前到期？"), place=note.place),
    )


def cause(desk: Desk) -> Iterator[Block]:
    """Say what happened, since when and on what proof; of the borrower's words only what the lender may read."""
    told_by = desk.case.situation
    words = Reader.of(desk.case, desk.loan).reads(told_by.what_changed or "")
    if not words:
        yield Paragraph(say(_("还没写发生了什么：拨号前先想好一句话，只说事实。")))
        return
    yield Paragraph((*who.since(desk, words, _("从{on}起。")), *own(words)), "say")
    yield Paragraph(say(_("凭什么：{mark}"), mark=desk.facts.proof[Proves.CHANGE]), "note")


def mine(desk: Desk) -> Iterator[Block]:
    """Give one's own figures; what can be paid today at most and the ceiling folded away."""
    loan = desk.facts.loan
    left = loan.balance_left.if_known
    yield Facts(
        (
            *told((_("我算的欠款"), loan.total.if_known), (_("还欠本金"), () if loan.total.known else left)),
            (say(_("算到哪天")), day(desk.case.as_of)),
            (say(_("补到正常要")), (desk.own.quick.due_today, *_asked_by_app(desk))),
            *told((_("每期实际扣（比合同条款多：要补多少先问清）"), desk.facts.loan.debited.if_known)),
        )
    )
    yield Fold(say(_("我的上限和今天最多付多少（展开只给自己看，不念出来）")), tuple(_ceiling(desk)))


def _asked_by_app(desk: Desk) -> Text:
    """Say where the app asks more than was worked out to be current: less than that makes nothing current there."""
    asked_now, ours = desk.facts.loan.app_total, desk.own.quick.due_today
    late = not desk.before_due and asked_now.known and ours.known
    if not late or not ours.value or not 0 < Decimal(str(asked_now.value)) - Decimal(str(ours.value)) < _SMALL_GAP:
        return ()
    return say(_("（App 要 {asked}：少一分那边也不算补上，差的另外问）"), asked=asked_now)


def _ceiling(desk: Desk) -> Iterator[Block]:
    several = len(desk.case.loans) > 1 or desk.case.situation.other_debts_30_days
    walk_away = desk.own.ask.walk_away
    yield Facts(
        told(
            (_("今天最多付（手上的钱的底，不是要报的数）"), (desk.own.quick.today_at_most,)),
            (_("这一笔，坏月份也拿得出（看到书面再答应）"), (desk.own.capacity.share,)),
            (_("所有债务一起，坏月份也拿得出"), (desk.own.capacity.monthly,) if several else ()),
            (_("超过就不答应"), walk_away.if_known if walk_away else ()),
        )
    )


def _rungs(desk: Desk) -> Iterator[Block]:
    """Give the rungs with what each comes to; those below the first are said only when the one above was refused."""
    ask, own_ask = desk.case.ask_on(desk.loan) or Ask(id="none"), desk.own.ask
    each = (
        (_("首选"), ask.preferred, own_ask.preferred),
        (_("对方不同意首选，再说"), ask.fallback, own_ask.fallback),
        (_("最后才说"), ask.minimum, own_ask.minimum),
    )
    told_of = [(title, terms, rung) for title, terms, rung in each if terms and rung]
    hold = [(say(title), _with_verdict(terms, rung)) for title, terms, rung in told_of if not rung.fails.known]
    if hold[1:] or (hold and not ask.preferred):
        yield Facts(tuple(hold))
    if len(hold) < len(told_of):
        yield Paragraph(say(_("填的方案里有守不住的，没有列在这里，也不要说：先回“方案”那一页改。")), "note")


def _with_verdict(terms: Terms, rung: OwnRung) -> Text:
    line = asked.in_one_line(Asked(terms, rung))
    return say(_("{ask}（{verdict}）"), ask=line, verdict=rung.verdict) if rung.verdict.known else line


def asks(desk: Desk) -> Iterator[Block]:
    """Say what is asked for first, then step by step what comes after it; without an ask no figure is named."""
    if line := asked.to_say(desk):
        yield Paragraph(line, "say")
        next_one = _("对方不同意，再说下一个，一次只让一步。")
        alone = _("对方不同意，就请对方书面写明能给的办法，看到以后再答复。")
        yield Paragraph(say(next_one if _more_to_say(desk) else alone), "note")
        yield from _rungs(desk)
    elif _can_choose(desk):
        yield Paragraph(
            say(_("还没有请求：先在“方案”那一页选一档写进请求，再打。对方先打来，只问有哪些办法，不报数字。"))
        )
    else:
        yield Paragraph(say(_("现在不报数字：先问清楚有哪些办法，请对方书面给出。")))
        yield from (Paragraph((why,), "note") for why in desk.own.quick.why.if_known)


def _can_choose(desk: Desk) -> bool:
    """Tell whether a request that holds can be chosen."""
    asking = desk.course in {Course.EASE, Course.AGAIN}
    return asking and bool(attempt(lambda: options.can_choose(desk.position, desk.loan)))


def _more_to_say(desk: Desk) -> bool:
    """Tell whether a step back that holds was told: it stays folded away until the first is refused."""
    told_of = (desk.own.ask.fallback, desk.own.ask.minimum)
    return any(rung is not None and not rung.fails.known for rung in told_of)


def to_a_robot() -> Text:
    """Say to a voice robot what it cannot book as a promise."""
    return say(_("碰到语音机器人：“请转人工。我现在不答应金额和日期。”"))


def heard(desk: Desk) -> Iterator[Block]:
    """Answer what is heard most; of a loan that is not late nothing about what is due."""
    yield from answers(desk, tuple(one for one in SHORT if not desk.before_due or one not in _OF_LATE))


def answers(desk: Desk, those: Iterable[Heard]) -> Iterator[Block]:
    """Set what may be heard beside the next line to say."""
    lines = (line for one in those if (line := desk.own.line.get(one)))
    yield Facts(tuple(((line.heard,), (line.say,)) for line in lines))


def leave(_desk: Desk) -> Iterator[Block]:
    """End the call without a promise."""
    yield Paragraph(say(_("“我看到书面方案后，____日前答复。”")), "say")


def read_back(_desk: Desk) -> Iterator[Block]:
    """Leave room for what is read back before hanging up."""
    yield Blanks((say(_("工单号")), say(_("对方答应了什么")), say(_("哪天之前"))))


def after(desk: Desk) -> Iterator[Block]:
    """Say what to do once the call is over; what asking does to limitation stands last and small."""
    yield Bullets(
        (
            say(_("截图：通话记录、App 里的还款计划和欠款")),
            say(_("看自动扣款有没有动，绑定的卡里留多少钱")),
            say(_("把这次通话记进联系记录")),
            phone.free_help(),
        ),
        "boxes",
    )
    yield from limits.note(desk)
