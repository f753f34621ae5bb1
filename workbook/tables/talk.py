"""Tables of the talks and of what came in writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from workbook import confirm, talks, workdays
from workbook.case import Loan, LoanState, Offer, Terms
from workbook.confirm import Confirmation, Difference
from workbook.language import N_, Refused, _, attempt, joined
from workbook.position import Position, once
from workbook.pressure import called, notice_days
from workbook.rules import public_number
from workbook.shown import Table
from workbook.tables.wording import Cell, table
from workbook.talks import Answer, CounterOffer, Debit, Entry, Promise, Reply


@once
def contacts(position: Position) -> Table:
    """List every contact in order, corrected entries marked, then what was promised and what the log shows."""
    rows = [_contact(entry) for entry in talks.entries(position)]
    columns = (_("哪天"), _("几点"), _("谁找谁"), _("工号、工单"), _("说了什么"), _("对方答应的"), _("下次"))
    none = () if rows else (_("还没有联系记录。每次联系完马上记一笔。"),)
    return table(
        _("联系记录一览"), columns, rows, (*none, *talks.unplaced(position), *_promises(position), *_conduct(position))
    )


def _contact(entry: Entry) -> tuple[Cell, ...]:
    told = entry.contact
    who = _("、").join(part.words for part in (told.direction, told.channel) if part)
    staff = _("、").join(part for part in (told.agent, told.ticket) if part)
    said = told.said or ""
    corrected = said if entry.stands else _("（已更正）{said}").format(said=said)
    return told.on, told.time or "", who, staff, corrected, told.their_promise or "", told.next_on or ""


def _promises(position: Position) -> Iterator[str]:
    sides = {"mine": _("我答应的"), "theirs": _("对方答应的")}
    for promise in talks.promises(position):
        said = _("{whose}：{words}。{step}")
        yield said.format(whose=sides[promise.whose], words=promise.words, step=_step(position, promise))


def _step(position: Position, promise: Promise) -> str:
    return talks.next_step(position, promise) if position.loans else promise.next_step


def _conduct(position: Position) -> Iterator[str]:
    found = (finding for loan in position.loans for finding in talks.conduct(position, loan))
    yield from dict.fromkeys(joined(finding.sentence, finding.caveat) for finding in found)


@once
def replies(position: Position) -> Table:
    """List what the other side usually says, with a calm next line."""
    columns = (_("对方说"), _("可以这样答"), _("要拿到"), _("不要"), _("参照"))
    rows = [_reply(reply) for reply in talks.replies(position, position.loan)]
    return table(_("对方这样说，您可以这样答"), columns, rows)


def _reply(reply: Reply) -> tuple[Cell, ...]:
    return reply.heard.words, reply.say, reply.get, reply.avoid, reply.citation.source if reply.citation else ""


@once
def cautions(position: Position) -> Table:
    """List what to ask whoever calls, and the signs of a fraud; one wrong answer is enough to stop."""
    del position  # the same for every case, yet a result of one like the others
    callers = [(_("对方打来，先问"), one.ask, one.if_so) for one in talks.caller_check()]
    flags = [(_("自己留意"), one.ask, one.if_so) for one in talks.red_flags()]
    columns = (_("什么时候"), _("问"), _("答不上来、或者有，就这样做"))
    return table(_("先弄清是谁，出现一条就停"), columns, [*callers, *flags])


@once
def served(position: Position) -> Table:
    """Say of every loan on which a paper of a court or a notice was told what to do and by when."""
    told = [loan for loan in position.loans if loan.court_paper or loan.court_paper_on or _in_court(loan)]
    rows = [(called(loan), *_answer(talks.answer_to(position, loan))) for loan in told]
    rows += [row for loan in position.loans if loan.state in _STEPS for row in _notice(loan)]
    columns = (_("借款"), _("收到的是"), _("答复的最后一天"), _("最晚哪天交出去"), _("怎么做"))
    found = [talks.answer_to(position, loan) for loan in told]
    notes = (note for answer in found for note in (_cited(answer), answer.limits))
    none = () if rows else (_("没有收到法院、仲裁、调解的材料就跳过；收到了，填在“借款”那一页。"),)
    return table(_("法院、仲裁、调解来的材料"), columns, rows, (*none, *notes))


_STEPS = {
    LoanState.ARBITRATION: N_(
        "从仲裁委官网查电话核实；找合同和 App 协议里的仲裁条款，没有就在首次开庭前书面否认；不同意网上开庭要说。"
    ),
    LoanState.MEDIATION: N_("先核实调解组织；能拒绝，不去不等于输；先要明细，收款少一成就守不住的数不签。"),
    LoanState.ENFORCEMENT: N_(
        "打 {court} 核实；如实报告财产，申请保留生活费；只付法院的账户；不转移财产，不用别人的收款码。"
    ),
}


def _notice(loan: Loan) -> Iterator[tuple[Cell, ...]]:
    """Give each day a notice sets, with the working day to have acted by; without a day, where to look for it."""
    steps = _(_STEPS[loan.state]).format(court=public_number("court")) if loan.state in _STEPS else ""
    days = notice_days(loan)
    if not days:
        yield called(loan), loan.state, _("通知上写的日子，填进“借款”那一页"), "", steps
    for day in days:
        act = workdays.on_or_before(day.on - timedelta(days=1))
        yield called(loan), loan.state, _("{on}（{what}）").format(on=day.on, what=day.what), act.day, steps


def _in_court(loan: Loan) -> bool:
    return loan.state is LoanState.IN_COURT


def _answer(answer: Answer) -> tuple[Cell, ...]:
    last = _("已经过了：{day}").format(day=answer.last_day) if answer.past else answer.last_day
    return answer.paper, last, answer.act_by, " ".join(answer.steps)


def _cited(answer: Answer) -> str:
    return joined(answer.citation.sentence, answer.citation.limits) if answer.citation else ""


@once
def debits(position: Position) -> Table:
    """List which account each loan takes its money from and when, and where two of them meet."""
    rows = [(one.loan, one.account, _when(one), one.amount) for one in talks.debits(position)]
    notes = (
        *talks.collisions(position),
        _("账户在“借款”那一页的“自动扣款的账户”里填；一批扣几笔，先扣的可能把钱扣光。"),
    )
    return table(_("哪个账户会被扣"), (_("借款"), _("扣哪个账户"), _("下一次"), _("扣多少")), rows, notes)


def _when(debit: Debit) -> Cell:
    return _("随时，有钱就可能扣") if debit.any_day else debit.on


@once
def offers(position: Position) -> Table:
    """Price every offer of the other side: the dearest month, what is left or lacking, the total, the next line."""
    told = [offer for offer in position.case.talks.offers if not offer.archived]
    found = [_offer(position, offer) for offer in told]
    rows, notes = [row for row, _notes in found], dict.fromkeys(note for _row, notes in found for note in notes)
    columns = (
        _("哪笔、哪天"),
        _("最高一期"),
        _("比坏月份能给的还余"),
        _("比现在的合同多还"),
        _("守得住吗"),
        _("接下来可以说"),
    )
    none = () if rows else (_("对方还没有提条件，或者还没有填。"),)
    return table(_("对方提的条件"), columns, rows, (*none, *notes))


def _offer(position: Position, offer: Offer) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """Give an offer as a row, and what is to be known about it before it is accepted."""
    loan = talks.about(position, offer)
    how = (offer.way.words,) if offer.way else ()
    count = (_("{n} 期").format(n=offer.terms.periods),) if offer.terms and offer.terms.periods else ()
    which = _("，").join((called(loan), str(offer.on or _("没写日期")), *how, *count))
    first = (talks.before_a_yes(position, offer),) if offer.answered_on is None else ()
    try:
        counter = talks.counter(position, loan, offer.terms or Terms(), offer.way)
    except Refused as refused:
        return (which, None, None, None, _("还算不出"), str(refused)), first
    *figures, line = _countered(counter)
    sold = position.standing(loan).state is LoanState.SOLD
    return (which, *figures, _("先核实债权人，再谈这个数。") if sold else line), (*first, *counter.notes)


def _countered(found: CounterOffer) -> tuple[Cell, ...]:
    return found.payment, found.gap, found.extra, found.verdict_words, found.next_line


@once
def differences(position: Position) -> Table:
    """List every difference between what was agreed and what came in writing, and what the writing leaves out."""
    found = confirm.check(position, position.loan)
    rows = [_difference(difference) for difference in (*found.differences, *found.arithmetic)]
    columns = (_("哪一项"), _("谈定的"), _("书面写的"), _("因此多付"), _("差几天"))
    return table(_("书面条件和谈定的一不一样"), columns, rows, (*_heavier(position, found), *_said(found)))


def _heavier(position: Position, found: Confirmation) -> Iterator[str]:
    """Say of payments larger than agreed whether they can be kept: less in all is no gain where they cannot."""
    if found.sooner is None or found.agreed_plan is None:
        return
    said = _("和谈定的 {agreed} 期比，书面写的 {written} 期里{words}。")
    counts = {"agreed": len(found.agreed_plan.rows), "written": found.periods}
    yield said.format(**counts, words=found.sooner.words)
    judged = attempt(lambda: talks.counter(position, position.loan, found.asks))
    if judged is None or judged.verdict == "not_known":
        yield _("这样的每期守不守得住，还不知道：算出来以前先不确认。")
    elif judged.verdict == "too_much":
        less = found.extra is not None and found.extra < 0
        said = _("这样的每期您守不住，总数少也没有用：先不确认、不照它还，请对方改回谈定的。")
        yield said if less else _("这样的每期您守不住：先不确认、不照它还，请对方改回谈定的。")
    else:
        yield _("按您的月份，这样的每期守得住；和谈定的不一样，还是要问清楚以哪一个为准。")


def _difference(difference: Difference) -> tuple[Cell, ...]:
    cost: Cell = "" if difference.cost is None else difference.cost
    if difference.sooner is not None:
        cost = difference.sooner.words
    days = "" if difference.days is None else difference.days
    return difference.what, difference.agreed_words, difference.written_words, cost, days


def _said(found: Confirmation) -> Iterator[str]:
    if found.empty:
        yield _("书面上写的还没有填，比不出来：照着书面填。")
    if found.clean:
        yield _("写的和谈定的一样，没有自相矛盾。")
    yield from found.troubles
    for gap in found.missing:
        yield _("书面里没有写：{what}。{ask}").format(what=gap.what, ask=gap.ask)
    yield from found.assumed
