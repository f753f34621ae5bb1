"""The ask, in the lender's own fields; the same schema serves counter-offers and written terms."""

from typing import Self

from pydantic import model_validator

from workbook.case.fields import (
    Amount,
    Choice,
    Count,
    Day,
    Flag,
    Part,
    Rate,
    RefusedInside,
    Row,
    Sees,
    Words,
    rows,
    told,
)
from workbook.case.loan import Method
from workbook.language import N_

_LENDER: Sees = "this_lender"
_TWICE = N_("“{component}”写了两种处理办法，只能留一种")


class Component(Choice):
    """One part of what is owed, as lenders book it."""

    INTEREST_NOT_DUE = "interest_not_due", N_("未到期利息")
    OVERDUE_INTEREST = "overdue_interest", N_("逾期利息")
    PENALTY = "penalty", N_("罚息")
    COMPOUND = "compound", N_("复利")
    FEES = "fees", N_("费用")


class Treatment(Choice):
    """What happens to a component under the new terms."""

    WAIVE = "waive", N_("减免")
    CAPITALISE = "capitalise", N_("并入本金")
    CARRY_FORWARD = "carry_forward", N_("挂在后面，不再计息")
    FIRST_INSTALMENT = "first_instalment", N_("随第一期还")


class GraceKind(Choice):
    """What is paid in the grace months."""

    INTEREST_ONLY = "interest_only", N_("只还利息")
    NOTHING = "nothing", N_("什么都不还，利息照算")


class TreatmentRow(Row):
    """How one component is treated; a waiver without an amount asks for all of it."""

    component: Component | None = told(N_("哪一项"), sees=_LENDER)
    treatment: Treatment | None = told(N_("怎么处理"), sees=_LENDER)
    amount: Amount = told(N_("减免多少（空着表示全部）"), unit="元", sees=_LENDER)


class Step(Row):
    """A stretch of level payments in a stepped plan."""

    periods: Count = told(N_("几期"), sees=_LENDER)
    payment: Amount = told(N_("每期还多少"), unit="元", sees=_LENDER)


class Terms(Part):
    """A repayment arrangement as a lender would write it down."""

    start: Day = told(N_("从哪天开始"), sees=_LENDER)
    first_due: Day = told(N_("新计划第一期哪天还"), sees=_LENDER)
    periods: Count = told(N_("分几期（月）"), sees=_LENDER)
    rate: Rate = told(N_("年利率（%）"), unit="%", sees=_LENDER)
    method: Method | None = told(N_("还款方式"), sees=_LENDER)
    payment: Amount = told(N_("每期固定还多少"), N_("空着就按期数和利率算"), unit="元", sees=_LENDER)
    grace_months: Count = told(N_("前几个月宽限"), sees=_LENDER)
    grace_kind: GraceKind | None = told(N_("宽限期内还什么"), sees=_LENDER)
    steps: tuple[Step, ...] = rows(N_("分段还款（先少后多）"), sees=_LENDER)
    down_payment: Amount = told(N_("先还一笔"), unit="元", sees=_LENDER)
    fee: Amount = told(N_("对方收的手续费"), unit="元", sees=_LENDER)
    treatments: tuple[TreatmentRow, ...] = rows(N_("各项怎么处理"), sees=_LENDER)
    principal_first: Flag = told(N_("还的钱先抵本金"), sees=_LENDER)
    no_acceleration: Flag = told(N_("按新计划还的期间不提前收贷"), sees=_LENDER)
    collection_stops: Flag = told(N_("按新计划还的期间停止催收"), sees=_LENDER)
    credit_reporting: Words = told(N_("征信怎么报"), sees=_LENDER)

    @model_validator(mode="after")
    def _one_treatment_each(self) -> Self:
        named: set[Component] = set()
        for place, row in enumerate(self.treatments):
            if row.component in named and not row.archived:
                raise RefusedInside(("treatments", place, "component"), _TWICE, component=row.component.words)
            if row.component and not row.archived:
                named.add(row.component)
        return self


class Ask(Row):
    """What is asked for on one loan: preferred, fallback, minimum; the walk-away is private."""

    loan_id: Words = told(N_("哪一笔借款"), sees=_LENDER)
    preferred: Terms | None = told(N_("首选方案"), sees=_LENDER)
    fallback: Terms | None = told(N_("退一步的方案"))
    minimum: Terms | None = told(N_("最低能接受的方案"))
    walk_away: Amount = told(N_("每月超过多少就不能答应"), N_("只给您自己看"), unit="元")
    reason: Words = told(N_("为什么需要这样调整"), sees=_LENDER, long=True)
    offers_auto_debit: Flag = told(N_("愿意设自动扣款"), sees=_LENDER)
    auto_debit_day: Count = told(N_("自动扣款设在每月几号"), N_("收到货款之后的日子最稳"), sees=_LENDER)
    offers_reports: Flag = told(N_("愿意每月报告经营情况"), sees=_LENDER)
    offers_no_new_debt: Flag = told(N_("愿意承诺不再新借（进货赊账除外）"), sees=_LENDER)
    offers_early_end: Flag = told(N_("生意好转后愿意提前还清"), sees=_LENDER)
    offers_other: Words = told(N_("还能拿出什么诚意"), sees=_LENDER)
    shares_other_income: Flag = told(N_("可以把家里其他收入告诉对方"), N_("不选就不写进给对方的材料"))
    told_receipts: Amount = told(N_("跟这家说过每月收款多少"), N_("没说过就空着；各家说法不一样时会提醒"), unit="元")
    told_left: Amount = told(N_("跟这家说过每月一共能拿多少还债"), unit="元")
    told_payment: Amount = told(N_("跟这家说过这一笔每月能还多少"), unit="元")


class Asks(Part):
    """Asks are kept per loan; capacity is one. What nobody can know is asked for as an assumption, low and high."""

    asks: tuple[Ask, ...] = rows(N_("请求"), sees=_LENDER)
    margin: Rate = told(N_("每月留多少余地（%）"), N_("从每月剩下的钱里留出不承诺的部分；空着按 10%"), unit="%")
    seed: Count = told(N_("抽样种子"), N_("同一个数抽出同样的未来；空着用 202601"))
    failing_allowed: Rate = told(
        N_("最多容许多少个未来还不上（%）"),
        N_("满十二个月记录才用得上；空着按约定，不满十二个月一个也不容许"),
        unit="%",
    )
    recovers_on: Day = told(
        N_("预计从哪天起恢复到变化以前"),
        N_("只是您的估计，有依据才填（例如施工告示写的完工日）；空着就按现在的样子一直算"),
    )
    raise_limit: Flag = told(N_("考虑提高额度"), N_("平常不建议；选“是”才会算进问题里"))
    raise_by: Amount = told(N_("想多借多少"), N_("空着按 1,000 元算给您看"), unit="元")
    worth_lower: Amount = told(N_("每月少还 100 元，您愿意总共多付多少"), unit="元")
    worth_sooner: Amount = told(N_("早一个月还清，您愿意总共多付多少"), unit="元")
    worth_cash: Amount = told(N_("今天先付的钱每少 1,000 元，您愿意总共多付多少"), unit="元")
    recovery_low: Rate = told(N_("谈不成时对方大约能收回几成，低的估计（%）"), N_("假设，空着按约定的范围"), unit="%")
    recovery_high: Rate = told(N_("谈不成时对方大约能收回几成，高的估计（%）"), N_("假设，空着按约定的范围"), unit="%")
    recovery_months_low: Count = told(N_("谈不成时多久收回，最快几个月"), N_("假设，空着按约定的范围"))
    recovery_months_high: Count = told(N_("谈不成时多久收回，最慢几个月"), N_("假设，空着按约定的范围"))
    recovery_cost_low: Rate = told(N_("收回的钱里花掉几成费用，低的估计（%）"), N_("假设，空着按约定的范围"), unit="%")
    recovery_cost_high: Rate = told(N_("收回的钱里花掉几成费用，高的估计（%）"), N_("假设，空着按约定的范围"), unit="%")
    discount_low: Rate = told(N_("对方的资金一年值多少，低的估计（%）"), N_("假设，空着按约定的范围"), unit="%")
    discount_high: Rate = told(N_("对方的资金一年值多少，高的估计（%）"), N_("假设，空着按约定的范围"), unit="%")
