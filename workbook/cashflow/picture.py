"""What a month of money is, and the picture of all months."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from workbook import case
from workbook.case import Situation
from workbook.language import NotKnown, _
from workbook.money import ZERO

Source = Literal["months", "lists", "usual"]
PARTS = ("receipts", "costs", "essentials", "other_income", "other_spending")


@dataclass(frozen=True)
class Flow:
    """One month of money in yuan; `label` is YYYY-MM or a word, None is what is not known.

    `costs_wait_for` names the fields of the situation that would tell costs which are not known.
    """

    label: str
    receipts: Decimal | None = None
    costs: Decimal | None = None
    essentials: Decimal | None = None
    other_income: Decimal | None = None
    other_spending: Decimal | None = None
    costs_wait_for: tuple[str, ...] = field(default=("shop_costs",), kw_only=True, compare=False)

    @property
    def business_left(self) -> Decimal:
        """Receipts less business costs."""
        if self._business_lacks:
            raise untold(*self._business_lacks)
        return needed(self.receipts, "usual_receipts") - needed(self.costs, "shop_costs")

    @property
    def left(self) -> Decimal:
        """What debts may claim: business left + other household income - essentials; income not told adds nothing."""
        if self.lacks:
            raise untold(*self.lacks)
        return self.business_left + (self.other_income or ZERO) - needed(self.essentials, "home_essentials")

    @property
    def lacks(self) -> tuple[str, ...]:
        """Name the fields of the situation that would tell `left`, none where it is known."""
        return (*self._business_lacks, *(("home_essentials",) if self.essentials is None else ()))

    @property
    def _business_lacks(self) -> tuple[str, ...]:
        receipts = ("usual_receipts",) if self.receipts is None else ()
        return (*receipts, *(self.costs_wait_for if self.costs is None else ()))

    @property
    def netted(self) -> Flow:
        """The month with other income spent on the essentials first: what is left of them the business has to bear."""
        if self.essentials is None or self.other_income is None:
            return replace(self, other_income=None)
        return replace(self, essentials=max(self.essentials - self.other_income, ZERO), other_income=None)

    @property
    def known(self) -> bool:
        """Tell whether `left` can be computed."""
        return None not in (self.receipts, self.costs, self.essentials)


@dataclass(frozen=True)
class Picture:
    """The usual month, the month as it is since the trouble began, the bad month, and the recorded months in order.

    `since` is the mean of `after`, the recorded months since the change; None when there are none or no change is
    dated. `before` are the months before it, all where none is dated; a month in which it began is neither.
    `changed_on` is the day of the change, `passes_on` the coming day from which things are expected to be as before;
    None where it is not told, has come, or the trouble is said to last, which `lasts` tells.
    Of a business that has `closed`, `after` are the last months in which nothing came in, and `since` is such a month.
    `bad` is None when nothing tells of a bad month;
    `sources` names where each part of the usual month comes from; `bad_rule` says how the bad month was chosen.
    """

    usual: Flow
    since: Flow | None
    bad: Flow | None
    bad_rule: str
    recorded: tuple[Flow, ...]
    before: tuple[Flow, ...]
    after: tuple[Flow, ...]
    changed_on: date | None
    passes_on: date | None
    lasts: bool
    closed: bool
    sources: tuple[tuple[str, Source], ...]
    assumed: tuple[str, ...]

    @property
    def current(self) -> Flow:
        """The month as it is now: since the change if that is known, else the usual one."""
        return self.since or self.usual

    @property
    def usual_words(self) -> str:
        """What the usual months are called: those before the change where the record has months since it."""
        if self.closed and self.usual.receipts != ZERO:
            return _("停下来以前的月份")
        if self.since is None or self.closed:
            return _("平常的月份")
        return _("变化以前的月份") if self.before or not self.after else self.current_words

    @property
    def current_words(self) -> str:
        """What the months as they are now are called."""
        if self.since is None:
            return _("平常的月份")
        return _("停下来以后的月份") if self.closed else _("变化以来的月份")

    @property
    def to_return(self) -> Flow:
        """The month that may come again: the usual one, but where the change is told to last the one as it is now."""
        return self.current if self.gone or self.lasts else self.usual

    @property
    def means(self) -> tuple[Flow, ...]:
        """The mean months of the record, each labelled with what it is the mean of; none without a record."""
        found = (self.usual if self.before or self.after else None, self.since if self.after else None)
        return tuple(flow for n, flow in enumerate(found) if flow is not None and flow not in found[:n])

    @property
    def gone(self) -> bool:
        """Whether the business has closed and is not expected to come back."""
        return self.closed and self.passes_on is None

    @property
    def told(self) -> tuple[Flow, ...]:
        """The recorded months that say what is to come: those since a change that lasts, else all."""
        lasts = (self.closed or self.changed_on is not None) and self.passes_on is None
        return self.after if lasts else self.recorded

    @property
    def counted(self) -> tuple[Flow, ...]:
        """Those of them of which everything is known."""
        return tuple(flow for flow in self.told if flow.known)

    @property
    def netted(self) -> Picture:
        """The picture in which no month shows the household's other income, only what the business has to bear."""
        return replace(
            self,
            usual=self.usual.netted,
            since=self.since and self.since.netted,
            bad=self.bad and self.bad.netted,
            recorded=tuple(flow.netted for flow in self.recorded),
            before=tuple(flow.netted for flow in self.before),
            after=tuple(flow.netted for flow in self.after),
        )

    def source(self, part: str) -> Source | None:
        """Say where a part (receipts, costs, essentials, other_income, other_spending) comes from."""
        return dict(self.sources).get(part)


def untold(*fields: str) -> NotKnown:
    """Make the refusal over fields of the situation that are not told, all of them at once."""
    return case.untold("situation", *(_(str(Situation.model_fields[field].title)) for field in fields))


def needed(amount: Decimal | None, field: str) -> Decimal:
    """Give the amount, or raise NotKnown naming the field of the situation that would tell it."""
    if amount is None:
        raise untold(field)
    return amount
