"""Exact yuan: parsed, rounded half up to the fen, shown, and written in uppercase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from workbook.language import N_, Refused
from workbook.text import halfwidth, is_range, said_exactly

FEN = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST = Decimal("999999999999.99")

_PLAIN = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?|\d+(\.\d*)?|\.\d+")
_UNITS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "百万": Decimal(1_000_000),
          "千万": Decimal(10_000_000), "亿": Decimal(100_000_000)}  # fmt: skip
_TYPED = {"thousand": "千", "million": "百万", "mln": "百万", "mn": "百万", "k": "千", "w": "万"}
"""Units as they are typed on a keyboard, in either language. A bare m is none of them."""
_CURRENCY = r"(?:¥|￥|rmb|cny)"
_COUNTED = r"(?:[元圆块]钱?|yuan|rmb|cny)"
_SPOKEN = re.compile(r"(\d{1,12})([千万])(\d[百千]?|\d{3,4})")


def fen(amount: Decimal | int) -> Decimal:
    """Round half up to the fen."""
    return Decimal(amount).quantize(FEN, ROUND_HALF_UP)


def parse(value: object) -> Decimal:
    """Read an amount of yuan as people write it: `12,345.6`, `１２,３４５元`, `¥28.16`, `1.5万`, `3万5`, `约6w`.

    Raises Refused for anything negative, too large, finer than a fen, or not a plain number.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Refused(N_("“{value}”不是金额，请写成 12345.67 这样的数字"), value=str(value)[:40])
    amount = _from_text(value) if isinstance(value, str) else Decimal(value)
    if not amount.is_finite():
        raise Refused(N_("“{value}”不是金额，请写成 12345.67 这样的数字"), value=str(value)[:40])
    if amount < 0:
        raise Refused(N_("金额不能是负数（{value}），请写成正数"), value=str(value)[:40])
    if amount > LARGEST:
        raise Refused(N_("金额太大（{value}），请检查是否多写了零"), value=str(value)[:40])
    if amount != fen(amount):
        raise Refused(N_("金额最多两位小数（{value}），请精确到分"), value=str(value)[:40])
    return fen(amount)


def one_number(words: str) -> str:
    """Give the one number that is said, in plain signs and without the words that call it a rough one.

    Raises Refused for a range: which end of it counts is for the borrower to say.
    """
    bare = halfwidth(words)
    if is_range(bare):
        raise Refused(N_("“{value}”是一个范围，这里写一个数"), value=words[:40])
    return said_exactly(bare)


def _from_text(words: str) -> Decimal:
    bare = re.sub(rf"^{_CURRENCY}|{_COUNTED}$", "", one_number(words).lower().replace(" ", ""))
    bare = re.sub(rf"(?<=[\d.])({'|'.join(_TYPED)})(?![a-z])", lambda found: _TYPED[found[1]], bare)
    sign, bare = (-1, bare[1:]) if bare[:1] in {"-", "−"} else (1, bare)
    if (spoken := _SPOKEN.fullmatch(bare)) and (beyond := _beyond(*spoken.group(2, 3))) < _UNITS[spoken[2]]:
        return sign * (Decimal(spoken[1]) * _UNITS[spoken[2]] + beyond)
    if re.fullmatch(r"[\d.,]+m", bare):
        said = N_("“{value}”里的 m，有人指千，有人指百万：请写成 1.2万、120万或 1200000 这样的数字")
        raise Refused(said, value=words[:40])
    unit = next((bare[-long:] for long in (2, 1) if bare[-long:] in _UNITS), "")
    number = bare.removesuffix(unit)
    if not _PLAIN.fullmatch(number) or len(number) > 40:  # noqa: PLR2004 - no sane amount is longer
        raise Refused(N_("“{value}”不是金额，请写成 12345.67 这样的数字"), value=words[:40])
    return sign * Decimal(number.replace(",", "")) * _UNITS.get(unit, Decimal(1))


def _beyond(unit: str, rest: str) -> Decimal:
    """Read what follows a unit: 3万5 means five of the next unit, 3万5百 and 3万500 say it."""
    if rest[-1] in _UNITS:
        return Decimal(rest[:-1]) * _UNITS[rest[-1]]
    return Decimal(rest) * (_UNITS[unit] / 10 if len(rest) == 1 else 1)


_NAMED = re.compile(
    r"(?<![\d.,])(\d[\d,]*(?:\.\d{1,2})?[万千百]?(?=元|块|圆)|\d[\d,]*(?:\.\d+)?[万千百]|\d[\d,]{2,}(?:\.\d{1,2})?(?![\d.]))"
    r"|([一二两三四五六七八九十百千万零]*[百千万][一二三四五六七八九十百千零]*|[一二两三四五六七八九十]+(?=元|块))"
)


def named_amounts(words: str) -> tuple[Decimal, ...]:
    """Read the sums named in a sentence: 3000元, 3,000, 1.5万, 五千; a bare number below three digits is none."""
    found = (_named(one[0]) for one in _NAMED.finditer(halfwidth(words)))
    return tuple(amount for amount in found if amount)


def _named(words: str) -> Decimal | None:
    import cn2an

    try:
        return fen(Decimal(str(cn2an.cn2an(words.replace(",", ""), "smart"))))
    except (ValueError, InvalidOperation):
        return None


def shown(amount: Decimal) -> str:
    """Write an amount as ¥1,234.50; a negative one with its sign before the ¥."""
    rounded = fen(amount)
    sign = "-" if rounded < 0 else ""
    return f"{sign}¥{abs(rounded):,.2f}"


def digits(number: Decimal) -> str:
    """Write a number without exponent and without idle zeros."""
    return f"{number.normalize():f}"


def whole(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """Add up amounts; None where one of them is not known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None


def uppercase(amount: Decimal) -> str:
    """Write an amount in banking numerals, e.g. 壹拾万元整; after 角 or 分 no 整 is needed."""
    rounded = fen(amount)
    yuan, cents = divmod(int(abs(rounded) * 100), 100)
    jiao, fens = divmod(cents, 10)
    whole_yuan = f"{_in_capitals(yuan)}元" if yuan or not cents else ""
    gap = _CAPITALS[0] if yuan and fens and not jiao else ""
    parts = ((jiao, "角"), (fens, "分"))
    rest = "".join(f"{_CAPITALS[number]}{unit}" for number, unit in parts if number) or "整"
    return f"{'负' if rounded < 0 else ''}{whole_yuan}{gap}{rest}"


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((10**8, "亿"), (10**4, "万"), (10**3, "仟"), (10**2, "佰"), (10, "拾"))


def _in_capitals(number: int) -> str:
    """Write a whole number place by place; 零 stands where a place is skipped."""
    for size, unit in _PLACES:
        if number >= size:
            head, rest = divmod(number, size)
            skipped = _CAPITALS[0] if 0 < rest < size // 10 else ""
            return f"{_in_capitals(head)}{unit}{skipped}{_in_capitals(rest) if rest else ''}"
    return _CAPITALS[number]
