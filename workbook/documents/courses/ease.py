"""New terms for what is owed: asked in one letter, with one main request, before it is late or after."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import LoanState
from workbook.documents.blocks import Block, Document, Heading, Paragraph, Text, joined, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.facts.ask import RungFacts
from workbook.documents.facts.loan import NoteFacts
from workbook.documents.parts import call, law, letter, proof, reasons, record, request, who
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Asked, Desk, needs_request
from workbook.documents.parts.schedule import schedule as columns
from workbook.language import N_, _
from workbook.pressure import Strain

LATE_GROUNDS = ("civil_543_change",)
EARLY_GROUNDS = ("civil_678_extension", "civil_543_change")


def _title(desk: Desk) -> str:
    return _("关于提前申请调整还款计划的函") if desk.before_due else _("关于申请调整还款计划的函")


_HARD = {
    Strain.ALWAYS: N_("本人测算以后各期难以足额支付"),
    Strain.BAD_MONTHS: N_("本人测算经营低谷月份难以足额支付"),
    Strain.TOLD: N_("本人担心以后各期难以足额支付"),
}
_HARD_WHOLE = {
    Strain.ALWAYS: N_("本人测算到期难以一次还清"),
    Strain.BAD_MONTHS: N_("本人测算到期难以一次还清"),
    Strain.TOLD: N_("本人担心到期难以一次还清"),
}


def facts(desk: Desk) -> Text:
    """Say the same without the person's details, as a chat begins."""
    if desk.facts.loan.notes:
        return _first_of_line(desk)
    told = so_far(desk)
    if desk.before_due:
        return (*told, *_early(desk))
    said = _("{told}；{unpaid}，本人愿意继续偿还，现申请调整还款计划。")
    return say(said, told=told, unpaid=unpaid(desk))


def so_far(desk: Desk) -> Text:
    """Say which loan it is and how it was repaid, as far as that is known."""
    made = record.interest_paid if desk.facts.loan.whole_on.known else record.paid
    each = (letter.this_loan(desk), made(desk.facts.loan.record))
    return joined(tuple(text for text in each if text), _("，"))


def unpaid(desk: Desk) -> Text:
    """Say what was not paid, and that the whole was called in where it was."""
    late = record.unpaid(desk, desk.facts.loan.record) or say(_("目前已逾期"))
    called = desk.state is LoanState.ACCELERATED
    return (*late, *(say(_("，{you}已宣布提前到期"), you=desk.you) if called else ()))


def short(desk: Desk) -> Text:
    """Say only what was drawn and what was not paid, or that it is asked before it falls due."""
    if note := record.late_note(desk):
        return _short_of_note(desk, note)
    late = say(_("，{unpaid}，现申请调整还款计划。"), unpaid=unpaid(desk))
    return (*letter.this_loan(desk), *(say(_("，现于到期前提出申请。")) if desk.before_due else late))


def _short_of_note(desk: Desk, note: NoteFacts) -> Text:
    said = _("在{you}的{place}借据{n}共{total}未按期偿还，逾期{days}。")
    unpaid = {"n": note.record.missed_count, "total": note.record.missed_sum}
    return say(said, you=desk.you, place=note.place, days=note.days_overdue, **unpaid)


def _early(desk: Desk) -> Text:
    """Say what falls due next, or on which day all of it does at once, and that paying it is hard where it is."""
    why = _HARD_WHOLE if desk.facts.loan.whole_on.known else _HARD
    hard = say(_("，{hard}"), hard=_(why[desk.strain])) if desk.strain in why else ()
    return (*_falls_due(desk), *hard, *say(_("，现于到期前提出申请。")))


def _falls_due(desk: Desk) -> Text:
    loan = desk.facts.loan
    if loan.whole_on.known:
        return say(_("；{on}到期应一次还{amount}"), on=loan.whole_on, amount=loan.whole_due)
    if loan.coming_due.known:
        return say(_("；下期{on}应还{amount}"), on=loan.coming_due, amount=loan.coming_payment)
    return ()


def _first_of_line(desk: Desk) -> Text:
    """Name every note of a line with its own record, so that none is taken for another."""
    each = tuple(_of_one(desk, note) for note in desk.facts.loan.notes)
    together = () if _apart(desk) else say(_("；{unpaid}"), unpaid=unpaid(desk)) if not desk.before_due else ()
    said = _("在{you}同一额度下有{n}笔借据：{each}{together}。本人愿意继续偿还，现申请调整还款计划。")
    of_note = _("在{you}同一额度下有{n}笔借据：{each}{together}。本人愿意继续偿还，现申请调整{note}的还款计划。")
    note = record.late_note(desk)
    return say(
        of_note if note else said,
        you=desk.you,
        n=desk.facts.loan.note_count,
        each=joined(each, _("；") if _apart(desk) else _("、")),
        together=together,
        note=note.place.if_known if note else (),
    )


def _apart(desk: Desk) -> bool:
    """Tell whether each note of the line has a record of its own."""
    return desk.position.line(desk.loan).told_apart


def _of_one(desk: Desk, note: NoteFacts) -> Text:
    """Name a note with its record; its name alone where payments may have been for another."""
    named, told = record.note_named(note), record.of_note(note) or say(_("未到期"))
    return say(_("{note}：{record}"), note=named, record=told) if _apart(desk) else named


def _request(desk: Desk) -> Text:
    return request.whole(desk, needs_request(desk))


def closing(desk: Desk) -> tuple[Text, ...]:
    """List what the answer has to say before it can be checked."""
    return (
        say(_("工单号、受理部门、预计答复日；")),
        say(_("各期日期、金额（本金、利息、费用）；")),
        say(_("年利率、还款抵扣顺序；")),
        say(_("罚息、复利如何处理，调整期间是否继续计收；")),
        say(
            _("是否撤回提前到期、恢复分期，委外催收是否停止；")
            if desk.state is LoanState.ACCELERATED
            else _("按新计划还款期间是否宣布提前到期、委外催收是否停止；")
        ),
        say(_("征信如何报送、自哪个月起；")),
        say(_("在何处确认、以哪份文件为准。")),
    )


def _letter(desk: Desk) -> Document:
    asked = needs_request(desk)
    return letter.letter(
        desk, letter.Letter("application", _title(desk), _body(desk, asked), closing(desk), schedule(asked.rung))
    )


def _body(desk: Desk, asked: Asked) -> Iterator[Block]:
    yield letter.begun(desk, facts(desk))
    yield Paragraph(letter.balance(desk))
    yield from who.notes(desk)
    yield Heading(say(_("原因")))
    yield from reasons.reasons(desk, asked)
    yield from ask(desk, asked)
    yield from law.section(desk, _grounds(desk), at_most=1)
    yield Heading(say(_("附件")))
    yield from proof.named(desk)


def _grounds(desk: Desk) -> tuple[str, ...]:
    """Give the rules that may stand in the letter; one that is put into instalments is not put off."""
    return EARLY_GROUNDS if desk.before_due and not desk.facts.loan.whole_on.known else LATE_GROUNDS


def ask(desk: Desk, asked: Asked) -> Iterator[Block]:
    """Say the request under its heading, what is paid first, what is offered, and by when an answer would help."""
    yield Heading(say(_("请求")))
    yield Paragraph(request.whole(desk, asked))
    for said in (request.first_money(desk, asked), *request.offers(desk), _wish(desk, asked)):
        if said:
            yield Paragraph(said)


def _wish(desk: Desk, asked: Asked) -> Text:
    """Wish for an answer before the next instalment, or all of it, falls due."""
    coming, whole = desk.facts.loan.coming_due, desk.facts.loan.whole_on
    if not asked.rung.count.known:
        return ()
    if whole.known:
        return say(_("如能在{on}（到期日）前答复，本人可以按新安排备款。"), on=whole)
    return say(_("如能在{on}（下期还款日）前答复，本人可以按新安排备款。"), on=coming) if coming.known else ()


def schedule(rung: RungFacts) -> Iterator[Block]:
    """Tabulate every instalment of the request with all its parts; nothing where it could not be priced."""
    yield from columns(rung, _("附表：按本请求计算的还款计划"))


def opening(desk: Desk) -> Text:
    """Open the call: who, which loan, willing to pay, and that terms are asked for."""
    said = _("您好，我叫{name}，想谈{loan}。我愿意还，{why}想申请调整还款计划。请问您的工号，这件事您能决定吗？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk), why=_why(desk))


def _why(desk: Desk) -> str:
    """Say that paying is hard only where the figures or the borrower say so."""
    if desk.strain in {Strain.PAYABLE, Strain.UNKNOWN}:
        return ""
    return _("担心接下来还不上，") if desk.strain is Strain.TOLD else _("现在按原计划有困难，")


CARD: tuple[Part, ...] = talk.card(
    opening,
    (N_("我要的"), call.asks),
    (
        N_("还的钱先抵哪一项"),
        N_("罚息怎么处理"),
        N_("会不会提前收贷"),
        N_("征信怎么报"),
        N_("催收停不停"),
        N_("新的还款计划在 App 哪里看得到"),
    ),
)

EASE = Slots(
    title=_title,
    facts=facts,
    request=_request,
    closing=closing,
    opening=opening,
    aloud=talk.asked_aloud,
    card=CARD,
    tonight=talk.tonight,
    after=talk.after_request,
    letter=_letter,
    annexed=True,
    short=short,
)
