"""What the other side usually says, and the next line that is calm, true and permitted."""

from __future__ import annotations

from dataclasses import dataclass

from workbook import options
from workbook.case import NOT_LATE, Choice, Loan, LoanState
from workbook.course import Course, course, limitation
from workbook.language import N_, Refused, _, attempt
from workbook.position import Position, once
from workbook.pressure import today_at_most
from workbook.pressure.strain import instalment
from workbook.rules import Citation, cite


class Heard(Choice):
    """What the other side said."""

    PAY_FIRST = "pay_first", N_("“先还一部分再谈”")
    ONLY_RECORD = "only_record", N_("“我只能记录，会有专人联系您”")
    NO_EXTENSION = "no_extension", N_("“这个产品不能延期”")
    BORROW_AGAIN = "borrow_again", N_("“先还清，还清了再重新借给您”")
    NINETY_DAYS = "ninety_days", N_("“要逾期90天以后才能谈”")
    CLEAR_TODAY = "clear_today", N_("“今天一次结清才能减免”")
    TODAY_ONLY = "today_only", N_("“只有今天有效，现在就点确认”")
    TOO_LITTLE = "too_little", N_("“您说的数太少了”")
    COURT = "court", N_("“马上起诉、强制执行”")
    CONTACTS = "contacts", N_("“我们会联系您的家人朋友”")
    VISIT = "visit", N_("“不还就去您店里、家里”")
    NEW_OWNER = "new_owner", N_("“债权已经转给我们了”")
    MACHINE = "machine", N_("“系统评估不通过”")
    ROBOT = "robot", N_("语音机器人：“请问您今天能还吗？”")
    SILENCE = "silence", N_("对方不说话，等您开口")
    POLITE_NO = "polite_no", N_("“理解您的难处，但确实没有办法”")
    AGENT = "agent", N_("“我帮您谈，先交服务费”")


@dataclass(frozen=True)
class Reply:
    """The next line to say, what to get, what not to do, and the rule behind it if one may be cited."""

    heard: Heard
    say: str
    get: str
    avoid: str
    citation: Citation | None


_LINES: dict[Heard, tuple[str, str, str]] = {
    Heard.PAY_FIRST: (
        N_("我可以先还一部分。请先书面确认：这笔钱先抵哪一项，还了以后下一步怎么安排。"),
        N_("抵扣顺序、下一步和日期的书面确认"),
        N_("没有确认就转账；为凑这笔钱再去借"),
    ),
    Heard.ONLY_RECORD: (
        N_("好的，请给我工单号、您的工号和答复日期，我记一下。到期没有答复我再打来。"),
        N_("工单号、工号、答复日期、谁能决定"),
        N_("对记录人员反复讲价"),
    ),
    Heard.BORROW_AGAIN: (
        N_("还清以后能不能再借、借多少、利率多少、哪天到账，请先书面告诉我。看到新合同生效，我再定怎么还。"),
        N_("再借的书面批复：金额、利率、到账的日子；没批下来怎么办"),
        N_("没看到新合同生效就先还清；找人垫钱过桥"),
    ),
    Heard.NO_EXTENSION: (
        N_("明白。那请问能不能调整还款计划或分期？如果都不受理，请书面说明原因。"),
        N_("能不能调整还款计划；不受理的书面原因"),
        N_("说“法律规定你们必须同意”"),
    ),
    Heard.NINETY_DAYS: (
        N_("我现在就想把方案定下来，不想拖到更晚。请问要先逾期的规定写在哪里？能发给我吗？"),
        N_("那条规定的书面出处，或转给能受理的人"),
        N_("为了能谈而故意逾期"),
    ),
    Heard.CLEAR_TODAY: (
        N_("请书面写明：今天还多少、减免多少、什么时候给结清证明。我看到以后再答复。"),
        N_("应还数、减免数、结清证明的日期"),
        N_("借钱凑一次结清；还到个人账户"),
    ),
    Heard.TODAY_ONLY: (
        N_("我不在电话里确认新方案。请把方案发到 App 或短信，我看到书面方案后答复。"),
        N_("书面方案：每期多少、总额、利率、征信怎么报"),
        N_("通话中点“确认”“同意”"),
    ),
    Heard.TOO_LITTLE: (
        N_("这是我扣掉吃住和必需开支以后能守住的数。答应更多再断一次，对大家都不好。收入恢复了我会主动提。"),
        N_("对方能接受的期数，而不是更高的每期"),
        N_("当场加价；说出自己的上限"),
    ),
    Heard.COURT: (
        N_("我没有躲，也愿意还。请告诉我是哪个法院、案号多少。在那之前，请把我说的情况和请求递上去。"),
        N_("法院名称和案号；方案已经递交的工单号"),
        N_("不理法院寄来的东西；被吓住答应做不到的数"),
    ),
    Heard.CONTACTS: (
        N_("我本人一直能联系上，请只和我谈，不要告诉别人我的借款。您的工号是多少？"),
        N_("工号、时间、原话；截图和通话记录留原件"),
        N_("争吵；主动给出家人朋友的电话"),
    ),
    Heard.VISIT: (
        N_("我没有躲，可以电话和书面联系。要来请先告诉我：哪家机构、谁来、哪天、凭什么委托书。"),
        N_("机构全称、来人的工号、委托书；原话和时间记下来"),
        N_("当面付现金、签字、交钥匙或货；对骂、动手。堵门、威胁就离开并报警"),
    ),
    Heard.NEW_OWNER: (
        N_("请把债权转让通知和授权文件发给我。核实清楚以后，我再谈金额。"),
        N_("转让通知、转让日期、现在的债权人全称、对公账户"),
        N_("没核实就还款、签字或承认金额"),
    ),
    Heard.MACHINE: (
        N_("这个结果对我影响很大，请说明原因，并转人工复核。"),
        N_("不通过的原因；人工复核的工单号"),
        N_("反复提交同一个申请"),
    ),
}
_LINES |= {
    Heard.ROBOT: (
        N_("请转人工。我现在不答应金额和日期。"),
        N_("人工客服，或者一个工单号"),
        N_("顺口说“好的”“可以”：会被记成答应还款"),
    ),
    Heard.SILENCE: (
        N_("我的话说完了，我等您的答复。"),
        N_("对方的答复，或者哪天答复"),
        N_("为了不冷场加价、道歉、答应别的"),
    ),
    Heard.POLITE_NO: (
        N_("谢谢您听我说。请告诉我可以办理的方式、期数和所需材料；都没有的话，请书面写明，给我工单号。"),
        N_("能办理的方式，或者书面的“不能”和工单号"),
        N_("当场降到守不住的数；骂人"),
    ),
    Heard.AGENT: (
        N_("我自己和贷款方谈，不委托别人，也不交钱。"),
        N_("什么都不用拿；号码截图留着"),
        N_("交钱、给验证码、签委托、把证件发过去"),
    ),
}
_BEHIND: dict[Heard, tuple[str, ...]] = {
    Heard.PAY_FIRST: ("civil_561_allocation",),
    Heard.NO_EXTENSION: ("renewal_2024_13", "civil_678_extension", "civil_543_change"),
    Heard.CONTACTS: ("gbt_45251_consumer", "cba_2026_consumer", "pipl_10_lawful"),
    Heard.NEW_OWNER: ("civil_546_assignment",),
    Heard.MACHINE: ("pipl_24_automated",),
}
_PROMISE_NOTHING = N_("能先还多少，我核算以后才能答复。请先书面说明：还的钱先抵哪一项，还了以后下一步怎么安排。")
_NO_FIGURE = N_("我先不报数字。请书面告诉我你们能接受的办法，我核算以后答复。")
_IN_COURT = N_("我已经收到法院材料，正在问法院和法律援助，也愿意在法院主持下调解。别的请书面说。")
_PAID = (
    N_("这笔我已经还清。请书面说明还有什么没结；核对以前我不付款，也不签字。"),
    N_("没有结清的书面说明；结清证明"),
    N_("没核对就付款、签字"),
)
_STOPPED = (
    N_("我现在不谈金额和日子。请把书面材料寄给我，我看过再说。"),
    N_("对方是哪家、什么时候联系的、有什么书面材料"),
    N_("答应还、还一部分、签字、确认金额、请求延期"),
)
_BEFORE_DUE = N_("明白。这笔还没到期，我想在到期前申请续贷或展期。如果不受理，请书面说明原因。")

_NOTHING_ASKED = frozenset({Course.KEEP, Course.LIMIT, Course.PRICE})
"""Where a loan that is not late is paid as it stands, and nobody is asked to put anything off."""
_NOTHING_BY_PHONE = N_("答应金额和日期；付款；点“确认”")
_ONE_LINE: dict[LoanState, tuple[str, str, str]] = {
    LoanState.PAID_FOR: (
        N_("请把保险单或担保合同、付款凭证、您的授权书面发给我。核实以前我不谈金额，也不付款。"),
        N_("保险单或担保合同、付款凭证、授权文件"),
        _NOTHING_BY_PHONE,
    ),
    LoanState.ARBITRATION: (
        N_("这件事已经在仲裁，请通过仲裁程序书面联系。我在电话里不谈金额和日期。"),
        N_("打电话的人是谁、工号"),
        _NOTHING_BY_PHONE,
    ),
    LoanState.MEDIATION: (
        N_("调解通知我收到了，会书面答复调解组织。金额和日期我不在电话里答应。"),
        N_("申请人的主张和欠款明细，书面的"),
        _NOTHING_BY_PHONE,
    ),
    LoanState.ENFORCEMENT: (
        N_("案子在法院执行，我按法院的通知办，只付法院的账户。要谈和解，请在法院谈，记进笔录。"),
        N_("打电话的人是谁、有没有授权"),
        N_("付到法院以外的账户；私下签协议"),
    ),
    LoanState.NOT_MINE: (
        N_("这笔借款我有异议。请把合同、放款记录和验证记录书面发给我；我不谈还款。"),
        N_("合同、放款账户、人脸和短信验证的记录"),
        N_("说“先还一点”；确认金额；点“确认”"),
    ),
}
"""Where nothing is agreed on the phone, one line answers whatever is said."""


@once
def reply(position: Position, loan: Loan, heard: Heard) -> Reply:
    """Give the next line to say for this loan."""
    return _reply(position, loan, heard, position.standing(loan).state)


@once
def replies(position: Position, loan: Loan) -> tuple[Reply, ...]:
    """Give a line for everything the other side usually says to a loan in this state."""
    now = position.standing(loan).state
    asks = now not in NOT_LATE or attempt(lambda: course(position, loan)) not in _NOTHING_ASKED
    heards = (heard for heard in Heard if _fits(heard, now) and (asks or heard is not Heard.NO_EXTENSION))
    return tuple(_reply(position, loan, heard, now) for heard in heards)


def _reply(position: Position, loan: Loan, heard: Heard, now: LoanState | None) -> Reply:
    if limitation(position, loan).level == "stop" and now not in {LoanState.IN_COURT, LoanState.ARBITRATION}:
        return _without_rule(heard, _STOPPED)
    if now is LoanState.SETTLED:
        return _without_rule(heard, _PAID)
    if now in _ONE_LINE:
        return _without_rule(heard, _ONE_LINE[now])
    say, get, avoid = _LINES[heard]
    if heard is Heard.COURT and now is LoanState.IN_COURT:
        say = _IN_COURT
    if heard is Heard.TOO_LITTLE and not _keeps(position, loan):
        say = _NO_FIGURE
    if heard is Heard.NO_EXTENSION and now in NOT_LATE:
        say = _BEFORE_DUE
    if heard is Heard.PAY_FIRST and not _pays_one_now(position, loan):
        say = _PROMISE_NOTHING
    return Reply(heard, _(say), _(get), _(avoid), _first_citable(position, loan, now, _BEHIND.get(heard, ())))


def _without_rule(heard: Heard, words: tuple[str, str, str]) -> Reply:
    say, get, avoid = words
    return Reply(heard, _(say), _(get), _(avoid), None)


def _keeps(position: Position, loan: Loan) -> bool:
    """Tell whether something is asked for on this loan that can be kept."""
    asked = options.asked_first(position, loan)
    return asked is not None and asked.recommendable


def _pays_one_now(position: Position, loan: Loan) -> bool:
    """Tell whether cash pays one whole instalment today: less than that cures nothing and is not promised."""
    most, one = today_at_most(position), attempt(lambda: instalment(position, loan))
    return most is not None and one is not None and most >= one


def _fits(heard: Heard, now: LoanState | None) -> bool:
    if heard is Heard.NINETY_DAYS:
        return now in {None, LoanState.OVERDUE, *NOT_LATE}
    return now not in NOT_LATE or heard not in {Heard.COURT, Heard.CONTACTS, Heard.VISIT, Heard.NEW_OWNER}


def _first_citable(position: Position, loan: Loan, now: LoanState | None, rule_ids: tuple[str, ...]) -> Citation | None:
    for rule_id in rule_ids:
        try:
            return cite(rule_id, position.scope(loan, now), "script")
        except Refused:
            continue
    return None
