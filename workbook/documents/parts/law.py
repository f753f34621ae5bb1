"""Rules in a lender's document: only what the gate lets through, with their limits."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import rules
from workbook.documents.blocks import Block, Bullets, Cite, Heading, Text, say
from workbook.documents.parts.desk import Desk
from workbook.language import _, attempt
from workbook.rules import Use


def grounds(desk: Desk, rule_ids: tuple[str, ...], use: Use = "letter", at_most: int | None = None) -> Iterator[Block]:
    """List those of these rules that may be cited for this loan today, the first ones only; nothing where none may."""
    items = tuple(text for text in (cited(desk, one, use) for one in rule_ids) if text)[:at_most]
    if items:
        yield Bullets(items)


def section(desk: Desk, rule_ids: tuple[str, ...], use: Use = "letter", at_most: int | None = None) -> Iterator[Block]:
    """Give the same under a heading of their own; nothing where none may be cited."""
    found = tuple(grounds(desk, rule_ids, use, at_most))
    if found:
        yield Heading(say(_("依据")))
        yield from found


def cited(desk: Desk, rule_id: str, use: Use = "letter") -> Text:
    """Give one rule with its source, or nothing where the gate holds it back."""
    found = attempt(lambda: rules.cite(rule_id, desk.position.scope(desk.loan, desk.state), use))
    return (Cite(found.sentence, rule_id),) if found else ()
