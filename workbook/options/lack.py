"""What is lacking where no package holds: at least so much a month, or so much less to repay, or another way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_UP, Decimal

from workbook import rules
from workbook.case import LoanState
from workbook.language import _, joined
from workbook.money import ZERO, fen, shown
from workbook.pressure import shares
from workbook.verdict.base import Base

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Lack:
    """Why nothing holds: the lowest payment of all that was tried, the level that holds, and the cut that would do.

    `level` is 0.00 where no monthly amount holds; `cut` is the percentage of what is owed that would have to be
    waived for the level payment to repay the rest over `months`, None where no level holds; `hole` what a month as it
    is now lacks before any debt, 0.00 where it lacks nothing; `in_the_way` names the debts paid before this one that
    leave too little for it, "" where none are.
    """

    least: Decimal
    level: Decimal
    months: int
    cut: Decimal | None
    off_ramps: tuple[str, ...]
    hole: Decimal = ZERO
    in_the_way: str = ""

    def _hole(self) -> str:
        if not self.hole:
            return ""
        return _("还债以前，现在平均一个月就已经差 {hole}：先把这个窟窿补平。").format(hole=shown(self.hole))

    @property
    def sentence(self) -> str:
        """Say what would be needed, and that another way may be the better one."""
        if not self.level:
            said = _(
                "现在每月没有能守住的数：先不报每月数字，把必需开支和要先付的债务保住。"
                "试过的方案里最低的也要每月 {least}，那是最长、利率最低、各项都放宽的一种。"
            )
            return joined(self._hole(), said.format(least=shown(self.least)), self.in_the_way)
        said = _(
            "试过的方案都不够：每月至少要 {least}，您守得住的是每月 {level}，还差 {gap}；"
            "要么欠款减掉大约 {cut}%，分 {months} 期还；要么走别的路。"
        )
        needed = said.format(
            least=shown(self.least),
            level=shown(self.level),
            gap=shown(max(self.least - self.level, ZERO)),
            cut=self.cut,
            months=self.months,
        )
        return joined(needed, self.in_the_way)


def lack(ground: Base, least: Decimal) -> Lack:
    """Say what is lacking when the lowest payment tried is this much a month."""
    months = ground.longest
    level = ground.share if ground.trial is None else ground.trial.level(0, months) or ZERO
    cut = _cut(ground, level, months) if level else None
    hole = max(-ground.position.months.current.left, ZERO)
    return Lack(least, level, months, cut, off_ramps(ground), hole, _in_the_way(ground, least))


def _in_the_way(ground: Base, least: Decimal) -> str:
    """Name the debts paid first: each of those without which something would hold, else all of them together.

    The other notes of its line are never among them: they are paid on their day.
    """
    kept = {ground.loan.id, *ground.position.beside(ground.loan)}
    rows = (row for row in shares(ground.position).rows if row.first and row.loan_id not in kept)
    first = [(f"“{row.name}”", row.claim) for row in rows if row.claim]
    alone = [(name, claim) for name, claim in first if _without(ground, claim) >= least]
    for_this = _("要先付的 {names} 每月 {amount}，挡在这一笔前面：先去跟它谈，它松一松，这一笔就有守得住的办法。")
    for_all = _("要先付的 {names} 每月一共 {amount}，挡在这一笔前面：光谈这一笔不够，要一起谈。")
    if alone:
        return joined(*(for_this.format(names=name, amount=shown(claim)) for name, claim in alone))
    if not first:
        return ""
    names = _("、").join(name for name, _claim in first)
    return for_all.format(names=names, amount=shown(sum((claim for _name, claim in first), ZERO)))


def _without(ground: Base, claim: Decimal) -> Decimal:
    """Give the level that would hold on this loan if so much less a month were paid before it."""
    if ground.trial is None:
        return ground.share + claim
    others = tuple(max(other - claim, ZERO) for other in ground.trial.others)
    return replace(ground.trial, others=others).level(0, ground.longest) or ZERO


def _cut(ground: Base, level: Decimal, months: int) -> Decimal:
    """Give the share of what is owed that a level payment over so many months at the contract's rate cannot repay."""
    by = (ground.rate or ZERO) / 1200
    repaid = level * ((1 - (1 + by) ** -months) / by if by else months)
    share = (ground.balance.total - fen(repaid)) * 100 / ground.balance.total
    return max(share, ZERO).quantize(_TENTH, ROUND_UP)


def off_ramps(ground: Base) -> tuple[str, ...]:
    """Give the ways out that the rules offer on this loan today, each with its source; only those that exist there."""
    return tuple(_off_ramps(ground))


def _off_ramps(ground: Base) -> Iterator[str]:
    allowed = rules.applicable(ground.position.scope(ground.loan, ground.state), "page")
    for rule in allowed:
        if rule.topic == "offramp":
            yield rules.cite(rule.id, ground.position.scope(ground.loan, ground.state), "page").sentence
    aid = rules.public_number("legal_aid")
    yield _("{what}：{number}（免费）").format(what=str(aid.what), number=aid.number)


def still_possible(ground: Base) -> tuple[str, ...]:
    """Say what is still possible where the loan is called in, sold or in court."""
    words = {
        LoanState.ACCELERATED: _("对方已宣布全部提前到期：谈的是整笔重新分期；写清楚按新计划还的期间不再提前收贷。"),
        LoanState.SOLD: _("债权转了手：先请对方书面说明现在向谁还、还多少，再报下面的方案。"),
        LoanState.IN_COURT: _("已经到了法院：先看材料上的期限；方案可以在调解时提出，调解书要写明每期和停止加收。"),
    }
    return tuple(words[state] for state in words if state is ground.state)
