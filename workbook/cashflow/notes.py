"""What was assumed about the months, in finished sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook.case import Case, Expense, ExpenseKind, Income, Month, Situation
from workbook.cashflow.picture import Flow, Source
from workbook.cashflow.record import running_months, whole_months
from workbook.cashflow.told import business_kinds, listed, listed_others, plain
from workbook.language import _
from workbook.money import shown


def assumed(case: Case, usual: Flow, months: tuple[Flow, ...], sources: Mapping[str, Source]) -> Iterator[str]:
    """Say which months were left out and what was assumed about the sources that were used."""
    situation = case.situation
    if sources and usual.other_income is None:
        yield _("“家里其他收入”没有填，没有算进去。")
    yield from _left_out(case, {flow.label for flow in months})
    if months:
        yield from _assumed_of_months(whole_months(case), months)
        yield from _assumed_of_essentials(situation, months)
        yield from _assumed_of_income(months, usual)
    if "lists" in sources.values():
        yield from _assumed_of_lists(
            tuple(i for i in situation.incomes if not i.archived),
            tuple(e for e in situation.expenses if not e.archived),
        )
    if sources.get("costs") == "lists" or _worked_out(whole_months(case)):
        yield from _assumed_of_costs(situation)


def _left_out(case: Case, used: set[str]) -> Iterator[str]:
    if running := [m.month or "" for m in running_months(case)]:
        said = _("{months} 到 {day} 还没有过完，没有算进去。")
        yield said.format(months=_("、").join(running), day=case.profile.as_of)
    if left_out := [m.month or "" for m in whole_months(case) if m.month not in used]:
        yield _("{months} 的收款或支出没有填全，没有算进去。").format(months=_("、").join(left_out))


def _worked_out(months: tuple[Month, ...]) -> list[str]:
    return [m.month or "" for m in months if m.costs is None and m.receipts is not None]


def _assumed_of_months(told: tuple[Month, ...], months: tuple[Flow, ...]) -> Iterator[str]:
    used = {flow.label for flow in months}
    if worked_out := [month for month in _worked_out(told) if month in used]:
        said = _("{months} 没有填经营支出，用每月的进货和店里其他开支来算，进货随收款增减。")
        yield said.format(months=_("、").join(worked_out))
    if any(None in (m.wages, m.tax) for m in told):
        yield _("没有填工资或税费的月份，按已经含在经营支出里或者没有来算。")


def _assumed_of_essentials(situation: Situation, months: tuple[Flow, ...]) -> Iterator[str]:
    """Say what stands in the months that tell no essentials, or that the mean is only of those that do."""
    silent = [flow.label for flow in months if flow.essentials is None]
    if silent and (listed(situation).essentials, plain(situation).essentials) != (None, None):
        yield _("没有逐月填家里必需开支的月份，用“家里每月必需开支”或支出清单来算。")
    elif silent and len(silent) < len(months):
        yield _("{months} 没有填家里必需开支：求平均时，这一项只按填了的月份算。").format(months=_("、").join(silent))


def _assumed_of_income(months: tuple[Flow, ...], usual: Flow) -> Iterator[str]:
    silent = [flow.label for flow in months if flow.other_income is None]
    if silent and len(silent) < len(months):
        said = _("{months} 没有填家里其他收入，那些月份按没有这笔收入算，求平均时也算在内。")
        yield said.format(months=_("、").join(silent))
    elif silent and usual.other_income:
        yield _("没有逐月填家里其他收入，每个月都用“家里其他收入（每月）”或收入清单来算。")


def _assumed_of_costs(situation: Situation) -> Iterator[str]:
    """Say from where stock and the other costs of the business come when the list and the plain figures both tell."""
    kinds = business_kinds(situation)
    if kinds and situation.stock_per_100 is not None:
        listed = ExpenseKind.STOCK in kinds
        yield (
            _("支出清单里有进货，没有再按“每卖 100 元，进货要花”算一次。")
            if listed
            else _("支出清单里没有进货，按“每卖 100 元，进货要花”加上。")
        )
    if kinds and situation.shop_costs is not None:
        others = listed_others(situation)
        if others is None:
            yield _("支出清单里只有进货，加上了“店里每月其他开支”。")
        elif others != situation.shop_costs:
            said = _("“店里每月其他开支”填的是 {plain}，支出清单里除了进货合计 {listed}：按清单算，不重复计。")
            yield said.format(plain=shown(situation.shop_costs), listed=shown(others))


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
