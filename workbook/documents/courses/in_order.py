"""What is shared where the loan is in order: a card, a list for tonight and a script without a word of hardship."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.documents.blocks import Block, Bullets, Heading, Paragraph, Text, say
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

_SENDING = (
    N_("先发客服留言（chat.txt）：从官方 App 进人工客服，粘贴，要工单号"),
    N_("信和材料作附件；客服收不了附件，就按工单里给的地方交"),
    N_("白天发：晚上十点到早上八点只存证、不发送"),
)

Blocks = Callable[[Desk], Iterator[Block]]
Lines = Callable[[Desk], tuple[Text, ...]]


def card(opening: Callable[[Desk], Text], asks: Part, known: Blocks, closing: Lines) -> tuple[Part, ...]:
    """Lay out a card in the order of a call: what I say and ask, what only I know, what is to be asked one by one."""
    return (
        (N_("从 App 里拨"), call.dial),
        (N_("哪一笔"), call.which),
        (N_("开头这样说"), _opening(opening)),
        asks,
        (N_("先知道（只给自己看）"), known),
        (N_("先记下"), call.note),
        (N_("逐项问清"), _questions(closing)),
        (N_("不做"), _never),
        (N_("结束这样说"), call.leave),
        (N_("念一遍核对"), call.read_back),
        (N_("挂了以后"), call.after),
    )


def _opening(said: Callable[[Desk], Text]) -> Blocks:
    def part(desk: Desk) -> Iterator[Block]:
        """Say the first sentence, and what a robot is told."""
        yield Paragraph(said(desk), "say")
        yield Paragraph(call.to_a_robot(), "say")

    return part


def _questions(closing: Lines) -> Blocks:
    def part(desk: Desk) -> Iterator[Block]:
        """Tick off what the letter asks to be answered."""
        yield Bullets(closing(desk), "boxes")

    return part


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(tuple(say(_(one)) for one in _NEVER))


def tonight(page: Blocks, saved: tuple[str, ...], first: str = "") -> Blocks:
    """List for tonight: what this is about, what to save while nothing is sent at night, what goes first by day.

    `first` is what comes even before the text in the chat.
    """

    def part(desk: Desk) -> Iterator[Block]:
        yield from page(desk)
        yield Heading(say(_("今晚只存证、不发送")))
        yield Bullets(tuple(say(_(one)) for one in saved), "boxes")
        yield Heading(say(_("明天白天：先发哪份、发到哪里")))
        yield Bullets(tuple(say(_(one)) for one in (first, *_SENDING) if one), "circles")
        yield Bullets((say(_("记下工号、工单号、答应哪天回，晚上记进联系记录")),), "boxes")
        yield Paragraph(phone.free_help(), "note")

    return part
