"""What is shared where the loan is in order: a card, a list for tonight and a script without a word of hardship."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.documents.blocks import Block, Bullets, Heading, Paragraph, Text, say
from workbook.documents.courses import talk
from workbook.documents.parts import call, phone
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.language import N_, _
from workbook.talks import Heard

HEARD = frozenset({Heard.ONLY_RECORD, Heard.TODAY_ONLY, Heard.MACHINE})
"""What is heard of a loan that is in order."""

_NEVER = (
    N_("不说假话"),
    N_("不答应做不到的日子"),
    N_("通话中不在 App 里点任何“确认”"),
    N_("不付“包过”“内部渠道”的费用"),
)

_ATTACHED = N_("信和材料，生成了的作附件，还在等的先不发；客服收不了附件，就按工单里给的地方交")

Blocks = Callable[[Desk], Iterator[Block]]
Lines = Callable[[Desk], tuple[Text, ...]]


def card(
    opening: Callable[[Desk], Text], asks: Part, known: Blocks, closing: Lines, heard: tuple[Heard, ...] = ()
) -> tuple[Part, ...]:
    """Lay out a card in the order of a call: what I say and ask, what only I know, what is to be asked one by one.

    `heard` is what is answered on the card itself; nothing where the script has room for all of it.
    """
    said = ((N_("对方要是说"), lambda desk: call.answers(desk, heard)),) if heard else ()
    return (
        (N_("从 App 里拨"), call.dial),
        (N_("哪一笔"), call.which),
        (N_("开头这样说"), lambda desk: call.opened(opening(desk))),
        asks,
        (N_("先知道（只给自己看）"), known),
        (N_("先记下"), call.note),
        (N_("逐项问清"), _questions(closing)),
        *said,
        (N_("不做"), talk.dots(_NEVER)),
        (N_("结束这样说"), call.leave),
        (N_("念一遍核对"), call.read_back),
        (N_("挂了以后"), call.after),
    )


def _questions(closing: Lines) -> Blocks:
    def part(desk: Desk) -> Iterator[Block]:
        """Tick off what the letter asks to be answered."""
        yield Bullets(closing(desk), "boxes")

    return part


def tonight(page: Blocks, saved: tuple[str, ...], first: str = "") -> Blocks:
    """List for tonight: what this is about, what to save while nothing is sent at night, what goes first by day.

    `first` is what comes even before the text in the chat.
    """

    def part(desk: Desk) -> Iterator[Block]:
        yield from page(desk)
        yield Heading(say(_("今晚只存证、不发送")))
        yield Bullets(tuple(say(_(one)) for one in saved), "boxes")
        yield Heading(say(_("明天白天：先发哪份、发到哪里")))
        before = (say(_(first)),) if first else ()
        yield Bullets((*before, *talk.sending(_ATTACHED)), "circles")
        yield Bullets((say(_("记下工号、工单号、答应哪天回，晚上记进联系记录")),), "boxes")
        yield Paragraph(phone.free_help(), "note")

    return part
