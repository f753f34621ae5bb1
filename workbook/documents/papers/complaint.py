"""What the log shows, for a complaint that the borrower chooses to make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbook import talks
from workbook.case import Contact, lacking
from workbook.course import Course
from workbook.documents.blocks import Block, Bullets, Document, Heading, Paragraph, day, say
from workbook.documents.parts import chronology, law, letter
from workbook.documents.parts.desk import Desk
from workbook.language import N_, Refused, _, joined
from workbook.position import Position, once

_ON_THE_PAGE = 12
"""Entries of the log that still stand before the request; more are annexed."""


@once
def complaint(position: Position) -> Document:
    """Give the chronology of contacts for a complaint.

    NotKnown while the log is empty, Refused where it holds nothing to complain about: no conduct against the rules of
    collection, no answer that was promised and is overdue, no complaint made already.
    """
    desk = Desk.of(position, "lender")
    if desk.course is Course.NOT_MINE:
        raise Refused(N_("不是您借的：先报警、问律师，不写任何会被读成认账的东西"))
    rows = tuple(c for c in desk.case.talks.contacts if c.on)
    if not rows:
        raise lacking("talks", N_("{sentence}"), sentence=_nothing_noted(position))
    if not _to_complain_about(desk):
        raise Refused(N_("记录里没有要投诉的事：没有夜里或向别人催收，也没有过期不答复的"))
    entries = talks.uncorrected(desk.position, desk.loan)
    annexed = len(entries) > _ON_THE_PAGE
    body = _complaint(desk, _in_short(desk, entries) if annexed else _in_full(desk))
    annex = _annex(desk) if annexed else ()
    return letter.letter(desk, letter.Letter("complaint", _("投诉事项经过"), body, annex=annex))


def _nothing_noted(position: Position) -> str:
    """Ask which lender an entry is about, where that is all that lacks."""
    return joined(*talks.unplaced(position)) or _("先在“谈”那一页记下联系记录")


def _to_complain_about(desk: Desk) -> bool:
    promised = talks.promises(desk.position, desk.loan)
    unanswered = any(promise.whose == "theirs" and promise.overdue for promise in promised)
    return bool(desk.facts.conduct.all) or unanswered or desk.case.followup.complaint_on is not None


def _between(entries: Sequence[Contact]) -> Iterator[Block]:
    """Say from when to when the log reaches, where its entries are too many to stand before the request."""
    days = [entry.on for entry in entries if entry.on]
    yield Paragraph(say(_("{first}至{last}的联系逐次列在附页。"), first=day(min(days)), last=day(max(days))))


def _in_full(desk: Desk) -> Iterator[Block]:
    yield from chronology.contacts(desk)
    yield from chronology.conduct(desk)


def _in_short(desk: Desk, entries: Sequence[Contact]) -> Iterator[Block]:
    yield from _between(entries)
    yield from chronology.conduct_in_short(desk)


def _annex(desk: Desk) -> Iterator[Block]:
    yield Heading(say(_("附页")))
    yield from chronology.contacts(desk)


def _complaint(desk: Desk, told: Iterable[Block]) -> Iterator[Block]:
    yield letter.begun(desk, (*letter.this_loan(desk), *say(_("。"))))
    yield from told
    yield Heading(say(_("请求")))
    yield Bullets(
        (
            say(_("核实上述经过，书面答复处理结果；")),
            say(_("说明我的申请处理到哪一步、由谁决定、哪天答复；")),
            say(_("如有不妥，请停止并更正。")),
        ),
        "circles",
    )
    yield from law.section(desk, ("complaint_deadlines", "pipl_10_lawful", "pipl_23_passing_on"), "complaint")
    yield Paragraph(say(_("以上经过按联系记录写，记录可以提供。")))
