"""The lender's own figures held against each other, the contract and our recalculation, in neutral words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from workbook.case import LenderFigures, Loan
from workbook.kept import once
from workbook.language import _, attempt
from workbook.loans.account import Account
from workbook.loans.balance import owed
from workbook.loans.cost import above_line, shown_rate
from workbook.loans.debited import all_in, debited, in_every_month
from workbook.loans.doubt import doubt
from workbook.loans.line import each
from workbook.loans.meant import Part, meant
from workbook.loans.penalty import penalty_base, penalty_line, penalty_rate, uplift
from workbook.loans.results import DUE_PARTS, PARTS, Balance, Finding
from workbook.money import FEN, ZERO, fen, shown
from workbook.rules import constant


@once
def check(account: Account) -> tuple[Finding, ...]:
    """Give every point where what the lender says does not fit; empty where all of it does.

    Sums against their parts, days against dates, impossible dates, penalty rate against the contract's, a penalty
    base nobody agreed, each component against our balance of that day, the instalment, the funding shares, and the
    all-in cost and penalty rate against the line courts look at. A point that needs a term that is unknown, or that
    cannot be, is left out; while the terms do not lead to what was told of the loan, only sums are looked at.
    """
    figures = [row for row in account.loan.lender_figures if not row.archived]
    figures += [LenderFigures(id="app", on=account.as_of, total=total) for total in _on_the_app(account, figures)]
    doubted = doubt(account)
    if doubted and doubted.large:
        return tuple(f for row in figures for f in _sum(account, row))
    on_figures = (_sum, _days, _dates, penalty_rate, penalty_base, _components)
    found = [f for row in figures for looked_at in on_figures for f in _known(lambda: looked_at(account, row))]  # noqa: B023 - used at once
    for on_loan in (uplift, _cost_line, penalty_line, _instalment, _maturity, _funders):
        found += _known(lambda: on_loan(account))  # noqa: B023 - used at once
    return tuple(found)


def _on_the_app(account: Account, figures: list[LenderFigures]) -> list[Decimal]:
    """Give what the app asks for today, unless it is among the lender's figures already."""
    told = account.loan.app_total
    return [] if told is None or any(row.on == account.as_of or row.total == told for row in figures) else [told]


def _known(look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    return attempt(lambda: list(look())) or []


def _side(difference: Decimal) -> str:
    return (_("对方多 {amount}") if difference > 0 else _("对方少 {amount}")).format(amount=shown(abs(difference)))


# -- figures against each other ------------------------------------------------------------------------------------


def _sum(_account: Account, row: LenderFigures) -> Iterator[Finding]:
    known = [amount for name in PARTS if (amount := getattr(row, name)) is not None]
    parts = sum(known, ZERO)
    one_within = len(known) == 1 and row.total is not None and parts <= row.total  # one part below the total is no sum
    if row.total is None or not known or one_within or parts == row.total:
        return
    gap = row.total - parts
    said = _("总额写的是 {total}，列出的各项加起来是 {parts}，{side}").format(
        total=shown(row.total), parts=shown(parts), side=_side(gap)
    )
    unlisted = _("；可能有没列出来的项，请对方列明") if gap > 0 and len(known) < len(PARTS) else ""
    yield Finding("sum", said + unlisted, row.on, row.total, parts, gap, whole=row.total)


def _days(account: Account, row: LenderFigures) -> Iterator[Finding]:
    if row.days_overdue is None or row.on is None:
        return
    since = row.overdue_since or _ours_since(account, row.on)
    if since is None or row.on < since or row.days_overdue == (days := (row.on - since).days):
        return
    said = _("从 {since} 到 {on} 是 {days} 天，对方写 {stated} 天").format(
        since=since, on=row.on, days=days, stated=row.days_overdue
    )
    both_ends = _("（头尾两天都算就是这个数）") if row.days_overdue == days + 1 else ""
    yield Finding(
        "days", said + both_ends, row.on, difference=_worth_of_days(row, row.days_overdue - days), whole=row.total
    )


def _ours_since(account: Account, on: date) -> date | None:
    """The oldest instalment unpaid on that day by the contract and the payments."""
    ours = owed(account, on)
    return ours.oldest_unpaid if ours.source == "contract" else None


def _worth_of_days(row: LenderFigures, days: int) -> Decimal | None:
    """What so many days of penalty on the stated overdue principal come to at the stated rate."""
    if row.overdue_principal is None or row.penalty_rate is None:
        return None
    return fen(row.overdue_principal * row.penalty_rate * days / 36000)


def _dates(account: Account, row: LenderFigures) -> Iterator[Finding]:
    if row.on and row.on > account.as_of:
        said = _("对方数字的日期 {on} 比计算日 {as_of} 还晚")
        yield Finding("date", said.format(on=row.on, as_of=account.as_of), row.on)
    if row.on and account.loan.drawn_on and row.on < account.loan.drawn_on:
        said = _("对方数字的日期 {on} 早于放款日 {drawn}")
        yield Finding("date", said.format(on=row.on, drawn=account.loan.drawn_on), row.on)
    if row.overdue_since is None:
        return
    if row.on and row.overdue_since > row.on:
        said = _("逾期从 {since} 起算，比这份数字的日期 {on} 还晚")
        yield Finding("date", said.format(since=row.overdue_since, on=row.on), row.on)
    earliest = _earliest_overdue(account)
    if earliest and row.overdue_since < earliest:
        said = _("逾期从 {since} 起算，早于最早可能逾期的日子 {earliest}")
        yield Finding("date", said.format(since=row.overdue_since, earliest=earliest), row.on)


def _earliest_overdue(account: Account) -> date | None:
    """The first due day of the contract, or the day the money came where no due day is known."""
    contract = attempt(lambda: account.contract)
    return contract.dues[0] if contract and contract.dues else account.loan.first_due or account.loan.drawn_on


# -- figures against our own ---------------------------------------------------------------------------------------


def _components(account: Account, row: LenderFigures) -> Iterator[Finding]:
    if row.on is None:
        return
    ours = owed(account, row.on)
    if ours.source == "app":
        return
    words = _component_words()
    for name in PARTS:
        theirs, own = getattr(row, name), getattr(ours, name)
        if theirs is not None and own is not None and theirs != own and not _lumped(name, row, ours):
            guessed = _guessed(account.loan, ours, (name,))
            yield _different(words[name], theirs, own, ours, guessed=guessed, whole=row.total)
    guessed = _guessed(account.loan, ours, PARTS)
    if _arrears_only(row):
        yield from _arrears(row, ours, guessed=guessed)
    elif row.total is not None and row.total != ours.total:
        part = meant(account, row, ours)
        whole = _different(words["total"], row.total, ours.total, ours, guessed=guessed)
        yield whole if part is None else _of_a_part(row.total, part, ours, guessed=guessed)


# By how much of a part a term that was not told may move it: our conventions.
_RESTS_ON = {
    "interest_not_due": (("day_count",), Decimal("0.05")),
    "overdue_interest": (("day_count",), Decimal("0.05")),
    "penalty": (("penalty_uplift", "penalty_base"), Decimal(1)),
    "compound": (("penalty_uplift", "compound"), Decimal(1)),
}


def _guessed(loan: Loan, ours: Balance, parts: tuple[str, ...]) -> Decimal:
    """Give by how much these parts may be off because of terms that nobody told."""
    off = ZERO
    for name in parts:
        terms, swing = _RESTS_ON.get(name, ((), ZERO))
        if any(getattr(loan, term) is None for term in terms):
            off += (getattr(ours, name) or ZERO) * swing
    return off


def _arrears_only(row: LenderFigures) -> bool:
    """Tell whether their total is the sum of its overdue parts: the app then shows arrears, not the whole debt."""
    overdue = [amount for name in DUE_PARTS if (amount := getattr(row, name)) is not None]
    return bool(overdue) and row.total == sum(overdue) and not (row.principal_not_due or row.interest_not_due)


def _arrears(row: LenderFigures, ours: Balance, *, guessed: Decimal) -> Iterator[Finding]:
    """Hold their arrears against ours, unless the parts they state already say where every fen comes from."""
    listed = [own for name in DUE_PARTS if getattr(row, name) is not None and (own := getattr(ours, name)) is not None]
    if row.total is not None and sum(listed, ZERO) != ours.due_now != row.total:
        yield _different(_("逾期的各项合计"), row.total, ours.due_now, ours, guessed=guessed)


def _of_a_part(theirs: Decimal, part: Part, ours: Balance, *, guessed: Decimal) -> Finding:
    gap = theirs - part.amount
    said = _("对方 {on} 的总额 {theirs} 看起来是{part}（按合同条款重算是 {ours}{side}），不是全部欠款 {total}")
    sentence = said.format(
        on=ours.on,
        theirs=shown(theirs),
        part=part.words,
        ours=shown(part.amount),
        side=_("，") + _side(gap) if gap else "",
        total=shown(ours.total),
    )
    return Finding(
        "component", sentence, ours.on, theirs, part.amount, gap, whole=part.amount, assumed=0 < abs(gap) <= guessed
    )


def _lumped(name: str, row: LenderFigures, ours: Balance) -> bool:
    """Tell whether they state penalty and compound in one figure that equals both of ours."""
    both = (ours.penalty or ZERO) + (ours.compound or ZERO)
    return name == "penalty" and row.compound is None and row.penalty == both


def _different(  # noqa: PLR0913 - both sides of one part, and what it is part of
    words: str, theirs: Decimal, own: Decimal, ours: Balance, *, guessed: Decimal, whole: Decimal | None = None
) -> Finding:
    gap = theirs - own
    said = _("{component}：对方 {on} 的数是 {theirs}，按合同条款重算到同一天是 {ours}，{side}").format(
        component=words, on=ours.on, theirs=shown(theirs), ours=shown(own), side=_side(gap)
    )
    rounding = abs(gap) <= FEN * (len(ours.lines) + 1)
    said += _("，可能是取整") if rounding else ""
    return Finding(
        "component", said, ours.on, theirs, own, gap, whole=whole or ours.total, assumed=0 < abs(gap) <= guessed
    )


def _component_words() -> dict[str, str]:
    return {name: _(LenderFigures.model_fields[name].title or name) for name in (*PARTS, "total")}


# -- the contract itself -------------------------------------------------------------------------------------------


def _cost_line(account: Account) -> Iterator[Finding]:
    line, cost = Decimal(constant("court_rate_line")), all_in(account)
    if cost.simple is None or cost.simple <= line:
        return
    above = above_line(account.as_told, line, in_every_month(account))
    worth = _("；按 {line} 折算，多出 {above}").format(line=shown_rate(line), above=shown(above)) if above else ""
    said = _("全部费用算进去，年化单利约 {simple}，超过 {line} 这条线").format(
        simple=shown_rate(cost.simple), line=shown_rate(line)
    )
    yield Finding("cost_line", said + worth, difference=above, rule="spc_2017_24")


def _instalment(account: Account) -> Iterator[Finding]:
    found = debited(account)
    if found is None:
        return
    gap = found.amount - found.scheduled
    guessed = found.interest * _RESTS_ON["overdue_interest"][1] if account.loan.day_count is None else ZERO
    assumed = abs(gap) <= guessed
    yield Finding(
        "instalment", found.sentence, None, found.amount, found.scheduled, gap, whole=found.scheduled, assumed=assumed
    )


def _maturity(account: Account) -> Iterator[Finding]:
    for one in each(account):
        yield from _maturity_of(one)


def _maturity_of(account: Account) -> Iterator[Finding]:
    dues = account.contract.dues
    ends = (dues[-1], dues[account.contract.last_known(0) - 1]) if dues else ()
    told = account.loan.maturity
    if told is None or not ends or min(abs((told - end).days) for end in ends) <= 31:  # noqa: PLR2004 - one month
        return
    said = _("写的最后到期日是 {maturity}，按期数算最后一期在 {last}").format(maturity=told, last=dues[-1])
    yield Finding("terms", said)


def _funders(account: Account) -> Iterator[Finding]:
    shares = [f.share for f in account.loan.funders if not f.archived]
    known = [share for share in shares if share is not None]
    if not known or len(known) < len(shares) or sum(known) == 100:  # noqa: PLR2004 - percent
        return
    yield Finding("funders", _("出资比例加起来是 {total}%，不是 100%").format(total=sum(known)))
