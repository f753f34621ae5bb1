"""The lender's penalty held against the contract: its rate, its uplift, its base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from workbook.case import LenderFigures, PenaltyBase
from workbook.language import _
from workbook.loans.account import Account
from workbook.loans.contract import annual_rate
from workbook.loans.cost import shown_rate
from workbook.loans.line import each
from workbook.loans.replay import moved
from workbook.loans.results import Finding
from workbook.loans.terms import Contract
from workbook.money import FEN, ZERO, fen, shown
from workbook.rules import constant

_RATE_ROUNDING = Decimal("0.01")


def _band(annual: Decimal) -> tuple[Decimal, Decimal]:
    return annual * constant("penalty_uplift_low"), annual * constant("penalty_uplift_high")


def penalty_rate(account: Account, row: LenderFigures) -> Iterator[Finding]:
    """A stated penalty rate outside the usual band over the contract rate."""
    if row.penalty_rate is None or not (annual := annual_rate(account.loan, row.on)):
        return
    low, high = _band(annual)
    if low - _RATE_ROUNDING <= row.penalty_rate <= high + _RATE_ROUNDING:
        return
    bound = high if row.penalty_rate > high else low
    sentence = _band_said(row.penalty_rate, annual, low, high)
    gap = None if row.penalty is None else row.penalty - fen(row.penalty * bound / row.penalty_rate)
    ours = None if row.penalty is None or gap is None else row.penalty - gap
    yield Finding("penalty_rate", sentence, row.on, row.penalty, ours, gap, rule="pboc_2003_penalty", whole=row.total)


def _band_said(rate: Decimal, annual: Decimal, low: Decimal, high: Decimal) -> str:
    most = constant("penalty_uplift_high")
    said = _("罚息年利率写的是 {rate}；合同利率 {annual} 的 {few} 到 {most} 倍是 {low} 到 {high}，")
    behind = _("按 {most} 倍倒推的基础利率是 {base}")
    return (said + behind).format(
        rate=shown_rate(rate),
        annual=shown_rate(annual),
        few=constant("penalty_uplift_low"),
        most=most,
        low=shown_rate(low),
        high=shown_rate(high),
        base=shown_rate(rate / most),
    )


def uplift(account: Account) -> Iterator[Finding]:
    """A contract uplift outside the usual band."""
    times, annual = account.loan.penalty_uplift, annual_rate(account.loan, account.told_on)
    low, high = constant("penalty_uplift_low"), constant("penalty_uplift_high")
    if times is None or low <= times <= high:
        return
    said = _("合同写罚息是合同利率的 {uplift} 倍（{rate}），通常的范围是 {low} 到 {high} 倍")
    sentence = said.format(uplift=times, rate=shown_rate(annual * times), low=low, high=high)
    yield Finding("penalty_rate", sentence, rule="pboc_2003_penalty")


def penalty_base(account: Account, row: LenderFigures) -> Iterator[Finding]:
    """A penalty that only comes out with unpaid interest in its base, where the contract does not say so."""
    together = row.compound is None and account.loan.compound is not False
    if (
        account.loan.penalty_base is PenaltyBase.PRINCIPAL_AND_INTEREST
        or together
        or row.penalty is None
        or row.on is None
    ):
        return
    on_principal, on_both = (_penalty_on(account, row, row.on, base) for base in PenaltyBase)
    near = FEN * sum(max(len(one.contract.dues), 1) for one in each(account))
    if on_principal == on_both or abs(row.penalty - on_both) > near or abs(row.penalty - on_principal) <= near:
        return
    said = _("罚息 {penalty} 要把欠的利息也算进基数才对得上，只按逾期本金算是 {ours}；请对方指出合同里的依据")
    yield Finding(
        "penalty_base",
        said.format(penalty=shown(row.penalty), ours=shown(on_principal)),
        row.on,
        row.penalty,
        on_principal,
        row.penalty - on_principal,
    )


def _at_stated_rate(contract: Contract, row: LenderFigures) -> Contract:
    annual = contract.rate_on(row.on or contract.drawn_on)
    if row.penalty_rate is None or not annual:
        return contract
    return replace(contract, uplift=row.penalty_rate / annual)


def _penalty_on(account: Account, row: LenderFigures, on: date, base: PenaltyBase) -> Decimal:
    ledgers = [moved(one, _based(_at_stated_rate(one.contract, row), base), on)[0] for one in each(account)]
    return sum((ledger.owing["penalty"] for ledger in ledgers), ZERO)


def _based(contract: Contract, base: PenaltyBase) -> Contract:
    return replace(contract, convention=replace(contract.convention, penalty_base=base))


def penalty_line(account: Account) -> Iterator[Finding]:
    """A penalty rate above the line courts look at."""
    line, contract = Decimal(constant("court_rate_line")), account.contract
    stated = [
        row.penalty_rate for row in account.loan.lender_figures if row.penalty_rate is not None and not row.archived
    ]
    told = account.loan.penalty_uplift is not None
    rate = max(stated, default=contract.penalty_rate(account.as_of) if told else ZERO)
    if rate <= line:
        return
    said = _("罚息年利率 {rate} 超过 {line} 这条线").format(rate=shown_rate(rate), line=shown_rate(line))
    yield Finding("cost_line", said, rule="spc_2017_24")
