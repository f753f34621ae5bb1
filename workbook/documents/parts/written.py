"""The close of a letter: that it is true, and the signature."""

from __future__ import annotations

from workbook.documents.blocks import Blanks, Paragraph, Text, own, say
from workbook.documents.parts.desk import Desk
from workbook.language import _


def truth(*, exhibits: bool) -> Paragraph:
    """Say that what stands above is true, of exhibits where any go with it; the borrower comes before third persons."""
    papers = say(_("，附件未经修改")) if exhibits else ()
    return Paragraph(say(_("以上情况属实{papers}；如需向第三方核实，请先与本人联系。"), papers=papers))


def plain_truth() -> Paragraph:
    """Say only that it is true: whom a court or a commission asks is for it to decide."""
    return Paragraph(say(_("以上情况属实。")))


def signature(desk: Desk, role: str = "") -> Blanks:
    """Leave room to sign and date, as the applicant or in the role a proceeding gives."""
    who = own(desk.case.profile.name)
    in_role = say(_("{role}：{name}（签名）"), role=role, name=who)
    name: Text = in_role if role else say(_("申请人：{name}（签名）"), name=who)
    return Blanks((name, say(_("日期："))))
