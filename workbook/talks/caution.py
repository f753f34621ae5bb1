"""Questions that keep a borrower out of a trap: who is calling, and what a fraud asks for."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.language import _
from workbook.rules import public_number


@dataclass(frozen=True)
class Question:
    """A question to put to oneself or to the caller; `if_so` is what to do when the answer is the wrong one."""

    ask: str
    if_so: str


def caller_check() -> tuple[Question, ...]:
    """Give the questions for someone who calls in, before anything is said about the debt."""
    return (
        Question(_("您是哪家机构的？全称、工号、回拨电话？"), _("说不清就挂断，自己从官方 App 打回去。")),
        Question(_("这笔借款的放款日和合同号是什么？"), _("对方应该知道；不要由您报给对方。")),
        Question(_("您能决定方案吗，还是只做记录？"), _("只做记录的，请给工单号和答复日期。")),
        Question(_("如果是受委托或受让债权：请出示委托书或转让通知。"), _("没有书面材料，不谈金额，不还款到新账户。")),
        Question(_("还款在哪里还？"), _("只在官方 App 或合同写的账户还；个人账户一律不还。")),
        Question(_("自称法院、公安、律师？"), _court()),
    )


def _court() -> str:
    words = _("记下案号，先打 {court} 或 {police} 核实；图片、短信里的“传票”，核实前不要按它付款。")
    return words.format(court=public_number("court"), police=public_number("police"))


def red_flags() -> tuple[Question, ...]:
    """Give the signs of a fraud as questions; one yes is enough to stop."""
    stop = _("停下来，别付钱，别给资料；拿不准就打 {police} 问。").format(police=public_number("police"))
    return (
        Question(_("有没有人要您先交服务费、保证金、解冻费？"), stop),
        Question(_("有没有人说能“洗白征信”“停息挂账包成功”？"), stop),
        Question(_("有没有人要您交出手机、银行卡、验证码，或共享屏幕？"), stop),
        Question(_("有没有人要替您做病历、贫困证明、银行流水？"), _("不要做，也不要用；假材料可能构成犯罪。")),
        Question(_("有没有人叫您别接电话、换号、什么都别管？"), _("失联会让事情更糟；接起来，听完，记下来。")),
        Question(_("有没有人叫您再借一笔来还，或先过桥？"), _("先算清总成本；新债换旧债通常更贵。")),
        Question(_("有没有人请您做担保人、见证人、“加分人”？"), _("实际借款人可能就是您，别签。")),
    )
