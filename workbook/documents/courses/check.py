"""Figures or written terms do not agree: asked about before anything is followed, while payments go on."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import Want
from workbook.documents.blocks import Block, Bullets, Document, Paragraph, Text, joined, say, sentences
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import letter, owed
from workbook.documents.parts.desk import Desk
from workbook.language import N_, Refused, _
from workbook.loans.results import DUE_PARTS

_SHORT = 2  # points that a chat has room for


def _title(_desk: Desk) -> str:
    return _("关于核对欠款和还款条件的函")


def _going_on(desk: Desk) -> str:
    return (
        _("核对期间，本人继续按期还款。")
        if desk.before_due
        else _("核对期间，本人继续和{you}保持联系。").format(you=desk.you)
    )


def facts(desk: Desk) -> Text:
    """Say which loan it is, and that paying or talking goes on meanwhile."""
    return (*letter.this_loan(desk), *say(_("，有几点对不上或没有写明；{on}"), on=_going_on(desk)))


def _request(desk: Desk) -> Text:
    return say(_("请{you}书面核实并答复下面各点，数字不论对谁有利，都请更正。"), you=desk.you)


def _in_short(desk: Desk) -> Text:
    """Ask with the first points in one line, as a chat has room for them."""
    points = sentences(*questions(desk)[:_SHORT])
    return sentences(say(_("请{you}书面核实并答复，数字不论对谁有利，都请更正。"), you=desk.you), points)


def questions(desk: Desk) -> tuple[Text, ...]:
    """Give what does not agree, and what was never stated."""
    found = (*desk.facts.query.figures, *desk.facts.query.written)
    parts = ((name, amount) for name, amount in desk.facts.loan.components if not _idle(desk, name))
    unstated = tuple(say(owed.component_title(name)) for name, amount in parts if not amount.known)
    asked = say(_("请书面列明：{parts}各多少，按什么利率、从哪天算起。"), parts=joined(unstated, _("、")))
    return (*((question,) for question in found), *((asked,) if unstated else ()))


def _idle(desk: Desk, component: str) -> bool:
    """Tell whether a component is of arrears that a loan which is not late cannot have."""
    return desk.before_due and component in DUE_PARTS and component != "fees"


def closing(_desk: Desk) -> tuple[Text, ...]:
    """List what the answer has to say besides the points themselves."""
    return (say(_("工单号、受理部门、预计答复日；")), say(_("更正以后各期日期、金额，在何处可以查到。")))


def _letter(desk: Desk) -> Document:
    asked = questions(desk)
    if not asked:
        raise Refused(N_("现在没有要问的：各项都有数字，也没有对不上的地方"))
    return letter.letter(desk, letter.Letter("query", _title(desk), _body(desk, asked), closing(desk)))


def _body(desk: Desk, asked: tuple[Text, ...]) -> Iterator[Block]:
    yield letter.begun(desk, facts(desk))
    yield Paragraph(_request(desk))
    yield Bullets(asked, "circles")


def opening(desk: Desk) -> Text:
    """Open the call: some points to be checked."""
    said = _("您好，我叫{name}，想核对{loan}的几个数字和条件。请问您的工号？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _aloud(_desk: Desk) -> Text:
    return say(_("请把我问的几点书面答复，发到 App 或短信；我对过以后再确认。"))


def _asks(desk: Desk) -> Iterator[Block]:
    if desk.loan.want is Want.RENEW:
        yield Paragraph((desk.own.renew.trust,), "warning")
    yield Bullets(questions(desk) or (_aloud(desk),), "circles")


def _after(desk: Desk) -> tuple[Text, ...]:
    meanwhile = _("没有答复以前，原来怎么还就怎么还")
    if not desk.before_due:
        meanwhile = _("没有答复以前，不照这份书面付；要先保住的照常付")
    return (say(_("答复到了，和谈定的逐条对；一样再确认，不一样先不照它还")), say(meanwhile))


CHECK = Slots(
    title=_title,
    facts=facts,
    request=_in_short,
    closing=closing,
    opening=opening,
    aloud=_aloud,
    card=talk.card(
        opening,
        (N_("我要问的"), _asks),
        (N_("各期的日期和金额"), N_("还的钱先抵哪一项"), N_("征信怎么报"), N_("书面的什么时候给")),
    ),
    tonight=talk.tonight,
    after=_after,
    letter=_letter,
)
