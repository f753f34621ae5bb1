"""Tables of the loans: terms, balances, accruals, cost, the lender's figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import TypeVar

from workbook.case import LenderFigures, Loan, LoanState
from workbook.course import to_settle
from workbook.language import Refused, _, attempt, joined
from workbook.loans import AccrualLine, AnnualCost, Balance, Finding, Least, Standing, next_due, note_name
from workbook.loans.results import PARTS
from workbook.money import ZERO
from workbook.position import Position, once
from workbook.pressure import called, monthly_claim
from workbook.pressure.dues import today
from workbook.pressure.first import may_weigh, place, weights
from workbook.rules import cite
from workbook.shown import Table, Tables
from workbook.tables.wording import Cell, percent, table

T = TypeVar("T")


@once
def loans_overview(position: Position) -> Table | Tables:
    """List every loan by urgency: those whose default costs most first, then by what is late; notes each below."""
    ordered = sorted(_all(position), key=lambda loan: (place(loan), loan.as_one.next_due or date.max))
    rows = [_overview(position, loan) for loan in ordered]
    overview = table(
        _("所有借款一览"), _overview_columns(), rows, (*_overview_notes(position.loans), *to_settle(position))
    )
    lines = tuple(notes(position, loan) for loan in ordered if loan.current_notes)
    return Tables((overview, *lines)) if lines else overview


@once
def notes(position: Position, loan: Loan) -> Table:
    """List the notes of a line: when each was drawn, what is left of it, what it asks next."""
    columns = (_("借据"), _("放款日"), _("借了多少"), _("还剩本金"), _("今天要补的"), _("下次还款日"), _("下次应还"))
    standing = position.standing(loan)
    each = standing.notes or tuple((note_name(note, 1), standing) for note in loan.current_notes)
    rows = [_note(name, one) for name, one in each]
    return table(_("“{name}”的借据").format(name=called(loan)), columns, rows)


def _note(name: str, standing: Standing) -> tuple[Cell, ...]:
    loan, balance, coming = standing.loan.as_one, standing.balance_or_none, attempt(lambda: next_due(standing))
    left = balance.principal if balance else None
    due, payment = (coming.due, coming.payment) if coming else (None, None)
    return (name, loan.drawn_on, loan.principal, left, attempt(lambda: standing.arrears), due, payment)


def _all(position: Position) -> tuple[Loan, ...]:
    """Give the loans; NotKnown where there is none yet."""
    return position.told.loans if position.loan else ()


def _main(position: Position) -> Loan:
    """Give the loan in the talk as it was told, with its notes; NotKnown where there is none yet."""
    return position.line(position.loan).loan


def _overview_columns() -> tuple[str, ...]:
    return (
        _("借款"),
        _("向谁借的"),
        _("现在的情况"),
        _("欠款总额"),
        _("今天要补的"),
        _("每月要还"),
        _("要紧在哪里"),
    )


def _state(loan: Loan, now: LoanState | None) -> str | None:
    """Say where a loan stands; that it will soon be missed only where the borrower says so."""
    if now is LoanState.NOT_DUE and loan.state is not now:
        return _("没有逾期")
    return now.words if now else None


def _overview(position: Position, loan: Loan) -> tuple[Cell, ...]:
    state = position.standing(loan).state
    return (
        called(loan),
        loan.lender,
        _state(loan, state),
        attempt(lambda: position.standing(loan).balance.whole),
        today(position, loan).amount,
        attempt(lambda: monthly_claim(position, loan)),
        _("、").join(weights(loan)),
    )


def _overview_notes(loans: tuple[Loan, ...]) -> tuple[str, ...]:
    if not may_weigh(loans):
        return (_("先后按后果排：还没逾期的在前，已经逾期的在后。"),)
    return (_("先后按后果排：有抵押、有担保、配偶签过字的在最前，再是还没逾期的，已经逾期的在后。"),)


@once
def balances(position: Position) -> Table:
    """Set what is owed today by component, one column for each loan, with totals."""
    found = [(loan, attempt(lambda: position.standing(loan).balance)) for loan in _all(position)]  # noqa: B023 - used at once
    columns = (_("组成"), *(called(loan) for loan, _balance in found), *((_("合计"),) if len(found) > 1 else ()))
    each = [balance for _loan, balance in found]
    rows = [_component(name, each) for name in PARTS]
    rows.append(_with_total(summed([one for one in each if one]), [one.whole if one else None for one in each]))
    rows.append(
        _with_total(_("到今天该还的（上面已经算在内）"), [today(position, loan).amount for loan, _balance in found])
    )
    notes = [note for loan, balance in found for note in _balance_notes(position, loan, balance)]
    return table(_("{day} 欠多少").format(day=position.as_of), columns, rows, notes)


def _component(name: str, found: list[Balance | None]) -> tuple[Cell, ...]:
    amounts: list[Decimal | None] = [getattr(balance, name, None) for balance in found]
    return _with_total(_(str(LenderFigures.model_fields[name].title)), amounts)


def summed(found: list[Balance]) -> str:
    """Name what stands below the parts of what is owed: a total of several, else what the one figure counts."""
    if any(sum(1 for name in PARTS if balance.parts[name]) > 1 for balance in found):
        return _("合计")
    titles = {"principal": _("还欠本金"), "asked": _("App 上要还"), "part": _("App 上要还")}
    counted = {titles.get(balance.covers, _("一共欠")) for balance in found}
    return counted.pop() if len(counted) == 1 else _("一共欠")


def _with_total(words: str, amounts: list[Decimal | None]) -> tuple[Cell, ...]:
    total = None if None in amounts else sum((a for a in amounts if a is not None), ZERO)
    return (words, *amounts, *((total,) if len(amounts) > 1 else ()))


def _balance_notes(position: Position, loan: Loan, balance: Balance | None) -> Iterator[str]:
    if balance is None:
        yield _("“{name}”：{reason}").format(name=called(loan), reason=_reason(lambda: position.standing(loan).balance))
        return
    for said in balance.assumed:
        yield _("“{name}”：{said}").format(name=called(loan), said=said)


def _reason(find: Callable[[], object]) -> str:
    try:
        find()
    except Refused as refused:
        return str(refused)
    return ""


@once
def accruals(position: Position) -> Table:
    """List the accrual lines behind today's interest, penalty and compound interest of the main loan."""
    loan = _main(position)
    balance = position.standing(loan).balance
    rows = [_line(line, name) for name, lines in _accrued(position, loan, balance) for line in lines]
    columns = (_("什么"), _("第几期"), _("基数"), _("年利率"), _("从"), _("到"), _("天数"), _("一年按"), _("金额"))
    notes = (_checkable() if balance.lines else _("用的是对方的数字，没有逐项计算。"), *balance.assumed)
    title = _("“{name}”利息、罚息、复利怎么算出来的").format(name=called(loan))
    return table(title, columns, rows, notes)


def _accrued(position: Position, loan: Loan, balance: Balance) -> Iterator[tuple[str, tuple[AccrualLine, ...]]]:
    """Give the lines of each note under its name, those of a loan drawn once under none."""
    named = position.standing(loan).notes
    if not named or balance.source == "app":
        yield "", balance.lines
    for name, one in named if balance.source == "contract" else ():
        found = one.balance_or_none
        yield name, found.lines if found else ()


def _checkable() -> str:
    return _("每行：基数 × 年利率 × 天数 ÷ 一年的天数，首日计入、末日不计，四舍五入到分。")


def _line(line: AccrualLine, note: str) -> tuple[Cell, ...]:
    words = {"interest": _("利息"), "penalty": _("罚息"), "compound": _("复利")}
    days = _("按一个月") if line.whole_month else str(line.days)
    year = _("12 个月") if line.whole_month else _("{basis} 天").format(basis=line.basis)
    kind = words[line.kind]
    number = _("{note} · 第 {n} 期").format(note=note, n=line.number) if note else line.number
    return (kind, number, line.base, percent(line.rate), line.start, line.end, days, year, line.amount)


@once
def schedule(position: Position) -> Table:
    """List the instalments of the main loan as its contract makes them."""
    loan = _main(position)
    found = position.standing(loan).schedule
    columns = (_("第几期"), _("还款日"), _("本金"), _("利息"), _("费用"), _("应还"), _("还完还剩本金"))
    rows = [(r.number, r.due, r.principal, r.interest, r.fees, r.payment, r.balance) for r in found.rows]
    debited = position.standing(loan).debited
    said = (debited.sentence,) if debited else ()
    return table(_("“{name}”的还款计划").format(name=called(loan)), columns, rows, (*said, *found.assumed))


@once
def annual_costs(position: Position) -> Table:
    """Set the written rate beside the all-in yearly cost, loan by loan, the dearest first."""
    found = [(loan, attempt(lambda: position.standing(loan).cost)) for loan in _all(position)]  # noqa: B023 - used at once
    found.sort(key=lambda pair: -((pair[1].simple if pair[1] else None) or ZERO))
    columns = (_("借款"), _("写着的年利率"), _("全部费用算上（单利）"), _("全部费用算上（复利）"), _("说明"))
    rows = [(called(loan), *_cost(position, loan, cost)) for loan, cost in found]
    notes = (_cost_note(), *(said for _loan, cost in found if cost for said in cost.assumed))
    return table(_("一年真正的成本"), columns, rows, notes)


def _cost_note() -> str:
    return _("按实际到手的钱和全部费用算。单利是每月利率 × 12，复利是利滚利后的年利率，两个数不能混着比。")


def _cost(position: Position, loan: Loan, cost: AnnualCost | None) -> tuple[Cell, ...]:
    if cost is None:
        return None, None, None, _reason(lambda: position.standing(loan).cost)
    return percent(cost.headline), percent(cost.simple), percent(cost.compound), cost.reason


@once
def lender_check(position: Position) -> Table:
    """List where the lender's own figures on the main loan do not fit; neutral, with the difference and its side."""
    loan = _main(position)
    found = position.standing(loan).findings
    columns = (_("哪里不一样"), _("对方的数"), _("我们算的"), _("差多少（正数是对方多）"), _("要不要提"))
    rows = [_finding(finding, position.least) for finding in found]
    none = () if found else (_nothing_found(loan),)
    said = (*none, *_habit(position, loan, found), *_grounds(position, loan, found))
    return table(_("对方的数字和我们的数字"), columns, rows, said)


def _habit(position: Position, loan: Loan, found: tuple[Finding, ...]) -> Iterator[str]:
    """Say that the lender's figures do come out where its unprinted habits, not its terms, make the difference."""
    if any(one.kind == "component" for one in found):
        habits = attempt(lambda: position.standing(loan).habits)
        if habits is not None and habits.exact:
            yield habits.sentence + _("；和我们这里用的不同，请它书面说明用的是哪一种。")


def _grounds(position: Position, loan: Loan, found: tuple[Finding, ...]) -> Iterator[str]:
    scope = position.scope(loan, loan.state or LoanState.OVERDUE)
    for rule in (one.rule for one in found if one.rule):
        cited = attempt(lambda: cite(rule, scope))  # noqa: B023 - used at once
        yield joined(cited.sentence, cited.limits) if cited else ""


def _nothing_found(loan: Loan) -> str:
    if loan.lender_figures:
        return _("对方的数字和我们算的对得上，或者还缺条款、没法比。")
    return _("还没有填对方自己的数字（App 截图或催款函）。")


def _finding(finding: Finding, least: Least) -> tuple[Cell, ...]:
    raise_it = _("可以提") if finding.worth_a_letter(least) else _("差额小，不必争")
    if finding.assumed:
        raise_it = _("先不提：我们这边用了默认条款")
    if finding.kind == "cost_line":
        raise_it = _("只有法院才看这条线")
    return (finding.sentence, *(_or_blank(a) for a in (finding.theirs, finding.ours, finding.difference)), raise_it)


def _or_blank(amount: Decimal | None) -> Cell:
    return "" if amount is None else amount
