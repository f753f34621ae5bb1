"""Papers from a court: what they are, by when to answer, where to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workbook import workdays
from workbook.case import CourtPaper, Loan
from workbook.language import _, attempt
from workbook.position import Position, once
from workbook.pressure import answer_by
from workbook.rules import Citation, cite, public_number

_RULES = {CourtPaper.PAYMENT_ORDER: "payment_order_objection", CourtPaper.CLAIM: "answer_the_claim"}


@dataclass(frozen=True)
class Answer:
    """What to do about a paper; `last_day` is the last day to answer, `act_by` the working day to have done it.

    `paper` and the days are None where they were not told, or the paper sets none; `past` tells that the day went by.
    """

    paper: CourtPaper | None
    last_day: date | None
    act_by: date | None
    past: bool
    steps: tuple[str, ...]
    citation: Citation | None
    limits: str


@once
def answer_to(position: Position, loan: Loan) -> Answer:
    """Say what to do about the court paper on a loan, and by when; without a paper told, what holds for every one."""
    paper, last = loan.court_paper, answer_by(loan)
    act = workdays.on_or_before(last - timedelta(days=1)) if last else None
    past = last is not None and last < position.as_of
    return Answer(
        paper=paper,
        last_day=last,
        act_by=act.day if act else None,
        past=past,
        steps=_steps(paper, past=past),
        citation=_rule(position, loan, paper),
        limits=act.sentence if act else "",
    )


def _steps(paper: CourtPaper | None, *, past: bool) -> tuple[str, ...]:
    numbers = {"court": public_number("court"), "aid": public_number("legal_aid")}
    verify = _("先打 {court} 核实案号和法院；只有法院送达的才算。")
    aid = _("尽快打 {aid} 问法律援助，把收到的日子和信封都留着。")
    own = {
        None: _("看清是什么材料、哪一天送到、上面写的期限，填进“借款”那一页的“法院材料”。"),
        CourtPaper.PAYMENT_ORDER: _("对金额有异议，就在期限内向法院书面提出；只写“没钱”不算异议。"),
        CourtPaper.CLAIM: _("写一份答辩：认哪些、不认哪些、能怎么还；开庭一定到。可以请法院主持调解。"),
        CourtPaper.PICTURE: _("不要按图片里的账户还款；把图片和号码留作记录。"),
    }
    late = _("期限已经过了：今天就打 {court} 问案子到哪一步、还能做什么，问清了再答复对方。")
    return tuple(words.format(**numbers) for words in (verify, late if past else own[paper], aid))


def _rule(position: Position, loan: Loan, paper: CourtPaper | None) -> Citation | None:
    return attempt(lambda: cite(_RULES[paper], position.scope(loan), "page") if paper in _RULES else None)
