"""How the lender's side behaved, held against the rules that may be cited, with their scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbook.case import Contact, Direction, Loan
from workbook.case.talks import Channel
from workbook.language import _, attempt
from workbook.position import Position, once
from workbook.rules import Citation, Product, cite, constant, product
from workbook.talks.log import hour, uncorrected

Kind = Literal["night", "third_party", "many_calls"]
_RULES: dict[Kind, tuple[str, ...]] = {
    "night": ("gbt_45251_consumer", "cba_2026_consumer", "gbt_45251_business", "cba_2026_business"),
    "third_party": ("gbt_45251_consumer", "cba_2026_consumer", "gbt_45251_business", "cba_2026_business"),
    "many_calls": ("gbt_45251_consumer", "gbt_45251_business"),
}


@dataclass(frozen=True)
class Finding:
    """One thing noted about the other side's conduct.

    `citation` is the rule it can be held against, None if none may be cited for this loan; `caveat` says how far
    that rule reaches.
    """

    kind: Kind
    on: date
    contacts: tuple[str, ...]
    sentence: str
    citation: Citation | None
    caveat: str


@once
def conduct(position: Position, loan: Loan) -> tuple[Finding, ...]:
    """Give what the log shows: contact at night, contact with others, many calls in a day; in the order of days."""
    theirs = [c for c in uncorrected(position, loan) if c.on is not None]
    found = (*_night(theirs), *_third(theirs), *_many(theirs))
    made = (_finding(position, loan, kind, on, ids, words) for kind, on, ids, words in found)
    return tuple(sorted(made, key=lambda f: (f.on, f.kind)))


def in_short(found: tuple[Finding, ...]) -> tuple[str, ...]:
    """Give one sentence for each kind of finding, with how often and from when to when; a few stand as they are."""
    kinds = dict.fromkeys(finding.kind for finding in found)
    return tuple(said for kind in kinds for said in _kind_in_short([one for one in found if one.kind == kind]))


def _kind_in_short(found: list[Finding]) -> tuple[str, ...]:
    if len(found) <= _ONE_BY_ONE:
        return tuple(finding.sentence for finding in found)
    said = {
        "night": _("在晚上 {start} 点到早上 {end} 点之间来联系 {count} 次，从 {first} 到 {last}。"),
        "third_party": _("联系借款人以外的人 {count} 次：{each}。"),
        "many_calls": _("一天打来超过 {limit} 次电话的有 {count} 天，从 {first} 到 {last}。"),
    }
    start, end, limit = (int(constant(name)) for name in _LIMITS)
    each = _("、").join(dict.fromkeys(str(finding.on) for finding in found))
    days = {"count": len(found), "first": found[0].on, "last": found[-1].on, "each": each}
    return (said[found[0].kind].format(**days, start=start, end=end, limit=limit),)


_ONE_BY_ONE = 3  # findings of a kind that still stand one by one
_LIMITS = ("collection_quiet_from", "collection_quiet_to", "collection_voice_calls_a_day")
_Noted = tuple[Kind, date, tuple[str, ...], str]


def _night(contacts: list[Contact]) -> Iterator[_Noted]:
    start, end = int(constant("collection_quiet_from")), int(constant("collection_quiet_to"))
    for contact in contacts:
        at = hour(contact)
        if contact.direction is Direction.BY_THEM and contact.on and at and (at.hour >= start or at.hour < end):
            words = _("{day} {time} {who}来联系，在晚上 {start} 点到早上 {end} 点之间。")
            said = words.format(day=contact.on, who=_who(contact), time=f"{at:%H:%M}", start=start, end=end)
            yield "night", contact.on, (contact.id,), said


def _third(contacts: list[Contact]) -> Iterator[_Noted]:
    for contact in contacts:
        if contact.third_party and contact.on:
            said = _("{day} {who}联系了借款人以外的人。").format(day=contact.on, who=_who(contact))
            yield "third_party", contact.on, (contact.id,), said


def _many(contacts: list[Contact]) -> Iterator[_Noted]:
    calls = [c for c in contacts if c.channel is Channel.PHONE and c.direction is Direction.BY_THEM]
    limit = int(constant("collection_voice_calls_a_day"))
    for day, count in Counter(c.on for c in calls).items():
        if day is not None and count > limit:
            of_day = [c for c in calls if c.on == day]
            who = _("、").join(dict.fromkeys(_who(c) for c in of_day))
            said = _("{day} {who}打来 {count} 次电话。").format(day=day, who=who, count=count)
            yield "many_calls", day, tuple(c.id for c in of_day), said


def _who(contact: Contact) -> str:
    """Name who was in touch: the institution only where that was checked, else who they said they were."""
    if contact.verified:
        return _("机构")
    claimed = (contact.institution or "").removeprefix("自称")
    return _("自称“{name}”的人").format(name=claimed) if claimed else _("没说清是谁的人")


def _finding(position: Position, loan: Loan, kind: Kind, on: date, contacts: tuple[str, ...], said: str) -> Finding:  # noqa: PLR0913, PLR0917 - what was noted, and for whom
    citation = next((c for c in (_cited(rule_id, position, loan) for rule_id in _RULES[kind]) if c), None)
    return Finding(kind, on, contacts, said, citation, _caveat(loan, citation))


def _cited(rule_id: str, position: Position, loan: Loan) -> Citation | None:
    return attempt(lambda: cite(rule_id, position.scope(loan), "script"))


def _caveat(loan: Loan, citation: Citation | None) -> str:
    if citation is None:
        return _("没有可以引用的规则；先把时间、号码、内容记全，保留原件。")
    if product(loan) is Product.BUSINESS:
        return _("只能作为参照提出，不能说对方违法。") + citation.limits
    return citation.limits
