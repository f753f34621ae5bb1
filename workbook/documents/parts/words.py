"""Lines that more than one document says."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.course import Course
from workbook.documents.blocks import Block, Paragraph, Text, own, say
from workbook.documents.parts.desk import Desk
from workbook.documents.parts.phone import number
from workbook.language import N_, _
from workbook.pressure import Strain

_OPENINGS = {
    Course.CURE: N_("您好，我叫{name}，想把{loan}到期的款项按时付清。请问现在一共要还多少？请问您的工号？"),
    Course.HOLD: N_(
        "您好，我叫{name}，想说明{loan}的情况。我没有回避，愿意商量；目前报不出能够做到的数。请先登记，告诉我工单号。"
    ),
    Course.SOLD: N_("您好，我叫{name}。听说{loan}的债权转了手，请先把转让通知和授权文件发给我。核实之前我不谈金额。"),
    Course.COURT: N_(
        "您好，我叫{name}。{loan}我已经收到法院材料，正在问法院和法律援助，也愿意在法院主持下调解。请问您的工号？"
    ),
    Course.SETTLED: N_("您好，我叫{name}。{loan}已经还清，请给我开结清证明，并确认自动扣款已经解除。请问您的工号？"),
}


def opening(desk: Desk) -> Text:
    """Open the call: who, which loan, and what it is about; by default willing to pay and asking for an adjustment."""
    name = own(desk.case.profile.name, _("____"))
    loan = own(desk.loan.name, _("这笔借款"))
    asking = _("您好，我叫{name}，想谈{loan}。我愿意还，{why}想申请调整还款安排。请问您的工号，这件事您能决定吗？")
    said = _(_OPENINGS[desk.course]) if desk.course in _OPENINGS else asking
    return say(said, name=name, loan=loan, why=_why(desk))


def _why(desk: Desk) -> str:
    """Say that paying is hard only where the figures or the borrower say so."""
    if desk.strain in {Strain.PAYABLE, Strain.UNKNOWN}:
        return ""
    return _("担心接下来还不上，") if desk.strain is Strain.TOLD else _("现在按原计划有困难，")


def limitation_note(desk: Desk) -> Iterator[Block]:
    """Say in small print what asking for time does to limitation."""
    sentence = desk.own.limitation.sentence
    if sentence.known and desk.course is not Course.STOP:
        yield Paragraph((sentence,), "note")


def free_help() -> Text:
    """Name the free official ways."""
    said = _("免费帮助：法律援助{aid}，金融监管投诉{regulator}（先向对方投诉）")
    return say(said, aid=number("legal_aid"), regulator=number("regulator"))
