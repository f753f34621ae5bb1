"""After the talk: what must happen by when, on both sides, and what was learned."""

from workbook.case.fields import Choice, Day, Part, Row, Words, rows, told
from workbook.language import N_


class CheckKind(Choice):
    """What is being watched."""

    PAY = "pay", N_("我按新计划还款")
    WAIVER_BOOKED = "waiver_booked", N_("减免是否已入账")
    CREDIT_REPORT = "credit_report", N_("征信是否按约定报送")
    REPLY = "reply", N_("对方答复")
    COMPLAINT = "complaint", N_("投诉处理")
    SETTLEMENT = "settlement", N_("结清证明")
    OTHER = "other", N_("其他")


class Check(Row):
    """One thing that must be done by a day."""

    loan_id: Words = told(N_("关于哪一笔"))
    kind: CheckKind | None = told(N_("什么事"))
    due: Day = told(N_("最晚哪天"))
    done_on: Day = told(N_("哪天做到了"))
    note: Words = told(N_("备注"))


class Followup(Part):
    """Plan against reality."""

    checks: tuple[Check, ...] = rows(N_("要盯的事"))
    complaint_on: Day = told(N_("向对方正式投诉的日子"))
    credit_checked_on: Day = told(N_("上次查征信的日子"))
    went_well: Words = told(N_("哪句话、哪样材料管用"), long=True)
    went_wrong: Words = told(N_("哪里没谈成，为什么"), long=True)
    lessons: Words = told(N_("下次先做什么"), long=True)
