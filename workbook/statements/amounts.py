"""Amounts as banks and wallets print them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from workbook.language import N_, Refused
from workbook.money import FEN, LARGEST, ZERO
from workbook.text import halfwidth

_EMPTY = frozenset({"", "-", "--", "---", "/", "—", "——", "N/A", "无"})
_SIMPLE = re.compile(r"-?[0-9]{1,9}\.[0-9]{2}")
_UNIT = r"(?P<unit>[A-Za-z]{3}|¥|人民币)?\s*"
_NUMBER = r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
_BACK = r"(?:\(已退款[¥:]?(?P<back>[\d.,]+)(?:元)?\)|(?P<all>\(已全额退款\))|\([A-Z]{2,3}\))?"
_AMOUNT = re.compile(rf"(?P<first>[+-]?)\s*{_UNIT}(?P<second>[+-]?)\s*{_NUMBER}\s*[元圆]?(?P<after>-?){_BACK}")
_IN_BRACKETS = re.compile(rf"\(\s*{_UNIT}{_NUMBER}\s*[元圆]?\)")
_STATUS_BACK = re.compile(r"已退款\(?[¥:]?\s*([\d,]+(?:\.\d+)?)")

_FEE = re.compile(r"服务费[:¥]*\s*(\d+(?:\.\d{1,2})?)(?![\d.])")


class Amount(NamedTuple):
    """A signed amount; None when the cell says there is none. `sign` is "" when none is printed."""

    value: Decimal | None
    sign: str = ""
    refunded: Decimal = ZERO
    currency: str = ""


def amount(cell: str) -> Amount:
    """Read one cell: `1,234.56`, `¥28.16`, `131.77(已退款89.84)`, `CNY13.50`, `(100)`, full-width digits.

    Raises Refused for anything else, `1.234,56` and `1.2345` included: nothing is guessed and nothing becomes zero.
    """
    if _SIMPLE.fullmatch(cell):
        return Amount(Decimal(cell), "-" if cell[0] == "-" else "")
    return _printed(cell)


@lru_cache(maxsize=10_000)
def _printed(cell: str) -> Amount:
    words = halfwidth(cell).strip().replace("−", "-")
    if words in _EMPTY:
        return Amount(None)
    bracketed = _IN_BRACKETS.fullmatch(words)
    found = bracketed or _AMOUNT.fullmatch(words)
    if not found:
        raise Refused(N_("金额“{value}”读不懂"), value=cell[:40])
    sign = "-" if bracketed else _sign(found)
    value = _exact(found["number"], cell)
    back = ZERO if bracketed else _given_back(found, value, cell)
    return Amount(-value if sign == "-" else value, sign, back, currency(found["unit"] or ""))


def _sign(found: re.Match[str]) -> str:
    signs: str = found["first"] + found["second"] + found["after"]
    if len(signs) > 1:
        raise Refused(N_("金额“{value}”有两个正负号"), value=found.string[:40])
    return signs


def _exact(number: str, cell: str) -> Decimal:
    value = Decimal(number.replace(",", ""))
    if value > LARGEST:
        raise Refused(N_("金额“{value}”太大"), value=cell[:40])
    exact = value.quantize(FEN)
    if exact != value:
        raise Refused(N_("金额“{value}”不止两位小数"), value=cell[:40])
    return exact


def _given_back(found: re.Match[str], value: Decimal, cell: str) -> Decimal:
    if found["all"]:
        return value
    return _exact(found["back"], cell) if found["back"] else ZERO


def given_back(status: str) -> Decimal:
    """Read what a status such as `已退款(￥89.84)` says was given back; zero when it names no amount."""
    found = _STATUS_BACK.search(halfwidth(status)) if "已退款" in status else None
    return _exact(found[1], status) if found else ZERO


def fee_in(note: str) -> Decimal:
    """Read what a remark such as `服务费¥0.50` says moving the money cost; zero when it names none."""
    found = _FEE.search(halfwidth(note)) if "服务费" in note else None
    return _exact(found[1], note) if found else ZERO


_CURRENCIES = {
    "": "", "¥": "CNY", "人民币": "CNY", "人民币元": "CNY", "元": "CNY", "RMB": "CNY", "156": "CNY", "CNY": "CNY",
    "美元": "USD", "港币": "HKD", "港元": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "澳门元": "MOP",
}  # fmt: skip


@lru_cache(maxsize=1000)
def currency(words: str) -> str:
    """Give the three-letter code of a currency as printed; "" when none is named."""
    bare = halfwidth(words).strip().strip("-").upper()
    if bare in _CURRENCIES:
        return _CURRENCIES[bare]
    named = next((code for name, code in _CURRENCIES.items() if len(name) > 1 and name in bare), None)
    return named or bare[:3]
