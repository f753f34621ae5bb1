"""Papers from a court: what they are, by when to answer, where to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workbook import workdays
from workbook.case import Case, Choice, Loan
from workbook.language import N_, Refused, _
from workbook.pressure import state_today
from workbook.rules import Citation, cite, constant, public_number


class Paper(Choice):
    """What came."""

    PAYMENT_ORDER = "payment_order", N_("支付令")
    CLAIM = "claim", N_("起诉状副本、传票")
    PICTURE = "picture", N_("短信或图片里的“法院文书”")


@dataclass(frozen=True)
class Answer:
    """What to do about a paper; `last_day` is the last day to answer, `act_by` the working day to have done it."""

    paper: Paper
    last_day: date | None
    act_by: date | None
    steps: tuple[str, ...]
    citation: Citation | None
    limits: str


_DAYS = {Paper.PAYMENT_ORDER: "payment_order_days", Paper.CLAIM: "court_answer_days"}
_RULES = {Paper.PAYMENT_ORDER: "payment_order_objection", Paper.CLAIM: "answer_the_claim"}


def answer_to(case: Case, loan: Loan, paper: Paper, received: date | None) -> Answer:
    """Say what to do about a paper received on a day (None: not known) and by when."""
    days = _DAYS.get(paper)
    last = received + timedelta(days=int(constant(days))) if received and days else None
    act = workdays.on_or_before(last) if last else None
    return Answer(
        paper, last, act.day if act else None, _steps(paper), _rule(case, loan, paper), act.sentence if act else ""
    )


def _steps(paper: Paper) -> tuple[str, ...]:
    numbers = {"court": public_number("court"), "aid": public_number("legal_aid")}
    verify = _("先打 {court} 核实案号和法院；只有法院送达的才算。")
    aid = _("尽快打 {aid} 问法律援助，把收到的日子和信封都留着。")
    own = {
        Paper.PAYMENT_ORDER: _("对金额有异议，就在期限内向法院书面提出；只写“没钱”不算异议。"),
        Paper.CLAIM: _("写一份答辩：认哪些、不认哪些、能怎么还；开庭一定到。可以请法院主持调解。"),
        Paper.PICTURE: _("不要按图片里的账户还款；把图片和号码留作记录。"),
    }
    return tuple(words.format(**numbers) for words in (verify, own[paper], aid))


def _rule(case: Case, loan: Loan, paper: Paper) -> Citation | None:
    try:
        return cite(_RULES[paper], case, loan, state_today(case, loan), "page") if paper in _RULES else None
    except Refused:
        return None
