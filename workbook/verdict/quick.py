"""The ten-minute answers: what can be paid today, what can be offered, what to do, by when, what to find out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from workbook.case import NOT_LATE, Choice, Loan, LoanState, SectionName, Situation, Want, page_of
from workbook.cashflow import Flow
from workbook.language import N_, Refused, _, attempt, joined
from workbook.loans import LOOK_AHEAD, Due
from workbook.loans.terms import LATE
from workbook.loans.usual import end_untold
from workbook.money import ZERO, shown
from workbook.position import Position, borrowers_own
from workbook.pressure import shares, spare_now
from workbook.pressure.claimed import called, settled_first
from workbook.pressure.costs import no_receipts, others_told, stock_known
from workbook.pressure.deadline import Deadline, deadline
from workbook.pressure.dues import Claim, monthly_claim, open_loans
from workbook.pressure.first import end_words, great_ends, keep_first, renewable_end
from workbook.pressure.lump import own_end, own_end_words
from workbook.pressure.runway import NO_END, Runway, runway
from workbook.pressure.strain import instalment
from workbook.pressure.today import idle, nothing_left, today_at_most, today_notes
from workbook.verdict.base import base, contract_failures

_SOON = 92  # days
_NO_OFFER = LATE - {LoanState.OVERDUE, LoanState.ACCELERATED, LoanState.MEDIATION} | {
    LoanState.SETTLED,
    LoanState.NOT_MINE,
}


class Action(Choice):
    """What to do first."""

    CURE = "cure", N_("按期付，保持或恢复正常")
    STEPPED = "stepped", N_("谈分期还款")
    APPLY_BEFORE_DUE = "apply_before_due", N_("在到期前申请调整")
    HOLD = "hold", N_("先不报数字，先稳住")


@dataclass(frozen=True)
class Quick:
    """The answers of the ten-minute path; None means no figure is given.

    `today_at_most`: what cash leaves free today, no offer; `offer`: yuan a month that a bad month carries, after the
    other debts; `due_today`: what makes the loan current, where a sum does; `missing`: the field whose answer would
    help most, with its page where the ten minutes do not ask for it, None when nothing asked here is missing.
    `keep`: what to keep back in the coming 30 days for the loans that come first, `rest_late` tells whether all others
    are late already; `ends`: other loans that fall due whole within a year, `own_end` the day on which this one does;
    `runway`: when the cash is gone though no debt is paid; `nothing_left`: neither a bad month nor one as it is now
    leaves anything for this loan, or nothing comes in.
    """

    today_at_most: Decimal | None
    offer: Decimal | None
    due_today: Decimal | None
    action: Action
    why: str
    deadline: Deadline | None
    missing: str | None
    record: str
    assumed: tuple[str, ...]
    keep: tuple[Claim, ...] = ()
    rest_late: bool = False
    ends: tuple[Claim, ...] = ()
    own_end: Due | None = None
    runway: Runway = NO_END
    nothing_left: bool = False

    @property
    def pays_now(self) -> bool:
        """Tell whether what can be paid today makes the loan current."""
        known = self.today_at_most is not None and self.due_today is not None
        return known and (self.today_at_most or ZERO) >= (self.due_today or ZERO)

    @property
    def ends_said(self) -> tuple[str, ...]:
        """Each day on which a loan falls due whole, the one in the talk first; not what the advice says already."""
        own = () if self.own_end is None else (own_end_words(self.own_end),)
        return tuple(said for said in (*own, *map(end_words, self.ends)) if said != self.why)


@dataclass(frozen=True)
class _Known:
    """What the answers of the ten-minute path give, each None where it cannot be told."""

    state: LoanState | None
    today: Decimal | None
    due: Decimal | None
    asked: Decimal | None
    instalment: Decimal | None
    end: Due | None
    end_is_near: bool
    offer: Decimal | None
    spare_now: bool
    usual_pays: bool
    contract_kept: bool
    idle: bool
    gone: bool


@borrowers_own
def quick(position: Position) -> Quick:
    """Give the ten-minute answers from whatever part of its fields is told; only the date is required."""
    loan = position.loan if position.loans else None
    known = _known(position, loan)
    action, why = _advice(known)
    return Quick(
        today_at_most=known.today,
        offer=None if known.state in _NO_OFFER else known.offer or None,
        due_today=None if loan and settled_first(loan) else known.due,
        action=action,
        why=why,
        deadline=deadline(position),
        missing=_missing(position, loan, known),
        record=_record(position, known.offer),
        assumed=_assumed(position),
        keep=keep_first(position) if loan else (),
        rest_late=_rest_late(position),
        ends=great_ends(position) if loan else (),
        own_end=known.end,
        runway=runway(position),
        nothing_left=nothing_left(position),
    )


def _known(position: Position, loan: Loan | None) -> _Known:
    return _Known(
        state=position.standing(loan).state if loan else None,
        today=today_at_most(position),
        due=attempt(lambda: position.standing(loan).arrears) if loan else None,
        asked=loan.app_total if loan else None,
        instalment=attempt(lambda: instalment(position, loan)) if loan else None,
        end=own_end(position) if loan else None,
        end_is_near=_ends_soon(position) if loan else False,
        offer=attempt(lambda: shares(position).of(loan)) if loan else None,
        spare_now=bool(attempt(lambda: spare_now(position, loan))) if loan else False,
        usual_pays=_usual_pays(position, loan) if loan else False,
        idle=idle(position),
        contract_kept=_kept_as_it_is(position, loan) if loan else False,
        gone=position.months.gone,
    )


def _kept_as_it_is(position: Position, loan: Loan) -> bool:
    """Tell whether today's contract, its arrears made good within a month, is kept on the futures."""
    ground = attempt(lambda: base(position, loan))
    failures = contract_failures(ground) if ground else None
    return bool(ground and ground.trial and failures and ground.trial.allows(failures))


def _ends_soon(position: Position) -> bool:
    """Tell whether the loan falls due whole within three months, and for more than can be paid today."""
    end, most = own_end(position), today_at_most(position)
    soon = position.as_of + timedelta(days=_SOON)
    return end is not None and end.due <= soon and end.payment > (most or ZERO)


def _rest_late(position: Position) -> bool:
    """Tell whether every loan that money is not kept back for is late already."""
    kept = {claim.loan_id for claim in keep_first(position)} if position.loans else set[str]()
    return all(position.standing(loan).state in LATE for loan in open_loans(position) if loan.id not in kept)


def _usual_pays(position: Position, loan: Loan) -> bool:
    """Tell whether a month as it is now, on average, would pay the instalment: then only the weak months are short."""
    spare, asked = attempt(lambda: spare_now(position, loan)), attempt(lambda: instalment(position, loan))
    return spare is not None and asked is not None and spare >= asked


# What to do

_NOT_ALL_TOLD = N_("数字还不全，先不答应任何数字和日子，只说明情况、要对方的数字。")
_NOTHING_OVER = N_("坏月份付完必需开支和要先付的债务就没有余钱：不报每月数字，先说明困难。")


def _advice(known: _Known) -> tuple[Action, str]:
    branches: dict[LoanState | None, Callable[[_Known], tuple[Action, str]]] = {
        **dict.fromkeys(NOT_LATE, _before_due),
        LoanState.OVERDUE: _late,
        LoanState.ACCELERATED: _late,
    }
    found = branches.get(known.state, _stand_still)
    return (_idle if known.idle and known.state in branches else found)(known)


def _idle(_known: _Known) -> tuple[Action, str]:
    return Action.HOLD, _("现在没有收款，也没有余钱：手上的钱先留给吃住，不报任何数字，先说明困难。")


def _stand_still(known: _Known) -> tuple[Action, str]:
    reasons = {
        None: N_("还没有登记借款，或者不知道它现在的情况：先不答应任何数字和日子。"),
        LoanState.SOLD: N_("债权转了手：先让对方书面说明现在向谁还、还多少，再谈。"),
        LoanState.PAID_FOR: N_("有人说替您还了：核实以前两边都不付，先弄清现在向谁还、还多少。"),
        LoanState.MEDIATION: N_("收到调解通知：先核实是哪家调解组织，看清日子；能参加也能拒绝。"),
        LoanState.ARBITRATION: N_("收到仲裁通知：马上看答复和开庭的日子，先找合同里的仲裁条款，不要错过日子。"),
        LoanState.ENFORCEMENT: N_("法院已经在执行：如实报告，按通知上的日子办，尽快问法律援助。"),
        LoanState.NOT_MINE: N_("不是您借的、不是您用的：不谈还款，先报警、问律师，再书面告诉银行。"),
        LoanState.IN_COURT: N_("收到法院材料：马上看材料上写的期限，尽快问法律援助，不要错过日子。"),
        LoanState.SETTLED: N_("已经结清：要一份结清证明，保存好。"),
    }
    return Action.HOLD, _(reasons[known.state])


def _before_due(known: _Known) -> tuple[Action, str]:
    if known.end is not None and (known.instalment is None or known.end_is_near):
        return Action.APPLY_BEFORE_DUE, own_end_words(known.end)
    if known.offer is None or known.instalment is None:
        return Action.HOLD, _("数字还不全，先不报。要调整就得在到期前提出，先把下面缺的一项补上。")
    asked = known.instalment if known.asked is None else known.asked
    if known.offer >= known.instalment:
        return _this_time(known, asked)
    if known.contract_kept:
        return Action.CURE, _("按您的月份推演，照合同付守得住：坏月份单独看不够，要靠手上的钱和好月份，好月份别花光。")
    return Action.APPLY_BEFORE_DUE, _("坏月份付不起每期的数，还没有到期：现在就提出调整，不要等到逾期。")


def _this_time(known: _Known, asked: Decimal) -> tuple[Action, str]:
    """Say whether the cash pays what falls due next, where a bad month pays each instalment."""
    if known.today is None:
        return Action.HOLD, _("坏月份也付得起每期的数；手上的钱够不够这一次还不知道，先把下面缺的一项补上。")
    if known.today < asked:
        said = _(
            "坏月份也付得起每期的数，只是今天最多拿得出 {today}，不够 {asked}：凑得齐就按期付，凑不齐就在到期前提出。"
        )
        return Action.APPLY_BEFORE_DUE, said.format(today=shown(known.today), asked=shown(asked))
    return Action.CURE, _("坏月份也付得起每期的数，手上的钱也够这一次：按期付就好。")


def _late(known: _Known) -> tuple[Action, str]:
    if known.today is None or known.due is None or known.offer is None:
        nothing = known.offer == ZERO and not known.spare_now
        return Action.HOLD, _(_NOTHING_OVER if nothing else _NOT_ALL_TOLD)
    if known.today >= known.due and known.instalment is not None and known.offer >= known.instalment:
        return Action.CURE, _("手上的钱够补上到期的部分，以后坏月份也付得起：补上，恢复正常。")
    if known.contract_kept and known.due:
        said = _("一个月内补上已到期的 {due}、以后照合同付，按您的月份推演守得住：补上，恢复正常；好月份别花光。")
        return Action.CURE, said.format(due=shown(known.due))
    if known.offer == ZERO and known.spare_now:
        return Action.STEPPED, _("坏月份没有余钱，别的月份有：谈淡季少还、旺季多还，先不报每月固定的数。")
    if known.offer == ZERO:
        return Action.HOLD, _(_NOTHING_OVER)
    return Action.STEPPED, _steps(known, enough=known.today >= known.due)


def _steps(known: _Known, *, enough: bool) -> str:
    if enough:
        return _("手上的钱够补上到期的部分，以后差的月份付不付得起每期的数没有把握：先谈好以后怎么还，看到书面再补。")
    if known.usual_pays:
        return _("现在的月份平均付得起，差的月份付不起，到期的一次补不上：谈差的月份少还，到期的并进去。")
    if known.gone:
        return _("一次补不上，生意停下来以后的月份也付不出每期的数：谈把每期降到付得出的数，到期的并进去分期。")
    return _("一次补不上，坏月份也付不出每期的数：谈先少还、再平着还，到期的并进去分期。")


# What to find out


def _missing(position: Position, loan: Loan | None, known: _Known) -> str | None:
    return next((_(words) for words, answered in _questions(position, loan, known) if not answered), None)


def _questions(position: Position, loan: Loan | None, known: _Known) -> Iterator[tuple[str, bool]]:
    """Give the fields in the order in which their answers change the advice, with whether each is answered."""
    money, picture = position.case.situation, position.months
    yield _loan_title("state"), known.state is not None
    yield from ((_on("debts", field), False) for field in _renewal_lacks(position, loan, known))
    yield _on("debts", _loan_title("court_paper_on")), known.state is not LoanState.IN_COURT or _court_told(loan)
    yield _loan_title("app_total"), known.due is not None
    yield _title("cash"), money.cash is not None
    yield _loan_title("instalment"), known.instalment is not None or _schedule_told(position, loan)
    yield from _business(position)
    yield _title("home_essentials"), picture.usual.essentials is not None
    yield _title("other_debts_30_days"), known.offer is not None or money.other_debts_30_days is not None
    yield from _of_others(position, loan)
    a_part = loan is not None and attempt(lambda: position.standing(loan).balance.covers) == "part"
    ground = attempt(lambda: base(position, loan)) if loan and known.state in LATE and not a_part else None
    yield _on("debts", _loan_title("rate")), ground is None or ground.rate is not None
    yield _title("other_income"), picture.usual.other_income is not None or bool(known.offer)
    yield (
        _loan_title("next_due"),
        loan is not None and (loan.as_one.next_due is not None or _schedule_told(position, loan)),
    )
    yield (
        _loan_title("periods_left"),
        known.instalment is None or bool(loan and (_end_told(loan) or loan.current_notes)),
    )
    yield _on("debts", _loan_title("balance_left")), not a_part
    goods = any(row.amount for row in money.receivables)
    yield _on("situation", _title("months_count")), money.months_count is not None or not goods
    yield _title("what_changed"), money.what_changed is not None


def _of_others(position: Position, loan: Loan | None) -> Iterator[tuple[str, bool]]:
    """Ask of each other loan what its part of today's sums and of the coming month rests on."""
    others = (other for other in open_loans(position) if loan and other.id != loan.id and not settled_first(other))
    for other in others:
        for name, answered in _told_of(position, other):
            yield _("“{loan}”的“{field}”").format(loan=called(other), field=_(_loan_title(name))), answered


def _told_of(position: Position, loan: Loan) -> Iterator[tuple[str, bool]]:
    yield "state", loan.state is not None
    yield "next_due", loan.as_one.next_due is not None or _schedule_told(position, loan)
    yield "app_total", attempt(lambda: position.standing(loan).arrears) is not None
    yield "instalment", attempt(lambda: monthly_claim(position, loan)) is not None


def _renewal_lacks(position: Position, loan: Loan | None, known: _Known) -> tuple[str, ...]:
    """Name what decides whether a loan that is not late can be renewed, where that is wanted."""
    if loan is None or loan.want is not Want.RENEW or known.state not in NOT_LATE:
        return ()
    if (end := renewable_end(position, loan)) is not None and end.amount is not None:
        return ()
    return tuple(_loan_title(name) for name in end_untold(loan.as_one))


def _on(section: SectionName, field: str) -> str:
    """Name a field that is not among those of the ten minutes, with the page it stands on."""
    return _("“{page}”那一页的“{field}”").format(page=page_of(section), field=_(field))


def _court_told(loan: Loan | None) -> bool:
    return loan is not None and loan.court_paper_on is not None


def _end_told(loan: Loan) -> bool:
    one = loan.as_one
    return None not in {one.maturity, one.method} or bool(loan.periods_left or one.periods)


def _schedule_told(position: Position, loan: Loan | None) -> bool:
    ahead = position.as_of + timedelta(days=LOOK_AHEAD)
    return loan is not None and attempt(lambda: position.standing(loan).dues(position.as_of, ahead)) is not None


def _business(position: Position) -> Iterator[tuple[str, bool]]:
    """Ask of the business what is not told in any way; of one that takes nothing in, neither stock nor bad months."""
    bad, told = position.months.bad or Flow(""), others_told(position) is not None
    yield _title("worst_receipts"), bad.receipts is not None or no_receipts(position)
    yield _title("stock_per_100"), stock_known(position)
    yield _title("shop_costs"), bad.costs is not None or told or idle(position)
    yield _title("usual_receipts"), position.months.usual.receipts is not None


def _title(name: str) -> str:
    return str(Situation.model_fields[name].title)


def _loan_title(name: str) -> str:
    return str(Loan.model_fields[name].title)


def _record(position: Position, offer: Decimal | None) -> str:
    if not offer:
        return ""
    dealt = shares(position)
    said = dealt.capacity.record(dealt.total)
    if dealt.total == offer:
        return said
    return joined(said, _("那是所有债务一起的数，其中这一笔 {offer}。").format(offer=shown(offer)))


def _assumed(position: Position) -> tuple[str, ...]:
    try:
        dealt = shares(position)
    except Refused:
        return (*position.months.assumed, *today_notes(position))
    return (*dealt.capacity.assumed, *dealt.assumed, *today_notes(position))
