"""What if less comes in, the rent changes, or this loan is paid so much a month: answered at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from workbook import simulate
from workbook.case import ExpenseKind, Loan
from workbook.cashflow import FULL_YEAR, Flow, needed, receivables_said
from workbook.language import Refused, _, attempt
from workbook.money import ZERO, digits, fen, shown
from workbook.position import Position, borrowers_own
from workbook.pressure import called, shares
from workbook.pressure.dues import month_ends, monthly_claims
from workbook.pressure.outlook import flows_by_month, hoped_by_month
from workbook.simulate import Failures, Fan
from workbook.verdict.trial import MONTHS, Trial, claims_of_others, trial

LEAST, MOST_DROP = ZERO, Decimal(60)  # receipts can be moved down by so many percent at most


@dataclass(frozen=True)
class Change:
    """What is different: `drop` percent less receipts, `rent` and `payment` on the main loan in yuan a month."""

    drop: Decimal
    rent: Decimal
    payment: Decimal


@dataclass(frozen=True)
class Answer:
    """The cash at the end of each coming month under a change, in yuan.

    `fan` holds poor, middling and good futures, None where none can be drawn; `line` the middle one, or bad months
    one after the other. `record` counts the recorded months that would not leave enough, and all of them. `owing` is
    what is still owed on the loan after each month.
    """

    change: Change
    fan: Fan | None
    line: tuple[tuple[date, Decimal], ...]
    failures: Failures | None
    record: tuple[int, int]
    owing: tuple[Decimal, ...] = ()

    @property
    def debt(self) -> str:
        """Say what becomes of the loan itself: paying little leaves cash and a debt that stays or grows."""
        if not self.owing:
            return ""
        repaid = next((last for (last, _cash), left in zip(self.line, self.owing, strict=True) if not left), None)
        if repaid is not None:
            return _("这一笔到 {day} 还清。").format(day=repaid)
        last, left = self.line[-1][0], self.owing[-1]
        if left == self.owing[0]:
            return _("这一笔每月还的只够付利息，到 {day} 还是欠 {left}。").format(day=last, left=shown(left))
        if left > self.owing[0]:
            return _("这一笔每月还的不够付利息，到 {day} 反而欠 {left}。").format(day=last, left=shown(left))
        return _("这一笔到 {day} 还欠 {left}。").format(day=last, left=shown(left))

    @property
    def short(self) -> tuple[date, Decimal] | None:
        """The first month that cannot be paid in full, and the cash at its end; None within the horizon."""
        return next(((last, cash) for last, cash in self.line if cash < 0), None)

    @property
    def basis(self) -> str:
        """Say what the line is: the middle of the futures, or bad months one after the other."""
        return _("按坏月份，") if self.fan is None else _("居中的情形，")

    @property
    def failing(self) -> str:
        """Say how often it fails: in futures from twelve recorded months on, below in recorded months."""
        if self.failures is not None and self.failures.recorded >= FULL_YEAR:
            return self.failures.words()
        failing, months = self.record
        if not months:
            return _("还没有逐月记录可以检验。")
        return _("在您记录的 {months} 个月里，有 {failing} 个月不够付。").format(months=months, failing=failing)

    @property
    def sentence(self) -> str:
        """Say what was changed and what becomes of it."""
        said = _("假如到期没还的并进这一笔，收款少 {drop}%、店租每月 {rent}、这一笔每月还 {payment}：")
        words = said.format(
            drop=digits(self.change.drop),
            rent=shown(self.change.rent),
            payment=shown(self.change.payment),
        )
        if self.short is None:
            last, cash = self.line[-1]
            said = _("{basis}到 {day} 还有 {cash}；{failing}")
            return words + said.format(basis=self.basis, day=last, cash=shown(cash), failing=self.failing) + self.debt
        last, cash = self.short
        said = _("{basis}到 {day} 为止的一个月付不齐，差 {gap}；{failing}")
        return words + said.format(basis=self.basis, day=last, gap=shown(-cash), failing=self.failing) + self.debt


@dataclass(frozen=True, eq=False)
class WhatIf:
    """Everything an answer needs, gathered once: the months as they are, the other debts, the futures if any."""

    start: Change
    highest: Decimal
    stock: Decimal
    flows: tuple[Flow, ...]
    months: tuple[Flow, ...]
    cash: Decimal
    ends: tuple[date, ...]
    others: tuple[Decimal, ...]
    trial: Trial | None
    owed: Decimal
    rate: Decimal | None
    assumed: tuple[str, ...]
    hoped: tuple[Decimal, ...]

    def answer(self, change: Change) -> Answer:
        """Answer one change."""
        record = self._record(change)
        if self.trial is None:
            return Answer(change, None, self._one_path(change), None, record, self._owing(change.payment))
        paths = replace(self.trial.paths, recorded=self._recorded(change, self.trial))
        mine, _left = self._until_repaid(change.payment)
        claims = [o + m + self.trial.beside(m) for o, m in zip(self.trial.others, mine, strict=True)]
        spread = simulate.fan(paths, claims)
        middle = tuple((row.last, row.cash[1]) for row in spread.rows)
        return Answer(change, spread, middle, simulate.fails(paths, claims), record, self._owing(change.payment))

    def _less(self, flow: Flow, change: Change) -> Decimal:
        """Give by how much less a month leaves: receipts that stay away need no stock, the rent goes on."""
        missing = (flow.receipts or ZERO) * change.drop / 100
        return fen(missing * (100 - self.stock) / 100) + change.rent - self.start.rent

    def _recorded(self, change: Change, tried: Trial) -> tuple[tuple[str, Decimal], ...]:
        pairs = zip(tried.paths.recorded, tried.paths.flows, strict=True)
        return tuple((label, left - self._less(flow, change)) for (label, left), flow in pairs)

    def _until_repaid(self, payment: Decimal) -> tuple[list[Decimal], list[Decimal]]:
        """Pay so much each month until all is repaid at the contract's rate; give what is paid and then owed."""
        left, paid, owing = self.owed, list[Decimal](), list[Decimal]()
        for _end in self.ends:
            left += fen(left * (self.rate or ZERO) / 1200)
            paid.append(min(payment, left))
            left -= paid[-1]
            owing.append(left)
        return paid, owing

    def _owing(self, payment: Decimal) -> tuple[Decimal, ...]:
        """Give what is owed after each month; nothing where the rate is not known."""
        return tuple(self._until_repaid(payment)[1]) if self.rate is not None else ()

    def _record(self, change: Change) -> tuple[int, int]:
        claim = change.payment + self.others[0]
        lefts = [flow.left - self._less(flow, change) for flow in self.flows]
        return sum(left < claim for left in lefts), len(lefts)

    def _one_path(self, change: Change) -> tuple[tuple[date, Decimal], ...]:
        cash, line = self.cash, []
        mine, _owing = self._until_repaid(change.payment)
        months = zip(self.ends, self.months, self.others, mine, self.hoped, strict=True)
        for end, flow, other, payment, beside in months:
            cash += flow.left - self._less(flow, change) + beside - other - payment
            line.append((end, cash))
        return tuple(line)


@borrowers_own
def what_if(position: Position) -> WhatIf:
    """Gather what the answers need; NotKnown where the cash, a month's money or the other debts are not known."""
    loan, picture = position.loan, position.months
    ends = month_ends(position.as_of, MONTHS)
    tried, why = _tried(position, loan)
    others, said = claims_of_others(position, loan, ends) if tried is None else (tried.others, tried.assumed)
    start = Change(ZERO, _rent(position), _payment(position, loan))
    return WhatIf(
        start=start,
        highest=max(start.payment, monthly_claims(position), Decimal(100)) * 2,
        stock=position.case.situation.stock_per_100 or ZERO,
        flows=picture.counted,
        months=flows_by_month(position, ends, "bad" if tried is None else "current"),
        cash=needed(position.case.situation.cash, "cash"),
        ends=ends,
        others=others,
        trial=tried,
        owed=position.standing(loan).balance.total,
        rate=attempt(lambda: position.standing(loan).rate),
        assumed=(
            *_said(position, loan),
            *((why,) if why else ()),
            *said,
            *picture.assumed,
            *receivables_said(position.case.situation, position.as_of),
        ),
        hoped=hoped_by_month(position, ends),
    )


def _tried(position: Position, loan: Loan) -> tuple[Trial | None, str]:
    try:
        return trial(position, loan), ""
    except Refused as refused:
        return None, str(refused)


def _rent(position: Position) -> Decimal:
    rows = (row for row in position.case.situation.expenses if not row.archived and row.kind is ExpenseKind.SHOP_RENT)
    return sum((row.amount for row in rows if row.amount is not None), ZERO)


def _payment(position: Position, loan: Loan) -> Decimal:
    """Give the instalment to begin with: the one told, the next one that falls due, else what a bad month can give."""
    if loan.instalment is not None:
        return loan.instalment
    dues = attempt(lambda: position.standing(loan).dues(position.as_of, month_ends(position.as_of, 2)[-1]))
    if dues:
        return dues[0].payment
    return attempt(lambda: shares(position).of(loan)) or ZERO


def _said(position: Position, loan: Loan) -> tuple[str, ...]:
    said = _("“{name}”按每月还同样的数、按现在的利率算到还清，已经逾期的并在里面。").format(name=called(loan))
    if attempt(lambda: position.standing(loan).rate) is None:
        said = _("“{name}”按每月还同样的数算；利率没有填，这里不说它还剩多少。").format(name=called(loan))
    if position.case.situation.stock_per_100 is None:
        return said, _("“每卖 100 元，进货要花”没有填：收款少了，进货按不减来算。")
    return said, _("收款少了，进货按每卖 100 元 {stock} 跟着减。").format(
        stock=shown(position.case.situation.stock_per_100)
    )
