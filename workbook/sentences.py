"""What a borrower's own sentences tell that harms or is private, and which of them a lender may read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from workbook.case import (
    Case,
    Contact,
    Document,
    Expense,
    Fee,
    Funder,
    Income,
    Loan,
    Month,
    Part,
    Profile,
    Situation,
    StatementFile,
    WrittenTerms,
)
from workbook.case.fields import Choice
from workbook.home import SHIPPED
from workbook.language import N_, _

LIST = SHIPPED / "data" / "told_words.toml"
_PIECE = re.compile(r".*?(?:[。！？!?；;\n]+|\.(?=\s)|$)", re.DOTALL)
_ENDS = "。！？!?；;.\n"
_PAUSES = ("；", ";")
_ASIDE = re.compile(r"[（(][^）)]*[）)]")
_SHORTEST_NAME = 3


class Kind(StrEnum):
    """What a lender may take amiss in a sentence, or what is nobody's business but the borrower's."""

    REPAY = "repay"
    LENDERS = "lenders"
    LIMIT = "limit"
    GAMBLING = "gambling"
    INVESTMENT = "investment"
    THREATS = "threats"
    ADMISSION = "admission"
    PROMISE = "promise"
    ILLNESS = "illness"
    FAMILY = "family"
    PEOPLE = "people"

    @property
    def asked(self) -> bool:
        """Whether a lender reads such a sentence only after a yes; people of the business are named freely."""
        return self is not Kind.PEOPLE

    @property
    def why(self) -> str:
        """Say what may come of it when a lender reads it."""
        return _(_WHY[self])


_WHY = {
    Kind.REPAY: N_("说到借钱还债：对方会读成借新还旧，请求可能不批，别的借款也会看得更紧。"),
    Kind.LENDERS: N_("说到别的借款：对方会去核对，别处的逾期也算进来。没问到就不用写，问到了照实答。"),
    Kind.LIMIT: N_("说到要更多的钱：还款有难处时一般不批，也会盖过您真正的请求。"),
    Kind.GAMBLING: N_("说到赌或彩票：对方会当作钱用错了地方，可能要求提前还清。"),
    Kind.INVESTMENT: N_("说到投资、买房或被骗：对方会查借款用到了哪里。"),
    Kind.THREATS: N_("话说重了：对方会转给处理投诉的人，请求就没有人看了。"),
    Kind.ADMISSION: N_(
        "说到替别人借、再也还不了、把财产给了家人：写进信里能当作证据，对方可能马上起诉。先别写，打法律援助问过再说。"
    ),
    Kind.PROMISE: N_("话说满了：一次没做到就失信。写能做到的数和日子就够。"),
    Kind.ILLNESS: N_(
        "说到病痛：这是私事，说不说由您定。难处就是从这里来的，点“可以写进去”；说一句影响了生意就够，病名和细节不用写。"
    ),
    Kind.FAMILY: N_("说到家里人：这是您和他们的私事，说不说由您定。难处就是从这里来的，点“可以写进去”。"),
}

NAMES: frozenset[tuple[type[Part], str]] = frozenset(
    {
        *((Profile, name) for name in Profile.model_fields),
        *((Contact, name) for name in ("time", "institution", "agent", "ticket")),
        *((StatementFile, name) for name in ("sha256", "format", "count")),
        *((WrittenTerms, name) for name in ("counts_as_default", "signed_by")),
        *((Fee, name) for name in ("name", "collector", "clause")),
        *((Document, name) for name in ("issuer", "sha256")),
        *(
            (Loan, name)
            for name in ("lender", "owner_now", "contract_no", "notice_from", "notice_number", "frozen_account")
        ),
        (Funder, "name"),
        (Situation, "floor_place"),
    }
)
"""Fields that name somebody or something; they are no sentences and are held against nothing."""
UNPRINTED: frozenset[tuple[type[Part], str]] = frozenset({(Income, "name"), (Expense, "name"), (Month, "source")})
"""Free words that no paper for a lender prints: nobody is asked about them, what is flagged stays out."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2}")
_CODE = re.compile(r"[@_/\\]|\.\w")  # an address, the name of a file
_REFERENCES = frozenset({"id", "loan_id", "note_id", "main"})


class Words(NamedTuple):
    """What is looked for, and ordinary words that only contain it."""

    words: tuple[str, ...]
    unless: tuple[str, ...]

    def found(self, words: str) -> tuple[str, ...]:
        """Give those of them that stand in plain words."""
        for ordinary in self.unless:
            words = words.replace(ordinary, "　")
        return tuple(word for word in self.words if word in words)


@dataclass(frozen=True)
class Reader:
    """One lender as a reader: the sentences it may read all the same, its own names, the names of the others."""

    allowed: frozenset[str] = frozenset()
    own: str = ""
    others: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, case: Case, loan: Loan | None) -> Reader:
        """Give the lender of a loan as a reader."""
        allowed = frozenset(bare(row.sentence or "") for row in case.ask.allowed if not row.archived)
        theirs = [one for one in case.loans if loan is not None and one.same_lender(loan)]
        own = plain("".join(name for one in theirs for name in _names(one)))
        named = {plain(name) for one in case.loans if loan is not None and one not in theirs for name in _names(one)}
        return cls(allowed, own, tuple(sorted(name for name in named if name not in own)))

    def kinds(self, sentence: str) -> tuple[Kind, ...]:
        """Give what a sentence tells that waits for a yes; what this lender is itself called is no other lender."""
        words = plain(sentence)
        found = {kind for kind in kinds(words) if kind is not Kind.LENDERS or self._another(words)}
        named = {Kind.LENDERS} if any(name in words for name in self.others) else set()
        return tuple(kind for kind in Kind if kind.asked and kind in found | named)

    def _another(self, words: str) -> bool:
        return any(word not in self.own for word in word_list()[Kind.LENDERS].found(words))

    def may_read(self, sentence: str) -> bool:
        """Tell whether this lender may read a sentence."""
        return bare(sentence) in self.allowed or not self.kinds(sentence)

    def reads(self, words: str) -> str | None:
        """Give of some words the sentences this lender may read; None where there are none."""
        every = pieces(words)
        read = tuple(piece for piece in every if self.may_read(piece))
        said = "".join(read).strip()
        if read != every and said.endswith(_PAUSES):
            said = bare(said)
            said += mark_of(said)
        return said or None


def pieces(words: str) -> tuple[str, ...]:
    """Cut words into sentences, each with the mark it ends in."""
    return tuple(piece for piece in _PIECE.findall(words) if bare(piece))


def bare(sentence: str) -> str:
    """Give a sentence without the mark it ends in and without blanks around it: what a yes is kept for."""
    return sentence.strip().rstrip(_ENDS).strip()


def mark_of(sentence: str) -> str:
    """Give the mark that a sentence lacks at its end; nothing where it has one."""
    words = sentence.strip()
    if not words or words.endswith(tuple(_ENDS)):
        return ""
    return "." if words[-1].isascii() else "。"


def plain(words: str) -> str:
    """Give words as they are looked for: without blanks and capitals."""
    return "".join(words.split()).casefold()


def kinds(sentence: str) -> tuple[Kind, ...]:
    """Give what the words of a sentence tell, whoever reads it."""
    words = plain(sentence)
    return tuple(kind for kind, listed in word_list().items() if listed.found(words))


def is_worded(part: Part, name: str) -> bool:
    """Tell whether a field holds words that somebody wrote: free ones, a name, a number of a paper."""
    value = getattr(part, name)
    return isinstance(value, str) and not isinstance(value, Choice) and name not in _REFERENCES


def is_free(part: Part, name: str) -> bool:
    """Tell whether a field holds free words, of which a lender reads only the sentences it may."""
    return is_worded(part, name) and (type(part), name) not in NAMES


def is_foreign(words: str) -> bool:
    """Tell whether words are written in Latin letters alone, and are more than one name, code or address."""
    if _HAN.search(words):
        return False
    written = [one for one in words.split() if _LATIN.search(one) and not _CODE.search(one) and not one.isupper()]
    return len(written) > 1


@cache
def word_list() -> dict[Kind, Words]:
    """Give the words of each kind as they are looked for."""
    listed = tomllib.loads(LIST.read_text("utf-8"))
    return {
        Kind(kind): Words(*(tuple(plain(word) for word in found.get(name, ())) for name in Words._fields))
        for kind, found in listed.items()
    }


def _names(loan: Loan) -> Iterator[str]:
    for name in (loan.name, loan.lender):
        shown = _ASIDE.sub("", name or "").strip()
        if len(shown) >= _SHORTEST_NAME:
            yield shown
