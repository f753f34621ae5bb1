"""Whether what is asked for can be read as kept in the lender's own copy; if not, the borrower hears it first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook import cashflow, options
from workbook.case import Case
from workbook.documents.figures import figures
from workbook.documents.figures.pen import attempt
from workbook.language import N_, _
from workbook.money import shown

_SAID = {
    "cannot": N_(
        "按坏月份算，这个请求您自己也守不住：每期最高 {payment}，只剩 {left}。先回 05_options 调整，再交给对方。"
    ),
    "unseen": N_(
        "给对方的收支表里，坏月份只剩 {printed}，不到每期最高的 {payment}：对方会问。"
        "可以在 05_options 选“可以把家里其他收入告诉对方”，或者把请求改小。"
    ),
    "later": N_(
        "坏月份单独看只剩 {left}，不到每期最高的 {payment}；按推演，连同手上的钱和好月份付得出。"
        "对方的收支表里看不到这一点，先想好怎么说明。"
    ),
}


def beyond(case: Case) -> Iterator[str]:
    """Say where the asked instalment is more than what the lender reads as left in a bad month; else nothing."""
    told = attempt(lambda: figures(case, "lender"))
    payment, printed = (told.by_key.get(key) if told else None for key in _KEYS)
    bad = attempt(lambda: cashflow.monthly(case).bad)
    left = attempt(lambda: bad.left) if bad else None
    if left is None or not (payment and payment.known and printed and printed.known):
        return
    asked, read = Decimal(str(payment.value)), Decimal(str(printed.value))
    if asked > read:
        yield _(_SAID[_why(case, asked, left)]).format(payment=shown(asked), printed=shown(read), left=shown(left))


_KEYS = ("ask.preferred.highest_payment", "cash.bad.left")


def _why(case: Case, asked: Decimal, left: Decimal) -> str:
    if asked <= left:
        return "unseen"
    rungs = attempt(lambda: options.ask_figures(case, case.main_loan)) or ()
    holds = any(rung.name == "preferred" and rung.package and rung.package.recommendable for rung in rungs)
    return "later" if holds else "cannot"
