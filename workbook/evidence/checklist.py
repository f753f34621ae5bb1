"""The documents worth having for this request and this lender."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook import lenders
from workbook.case import BorrowerType, Component, Holding, Loan, Terms, Treatment
from workbook.case import DocumentKind as K
from workbook.evidence.exhibits import freshness
from workbook.language import N_, Refused, _
from workbook.position import Position, once
from workbook.rules import cite

_LOOK = N_("看看手上有没有")
_TODO: dict[Holding | None, str] = {
    Holding.CAN_GET: N_("去开一份，开好后填上日期"),
    Holding.NO: N_("没有也能谈：写明“本人估计”，不要找人做"),
}


@dataclass(frozen=True)
class Wanted:
    """A document worth having for this request and this lender, and whether it is there."""

    kind: K
    holding: Holding | None
    because: str
    todo: str


@once
def checklist(position: Position, loan: Loan | None = None) -> tuple[Wanted, ...]:
    """Give the documents worth having for this request and this lender, each once, with the reason and what to do."""
    reasons: dict[K, str] = {}
    for kind, because in _reasons(position, loan):
        reasons.setdefault(kind, because)
    return tuple(_wanted(position, kind, because) for kind, because in reasons.items())


def _reasons(position: Position, loan: Loan | None) -> Iterator[tuple[K, str]]:
    yield K.APP_SCREENSHOT, _("证明现在欠多少，每一项都截到")
    yield K.CONTRACT, _("利率、罚息、扣款顺序都以合同为准")
    yield K.PAYMENTS, _("证明一直在还")
    yield K.STATEMENT, _("证明生意和家里的收支，最好盖住最近十二个月")
    yield from _by_request(position, loan)
    yield from _by_situation(position)
    preset = lenders.preset_for(loan) if loan else None
    for kind in preset.documents if preset else ():
        yield kind, _("这家贷款方通常会要")


def _by_request(position: Position, loan: Loan | None) -> Iterator[tuple[K, str]]:
    ask = position.case.ask_on(loan) if loan else None
    terms = (ask.preferred if ask else None) or Terms()
    waived = {t.component for t in terms.treatments if t.treatment is Treatment.WAIVE and not t.archived}
    if waived & {Component.PENALTY, Component.COMPOUND, Component.FEES}:
        yield K.SCHEDULE, _("请求减免罚息或费用：要能看出原来每期应还多少")
    if terms.rate is not None:
        yield K.DISCLOSURE, _("请求降利率：先看清现在的总成本")
    if terms.periods or terms.steps:
        yield K.CREDIT_REPORT, _("请求分期或延期：对方会看其他负债，自己先查一遍")


def _by_situation(position: Position) -> Iterator[tuple[K, str]]:
    changed = position.case.situation.what_changed or ""
    if position.case.profile.borrower_type in {BorrowerType.SOLE_TRADER, BorrowerType.COMPANY}:
        yield K.LICENCE, _("证明借款人的经营身份")
        yield K.TAX, _("证明经营规模")
    if any(mark in changed for mark in ("病", "医", "手术", "住院")):
        yield K.MEDICAL, _("您写的变化和看病有关")
    if any(mark in changed for mark in ("灾", "停业", "拆迁", "修路", "封路", "水淹")):
        yield K.DISASTER, _("您写的变化和停业、灾情有关")
    if position.case.situation.floor_amount is not None:
        yield K.ALLOWANCE, _("证明当地生活保障标准")


def _wanted(position: Position, kind: K, because: str) -> Wanted:
    listed = [d for d in position.case.evidence.documents if d.kind is kind and not d.archived]
    ages = [freshness(d, position.as_of) for d in listed if d.holding is Holding.HAVE]
    imported = kind is K.STATEMENT and any(not f.archived for f in position.case.situation.statements)
    if ages or imported:
        stale = ages and not imported and all(a.age != "fresh" for a in ages)
        return Wanted(kind, Holding.HAVE, because, ages[0].sentence if stale else "")
    holding = next((d.holding for d in listed if d.holding), None)
    return Wanted(kind, holding, because, _(_TODO.get(holding, _LOOK)))


@once
def warning(position: Position, loan: Loan) -> str:
    """Say that this workbook makes no evidence, and why nobody should."""
    words = _("工作簿只登记您真有的材料，不改、不做任何材料。")
    try:
        return words + cite("criminal_false_papers", position.scope(loan, loan.state), "page").sentence
    except Refused:
        return words
