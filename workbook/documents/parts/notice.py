"""What papers about a notice share: its days on top, whether it looks like a fake, and the words of a night."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Blanks, Block, Document, Facts, Paragraph, Text, day, own, say
from workbook.documents.parts import letter
from workbook.documents.parts.desk import Desk, told
from workbook.language import N_, Refused, _
from workbook.pressure import notice_days


def days(desk: Desk) -> Iterator[Block]:
    """Give the days on top, then what the notice says; where no day was told, ask for it."""
    yield from fake(desk)
    if not notice_days(desk.loan):
        yield Paragraph(say(_("先翻出通知，看上面写的日子，照着办；再填进“借款”那一页的“收到的通知”。")), "warning")
    yield from past(desk)
    rows = tuple((one.what, day(one.on)) for one in notice_days(desk.loan))
    yield Facts(
        told(
            *rows,
            (_("来通知的"), own(desk.loan.notice_from)),
            (_("案号或编号"), own(desk.loan.notice_number)),
            (_("哪天收到"), day(desk.loan.notice_on)),
        )
    )
    yield Paragraph(say(_("日子以通知上写的为准；提前一个工作日交出去，留好凭证。")), "note")


def past(desk: Desk) -> Iterator[Block]:
    """Say of a last day that went by that it is asked about today."""
    as_of = desk.case.as_of
    if as_of and any(one.is_answer and one.on < as_of for one in notice_days(desk.loan)):
        yield Paragraph(
            say(_("按填的日子，答复的期限已经过了：今天就打官网上的电话问还能做什么，开庭仍然要到。")), "warning"
        )


def fake(desk: Desk) -> Iterator[Block]:
    """Warn where the notice looks like a fake, or was not verified."""
    if desk.declared.doubtful:
        said = _("像假的，先核实，不付：只有消息、要付到个人账户的，先从官网查电话打过去问；不按来的号码回复。")
        yield Paragraph(say(said), "warning")
    elif desk.declared.unverified:
        said = _("还没核实：只有消息的，先从官网查电话打过去问是不是真的；核实以前不付，不按来的号码回复。")
        yield Paragraph(say(said), "warning")


def refuse_fake(desk: Desk) -> None:
    """Refuse to write to whoever sent what looks like a fake or was not verified."""
    if desk.declared.doubtful:
        raise Refused(N_("这份通知像假的：先从官网查电话核实，再填“核实过，是真的”；核实以前不回复、不付"))
    if desk.declared.unverified:
        raise Refused(N_("这份通知还没核实：先从官网查电话问，再填“核实过，是真的”；核实以前不回复、不付"))


def to(desk: Desk, unknown: str) -> Text:
    """Name whom an answer to a notice is for, or leave room for it."""
    return own(desk.loan.notice_from, unknown)


def case_number(desk: Desk) -> Iterator[Block]:
    """Head an answer with the number of the notice, or leave room for it."""
    if desk.loan.notice_number:
        yield Paragraph(say(_("案号或编号：{number}"), number=own(desk.loan.notice_number)))
    else:
        yield Blanks((say(_("案号或编号")),))


def answer(desk: Desk, written: letter.Letter) -> Document:
    """Write an answer under the number of the notice; Refused where it looks like a fake or was not verified."""
    refuse_fake(desk)
    return letter.letter(desk, written._replace(body=(*case_number(desk), *written.body)))


def received(desk: Desk) -> Text:
    """Say when the notice came, where that was told."""
    return say(_("于{on}"), on=day(desk.loan.notice_on)) if desk.loan.notice_on else ()


def night() -> Text:
    """Say what a night is for."""
    return say(_("今晚只存证、不发送：信封、通知、短信全部拍照，写下收到的日子"))
