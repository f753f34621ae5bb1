"""A loan as its contract says, the payments made, and the lender's own figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from workbook.case.fields import Amount, Choice, Count, Day, Flag, MonthDay, Part, Rate, Row, Sees, Words, rows, told
from workbook.language import N_
from workbook.money import whole

_LENDER: Sees = "this_lender"


class Method(Choice):
    """How principal and interest are repaid."""

    EQUAL_INSTALMENT = "equal_instalment", N_("等额本息（每月还的总数一样）")
    EQUAL_PRINCIPAL = "equal_principal", N_("等额本金（每月还的本金一样）")
    INTEREST_ONLY = "interest_only", N_("先息后本（每月还息，到期还本）")
    BULLET = "bullet", N_("一次性还本付息（到期一起还）")
    ON_DEMAND = "on_demand", N_("随借随还（按日计息，随时可还）")


class RateUnit(Choice):
    """What one rate is for."""

    DAY = "day", N_("日利率")
    MONTH = "month", N_("月利率")
    YEAR = "year", N_("年利率")


class DayCount(Choice):
    """How days become a share of a year."""

    ACTUAL_360 = "actual/360", N_("实际天数/360")
    ACTUAL_365 = "actual/365", N_("实际天数/365")
    ACTUAL_ACTUAL = "actual/actual", N_("实际天数/当年天数")
    THIRTY_360 = "30/360", N_("每月按30天/360（按月计息）")


class OddDays(Choice):
    """How a loan counted by months counts the days beyond whole months."""

    REAL = "real", N_("整月按月算，零头按实际天数/360")
    THIRTY = "30/360", N_("零头也按每月30天/360")


class PenaltyBase(Choice):
    """What penalty interest runs on."""

    PRINCIPAL = "principal", N_("逾期本金")
    PRINCIPAL_AND_INTEREST = "principal_and_interest", N_("逾期本金和逾期利息")


class Allocation(Choice):
    """What a part payment is booked to first."""

    INTEREST_FIRST = "interest_first", N_("先费用，再利息，后本金")
    PRINCIPAL_FIRST = "principal_first", N_("先本金，再利息，后费用")


class EarlyMoney(Choice):
    """What becomes of money beyond the next instalment."""

    PRINCIPAL = "principal", N_("提前还本金，以后各期重算")
    WAITS = "waits", N_("留着，到期时抵以后各期")


class FeeWhen(Choice):
    """When a fee falls due."""

    UPFRONT = "upfront", N_("放款时一次收")
    PER_PERIOD = "per_period", N_("每期收")
    PREPAYMENT = "prepayment", N_("提前还款时收")


class FeeKind(Choice):
    """What a fee is for, in the words of the financing-cost disclosure table."""

    GUARANTEE = "guarantee", N_("担保增信费、保证保险费")
    SERVICE = "service", N_("服务费、手续费")
    OTHER = "other", N_("其他费用")


class HolidayKind(Choice):
    """What is paid in the months of a holiday inside the term."""

    INTEREST_ONLY = "interest_only", N_("只还利息")
    NOTHING = "nothing", N_("本金利息都不还，利息照算")


class LoanState(Choice):
    """Where the loan stands, as the borrower knows it."""

    NORMAL = "normal", N_("正常还款中，付得起")
    NOT_DUE = "not_due", N_("还没到期，但快还不上了")
    CAUGHT_UP = "caught_up", N_("晚了几天，已经补上")
    OVERDUE = "overdue", N_("已经逾期")
    ACCELERATED = "accelerated", N_("对方宣布提前到期（要求一次还清）")
    SOLD = "sold", N_("债权转给了别人")
    PAID_FOR = "paid_for", N_("保险公司或担保方说已经替我还了")
    MEDIATION = "mediation", N_("收到调解通知（还没到法院）")
    ARBITRATION = "arbitration", N_("收到仲裁通知")
    IN_COURT = "in_court", N_("收到法院材料")
    ENFORCEMENT = "enforcement", N_("法院已经在执行")
    NOT_MINE = "not_mine", N_("不是我借的，或者借来被别人拿去用了")
    SETTLED = "settled", N_("已经结清")


NOT_LATE = frozenset({LoanState.NORMAL, LoanState.NOT_DUE, LoanState.CAUGHT_UP})
"""Where nothing that is due is unpaid, as far as told."""


class Want(Choice):
    """What the borrower wants of this loan, in plain words; each asks only for the figures it needs."""

    EASE = "ease", N_("每期少还一点、还久一点，或者晚些还")
    CURE = "cure", N_("把欠的补上，恢复正常")
    HOLD = "hold", N_("先说明情况，现在报不出数")
    RENEW = "renew", N_("快到期了，想续贷或展期")
    PRICE = "price", N_("利率、费用不对，想弄清楚")
    LIMIT = "limit", N_("想提高额度")
    SETTLE = "settle", N_("想一次还清，请对方少收一些")


class CourtPaper(Choice):
    """What came from a court, or says it did."""

    PAYMENT_ORDER = "payment_order", N_("支付令")
    CLAIM = "claim", N_("起诉状副本、传票")
    PICTURE = "picture", N_("短信或图片里的“法院文书”")


class NoticeBy(Choice):
    """How a notice came."""

    POST = "post", N_("邮政快递或专人送到")
    PORTAL = "portal", N_("官方网站、平台或官方 App 里看得到")
    MESSAGE = "message", N_("只有短信、微信这样的消息")
    CALL = "call", N_("只有电话")


class Clause(Choice):
    """What was found of an agreement to arbitrate."""

    NOT_FOUND = "not_found", N_("合同和 App 协议都翻过，没有仲裁条款：写否认仲裁协议的异议书")
    FOUND = "found", N_("有仲裁条款：写程序意见，要材料、问日子")


class Funder(Row):
    """One legal lender behind the balance in the app."""

    name: Words = told(N_("出资机构全称"), sees=_LENDER)
    share: Rate = told(N_("出资比例（%）"), unit="%", sees=_LENDER)


class Fee(Row):
    """A charge beside interest, as in the financing-cost disclosure table."""

    name: Words = told(N_("收费名目"), sees=_LENDER)
    kind: FeeKind | None = told(N_("哪一类"), sees=_LENDER)
    when: FeeWhen | None = told(N_("什么时候收"), sees=_LENDER)
    amount: Amount = told(N_("每次收多少"), unit="元", sees=_LENDER)
    first_amount: Amount = told(N_("第一期不一样的话，第一期收多少"), unit="元", sees=_LENDER)
    last_period: Count = told(N_("收到第几期为止"), N_("每期收的费用提前停收时填"), sees=_LENDER)
    until: Day = told(N_("或收到哪天为止"), N_("这天及以前到期的各期收"), sees=_LENDER)
    percent: Rate = told(
        N_("或按比例（%）"), N_("一次性和每期费按借款本金；提前还款费按提前还的本金"), unit="%", sees=_LENDER
    )
    collector: Words = told(N_("谁收的"), sees=_LENDER)
    clause: Words = told(N_("合同哪一条写的"), N_("翻遍了没有，就写“未找到”；还没翻就空着"), sees=_LENDER)


class RateChange(Row):
    """A rate that holds from a day on, in the unit of the loan's rate."""

    start: Day = told(N_("从哪天起"), sees=_LENDER)
    rate: Rate = told(N_("新的利率（%）"), N_("和原利率同一个单位；跟 LPR 走的，填加点后的实际利率"), sees=_LENDER)


class Holiday(Row):
    """Months inside the term in which principal, or principal and interest, are not due."""

    start: Day = told(N_("从哪天起停还"), N_("这天及以后到期的各期"), sees=_LENDER)
    months: Count = told(N_("停几期（月）"), sees=_LENDER)
    kind: HolidayKind | None = told(N_("这几期还什么"), sees=_LENDER)
    end_moves: Flag = told(N_("最后到期日也往后移"), N_("不移就在剩下的期数里还完"), sees=_LENDER)


class LenderFigures(Row):
    """What the app or a claim says is owed on a day; copied, never taken as truth."""

    on: Day = told(N_("哪天看到的"), sees=_LENDER)
    total: Amount = told(N_("应还总额"), unit="元", sees=_LENDER)
    principal_not_due: Amount = told(N_("未到期本金"), unit="元", sees=_LENDER)
    interest_not_due: Amount = told(N_("未到期利息"), unit="元", sees=_LENDER)
    overdue_principal: Amount = told(N_("逾期本金"), unit="元", sees=_LENDER)
    overdue_interest: Amount = told(N_("逾期利息"), unit="元", sees=_LENDER)
    penalty: Amount = told(N_("罚息"), unit="元", sees=_LENDER)
    compound: Amount = told(N_("复利"), unit="元", sees=_LENDER)
    fees: Amount = told(N_("费用"), unit="元", sees=_LENDER)
    days_overdue: Count = told(N_("逾期天数"), sees=_LENDER)
    overdue_since: Day = told(N_("从哪天起算逾期"), sees=_LENDER)
    penalty_rate: Rate = told(N_("罚息年利率（%）"), unit="%", sees=_LENDER)


class Note(Row):
    """One drawing under a line; what it does not tell is as told of the loan."""

    drawn_on: Day = told(N_("放款日"), sees=_LENDER)
    amount: Amount = told(N_("借了多少"), unit="元", sees=_LENDER)
    periods: Count = told(N_("一共几期（月）"), sees=_LENDER)
    balance_left: Amount = told(N_("还欠本金多少"), N_("App 上看得到就填；还清的填 0"), unit="元", sees=_LENDER)
    periods_left: Count = told(N_("还剩几期"), sees=_LENDER)
    next_due: Day = told(N_("最早一笔没还的日子；没逾期就写下次还款日"), sees=_LENDER)
    due_day: MonthDay = told(N_("每月几号还"), sees=_LENDER)
    first_due: Day = told(N_("第一期还款日"), sees=_LENDER)
    maturity: Day = told(N_("最后到期日"), sees=_LENDER)
    rate: Rate = told(N_("利率（%）"), N_("和上面的不一样才填"), unit="%", sees=_LENDER)
    rate_unit: RateUnit | None = told(N_("这是日、月还是年利率"), sees=_LENDER)
    contract_no: Words = told(N_("借据号"), sees=_LENDER)

    @property
    def terms(self) -> dict[str, Any]:
        """What it tells, under the names the fields of a loan have."""
        told = ((name, value) for name, value in vars(self).items() if value is not None and name not in _OF_A_ROW)
        return {_AS_OF_A_LOAN.get(name, name): value for name, value in told}


_UNTOLD = (None, None, None)
_OF_A_ROW = frozenset({"id", "archived"})
_AS_OF_A_LOAN = {"amount": "principal"}
T = TypeVar("T")


WHO_ELSE = ("another_late", "pledged", "guaranteed", "spouse_signed")
"""The fields of a loan that say what else and who else it touches."""


class Loan(Row):
    """A contract; every term may be unknown."""

    name: Words = told(N_("这笔借款叫什么"), N_("例如：网商贷 3月那笔；只给您自己看，给对方的材料写产品和借据号"))
    lender: Words = told(N_("向谁借的"), N_("以合同或借据上的名称为准"), sees=_LENDER)
    state: LoanState | None = told(N_("现在是什么情况"), sees=_LENDER)
    want: Want | None = told(N_("这一笔您想要什么"), N_("只选一样；不知道就空着，先按您的数字来带"))
    next_due: Day = told(N_("最早一笔没还的日子；没逾期就写下次还款日"), sees=_LENDER)
    price_answered_on: Day = told(
        N_("费用和利率的核对，哪天收到答复的"), N_("还没有答复就空着；收到以后才谈降低"), sees=_LENDER
    )
    late_because: Words = told(N_("那一次为什么晚了"), N_("例如：扣款账户余额不足；没晚过就空着"), sees=_LENDER)
    app_total: Amount = told(N_("App 上显示现在要还多少"), unit="元", sees=_LENDER)
    instalment: Amount = told(N_("每期还多少"), unit="元", sees=_LENDER)
    periods_left: Count = told(N_("还剩几期"), sees=_LENDER)
    balance_left: Amount = told(N_("还欠本金多少（不清楚合同时填）"), unit="元", sees=_LENDER)
    contract_no: Words = told(N_("合同号或借据号"), sees=_LENDER)
    notes: tuple[Note, ...] = rows(
        N_("借据"), N_("一个额度里借过几次，一次一行；没写的都按这笔借款的条款"), sees=_LENDER
    )
    funders: tuple[Funder, ...] = rows(N_("出资机构"), N_("一个余额可能有几家出借人"), sees=_LENDER)
    principal: Amount = told(N_("借款本金"), unit="元", sees=_LENDER)
    received: Amount = told(N_("实际到手金额"), N_("和本金不一样时填"), unit="元", sees=_LENDER)
    drawn_on: Day = told(N_("放款日"), sees=_LENDER)
    rate: Rate = told(N_("利率（%）"), unit="%", sees=_LENDER)
    rate_unit: RateUnit | None = told(N_("这是日、月还是年利率"), sees=_LENDER)
    day_count: DayCount | None = told(N_("计息天数规则"), N_("不知道就空着，会用约定的默认值并标明"), sees=_LENDER)
    odd_days: OddDays | None = told(
        N_("按月计息时，不满一个月的零头天数怎么算"), N_("不知道就空着，会用约定的默认值并标明"), sees=_LENDER
    )
    both_ends: Flag = told(N_("头尾两天都计息（算头又算尾）"), N_("只用于按天计息的借款"), sees=_LENDER)
    method: Method | None = told(N_("还款方式"), sees=_LENDER)
    periods: Count = told(N_("一共几期（月）"), sees=_LENDER)
    due_day: MonthDay = told(N_("每月几号还"), N_("29、30、31 号在短月按月末"), sees=_LENDER)
    first_due: Day = told(N_("第一期还款日"), sees=_LENDER)
    maturity: Day = told(N_("最后到期日"), sees=_LENDER)
    grace_days: Count = told(N_("宽限几天"), N_("合同没写就是没有"), sees=_LENDER)
    penalty_uplift: Rate = told(N_("罚息是合同利率的几倍"), N_("例如 1.5"), sees=_LENDER)
    penalty_base: PenaltyBase | None = told(N_("罚息按什么算"), sees=_LENDER)
    compound: Flag = told(N_("欠的利息也计复利"), sees=_LENDER)
    allocation: Allocation | None = told(N_("还一部分时先抵什么"), sees=_LENDER)
    early_money: EarlyMoney | None = told(
        N_("提前多还的钱怎么算"), N_("先抵下一期；超过的部分看合同或问对方"), sees=_LENDER
    )
    fees: tuple[Fee, ...] = rows(N_("利息以外的费用"), sees=_LENDER)
    rate_changes: tuple[RateChange, ...] = rows(N_("利率中途变过"), N_("一行一次变动"), sees=_LENDER)
    holidays: tuple[Holiday, ...] = rows(
        N_("中间有几期停还"), N_("还款期内说好的；已经另签新计划的，填新计划的条款"), sees=_LENDER
    )
    unpaid_interest: Amount = told(
        N_("以前欠下的利息（照对方说的填）"),
        N_("算不出来、对方单列的；会照填的数加在逾期利息里"),
        unit="元",
        sees=_LENDER,
    )
    unpaid_interest_on: Day = told(N_("这笔利息是哪天的数"), sees=_LENDER)
    accelerated_on: Day = told(N_("宣布提前到期的日子"), sees=_LENDER)
    court_paper: CourtPaper | None = told(N_("收到的是什么法院材料"))
    court_paper_on: Day = told(N_("哪天收到法院材料的"), N_("以法院送达那天为准；信封留着"))
    notice_from: Words = told(
        N_("来通知的是哪家"), N_("仲裁委员会、调解组织、法院，或者说替您还了的公司；照通知上的全称"), sees=_LENDER
    )
    notice_number: Words = told(N_("通知上的案号或编号"), sees=_LENDER)
    notice_on: Day = told(N_("哪天收到通知的"), N_("信封、短信留着"), sees=_LENDER)
    notice_by: NoticeBy | None = told(N_("通知是怎么来的"), sees=_LENDER)
    notice_checked: Flag = told(N_("打官网公布的电话核实过，是真的"), N_("不打通知里的号码"))
    private_account: Flag = told(N_("通知要您付到个人账户"))
    answer_until: Day = told(
        N_("通知上写的答复最后一天"), N_("答辩、选仲裁员、报告财产；以通知上写的为准"), sees=_LENDER
    )
    hearing_on: Day = told(N_("开庭、调解或到法院的日子"), sees=_LENDER)
    hearing_online: Flag = told(N_("通知说在网上开庭"), sees=_LENDER)
    agrees_online: Flag = told(N_("您同意网上开庭吗"), N_("不同意要说出来；没想好就空着"), sees=_LENDER)
    clause: Clause | None = told(
        N_("找过仲裁条款了吗，要写哪一份"), N_("没翻过合同和 App 协议就空着：空着不写给仲裁委"), sees=_LENDER
    )
    frozen_account: Words = told(N_("要留生活费的账户"), N_("哪家银行，尾号多少"), sees=_LENDER)
    paid_amount: Amount = told(N_("说替您还了多少"), N_("照通知填，只给您自己看；核实以前不是您认的数"), unit="元")
    owner_now: Words = told(N_("债权现在在谁手里"), sees=_LENDER)
    restructured_before: Flag = told(N_("以前改过还款计划"), sees=_LENDER)
    lender_figures: tuple[LenderFigures, ...] = rows(N_("对方自己的数字"), N_("App 截图或催款函上的"), sees=_LENDER)
    another_late: Flag = told(N_("还有别的借款也逾期了"))
    pledged: Flag = told(N_("抵押了房子、车子或做工的工具"), sees=_LENDER)
    guaranteed: Flag = told(N_("有人担保"), sees=_LENDER)
    spouse_signed: Flag = told(N_("配偶也签了字"), sees=_LENDER)
    auto_debit: Words = told(N_("自动扣款的账户"))

    @property
    def answered_for(self) -> bool:
        """Whether somebody else answers for it, as told."""
        return bool(self.guaranteed or self.spouse_signed)

    @property
    def holder(self) -> str | None:
        """Who holds the claim, as far as told: whoever it went to, else who lent."""
        return self.owner_now or self.lender

    def rate_told(self, day: date | None) -> Decimal | None:
        """The rate as told for a day, in its own unit; the first one where no change reaches that day."""
        reached = [row for row in self.rate_changes if row.start and day and row.start <= day and not row.archived]
        latest = max(reached, key=lambda row: row.start or date.min, default=None)
        return self.rate if latest is None or latest.rate is None else latest.rate

    @property
    def current_notes(self) -> tuple[Note, ...]:
        """The notes under it that say something, the oldest first; none where the loan is one drawing."""
        said = (n for n in self.notes if not n.archived and (n.amount, n.drawn_on, n.balance_left) != _UNTOLD)
        return tuple(sorted(said, key=lambda note: note.drawn_on or date.max))

    @property
    def as_one(self) -> Loan:
        """The loan in one set of terms: its only note's beside its own; of several what they come to together.

        What several notes do not share is unknown: no day, number of periods or rate is true of all of them.
        """
        notes = self.current_notes if self.notes else ()
        if not notes:
            return self
        return self.model_copy(update={**notes[0].terms, "notes": ()} if len(notes) == 1 else self._together(notes))

    def _together(self, notes: tuple[Note, ...]) -> dict[str, Any]:
        told = [note.terms for note in notes]
        left = whole([note.balance_left for note in notes])
        shared = ("periods", "maturity", "first_due", "due_day", "rate", "rate_unit")
        return {
            **{name: _same([one.get(name, getattr(self, name)) for one in told]) for name in shared},
            "principal": whole([note.amount for note in notes]),
            "drawn_on": notes[0].drawn_on,
            "balance_left": self.balance_left if left is None else left,
            "next_due": min((day for one in told if (day := one.get("next_due", self.next_due))), default=None),
        }

    def same_lender(self, other: Loan) -> bool:
        """Tell whether one and the same holds both; a holder that was not told is nobody else's."""
        return self.id == other.id or (self.holder is not None and self.holder == other.holder)


def _same(values: Sequence[T]) -> T | None:
    return values[0] if all(value == values[0] for value in values) else None


class Debts(Part):
    """Every loan the borrower has; the first is the one this workbook is about unless another is chosen."""

    main: Words = told(N_("这次要谈的是哪一笔"))
    loans: tuple[Loan, ...] = rows(N_("借款"), sees=_LENDER)


class Payment(Row):
    """Money actually paid on a loan."""

    loan_id: Words = told(N_("还的哪一笔"), sees=_LENDER)
    paid_on: Day = told(N_("哪天还的"), sees=_LENDER)
    amount: Amount = told(N_("还了多少"), unit="元", sees=_LENDER)
    note_id: Words = told(N_("还的哪一张借据"), N_("分不清就空着：按先到期的先还算"), sees=_LENDER)
    note: Words = told(N_("备注"))


class Payments(Part):
    """Payments actually made."""

    made: tuple[Payment, ...] = rows(N_("还款记录"), sees=_LENDER)
    all_paid_until: Day = told(
        N_("到哪天为止都按时还了"), N_("不用逐笔填：这一天及以前到期的都算按时还清；对每笔借款都一样时才填")
    )
