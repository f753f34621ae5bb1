"""What is left each month: the business, the essentials of the household and its other income, always apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from workbook.case import Case, Expense, ExpenseKind, Income, Month, Side, Situation
from workbook.language import N_, NotKnown, _
from workbook.money import ZERO, fen

Source = Literal["months", "lists", "usual"]
FULL_YEAR = 12  # from here on the bad month may be a share of the record; below it is the worst month
_PARTS = ("receipts", "costs", "essentials", "other_income", "other_spending")
_BUSINESS = {ExpenseKind.STOCK, ExpenseKind.SHOP_RENT, ExpenseKind.WAGES, ExpenseKind.TAX, ExpenseKind.PLATFORM}


@dataclass(frozen=True)
class Flow:
    """One month of money in yuan; `label` is YYYY-MM or a word, None is what is not known."""

    label: str
    receipts: Decimal | None = None
    costs: Decimal | None = None
    essentials: Decimal | None = None
    other_income: Decimal | None = None
    other_spending: Decimal | None = None

    @property
    def business_left(self) -> Decimal:
        """Receipts less business costs."""
        return needed(self.receipts, "usual_receipts") - needed(self.costs, "shop_costs")

    @property
    def left(self) -> Decimal:
        """What debts may claim: business left + other household income - essentials; income not told adds nothing."""
        return self.business_left + (self.other_income or ZERO) - needed(self.essentials, "home_essentials")

    @property
    def known(self) -> bool:
        """Tell whether `left` can be computed."""
        return None not in (self.receipts, self.costs, self.essentials)


@dataclass(frozen=True)
class Picture:
    """The usual month, the month as it is since the trouble began, the bad month, and the recorded months in order.

    `since` is the mean of `after`, the recorded months since the change; None when there are none or no change is
    dated. `bad` is None when nothing tells of a bad month;
    `sources` names where each part of the usual month comes from; `bad_rule` says how the bad month was chosen.
    """

    usual: Flow
    since: Flow | None
    bad: Flow | None
    bad_rule: str
    recorded: tuple[Flow, ...]
    after: tuple[Flow, ...]
    sources: tuple[tuple[str, Source], ...]
    assumed: tuple[str, ...]

    @property
    def current(self) -> Flow:
        """The month as it is now: since the change if that is known, else the usual one."""
        return self.since or self.usual

    def source(self, part: str) -> Source | None:
        """Say where a part (receipts, costs, essentials, other_income, other_spending) comes from."""
        return dict(self.sources).get(part)


def monthly(case: Case) -> Picture:
    """Give the usual month, the month since the change, the bad month and the recorded ones, parts with their source.

    A part comes from the recorded months if there are any, else from the lists, else from the few plain figures;
    the usual month is the mean of the months before the change if that is dated, else of all. The bad month is the
    worst recorded one; from twelve months on the P10 by nearest rank, but no better than the middle month since the
    change; where the worst receipts told are worse than a shorter record, or there is none, it is made from them,
    with the cost of stock scaled to them.
    """
    situation = case.situation
    layers = _layers(situation)
    recorded = tuple(_either(flow, *(told for _, told in layers)) for flow in _recorded(situation))
    before, after = _parted(recorded, situation)
    usual = _usual(
        before or recorded, layers, _("变化前 {count} 个月平均") if before and after else _("{count} 个月平均")
    )
    since = _labelled(after, _("变化后 {count} 个月平均")) if after else None
    bad, rule = _bad(situation, since or usual, recorded, after)
    sources = tuple(_sources((("months", _mean(_recorded(situation))), *layers)))
    assumed = tuple(_assumed(situation, usual, {source for _, source in sources}))
    return Picture(usual, since, bad, rule, recorded, after, sources, assumed)


def needed(amount: Decimal | None, field: str) -> Decimal:
    """Give the amount, or raise NotKnown naming the field of the situation that would tell it."""
    if amount is None:
        title = _(str(Situation.model_fields[field].title))
        raise NotKnown(N_("先在 01_situation 填写“{field}”"), where="01_situation", field=title)
    return amount


def _parted(recorded: tuple[Flow, ...], situation: Situation) -> tuple[tuple[Flow, ...], tuple[Flow, ...]]:
    """Part the recorded months into those before and those since the month of the change; all before if not dated."""
    if situation.changed_on is None:
        return recorded, ()
    changed = situation.changed_on.strftime("%Y-%m")
    return tuple(f for f in recorded if f.label < changed), tuple(f for f in recorded if f.label >= changed)


def _usual(recorded: tuple[Flow, ...], layers: tuple[tuple[Source, Flow], ...], label: str) -> Flow:
    if not recorded:
        return _either(Flow(_("平常的月份")), *(told for _, told in layers))
    return _labelled(recorded, label)


def _labelled(recorded: tuple[Flow, ...], label: str) -> Flow:
    return replace(_mean(recorded), label=label.format(count=len(recorded)))


def _layers(situation: Situation) -> tuple[tuple[Source, Flow], ...]:
    listed = _listed(situation)
    return (("lists", listed), ("usual", _plain(situation, listed.receipts)))


def _either(first: Flow, *others: Flow) -> Flow:
    """Give the first flow with the parts it does not know filled from the next that does."""
    return Flow(first.label, *(_first_known(getattr(flow, part) for flow in (first, *others)) for part in _PARTS))


def _first_known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    return next((amount for amount in amounts if amount is not None), None)


def _sources(layers: tuple[tuple[Source, Flow], ...]) -> Iterator[tuple[str, Source]]:
    for part in _PARTS:
        known = [source for source, flow in layers if getattr(flow, part) is not None]
        yield from [(part, known[0])] if known else []


# The few plain figures and the lists


def _plain(situation: Situation, listed_receipts: Decimal | None) -> Flow:
    return Flow(
        label="",
        receipts=situation.usual_receipts,
        costs=_costs_at(situation, listed_receipts or situation.usual_receipts),
        essentials=situation.home_essentials,
        other_income=situation.other_income,
    )


def _costs_at(situation: Situation, receipts: Decimal | None) -> Decimal | None:
    if receipts is None or situation.stock_per_100 is None or situation.shop_costs is None:
        return None
    return fen(receipts * situation.stock_per_100 / 100) + situation.shop_costs


def _listed(situation: Situation) -> Flow:
    home = _expenses(situation, Side.HOUSEHOLD)
    return Flow(
        label="",
        receipts=_sum(i.amount for i in _incomes(situation, Side.BUSINESS)),
        costs=_sum(e.amount for e in _expenses(situation, Side.BUSINESS)),
        essentials=_sum(e.amount for e in home if e.essential is not False),
        other_income=_sum(i.amount for i in _incomes(situation, Side.HOUSEHOLD)),
        other_spending=_sum(e.amount for e in home if e.essential is False),
    )


def _incomes(situation: Situation, side: Side) -> tuple[Income, ...]:
    return tuple(i for i in situation.incomes if not i.archived and (i.side or Side.BUSINESS) is side)


def _expenses(situation: Situation, side: Side) -> tuple[Expense, ...]:
    return tuple(e for e in situation.expenses if not e.archived and _side(e) is side)


def _side(expense: Expense) -> Side:
    return expense.side or (Side.BUSINESS if expense.kind in _BUSINESS else Side.HOUSEHOLD)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None


# The recorded months


def _months(situation: Situation) -> tuple[Month, ...]:
    told = [m for m in situation.months if not m.archived and m.month]
    return tuple(sorted(told, key=lambda m: m.month or ""))


def _recorded(situation: Situation) -> tuple[Flow, ...]:
    return tuple(_flow(m) for m in _months(situation) if None not in (m.receipts, m.costs))


def _flow(month: Month) -> Flow:
    return Flow(
        label=month.month or "",
        receipts=month.receipts,
        costs=_sum((month.costs, month.wages, month.tax)),
        essentials=month.essentials,
        other_income=month.household_income,
        other_spending=month.other_spending,
    )


def _mean(recorded: tuple[Flow, ...]) -> Flow:
    return Flow("", *(_average([getattr(flow, part) for flow in recorded]) for part in _PARTS))


def _average(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return fen(sum(known, ZERO) / len(known)) if known else None


# The bad month


def _bad(
    situation: Situation, now: Flow, recorded: tuple[Flow, ...], after: tuple[Flow, ...]
) -> tuple[Flow | None, str]:
    told = _bad_told(situation, now)
    if not recorded:
        return told, _bad_told_rule() if told else ""
    bad, rule = _bad_recorded(recorded, after)
    if len(recorded) < FULL_YEAR and told and told.known and _rank(told) < _rank(bad):
        return told, _bad_told_rule()
    return bad, rule


def _bad_recorded(recorded: tuple[Flow, ...], after: tuple[Flow, ...]) -> tuple[Flow, str]:
    bad = sorted(recorded, key=_rank)[bad_rank(len(recorded)) - 1]
    middle = sorted(after, key=_rank)[(len(after) - 1) // 2] if after else bad
    if _rank(middle) < _rank(bad):
        said = _("坏月份取变化以来 {count} 个月里居中偏差的一个月（{month}）。")
        return middle, said.format(count=len(after), month=middle.label)
    return bad, _bad_recorded_rule(bad, len(recorded))


def bad_rank(count: int) -> int:
    """Say which recorded month from the bottom is the bad one: the worst, from twelve on the P10 by nearest rank."""
    return 1 if count < FULL_YEAR else -(-count // 10)


def _rank(flow: Flow) -> Decimal:
    return flow.business_left + (flow.other_income or ZERO) - (flow.essentials or ZERO)


def _bad_told(situation: Situation, now: Flow) -> Flow | None:
    worst = situation.worst_receipts
    if worst is None:
        return None
    return replace(now, label=_("最差的月份"), receipts=worst, costs=_bad_costs(situation, worst, now))


def _bad_costs(situation: Situation, worst: Decimal, now: Flow) -> Decimal | None:
    stock = _sum(e.amount for e in _expenses(situation, Side.BUSINESS) if e.kind is ExpenseKind.STOCK)
    if stock is not None and now.costs is not None and now.receipts:
        return now.costs - stock + fen(stock * worst / now.receipts)
    return _costs_at(situation, worst)


def _bad_told_rule() -> str:
    return _("坏月份按“最差的一个月生意收款”算：进货随收款减少，其他开支不变。")


def _bad_recorded_rule(bad: Flow, count: int) -> str:
    if bad_rank(count) == 1:
        return _("坏月份取 {count} 个月记录里最差的一个月（{month}）。").format(count=count, month=bad.label)
    return _("坏月份取 {count} 个月记录里第 {rank} 差的一个月（{month}，即最差的十分之一处）。").format(
        count=count, rank=bad_rank(count), month=bad.label
    )


# What was assumed, in finished sentences


def _assumed(situation: Situation, usual: Flow, used: set[Source]) -> Iterator[str]:
    if used and usual.other_income is None:
        yield _("“家里其他收入”没有填，没有算进去。")
    if "months" in used:
        yield from _assumed_of_months(_months(situation), usual)
    if "lists" in used:
        yield from _assumed_of_lists(
            tuple(i for i in situation.incomes if not i.archived),
            tuple(e for e in situation.expenses if not e.archived),
        )


def _assumed_of_months(months: tuple[Month, ...], usual: Flow) -> Iterator[str]:
    left_out = [m.month or "" for m in months if None in (m.receipts, m.costs)]
    if left_out:
        yield _("{months} 的收款或支出没有填全，没有算进去。").format(months="、".join(left_out))
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
