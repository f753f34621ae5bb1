"""What was assumed about the months, in finished sentences."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import Expense, ExpenseKind, Income, Month, Situation
from workbook.cashflow.picture import Flow, Source
from workbook.cashflow.record import months
from workbook.language import _


def assumed(situation: Situation, usual: Flow, used: set[Source]) -> Iterator[str]:
    """Say what was assumed about the sources that were used."""
    if used and usual.other_income is None:
        yield _("“家里其他收入”没有填，没有算进去。")
    if "months" in used:
        yield from _assumed_of_months(months(situation), usual)
    if "lists" in used:
        yield from _assumed_of_lists(
            tuple(i for i in situation.incomes if not i.archived),
            tuple(e for e in situation.expenses if not e.archived),
        )


def _assumed_of_months(months: tuple[Month, ...], usual: Flow) -> Iterator[str]:
    left_out = [m.month or "" for m in months if None in (m.receipts, m.costs)]
    if left_out:
        yield _("{months} 的收款或支出没有填全，没有算进去。").format(months=_("、").join(left_out))
    if any(None in (m.wages, m.tax) for m in months):
        yield _("没有填工资或税费的月份，按已经含在经营支出里或者没有来算。")
    if any(m.essentials is None for m in months) and usual.essentials is not None:
        yield _("没有逐月填家里必需开支的月份，用“家里每月必需开支”或支出清单来算。")


def _assumed_of_lists(incomes: tuple[Income, ...], expenses: tuple[Expense, ...]) -> Iterator[str]:
    rows: tuple[Income | Expense, ...] = (*incomes, *expenses)
    for row in rows:
        if row.amount is None:
            yield _("“{name}”没有填金额，没有算进去。").format(name=row.name or _("没写名称的一行"))
    if any(i.side is None for i in incomes):
        yield _("没有写明来源的收入，按生意的收入算。")
    if any(_unplaced(e) for e in expenses):
        yield _("没有写明是生意还是家里的支出，按家里必需开支算。")


def _unplaced(expense: Expense) -> bool:
    return expense.side is None and expense.kind in {None, ExpenseKind.UTILITIES, ExpenseKind.OTHER}
