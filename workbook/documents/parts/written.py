"""What is asked for in writing, and the close of a paper."""

from __future__ import annotations

from workbook import evidence
from workbook.documents.blocks import Blanks, Bullets, Paragraph, Text, own, say
from workbook.documents.parts.desk import Desk
from workbook.language import _


def in_writing() -> Bullets:
    """List what the written answer has to contain so that it can be checked."""
    return Bullets(
        (
            say(_("每一期的还款日、金额，以及其中的本金、利息、费用；")),
            say(_("新的年化利率，以及还的钱先抵哪一项；")),
            say(_("已经产生的罚息、复利、费用怎么处理，各是多少；")),
            say(_("按新计划还款期间是否提前收贷、是否停止催收；")),
            say(_("征信怎么报、从哪个月起；")),
            say(_("什么情况算违约，违约后按什么利率计算；")),
            say(_("由哪个机构、哪个部门确认，在哪里可以查到新计划。")),
        ),
        "circles",
    )


def truth(desk: Desk) -> Paragraph:
    """Say that what stands above is true and may be checked."""
    papers = say(_("，附件未经修改")) if evidence.exhibits(desk.position) else ()
    return Paragraph(say(_("以上情况属实{papers}。同意{you}为处理本申请核实。"), papers=papers, you=desk.you))


def signature(desk: Desk) -> Blanks:
    """Leave room to sign and date."""
    name: Text = say(_("申请人：{name}（签名）"), name=own(desk.case.profile.name))
    return Blanks((name, say(_("日期："))))
