"""A page of their own for whoever answers for the loan: told first, with their own days and their own money."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import Loan, LoanState
from workbook.documents.blocks import Blanks, Block, Bullets, Document, Facts, Paragraph, Section, Text, own, say
from workbook.documents.parts import call, law
from workbook.documents.parts.desk import Desk, told
from workbook.documents.parts.phone import number
from workbook.language import N_, Refused, _, attempt
from workbook.position import Position, once

_NOBODY = frozenset({LoanState.SETTLED, LoanState.NOT_MINE})


def answers_for(position: Position) -> bool:
    """Tell whether somebody else answers for the loan in the talk."""
    loan = attempt(lambda: position.loan)
    return loan is not None and loan.answered_for and position.standing(loan).state not in _NOBODY


@once
def guarantor(position: Position) -> Document:
    """Give the page for a guarantor or a spouse who signed; Refused where nobody else answers for the loan."""
    if not answers_for(position):
        raise Refused(N_("这笔没有担保人，配偶也没有签字"))
    desk = Desk.of(position, "self")
    return desk.document(
        "guarantor", _("给{reader}看的一页").format(reader=_reader(desk.loan)), _blocks(desk), narrow=True
    )


def _reader(loan: Loan) -> str:
    """Name who answers for the loan, as told."""
    told = ((loan.guaranteed, _("担保人")), (loan.spouse_signed, _("签字配偶")))
    return _("、").join(words for is_so, words in told if is_so)


def _blocks(desk: Desk) -> Iterator[Block]:
    said = _("借款人先亲口讲，再给{reader}看；在跟贷款方谈以前讲。这一页不发给贷款方。")
    yield Paragraph(say(said.format(reader=_reader(desk.loan))), "warning")
    yield Section(say(_("现在怎样")), tuple(_now(desk)))
    yield Section(say(_("先不签、先不付")), (Bullets(_not_yet(desk.loan)),))
    yield Section(say(_("有人找您，这样说")), tuple(_said(desk)))
    yield Section(say(_("您自己的日子")), tuple(_days(desk)))
    yield Section(say(_("向贷款方问清")), (Bullets(_questions(desk), "boxes"),))
    yield Section(say(_("要是已经付了")), tuple(_paid(desk)))


def _now(desk: Desk) -> Iterator[Block]:
    loan = desk.facts.loan
    yield Facts(
        told(
            call.named(desk),
            (_("向谁借的"), own(desk.loan.lender)),
            (_("最早一期没还的日子"), loan.oldest_unpaid.if_known),
            (_("下一个还款日"), loan.coming_due.if_known),
            (_("借款人算的欠款（以贷款方系统为准）"), loan.total.if_known),
        )
    )


def _not_yet(loan: Loan) -> tuple[Text, ...]:
    signed = _("没看到原来的担保合同、欠款明细和书面要求，先不付")
    return (
        say(signed if loan.guaranteed else _("没看到我签过字的文件、欠款明细和书面要求，先不付")),
        say(_("不签新的担保、展期同意书、催款单，不在 App 里点“确认”；要签，先问律师")),
        say(_("不付到个人账户，不替别人去借")),
        say(_("不替借款人答应金额和日子")),
    )


def _said(desk: Desk) -> Iterator[Block]:
    if desk.loan.guaranteed:
        who, paper = _("我是担保人"), _("担保合同或我签过字的文件")
    else:
        who, paper = _("我是签了字的配偶"), _("我签过字的文件")
    said = _("“{who}。请把{paper}、欠款明细、要我做什么，书面寄给我。我现在不答应金额和日期。”")
    yield Paragraph(say(said, who=who, paper=paper), "say")


def _days(desk: Desk) -> Iterator[Block]:
    signed = (say(_("哪天签的字")), say(_("担保方式：一般还是连带")), say(_("最多担保多少")), say(_("担保到哪天为止")))
    yield Blanks(signed if desk.loan.guaranteed else signed[:1])
    said = _("签的是什么、要您承担什么，照签过字的文件；看不懂的，带上它打{aid}问法律援助，不要自己算。")
    if desk.loan.guaranteed:
        said = _("担保到哪天、哪天以前要您承担，照担保合同；合同看不懂的，带上它打{aid}问法律援助，不要自己算。")
    yield Paragraph(say(said, aid=number("legal_aid")), "note")


def _questions(desk: Desk) -> tuple[Text, ...]:
    each = (
        say(_("逾期几天后会代偿、几天后会来找我")),
        say(_("代偿以后向谁还，还加不加收")),
        say(_("我的征信报不报、从哪天起报")),
        say(_("借款人改了还款计划，要不要我再签字；不签会怎样")),
    )
    return each if desk.loan.guaranteed else (*each[2:], say(_("哪一份文件上有我的签字，写的是什么")))


def _paid(desk: Desk) -> Iterator[Block]:
    yield Bullets((say(_("留好付款凭证，要一份写明付的是哪一笔、还剩多少的书面证明")),), "boxes")
    yield from law.grounds(desk, ("civil_700_recourse",) if desk.loan.guaranteed else ("civil_1064_spouse",), "page")
