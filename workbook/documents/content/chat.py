"""A text for the chat in the lender's app, at most 300 characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbook.case import Case
from workbook.documents.blocks import Document, Own, Paragraph, Text, own, say
from workbook.documents.blocks import words as bare
from workbook.documents.content import asked, who
from workbook.documents.content.desk import Desk
from workbook.language import _

LONGEST = 300


def chat(case: Case) -> Document:
    """Give the text to paste: who, which loan, why, what is asked; whole sentences, 300 characters at the very most.

    Where the borrower's own account of the cause is too long it is cut and marked with an ellipsis.
    """
    desk = Desk.of(case, "lender")
    made = desk.document("chat", _("App 客服留言"), ())
    return replace(made, blocks=(Paragraph(_fitted(desk)),), foot=())


def _fitted(desk: Desk) -> Text:
    without = len(bare(_message(desk, 0)))
    frame = len(_("原因：{cause}。").format(cause=""))
    return _message(desk, max(LONGEST - without - frame, 0))


def _message(desk: Desk, room: int) -> Text:
    return tuple(span for sentence in _sentences(desk, room) for span in sentence)


def _sentences(desk: Desk, room: int) -> Iterator[Text]:
    if desk.case.profile.fictional:
        yield say(_("（虚构练习）"))
    name, loan = own(_short(desk.case.profile.name, 20)), own(_short(desk.loan.name, 30), _("这笔借款"))
    yield say(_("您好，我是{name}，想申请调整{loan}的还款安排。"), name=name or _("借款人"), loan=loan)
    state = who.state(desk)
    if state and desk.figures.known("loan.oldest_unpaid"):
        yield say(_("{state}。"), state=state)
    yield from _cause(desk, room)
    yield from _offer(desk)
    yield say(_("请告诉我受理结果、工单号，并书面写明本金、利息、罚息、费用各多少，征信怎么报。谢谢。"))


def _cause(desk: Desk, room: int) -> Iterator[Text]:
    cause = (desk.case.situation.what_changed or "").replace("\n", " ").rstrip("。. ")
    if cause and room:
        yield say(_("原因：{cause}。"), cause=(Own(_short(cause, room) or ""),))


def _offer(desk: Desk) -> Iterator[Text]:
    if desk.figures.known("ask.preferred.highest_payment"):
        said = _("我愿意还清，请求分{count}还，{pays}。")
        yield say(said, count=desk["ask.preferred.count"], pays=asked.pays(desk, "preferred"))
    elif desk.figures.known("quick.offer"):
        yield say(_("我愿意还清，每月可以稳定还{offer}。"), offer=desk["quick.offer"])
    else:
        yield say(_("我愿意还清，正在核对收支，请告诉我现在有哪些办法可以申请。"))


def _short(words: str | None, longest: int) -> str | None:
    if words is None or len(words) <= longest:
        return words
    return words[: max(longest - 1, 0)] + "…"
