"""Shorter letters: holding, hardship, a change of circumstances, questions about figures."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import confirm, followup, talks
from workbook.case import LoanState
from workbook.case.evidence import Proves
from workbook.course import Course
from workbook.documents.blocks import Block, Bullets, Document, Facts, Figure, Heading, Paragraph, Text, day, say
from workbook.documents.parts import ability, asked, chronology, law, letter, owed, proof, who, written
from workbook.documents.parts.desk import Desk, not_while_nothing_is_left
from workbook.language import N_, NotKnown, Refused, _, attempt
from workbook.position import Position, once
from workbook.pressure import Strain


@once
def holding(position: Position) -> Document:
    """Give the letter that keeps the door open without a figure: the situation, reachable, an answer will follow.

    Refused where the loan can simply be paid.
    """
    desk = _in_hardship(position)
    return letter.letter(desk, "holding", _("关于还款困难的情况说明"), _holding(desk))


_NOTHING_LEFT = N_("我没有回避，愿意商量。目前报不出能够做到的数；电话保持畅通，请与我本人联系。")
_WILLING = {
    False: N_("我愿意还清。现在正在核对收支，算清后提出能守住的还款安排；电话保持畅通，请与我本人联系。"),
    True: N_("我愿意还清，请告诉我可以办理的方式和所需材料；电话保持畅通，请与我本人联系。"),
}
"""What is said of the will to pay, by whether it is known what can be paid; no promise where nothing is left."""

_MEANWHILE = {
    False: N_("商量期间请不要宣布提前到期，也不要联系本人以外的人。"),
    True: N_("书面说明能否撤回提前到期、恢复分期；商量期间也请不要联系本人以外的人。"),
}


def _in_hardship(position: Position) -> Desk:
    """Lay out a case for a letter that says payment is hard; Refused where it simply can be paid."""
    desk = Desk.to_creditor(position)
    if desk.course is Course.CURE or desk.strain is Strain.PAYABLE:
        raise Refused(N_("按现在的数字付得起，不用写困难：照着付，付完看欠款有没有清掉"))
    return desk


def _holding(desk: Desk) -> Iterator[Block]:
    yield letter.introduction(desk)
    yield from who.happened(desk)
    willing = _NOTHING_LEFT if desk.course is Course.HOLD else _WILLING[desk.declared.worked_out]
    yield Paragraph(say(_(willing)))
    yield Paragraph(say(_("在这之前，请{you}："), you=desk.you))
    yield Bullets(
        (
            say(_("登记本情况，告知工单号、联系人和答复日期；")),
            say(_("书面列明截至今天的本金、利息、罚息、复利、费用各多少，以及每天增加多少；")),
            say(_("告知现在可以申请哪些办法、需要哪些材料；")),
            say(_(_MEANWHILE[desk.state is LoanState.ACCELERATED])),
        ),
        "circles",
    )
    yield from law.grounds(desk, ("civil_543_change", "credit_15_notice"))


@once
def hardship(position: Position) -> Document:
    """Give the statement of hardship: told facts only, each with its exhibit or marked as an estimate.

    NotKnown where nothing was told about what changed, Refused where the loan can simply be paid or nothing is left.
    """
    desk = _in_hardship(position)
    not_while_nothing_is_left(desk)
    if not desk.case.situation.what_changed:
        raise NotKnown(
            N_("先在 01_situation 填写“发生了什么变化”；已经写了的，先在 06_brief 点“可以写进去”"), where="01_situation"
        )
    return letter.letter(desk, "hardship", _("困难情况说明"), _hardship(desk))


def _hardship(desk: Desk) -> Iterator[Block]:
    yield letter.introduction(desk)
    yield Heading(say(_("发生了什么")))
    yield from who.happened(desk)
    yield from ability.ability(desk, _("现在的收支"))
    yield Heading(say(_("每一项凭什么")))
    shown = (Proves.CHANGE, Proves.RECEIPTS, Proves.COSTS, Proves.ESSENTIALS)
    yield Facts(tuple((say(one.words), (desk.facts.proof[one],)) for one in shown))
    yield Heading(say(_("材料")))
    yield from proof.exhibits(desk)
    yield written.truth(desk)


@once
def change(position: Position) -> Document:
    """Give the letter that asks to adjust an arrangement in force before it is missed; NotKnown without one."""
    desk = Desk.to_creditor(position)
    if not desk.case.situation.what_changed:
        raise NotKnown(
            N_("先在 01_situation 填写“发生了什么变化”；已经写了的，先在 06_brief 点“可以写进去”"), where="01_situation"
        )
    agreed = confirm.arrangement(desk.position, desk.loan)
    return letter.letter(desk, "change", _("关于情况变化、申请调整还款安排的函"), _change(desk, agreed))


def _change(desk: Desk, agreed: confirm.Arrangement) -> Iterator[Block]:
    yield letter.introduction(desk)
    yield Paragraph(say(_standing(desk), on=day(agreed.written.on, _("之前"))))
    yield from who.happened(desk)
    yield from ability.ability(desk)
    if desk.asked:
        yield Paragraph(say(_("请求改为：")))
        yield asked.terms_facts(desk.asked)
    else:
        yield Paragraph(say(_("请告知现在可以怎样调整，答复之前我会尽量按原安排还。")))
    yield from proof.exhibits(desk)
    yield written.truth(desk)


def _standing(desk: Desk) -> str:
    """Say whether the arrangement in force is still kept, where that can be told."""
    kept = attempt(lambda: followup.kept(desk.position, desk.loan))
    if kept is None:
        return _("{on}确认的还款安排：现在情况有变，申请调整。")
    if kept.missed:
        return _("{on}确认的还款安排：现在情况有变，已有到期没还齐的，申请调整。")
    return _("{on}确认的还款安排：现在情况有变，所以在逾期之前提出。")


@once
def query(position: Position) -> Document:
    """Give the letter that asks about figures and written terms that do not agree, and components never stated.

    Refused where there is nothing to ask.
    """
    desk = Desk.to_creditor(position)
    questions = (*desk.facts.query.figures, *desk.facts.query.written)
    unstated = tuple(owed.component_title(name) for name, amount in desk.facts.loan.components if not amount.known)
    if not questions and not unstated:
        raise Refused(N_("现在没有要问的：各项都有数字，也没有对不上的地方"))
    return letter.letter(desk, "query", _("关于核对欠款和还款条件的函"), _query(desk, questions, unstated))


def _query(desk: Desk, questions: tuple[Figure, ...], unstated: tuple[str, ...]) -> Iterator[Block]:
    yield letter.introduction(desk)
    yield letter.balance(desk)
    yield Paragraph(say(_("下面几点对不上或没有写明，请核实后书面答复：")))
    asked_for: list[Text] = [(question,) for question in questions]
    if unstated:
        asked_for.append(say(_("请书面列明：{parts}各多少，按什么利率、从哪天算起。"), parts=_("、").join(unstated)))
    yield Bullets(tuple(asked_for), "circles")
    yield Paragraph(say(_("数字不论对谁有利，都请更正。核对期间我会继续和{you}保持联系。"), you=desk.you))
    yield from law.grounds(desk, ("pboc_2021_annual_rate", "cost_table_2026"))


@once
def complaint(position: Position) -> Document:
    """Give the chronology of contacts for a complaint.

    NotKnown while the log is empty, Refused where it holds nothing to complain about: no conduct against the rules of
    collection, no answer that was promised and is overdue, no complaint made already.
    """
    desk = Desk.of(position, "lender")
    rows = tuple(c for c in desk.case.talks.contacts if c.on)
    if not rows:
        raise NotKnown(N_("{sentence}"), where="07_talks", sentence=_nothing_noted(position))
    if not _to_complain_about(desk):
        raise Refused(N_("记录里没有要投诉的事：没有夜里或向别人催收，也没有过期不答复的"))
    return letter.letter(desk, "complaint", _("投诉事项经过"), _complaint(desk))


def _nothing_noted(position: Position) -> str:
    """Ask which lender an entry is about, where that is all that lacks."""
    return "".join(talks.unplaced(position)) or _("先在 07_talks 记下联系记录")


def _to_complain_about(desk: Desk) -> bool:
    promised = talks.promises(desk.position, desk.loan)
    unanswered = any(promise.whose == "theirs" and promise.overdue for promise in promised)
    return bool(desk.facts.conduct.all) or unanswered or desk.case.followup.complaint_on is not None


def _complaint(desk: Desk) -> Iterator[Block]:
    yield letter.introduction(desk)
    yield from chronology.contacts(desk)
    yield from chronology.conduct(desk)
    yield Heading(say(_("请求")))
    yield Bullets(
        (
            say(_("核实上述经过，书面答复处理结果；")),
            say(_("说明我的申请处理到哪一步、由谁决定、哪天答复；")),
            say(_("如有不妥，请停止并更正。")),
        ),
        "circles",
    )
    cited = tuple(law.grounds(desk, ("complaint_deadlines", "pipl_10_lawful", "pipl_23_passing_on"), "complaint"))
    if cited:
        yield Heading(say(_("依据")))
        yield from cited
    yield Paragraph(say(_("以上经过按联系记录写，记录可以提供。")))
