"""JSON read strictly: no NaN, no repeated key, no lone surrogate, no bottomless nesting."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from workbook.language import N_, Refused

LONGEST_INTEGER = 400


def parse(raw: bytes) -> Any:
    """Read JSON text in UTF-8; numbers with a point come back as exact Decimals.

    Raises Refused with line and column for anything that is not plain JSON.
    """
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            N_("文件不是 UTF-8 文字（第 {place} 个字节起读不懂），请用最近的备份"), place=error.start + 1
        ) from error
    try:
        value = json.loads(
            words, parse_float=_exact, parse_int=_whole, parse_constant=_no_constant, object_pairs_hook=_unique
        )
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except json.JSONDecodeError as error:
        raise Refused(
            N_("文件在第 {line} 行第 {column} 个字处不完整或写错了，请用最近的备份"),
            line=error.lineno,
            column=error.colno,
        ) from error
    except RecursionError as error:
        raise Refused(N_("文件里的括号套得太深，这不是案例文件")) from error
    except UnicodeEncodeError as error:
        raise Refused(N_("文件里有残缺的字符，请用最近的备份")) from error
    return value


def canonical(value: Any) -> bytes:
    """Write a JSON value in one fixed form, so that equal values have equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def _exact(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except ArithmeticError as error:
        raise Refused(N_("数字“{value}”太大，读不了"), value=digits[:40]) from error


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise Refused(N_("数字“{value}”太大，读不了"), value=digits[:40])
    return int(digits)


def _no_constant(word: str) -> NoReturn:
    raise Refused(N_("文件里有“{value}”，这不是数字"), value=word)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refused(N_("“{value}”在文件里出现了两次，请删去一个"), value=key[:40])
        found[key] = value
    return found
