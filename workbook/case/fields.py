"""What every field is made of: how it is read, what it is called, who may see it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from workbook import money
from workbook.language import N_, Refused, _
from workbook.text import clean, halfwidth, in_digits

Sees = Literal["private", "this_lender", "any_lender"]
LONGEST_WORDS = 4000
HIGHEST_RATE = Decimal(1000)
_ID_TWICE = N_("的编号“{id}”上面已经用过，请给这一行换一个编号")
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LAST_OF_MONTH = 31
"""The day of every month that means its last one: in a short month it falls on the end."""
_EACH = r"(?:of)?(?:the|each|every|a)?month"
_MONTH_DAY = rf"(?:每个?月的?|{_EACH})?(?:onthe|on|the|day)?(\d{{1,2}})(?:日|号|st|nd|rd|th)?(?:{_EACH})?"
_COUNTED = r"\s*(?:期|天|个月|口人?|个?人|笔|页|(?:instal(?:l)?ment|period|month|day|page|people|person)s?)$"
_MONTH_END = rf"(?:每个?月的?)?(?:月?底|月末|最后1天)|(?:the)?(?:lastday|end)(?:{_EACH})"


UNITS = (N_("元"),)
"""Units that another language has a word of its own for; a field names its unit by these."""


def told(title: str, help: str = "", *, unit: str = "", sees: Sees = "private", long: bool = False) -> Any:  # noqa: A002 - pydantic's own word is description
    """Describe an optional field: its label, its help, its unit, who may see it; unknown until told."""
    extra: dict[str, Any] = {"unit": unit, "sees": sees, "long": long}
    return Field(default=None, title=title, description=help, json_schema_extra=extra)


def rows(title: str, help: str = "", *, sees: Sees = "private") -> Any:  # noqa: A002 - as above
    """Describe a list of rows, empty until told."""
    extra: dict[str, Any] = {"unit": "", "sees": sees, "long": False}
    return Field(default=(), title=title, description=help, json_schema_extra=extra)


class Part(BaseModel):
    """A frozen piece of a case that accepts no unknown key, and no id twice in one list of rows.

    A reference names its list (`loan_id` a loan, `corrects` a contact), so two lists may use the same id.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="after")
    def _one_row_each(self) -> Self:
        for name, value in self:
            seen: set[str] = set()
            for place, row in enumerate(value if isinstance(value, tuple) else ()):
                if isinstance(row, Row) and row.id in seen:
                    raise RefusedInside((name, place), _ID_TWICE, id=row.id)
                seen.add(getattr(row, "id", ""))
        return self

    def but(self, **changes: object) -> Self:
        """Give a validated copy with these fields changed."""
        return type(self).model_validate({**dict(self), **changes})


class Row(Part):
    """One row of a list; its id is never reused, a row referred to elsewhere is archived, not deleted."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,40}$", title="id", json_schema_extra={"sees": "any_lender"})
    archived: bool = Field(default=False, title="archived", json_schema_extra={"sees": "private"})

    @property
    def is_blank(self) -> bool:
        """Tell whether the row is only begun: nothing is told in it but which loan it is about."""
        told = self.model_dump(exclude={"id", "archived", "loan_id", "open_on"}, exclude_defaults=True)
        return not any(told.values())


class Choice(StrEnum):
    """A value stored as a plain word and shown as a translated title; both are accepted on reading."""

    message: str

    def __new__(cls, value: str, message: str) -> Self:
        """Keep the message beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.message = message
        return member

    @property
    def words(self) -> str:
        """Give the title in the language now spoken."""
        return _(self.message)

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return next((m for m in cls if value in {m.message, m.message.split("（")[0]}), None)


def _read_words(value: object) -> object:
    return (
        None
        if isinstance(value, str) and not (kept := clean(value).strip())
        else (kept if isinstance(value, str) else value)
    )


def _read_amount(value: object) -> object:
    return None if value is None or _blank(value) else money.parse(value)


def _read_rate(value: object) -> object:
    if _blank(value) or value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Refused(N_("“{value}”不是利率，请写成 14.5 这样的数字（单位是 %）"), value=str(value)[:40])
    if isinstance(value, str):
        value = _rate_from_text(value)
    rate = Decimal(value)
    if not rate.is_finite():
        raise Refused(N_("“{value}”不是利率，请写成 14.5 这样的数字（单位是 %）"), value=str(value)[:40])
    if rate < 0:
        raise Refused(N_("利率不能是负数（{value}）"), value=str(value)[:40])
    if rate >= HIGHEST_RATE:
        raise Refused(N_("利率太高（{value}%），请检查单位是日、月还是年"), value=str(value)[:40])
    if rate and rate.adjusted() < -8:  # noqa: PLR2004 - nobody quotes a rate finer than this
        raise Refused(N_("利率太小（{value}%），请检查是否多写了零"), value=str(value)[:40])
    return rate


def _rate_from_text(words: str) -> Decimal:
    bare = money.one_number(words).replace(" ", "")
    scale = Decimal(1)
    for mark, factor in (("%", 1), ("‰", Decimal("0.1")), ("万分之", Decimal("0.01"))):
        if mark in bare:
            bare, scale = bare.replace(mark, "", 1), Decimal(factor)
    if not re.fullmatch(r"-?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})", bare):
        raise Refused(N_("“{value}”不是利率，请写成 14.5 这样的数字（单位是 %）"), value=words[:40])
    return Decimal(bare) * scale


def read_day(value: object) -> object:
    """Read a date written year first: 2026-03-05, 2026/3/5, 2026.3.5, 20260305, 2026年3月5日."""
    if _blank(value) or value is None or isinstance(value, date):
        return value if isinstance(value, date) else None
    found = re.fullmatch(
        r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})", halfwidth(str(value)).strip()
    )
    if re.fullmatch(r"\d{4}-\d{2}", str(value)):
        raise Refused(N_("“{value}”只说到月份，是哪一天？请补上日子，例如 {value}-05"), value=str(value))
    if _is_no_day(halfwidth(str(value)).strip()):
        raise Refused(N_("日历上没有“{value}”这一天，请检查月份和日子"), value=str(value)[:40])
    if not found:
        raise Refused(N_("“{value}”不是日期，请按年-月-日写，例如 2026-03-05"), value=str(value)[:40])
    try:
        day = date(*(int(n) for n in found.groups() if n is not None))
    except ValueError as error:
        raise Refused(N_("日历上没有“{value}”这一天，请检查月份和日子"), value=str(value)[:40]) from error
    if not EARLIEST <= day <= LATEST:
        raise Refused(N_("“{value}”超出范围，请填 1990 年到 2100 年之间的日期"), value=str(value)[:40])
    return day


def _is_no_day(words: str) -> bool:
    """Tell whether a month and a day are said that no year has: 2月30日, 13-1."""
    found = re.fullmatch(r"(\d{1,2})[-/.月](\d{1,2})[日号]?", words)
    if not found:
        return False
    month, day = int(found[1]), int(found[2])
    return not (1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1])


def _read_month(value: object) -> object:
    if _blank(value) or value is None:
        return None
    found = re.fullmatch(r"(\d{4})[-/.年]?(\d{1,2})月?", halfwidth(str(value)).strip())
    if not found or not 1 <= int(found[2]) <= 12 or not EARLIEST.year <= int(found[1]) <= LATEST.year:  # noqa: PLR2004
        raise Refused(N_("“{value}”不是月份，请写成 2026-03 这样"), value=str(value)[:40])
    return f"{found[1]}-{int(found[2]):02d}"


def _read_count(value: object) -> object:
    if _blank(value) or value is None:
        return None
    words = re.sub(_COUNTED, "", in_digits(money.one_number(str(value))), flags=re.IGNORECASE)
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,6}", words):
        raise Refused(N_("“{value}”不是整数，请只写数字，例如 12"), value=str(value)[:40])
    return int(words)


def _read_month_day(value: object) -> object:
    """Read a day of every month: 3, 3号, 每月三日, 月底, the 3rd of each month."""
    if not isinstance(value, str):
        return _read_count(value)
    bare = in_digits(halfwidth(value).strip().lower().replace(" ", ""))
    if re.fullmatch(_MONTH_END, bare):
        return LAST_OF_MONTH
    found = re.fullmatch(_MONTH_DAY, bare)
    return _read_count(found[1] if found else value)


def _read_flag(value: object) -> object:
    return None if _blank(value) else value


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


Amount = Annotated[Decimal | None, BeforeValidator(_read_amount), PlainSerializer(_plain)]
Rate = Annotated[Decimal | None, BeforeValidator(_read_rate), PlainSerializer(_plain)]
Day = Annotated[date | None, BeforeValidator(read_day)]
MonthOf = Annotated[str | None, BeforeValidator(_read_month)]
Count = Annotated[int | None, BeforeValidator(_read_count)]
MonthDay = Annotated[int | None, BeforeValidator(_read_month_day)]
Words = Annotated[Annotated[str, Field(max_length=LONGEST_WORDS)] | None, BeforeValidator(_read_words)]
Flag = Annotated[bool | None, BeforeValidator(_read_flag)]


def explain(error: ErrorDetails) -> str:
    """Say one pydantic error in the borrower's language."""
    cause = (error.get("ctx") or {}).get("error")
    if isinstance(cause, Refused):
        return str(cause)
    messages = {
        "extra_forbidden": N_("不认识的项目，请检查拼写或删去"),
        "missing": N_("缺少这一项"),
        "enum": N_("“{value}”不在可选项里"),
        "string_too_long": N_("太长了，最多 4000 字"),
        "bool_parsing": N_("“{value}”不是“是”或“否”"),
        "bool_type": N_("“{value}”不是“是”或“否”"),
        "string_pattern_mismatch": N_("“{value}”不能用作编号，只用字母、数字、- 和 _"),
    }
    message = messages.get(error["type"], N_("“{value}”的类型不对"))
    return _(message).format(value=str(error.get("input"))[:40])


class RefusedInside(Refused):
    """A refusal about one field further inside of the part that refuses."""

    def __init__(self, inside: tuple[str | int, ...], message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.inside = inside


def problems(error: ValidationError) -> dict[tuple[str | int, ...], str]:
    """Map the place of each error to one sentence in the borrower's language."""
    return {(*details["loc"], *_inside(details)): explain(details) for details in error.errors()}


def _inside(details: ErrorDetails) -> tuple[str | int, ...]:
    cause = (details.get("ctx") or {}).get("error")
    return cause.inside if isinstance(cause, RefusedInside) else ()


def label(model: type[Part], name: str) -> str:
    """Give the words beside a field in the language now spoken, with its unit."""
    info = model.model_fields[name]
    unit = _(str(dict(info.json_schema_extra or {}).get("unit") or ""))  # type: ignore[arg-type]
    title = _(info.title or "")
    return _("{title}（{unit}）").format(title=title, unit=unit) if unit and unit not in title else title


def column(model: type[Part], name: str) -> str:
    """Give a field's words as the heading of a column: without what they say of other cases, and without its unit."""
    return re.split("[；;]", _(model.model_fields[name].title or ""))[0]


def seen_by(model: type[Part], name: str) -> Sees:
    """Say who may see a field; private unless declared otherwise."""
    extra = model.model_fields[name].json_schema_extra
    return extra.get("sees", "private") if isinstance(extra, dict) else "private"  # type: ignore[return-value]
