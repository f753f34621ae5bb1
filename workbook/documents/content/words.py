"""Lines that more than one document says."""

from __future__ import annotations

from workbook.documents.blocks import Cite, Text, own, say
from workbook.documents.content.desk import Desk
from workbook.language import _

LEGAL_AID = "12348"
REGULATOR = "12378"


def opening(desk: Desk) -> Text:
    """Open the call: who, which loan, willing to pay, asking for an adjustment."""
    name = own(desk.case.profile.name, _("____"))
    loan = own(desk.loan.name, _("这笔借款"))
    said = _(
        "您好，我叫{name}，想谈{loan}。我愿意还，现在按原计划有困难，想申请调整还款安排。请问您的工号，这件事您能决定吗？"
    )
    return say(said, name=name, loan=loan)


def steady() -> Text:
    """One calm line where distress was indicated."""
    return say(
        _("难受的时候先不打电话。欠款可以谈，不是您一个人的事：先跟一个信得过的人说，觉得有危险马上打急救电话。")
    )


def free_help(_desk: Desk) -> Text:
    """Name the free official ways."""
    said = _("免费帮助：法律援助{aid}，金融监管投诉{regulator}（先向对方投诉）")
    return say(said, aid=Cite(LEGAL_AID, "channel:legal_aid"), regulator=Cite(REGULATOR, "channel:regulator"))
