"""Which figure rests on which document; what rests on none is the borrower's estimate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbook.case.evidence import Proves
from workbook.cashflow import whole_months
from workbook.evidence.basis import Basis, MonthsBacked, PartBacked, Stated, own
from workbook.evidence.covered import months_backed
from workbook.evidence.exhibits import Exhibit, exhibits
from workbook.evidence.showing import can_show, parts_of
from workbook.language import _, attempt
from workbook.position import Position, once
from workbook.sentences import pieces

_PARTS = {Proves.RECEIPTS: "receipts", Proves.COSTS: "costs", Proves.ESSENTIALS: "essentials"}


@once
def ledger(position: Position) -> tuple[Basis, ...]:
    """Give, for every kind of figure, what it rests on; the day on which a trouble ends only where one is told."""
    held = exhibits(position)
    asked = (figure for figure in Proves if figure is not Proves.RECOVERY or _told(position, figure))
    return tuple(_basis(position, figure, held) for figure in asked)


@once
def basis(position: Position, figure: Proves) -> Basis:
    """Give what one kind of figure rests on."""
    return _basis(position, figure, exhibits(position))


@once
def cause(position: Position) -> tuple[Stated, ...]:
    """Give each sentence of the cause with the papers marked for it that can show it."""
    marked = [e for e in exhibits(position) if Proves.CHANGE in e.proves]
    told = pieces(position.case.situation.what_changed or "")
    return tuple(Stated(one, tuple(e for e in marked if can_show(e.document.kind, one))) for one in told)


def _basis(position: Position, figure: Proves, held: tuple[Exhibit, ...]) -> Basis:
    proofs = tuple(e for e in held if figure in e.proves)
    if not _told(position, figure):
        return Basis(figure, "not_told", proofs, _("还没有填写"))
    if not proofs:
        words = _("没有材料支持，写进材料时标明“{own}”").format(own=own(figure))
        return Basis(figure, "estimate", (), words)
    found = _found(position, figure, proofs)
    if troubles := [*_troubles(proofs), *_gap(found.months), *_partly(found)]:
        return replace(found, backing="weak", sentence=_("；").join(troubles))
    return found


def _found(position: Position, figure: Proves, proofs: tuple[Exhibit, ...]) -> Basis:
    """Tell what of a figure its papers show: which all of it, which a part, in which months."""
    whole = tuple(e for e in proofs if not parts_of(e.document, figure))
    parts = tuple(
        PartBacked(e, part.name or figure.words, part.amount) for e in proofs for part in parts_of(e.document, figure)
    )
    months = months_backed(position, figure, whole)
    standing = whole if months.backed != 0 else ()
    rests = _rests(position, figure, parts) if not standing else figure is Proves.CHANGE and _stated_alone(position)
    return Basis(figure, "proved", proofs, _("有材料支持"), whole, parts, rests, months)


def _stated_alone(position: Position) -> bool:
    return any(not one.exhibits for one in cause(position))


def _rests(position: Position, figure: Proves, parts: tuple[PartBacked, ...]) -> bool:
    """Tell whether the parts that papers show come to less than the whole, or to nobody knows what."""
    usual = attempt(lambda: position.months.usual)
    whole = getattr(usual, _PARTS[figure], None) if figure in _PARTS else None
    amounts = [part.amount for part in parts]
    return whole is None or None in amounts or sum(filter(None, amounts)) < whole


def _troubles(proofs: tuple[Exhibit, ...]) -> Iterator[str]:
    if all(e.freshness.age != "fresh" for e in proofs):
        for proof in proofs:
            yield _("附件{number}：{trouble}").format(number=proof.number, trouble=proof.freshness.sentence)


def _gap(months: MonthsBacked) -> Iterator[str]:
    if months.missing:
        said = _("还差 {count} 个月没有流水：{months}")
        yield said.format(count=len(months.missing), months=_("、").join(months.missing))
    if months.typed:
        said = _("这些月份和对账单读到的不一样，或没有核对过：{months}；没改过的，重新导入一次对账单就会核对")
        yield said.format(months=_("、").join(months.typed))


def _partly(found: Basis) -> Iterator[str]:
    if found.rests:
        yield _("材料只证明其中一部分，其余写进材料时标明“{own}”").format(own=own(found.figure))
    if any(part.amount is None for part in found.parts):
        yield _("在材料里填上写着每月多少，旁边就会写出证明了多少")


def _told(position: Position, figure: Proves) -> bool:
    loans, s, months = position.loans, position.case.situation, whole_months(position.case)
    told: dict[Proves, tuple[object, ...]] = {
        Proves.BALANCE: tuple(
            fact
            for n in loans
            for fact in (n.app_total, n.as_one.balance_left, n.as_one.principal, n.lender_figures or None)
        ),
        Proves.TERMS: tuple(fact for n in loans for fact in (n.as_one.rate, n.as_one.principal)),
        Proves.RECEIPTS: (s.usual_receipts, s.incomes or None, *(m.receipts for m in months)),
        Proves.COSTS: (s.shop_costs, s.expenses or None, *(m.costs for m in months)),
        Proves.ESSENTIALS: (s.home_essentials, s.expenses or None, *(m.essentials for m in months)),
        Proves.CHANGE: (s.what_changed,),
        Proves.RECOVERY: (position.case.ask.recovers_on,),
        Proves.PAYMENTS_MADE: (position.case.payments.all_paid_until, position.case.payments.made or None),
        Proves.FLOOR: (s.floor_amount,),
    }
    return any(fact is not None for fact in told[figure])
