"""What is known of a lender: the words that name it and its loans, their kinds, and for the talk its channels."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbook.case import Choice, DocumentKind, Loan
from workbook.case.fields import problems
from workbook.home import SHIPPED, Incomplete
from workbook.language import N_, Refused, _, spoken

_FOLDER = SHIPPED / "data" / "lenders"
_GENERAL = "general.toml"
"""Words that name no one lender; every other file of the folder is a lender."""

Kind = TypeVar("Kind")
Words = tuple[Annotated[str, Field(min_length=2)], ...]


class LenderType(Choice):
    """What kind of institution lends."""

    BANK = "bank", N_("银行")
    CONSUMER_FINANCE = "consumer_finance", N_("消费金融公司")
    SMALL_LOAN = "small_loan", N_("小额贷款公司")
    TRUST = "trust", N_("信托公司")
    PRIVATE = "private", N_("个人或没有金融牌照的单位")


class Product(Choice):
    """What kind of loan it is."""

    BUSINESS = "business", N_("经营贷款")
    CONSUMER = "consumer", N_("消费贷款")
    CARD = "card", N_("信用卡")
    MORTGAGE = "mortgage", N_("房贷")


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Told):
    """The same sentence in both languages."""

    zh: str = Field(min_length=2)
    en: str = Field(min_length=2)

    def __str__(self) -> str:
        return self.en if spoken() == "en" else self.zh


class ChannelNote(Said):
    """A way to reach the lender, to be confirmed in its own app before use."""

    way: Literal["app", "phone", "mail"]


class Open(Said):
    """Something nobody outside can know; it is asked or read in the contract, never preset."""

    about: str


class Precedent(Said):
    """What the lender has done before, which promises nothing now."""

    on: date


class Sold(_Told):
    """A loan by its `names` in contracts and statements; `short` are words that only a contract means it by.

    `for_purchases`: what was bought with it is counted when it is bought, so paying it back is no repayment of a loan.
    """

    names: Words = Field(min_length=1)
    short: Words = ()
    kind: Product | None = None
    for_purchases: bool = False


class Lender(_Told):
    """One lender, or a house that offers loans of lenders whom only the contract names.

    `marks` name it in a contract or a statement; `kind` is None where its name alone does not tell who lends.
    """

    id: str = Field(pattern=r"^[a-z0-9_]{2,40}$")
    marks: Words = ()
    kind: LenderType | None = None
    products: tuple[Sold, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """Every word that names it or one of its loans."""
        return frozenset(chain(self.marks, *((*sold.names, *sold.short) for sold in self.products)))


class Preset(Lender):
    """A lender known well enough for the talk; it holds no price, fee, grace or deferral figure."""

    marks: Words = Field(min_length=1)
    legal_name: str
    legal_note: Said
    checked_on: date
    documents: tuple[DocumentKind, ...]
    channels: tuple[ChannelNote, ...] = Field(min_length=1)
    traps: tuple[Said, ...] = ()
    unknown: tuple[Open, ...] = ()
    precedents: tuple[Precedent, ...] = ()


class InStatements(_Told):
    """The words by which statements name loans, houses that do nothing but lend, and what pays for purchases."""

    loans: Words = Field(min_length=1)
    lenders: Words = Field(min_length=1)
    purchases: Words = Field(min_length=1)


class Booked(NamedTuple):
    """Patterns of all those words, with those of the lenders on file.

    `lenders` fit loans too; `debits` fit whoever collects by itself; `pay_later` is what a wallet pays with while no
    bank sees it. `numbers` are those with a number in them.
    """

    loans: re.Pattern[str]
    lenders: re.Pattern[str]
    debits: re.Pattern[str]
    purchases: re.Pattern[str]
    pay_later: re.Pattern[str]
    numbers: re.Pattern[str]


class General(_Told):
    """Words that tell a kind without naming a lender; where several kinds are told, the first of them counts."""

    lenders: dict[LenderType, Words]
    products: dict[Product, Words]
    statements: InStatements


@cache
def on_file() -> tuple[Lender, ...]:
    """Give every lender on file; Incomplete if there is none, Refused with the file that cannot be used."""
    files = [file for file in sorted(_FOLDER.glob("*.toml")) if file.name != _GENERAL]
    if not files:
        raise Incomplete(_FOLDER)
    found: dict[str, Lender] = {}
    for file in files:
        told = _read(file)
        one = _made(file, Preset if "channels" in told else Lender, told)
        for other, known in found.items():
            if shared := sorted(one.words & known.words):
                raise _unusable(file, _("“{word}”已经写在“{other}”里").format(word=shared[0], other=other))
        found[file.name] = one
    return tuple(found.values())


@cache
def general() -> General:
    """Give the words that name no one lender; Incomplete if they are not there."""
    file = _FOLDER / _GENERAL
    if not file.is_file():
        raise Incomplete(_FOLDER)
    return _made(file, General, _read(file))


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unusable(file, error) from error


Made = TypeVar("Made", bound=BaseModel)


def _made(file: Path, model: type[Made], told: Mapping[str, Any]) -> Made:
    try:
        return model.model_validate(told)
    except ValidationError as error:
        place, reason = next(iter(problems(error).items()))
        named = ".".join(str(part + 1 if isinstance(part, int) else part) for part in place)
        raise _unusable(file, _("“{place}”{reason}").format(place=named, reason=reason)) from error


def _unusable(file: Path, reason: object) -> Refused:
    return Refused(
        N_("贷款方资料“{file}”用不了：{reason}。请改正这个文件，或先把它移走"), file=file.name, reason=reason
    )


def presets() -> tuple[Preset, ...]:
    """Give the lenders that are known well enough for the talk."""
    return tuple(one for one in on_file() if isinstance(one, Preset))


def preset_for(loan: Loan) -> Preset | None:
    """Find the preset by the lender's name, by the loan's own name where the lender is not told; None if none fits."""
    name = loan.lender or loan.name or ""
    return next((one for one in presets() if any(mark in name for mark in one.marks)), None)


def lender_type(name: str) -> LenderType | None:
    """Tell the kind of lender from its name; None if the name does not say."""
    return _first(name, general().lenders, ((one.kind, one.marks) for one in on_file()))


def product(name: str) -> Product | None:
    """Tell the kind of loan from its name or its lender's; None if it does not say."""
    sold = (each for one in on_file() for each in one.products)
    return _first(name, general().products, ((each.kind, (*each.names, *each.short)) for each in sold))


def _first(name: str, words: Mapping[Kind, Words], on_file: Iterable[tuple[Kind | None, Words]]) -> Kind | None:
    told = {kind for kind, marks in chain(words.items(), on_file) if any(mark in name for mark in marks)}
    return next((kind for kind in (*words, *told) if kind in told), None)


@cache
def booked() -> Booked:
    """Give the words of statements as patterns: those of no one lender, and of every lender on file and its loans."""
    words, sold = general().statements, [each for one in on_file() for each in one.products]
    later = [name for each in sold if each.for_purchases for name in each.names]
    loans = [*words.loans, *(name for each in sold if not each.for_purchases for name in each.names)]
    houses = [*loans, *words.lenders]
    marks = [mark for one in on_file() for mark in one.marks]
    debits, purchases = [*houses, *marks], [*words.purchases, *later]
    numbers = [word for word in (*debits, *purchases) if any(map(str.isdigit, word))]
    told = (loans, houses, debits, purchases, later, numbers)
    return Booked(*(re.compile("|".join(map(re.escape, each)) or "(?!)") for each in told))
