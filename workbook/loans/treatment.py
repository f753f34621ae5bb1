"""What becomes of each component of a balance under an arrangement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from workbook.case import Component, Terms, Treatment
from workbook.language import N_, Refused, _, series
from workbook.loans.results import Balance, Treated
from workbook.money import ZERO, shown

_INTEREST = frozenset({Component.INTEREST_NOT_DUE, Component.OVERDUE_INTEREST})


@dataclass(frozen=True)
class Split:
    """The balance after treatment: what is repaid anew, and what each other amount became."""

    principal: Decimal
    treated: tuple[Treated, ...]
    assumed: tuple[str, ...]

    def of(self, treatment: Treatment, *, interest: bool | None = None) -> Decimal:
        """Add up what is treated so; only contract interest, or only the rest, where that is asked."""
        return sum((part.amount for part in self.treated if _is(part, treatment, interest)), ZERO)


def _is(part: Treated, treatment: Treatment, interest: bool | None) -> bool:
    return part.treatment is treatment and interest in {None, part.component in _INTEREST}


def split(balance: Balance, terms: Terms) -> Split:
    """Treat every known component as the terms say; without a word it is paid with the first instalment.

    Raises Refused for a waiver (or any treatment) of more than the component comes to.
    """
    if balance.principal is None:
        whole = _("各项没有分开，全部欠款按本金重排；以出借人系统核对为准，请书面列明")
        return Split(balance.total, (), (whole,))
    known = [c for c in Component if balance.of(c) is not None]
    treated = tuple(part for c in known for part in _treat(c, balance.of(c) or ZERO, terms))
    capitalised = sum((t.amount for t in treated if t.treatment is Treatment.CAPITALISE), ZERO)
    unsplit = balance.total - balance.principal - sum((balance.of(c) or ZERO for c in known), ZERO)
    said = (*_unknown(balance), *_unsplit(unsplit), *_untreated(terms, treated))
    return Split(balance.principal + capitalised + max(unsplit, ZERO), treated, said)


def _treat(component: Component, amount: Decimal, terms: Terms) -> list[Treated]:
    row = next((t for t in terms.treatments if t.component is component and not t.archived), None)
    treatment = (row.treatment if row else None) or Treatment.FIRST_INSTALMENT
    asked = amount if row is None or row.amount is None else row.amount
    if asked > amount:
        message = N_("“{component}”一共 {amount}，不能按 {asked} 处理，请改小")
        raise Refused(message, component=component.words, amount=shown(amount), asked=shown(asked))
    parts = (
        Treated(component, treatment, asked),
        Treated(component, Treatment.FIRST_INSTALMENT, amount - asked),
    )
    return [part for part in parts if part.amount]


def _listed(components: list[Component]) -> str:
    return series(*(component.words for component in components))


def _unknown(balance: Balance) -> tuple[str, ...]:
    unknown = [c for c in Component if balance.of(c) is None]
    said = _("{components}还不知道是多少，以出借人系统核对为准，请书面列明")
    return (said.format(components=_listed(unknown)),) if unknown else ()


def _unsplit(amount: Decimal) -> tuple[str, ...]:
    said = _("总额里有 {amount} 没有分项，按本金重排；以出借人系统核对为准，请书面列明")
    return (said.format(amount=shown(amount)),) if amount > 0 else ()


def _untreated(terms: Terms, treated: tuple[Treated, ...]) -> tuple[str, ...]:
    named = {t.component for t in terms.treatments if not t.archived}
    left = [part.component for part in treated if part.component not in named]
    return (_("{components}没有写怎么处理，按随第一期还算").format(components=_listed(left)),) if left else ()


def after_first_money(whole: Split, terms: Terms) -> Split:
    """Let the down payment take what would come with the first instalment, then what is carried, then principal."""
    money, treated = terms.down_payment or ZERO, list(whole.treated)
    for treatment in () if terms.principal_first else (Treatment.FIRST_INSTALMENT, Treatment.CARRY_FORWARD):
        money = _pay(treated, treatment, money)
    if money > whole.principal:
        raise Refused(N_("先还的一笔（{money}）比要还的总数还多，请改小"), money=shown(terms.down_payment or ZERO))
    left = tuple(part for part in treated if part.amount)
    return replace(whole, principal=whole.principal - money, treated=left)


def _pay(treated: list[Treated], treatment: Treatment, money: Decimal) -> Decimal:
    for index, part in enumerate(treated):
        if part.treatment is treatment:
            paid = min(money, part.amount)
            money -= paid
            treated[index] = part._replace(amount=part.amount - paid)
    return money
