"""How a loan is named to its lender: as that lender knows it, never by what the borrower calls it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from workbook.case import Loan
from workbook.language import _
from workbook.lenders import general, on_file
from workbook.money import shown

_TAIL = 4  # last signs of a number by which a loan is known on the telephone
_NO_MORE = r"(?![\u4e00-\u9fff])"
_ASIDE = re.compile(r"[\s（(·,，:：]")
_LOANS_END = "贷卡揭"


def formal_name(loan: Loan, loans: Iterable[Loan]) -> str | None:
    """Give that name; None where nothing but the lender is told.

    It is the product, in Chinese as in the contract, or without one the end of its number; of several alike of one
    lender, with what tells them apart.
    """
    base = _sold_as(loan)
    alike = [one for one in loans if one.id == loan.id or (one.same_lender(loan) and _sold_as(one) == base)]
    if len(alike) < 2:  # noqa: PLR2004 - it is the only one
        return base or _by_number(loan.as_one.contract_no)
    return _("{product}（{mark}）").format(product=base or _("借款"), mark=_apart(loan, alike))


def _sold_as(loan: Loan) -> str:
    """Give the product by its name on file, where that is the lender's own, else by its kind; "" where none is told."""
    name, lender = (loan.name or "").removeprefix("（虚构）"), loan.lender or ""
    for house in on_file():
        own = not lender or not house.marks or any(mark in lender for mark in house.marks)
        for word in chain.from_iterable(sold.names for sold in house.products):
            if (own and re.match(rf"{re.escape(word)}{_NO_MORE}", name)) or word in lender:
                return word
    called = _ASIDE.split(name, maxsplit=1)[0]
    kinds = (kind for kind, words in general().products.items() if any(_is_called(called, word) for word in words))
    kind = next(kinds, None)
    return kind.message if kind else ""


def _is_called(name: str, word: str) -> bool:
    """Tell whether a name is that of a loan of a kind, and does not merely say what the money went to."""
    alone = "?" if word[-1] in _LOANS_END else ""
    return re.fullmatch(rf"[^还付替给帮]*{re.escape(word)}([^的]{{0,2}}贷款?){alone}", name) is not None


def _apart(loan: Loan, alike: Sequence[Loan]) -> str:
    """Say of loans alike which one it is: by the end of its number, what was drawn, the day, at last its place."""
    marks: tuple[Callable[[Loan], str | None], ...] = (
        lambda one: _numbered(one.as_one.contract_no, _TAIL),
        lambda one: _numbered(one.as_one.contract_no, None),
        lambda one: _("借款 {amount}").format(amount=shown(one.as_one.principal)) if one.as_one.principal else None,
        lambda one: _("{day} 放款").format(day=one.as_one.drawn_on) if one.as_one.drawn_on else None,
    )
    for mark in marks:
        told = [mark(one) for one in alike]
        if (own := mark(loan)) and told.count(own) == 1:
            return own
    place = [one.id for one in alike].index(loan.id) + 1
    return _("第 {n} 笔").format(n=place)


def _by_number(number: str | None) -> str | None:
    """Name a loan by the end of a number that ends as numbers do."""
    if not number or not re.search(rf"[0-9A-Za-z]{{{_TAIL}}}$", number):
        return None
    return _("{product}（{mark}）").format(product=_("借款"), mark=_numbered(number, _TAIL))


def _numbered(number: str | None, end: int | None) -> str | None:
    if not number:
        return None
    return _("借据号尾号 {tail}").format(tail=number[-end:]) if end else _("借据号 {number}").format(number=number)
