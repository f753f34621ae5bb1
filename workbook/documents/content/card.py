"""The phone card: thirteen parts in the order of a call, one screen after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook import lenders
from workbook.case import Case
from workbook.documents.blocks import (
    Blanks,
    Block,
    Bullets,
    Cite,
    Document,
    Facts,
    Fold,
    Paragraph,
    Section,
    Text,
    day,
    own,
    say,
)
from workbook.documents.content import asked, words
from workbook.documents.content.desk import Desk, told
from workbook.documents.figures.ask import RUNGS
from workbook.documents.render.tree import mark
from workbook.language import N_, _
from workbook.talks import Heard


def card(case: Case) -> Document:
    """Give the card for the borrower's own phone; NotKnown without a date."""
    desk = Desk.of(case, "self")
    parts = (_part(desk, index, title, make) for index, (title, make) in enumerate(_PARTS))
    return desk.document("card", _("电话卡片"), (*_first(desk), *parts), narrow=True)


def _part(desk: Desk, index: int, title: str, make: Callable[[Desk], Iterator[Block]]) -> Section:
    return Section(say("{mark} {title}", mark=mark("circles", index), title=_(title)), tuple(make(desk)))


def _first(desk: Desk) -> Iterator[Block]:
    """Put the person before the papers: the line for bad nights above everything else where it was asked for."""
    if desk.case.profile.distressed:
        yield Paragraph(words.steady(), "warning")
    yield from words.before_sending(desk)


def _dial(desk: Desk) -> Iterator[Block]:
    preset = lenders.preset_for(desk.loan)
    channels = preset.channels if preset else ()
    yield Bullets(tuple((Cite(str(one), f"lender:{preset.id}"),) for one in channels if preset and one.way != "mail"))
    yield Paragraph(say(_("号码从 App 里拨。不说验证码，不共享屏幕，不交费，不转给个人账户。")))


SHORT = (Heard.PAY_FIRST, Heard.NO_EXTENSION, Heard.TODAY_ONLY, Heard.COURT)


def _note(_desk: Desk) -> Iterator[Block]:
    yield Blanks((say(_("几点")), say(_("工号")), say(_("哪家机构")), say(_("这个人能不能决定"))))


def _which(desk: Desk) -> Iterator[Block]:
    due = desk["loan.oldest_unpaid"] if desk.figures.known("loan.oldest_unpaid") else desk["loan.next_due"]
    yield Facts(
        told(
            (_("哪一笔"), own(desk.loan.name, _("（没写名称）"))),
            (_("向谁借的"), own(desk.loan.lender)),
            (_("还款日"), (due,)),
            (_("App 上的数"), (desk["loan.app_total"],)),
        )
    )


def _open(desk: Desk) -> Iterator[Block]:
    yield Paragraph(words.opening(desk), "say")


def _cause(desk: Desk) -> Iterator[Block]:
    told_by = desk.case.situation
    if not told_by.what_changed:
        yield Paragraph(say(_("还没写发生了什么：拨号前先想好一句话，只说事实。")))
        return
    since = say(_("从{on}起。"), on=day(told_by.changed_on)) if told_by.changed_on else ()
    yield Paragraph((*since, *own(told_by.what_changed)), "say")
    yield Paragraph(say(_("凭什么：{mark}"), mark=desk["proof.change"]), "note")


def _mine(desk: Desk) -> Iterator[Block]:
    yield Facts(
        (
            (say(_("我算的欠款")), (desk["loan.total"],)),
            (say(_("算到哪天")), day(desk.case.as_of)),
            (say(_("补到正常要")), (desk["quick.due_today"],)),
            (say(_("今天最多付")), (desk["quick.today_at_most"],)),
        )
    )
    yield Fold(say(_("我的上限（只给自己看，不念出来）")), tuple(_ceiling(desk)))


def _ceiling(desk: Desk) -> Iterator[Block]:
    rows: list[tuple[Text, Text]] = [(say(_("每月最多拿得出")), (desk["capacity.monthly"],))]
    if desk.figures.known("ask.walk_away"):
        rows.append((say(_("超过就不答应")), (desk["ask.walk_away"],)))
    for index, rung in enumerate(RUNGS):
        if desk.figures.known(f"ask.{rung}.verdict"):
            label = say(_("第{mark}个办法"), mark=mark("circles", index))
            rows.append((label, (desk[f"ask.{rung}.verdict"],)))
    yield Facts(tuple(rows))


def _asks(desk: Desk) -> Iterator[Block]:
    ask = desk.case.ask_on(desk.loan)
    rungs = [rung for rung in RUNGS if ask and getattr(ask, rung) is not None]
    if rungs:
        yield Bullets(tuple(asked.in_one_line(desk, rung) for rung in rungs), "circles")
    else:
        yield Paragraph(say(_("现在不报数字：先问清楚有哪些办法，请对方书面给出。")))
    if not rungs:
        yield Paragraph((desk["quick.why"],), "note")


def _confirm(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("还的钱先抵哪一项")),
            say(_("罚息怎么处理")),
            say(_("会不会提前收贷")),
            say(_("征信怎么报")),
            say(_("催收停不停")),
            say(_("新的还款计划在 App 哪里看得到")),
        ),
        "boxes",
    )


def _answers(desk: Desk) -> Iterator[Block]:
    keys = [f"line.{heard.value}" for heard in SHORT if f"line.{heard.value}.say" in desk.figures]
    yield Facts(tuple(((desk[f"{key}.heard"],), (desk[f"{key}.say"],)) for key in keys))


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("不答应做不到的日子")),
            say(_("不认自己恶意拖欠")),
            say(_("不主动给别人的联系方式")),
            say(_("通话中不在 App 里点新计划的“确认”")),
            say(_("不说假话")),
        )
    )


def _leave(_desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("“我看到书面方案后，____日前答复。”")), "say")


def _read_back(_desk: Desk) -> Iterator[Block]:
    yield Blanks((say(_("工单号")), say(_("对方答应了什么")), say(_("哪天之前"))))


def _after(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("截图：通话记录、App 里的还款计划和欠款")),
            say(_("看自动扣款有没有动，绑定的卡里留多少钱")),
            say(_("把这次通话记进联系记录")),
            words.free_help(),
        ),
        "boxes",
    )


_PARTS: tuple[tuple[str, Callable[[Desk], Iterator[Block]]], ...] = (
    (N_("从 App 里拨"), _dial),
    (N_("先记下"), _note),
    (N_("哪一笔"), _which),
    (N_("开头这样说"), _open),
    (N_("为什么"), _cause),
    (N_("我的数"), _mine),
    (N_("我要的"), _asks),
    (N_("逐项问清"), _confirm),
    (N_("对方要是说"), _answers),
    (N_("不做"), _never),
    (N_("结束这样说"), _leave),
    (N_("念一遍核对"), _read_back),
    (N_("挂了以后"), _after),
)
