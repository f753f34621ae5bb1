"""What every course has to say: its letter, the chat, the card, the call, tonight, and what comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbook.documents.blocks import Block, Document, Text
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.talks import Heard

Said = Callable[[Desk], Text]
Lines = Callable[[Desk], tuple[Text, ...]]
Blocks = Callable[[Desk], Iterator[Block]]


def nothing(_desk: Desk) -> tuple[Text, ...]:
    """Say nothing."""
    return ()


@dataclass(frozen=True)
class Slots:
    """All the words of one course, from one file, for every paper of a case.

    `facts` goes on after the borrower's name (`short` where room is scarce) and with `request` is what letter, brief
    and chat share; `closing` is what the answer should say, at most seven. `opening` opens a call, `aloud` says the
    request in it, `after` what to do once it was sent. Without a `letter` nothing is written to the lender; `chats`
    tells whether something is typed to it, `annexed` whether brief, plan and list of exhibits go with the letter,
    `calls` whether anybody is rung up about it; `asks_first` is the question that is typed while there is no request
    yet, `asks_too` what is typed after one where there is room. A course with two readers writes the other one a
    `second` letter.
    Of a loan in order `page` is what the page of ways says first, and `heard` all that a script answers to; None
    elsewhere.
    """

    facts: Said
    request: Said
    closing: Lines
    opening: Said
    aloud: Said
    card: tuple[Part, ...]
    tonight: Blocks
    after: Lines
    title: Callable[[Desk], str] | None = None
    letter: Callable[[Desk], Document] | None = None
    chats: bool = True
    annexed: bool = False
    calls: bool = True
    asks_first: Said | None = None
    asks_too: Said | None = None
    second: Callable[[Desk], Document] | None = None
    short: Said | None = None
    page: Blocks | None = None
    heard: frozenset[Heard] | None = None
