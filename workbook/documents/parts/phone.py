"""Public telephone numbers on papers, and the lines that put the person before the papers."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import rules
from workbook.case import Case
from workbook.course import NUMBERS, support
from workbook.documents.blocks import Block, Cite, Paragraph, Text, say
from workbook.language import _


def number(number_id: str) -> Cite:
    """Give a public telephone number as the register has it."""
    return Cite(str(rules.public_number(number_id)), f"number:{number_id}")


def free_help() -> Text:
    """Name the free official ways."""
    said = _("免费帮助：法律援助{aid}，金融监管投诉{regulator}（先向对方投诉）")
    return say(said, aid=number("legal_aid"), regulator=number("regulator"))


def support_lines(case: Case) -> Iterator[Block]:
    """Give a calm line each where distress or danger was indicated, with numbers whose source is in the register."""
    cited = {name: number(name) for name in NUMBERS}
    for sentence in support(case):
        yield Paragraph(
            say(_(sentence), **{name: cite for name, cite in cited.items() if f"{{{name}}}" in sentence}), "warning"
        )
