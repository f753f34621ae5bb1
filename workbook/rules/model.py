"""What a rule is: a badly formed, unsourced or wrongly worded one cannot be loaded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from workbook.case import BorrowerType, Choice, LoanState
from workbook.language import N_, _, spoken
from workbook.lenders import LenderType, Product

Confidence = Literal["high", "medium", "low"]
Use = Literal["page", "letter", "script", "complaint", "sums"]
Unverified = Literal["number", "article", "effective_from"]

_PLACES = r"^\d+(之一)?([、-]\d+(之一)?)*$"
_NEVER_A_RIGHT = ("有权", "必须", "应当", "一定会", "right", "must", "shall", "entitled", "will ")
_NOT_OPTIONAL = {
    "bank_may": (("可以", "可", "自行", "协商", "同意"), ("may", "can", "agree")),
    "only_in_court": (("法院", "诉讼", "执行"), ("court", "enforce")),
}


class Label(Choice):
    """How far a rule carries."""

    RIGHT = "right", N_("法律给您的")
    BANK_MAY = "bank_may", N_("对方可以给，也可以不给")
    ONLY_IN_COURT = "only_in_court", N_("到了法院才用得上")
    REFERENCE_ONLY = "reference_only", N_("只供了解")


class Bar(Choice):
    """Why a rule may not be cited."""

    STALE = "stale", N_("这条规则超过半年没有核对")
    EXPIRED = "expired", N_("已经失效或办理期已过")
    NOT_YET = "not_yet", N_("还没有生效")
    CONFIDENCE = "confidence", N_("来源不够可靠")
    LENDER = "lender", N_("不适用于这类贷款机构，或还不知道机构类型")
    BORROWER = "borrower", N_("不适用于您的借款身份，或还没有填写身份")
    PRODUCT = "product", N_("不适用于这类贷款，或还不知道贷款种类")
    STATE = "state", N_("不适用于这笔借款现在的状态")
    CITY = "city", N_("只在个别城市有，或还没有填写所在城市")
    DRAWN = "drawn", N_("不适用于那时放款的借款，或还没有填写放款日")
    USE = "use", N_("不能用在这种材料里")


class Record(BaseModel):
    """A frozen entry that accepts no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Both(Record):
    """The same sentence in both languages."""

    zh: str = Field(min_length=2)
    en: str = Field(min_length=2)

    def __str__(self) -> str:
        return self.en if spoken() == "en" else self.zh


class Covers(Record):
    """Whom a rule covers; an empty list covers everyone, an unknown fact is never taken as covered."""

    lenders: tuple[LenderType, ...] = ()
    borrowers: tuple[BorrowerType, ...] = ()
    products: tuple[Product, ...] = ()
    states: tuple[LoanState, ...] = ()
    drawn_from: date | None = None
    cities: tuple[str, ...] = ()


class Rule(Record):
    """One rule from one instrument, paraphrased in our own words."""

    id: str = Field(pattern=r"^[a-z0-9_]{3,60}$")
    topic: Literal[
        "price",
        "terms",
        "extension",
        "restructuring",
        "collection",
        "data",
        "complaint",
        "credit",
        "limitation",
        "court",
        "living",
        "creditor",
        "cash",
        "honesty",
        "offramp",
    ]
    instrument: Both
    number: str | None = None
    article: str | None = Field(default=None, pattern=_PLACES)
    counted_in: Literal["article", "item"] = "article"
    issuer: str = Field(min_length=2)
    effective_from: date
    effective_to: date | None = None
    checked_on: date
    text_as_of: date | None = None
    page: str | None = Field(default=None, pattern=r"^https?://[^\s]+$")
    confidence: Confidence
    unverified: tuple[Unverified, ...] = ()
    scope: Covers = Covers()
    says: Both
    limits: Both | None = None
    uses: tuple[Use, ...] = Field(min_length=1)
    label: Label

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.effective_to and self.effective_to < self.effective_from:
            raise ValueError(f"{self.id}: effective_to before effective_from")
        if self.text_as_of and self.text_as_of > self.checked_on:
            raise ValueError(f"{self.id}: text_as_of after checked_on")
        return self

    @model_validator(mode="after")
    def _worded_as_labelled(self) -> Self:
        if self.label is Label.BANK_MAY:
            said = [word for word in _NEVER_A_RIGHT if word in self.says.zh or word in self.says.en.lower()]
            if said:
                raise ValueError(f"{self.id}: bank_may worded as a right: {said}")
        zh, en = _NOT_OPTIONAL.get(self.label.value, ((), ()))
        if zh and not (any(w in self.says.zh for w in zh) and any(w in self.says.en.lower() for w in en)):
            raise ValueError(f"{self.id}: wording does not show the label {self.label}")
        return self

    @property
    def source(self) -> str:
        """Name instrument, number and article; leaves out whatever could not be verified."""
        number = self.number if self.number and "number" not in self.unverified else ""
        name = f"《{self.instrument.zh}》" if spoken() == "zh" else str(self.instrument)
        return name + (_("（{number}）").format(number=number) if number else "") + self._place

    @property
    def _place(self) -> str:
        if not self.article or "article" in self.unverified:
            return ""
        number = self.article if spoken() == "zh" else self.article.replace("之一", " bis").replace("、", ", ")
        words = _("第{number}条") if self.counted_in == "article" else _("第{number}项")
        return words.format(number=number)

    @property
    def dates(self) -> str:
        """Say since when it holds, until when, and when it was checked."""
        since = _("{day} 起施行").format(day=self.effective_from) if "effective_from" not in self.unverified else ""
        until = _("到 {day} 为止").format(day=self.effective_to) if self.effective_to else ""
        text = _("条文版本 {day}").format(day=self.text_as_of) if self.text_as_of else ""
        checked = _("{day} 核对").format(day=self.checked_on)
        return _("，").join(part for part in (since, until, text, checked) if part)


class Denial(Record):
    """What people are told the law gives, and it does not; for the borrower's own page only."""

    id: str = Field(pattern=r"^[a-z0-9_]{3,60}$")
    claim: Both
    truth: Both
    because: tuple[str, ...] = Field(min_length=1)
    checked_on: date
    scope: Covers = Covers()


class PublicNumber(Record):
    """A public telephone number with what it is for and who runs it."""

    id: str = Field(pattern=r"^[a-z_]{3,40}$")
    number: str = Field(pattern=r"^\d{3,6}$")
    what: Both
    run_by: str = Field(min_length=2)
    source: str = Field(min_length=4)
    checked_on: date

    def __str__(self) -> str:
        return self.number


class Constant(Record):
    """One figure with where it comes from: a rule of the register, or a stated convention of this workbook."""

    id: str = Field(pattern=r"^[a-z0-9_]{3,60}$")
    value: str = Field(pattern=r"^\d+(\.\d+)?$")
    unit: Literal["times", "percent", "percent_a_day", "days", "months", "years", "hour", "count", "yuan"]
    rule: str | None = None
    convention: Both | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.rule is None) == (self.convention is None):
            raise ValueError(f"{self.id}: needs a rule or a stated convention, not both")
        return self

    @property
    def figure(self) -> Decimal | int:
        """Give the value: int when whole in its unit, else exact Decimal."""
        whole = self.unit in {"days", "months", "years", "hour", "count"}
        return int(self.value) if whole else Decimal(self.value)
