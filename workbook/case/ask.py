"""What is asked for on each loan, what is offered for it, and the assumptions a borrower may change."""

from workbook.case.fields import Amount, Count, Day, Flag, MonthDay, Part, Rate, Row, Words, rows, told
from workbook.case.terms import LENDER, Terms
from workbook.language import N_


class Ask(Row):
    """What is asked for on one loan: preferred, fallback, minimum; the walk-away is private."""

    loan_id: Words = told(N_("哪一笔借款"), sees=LENDER)
    preferred: Terms | None = told(N_("首选方案"), sees=LENDER)
    fallback: Terms | None = told(N_("退一步的方案"))
    minimum: Terms | None = told(N_("最低能接受的方案"))
    walk_away: Amount = told(N_("每月超过多少就不能答应"), N_("只给您自己看"), unit="元")
    lump: Amount = told(
        N_("想一次还清的话，一次能拿出多少"), N_("不能是借来的；没想好就空着，先只要书面的数"), unit="元", sees=LENDER
    )
    reason: Words = told(N_("为什么需要这样调整"), sees=LENDER, long=True)
    lump_from: Words = told(
        N_("这笔钱从哪里来"), N_("亲友给的、卖东西的；借来的不算。比手上能付的多而没写，信里不写这个数")
    )
    offers_auto_debit: Flag = told(N_("愿意设自动扣款"), sees=LENDER)
    auto_debit_day: MonthDay = told(N_("自动扣款设在每月几号"), N_("收到货款之后的日子最稳"), sees=LENDER)
    offers_reports: Flag = told(N_("愿意每季度报告经营情况"), sees=LENDER)
    offers_no_new_debt: Flag = told(N_("愿意承诺不再新借（进货赊账除外）"), sees=LENDER)
    offers_early_end: Flag = told(N_("生意好转后愿意提前还清"), sees=LENDER)
    offers_other: Words = told(N_("还能拿出什么诚意"), sees=LENDER)
    shares_other_income: Flag = told(N_("可以把家里其他收入告诉对方"), N_("不选就不写进给对方的材料"))
    shares_other_debts: Flag = told(
        N_("可以把其他金融机构每月要还的合计告诉对方"),
        N_("只写一个合计，不写是哪几家；别的借款都没有逾期、数又解释得了为什么只能还这么多时才写"),
    )
    told_receipts: Amount = told(N_("跟这家说过每月收款多少"), N_("没说过就空着；各家说法不一样时会提醒"), unit="元")
    told_left: Amount = told(N_("跟这家说过每月一共能拿多少还债"), unit="元")
    told_payment: Amount = told(N_("跟这家说过这一笔每月能还多少"), unit="元")


class Allowed(Row):
    """A sentence that would harm and that the borrower wants a lender to read all the same, word for word."""

    sentence: Words = told(N_("您同意让对方读到的句子"), long=True)


class Asks(Part):
    """Asks are kept per loan; capacity is one. What nobody can know is asked for as an assumption, low and high."""

    asks: tuple[Ask, ...] = rows(N_("请求"), sees=LENDER)
    allowed: tuple[Allowed, ...] = rows(N_("同意让对方读到的句子"))
    drafted: Flag = told(N_("请求是工作簿提的，本人还没有确认"), sees=LENDER)
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
    letter_yuan: Amount = told(N_("差多少元以上才写信去问"), N_("小差额多半是取整或计息习惯；空着按 50 元"), unit="元")
    letter_percent: Rate = told(N_("而且差到总数的百分之几以上才写信去问"), N_("空着按 0.5%"), unit="%")
    raise_limit: Flag = told(N_("考虑提高额度"), N_("平常不建议；选“是”才会算进问题里"))
    raise_by: Amount = told(N_("想多借多少"), N_("空着按 1,000 元算给您看"), unit="元", sees=LENDER)
    raise_periods: Count = told(N_("多借的打算分几期还"), N_("空着按 12 期算给您看"))
    limit_now: Amount = told(N_("现在的额度是多少"), N_("空着按借款本金"), unit="元", sees=LENDER)
    raise_for: Words = told(N_("多借的钱用来做什么"), N_("一件事，几个字，例如：春节前备货"), sees=LENDER)
    raise_goods: Words = told(N_("花在哪里"), N_("例如：采购干货"), sees=LENDER)
    raise_on: Day = told(N_("哪天要用"), N_("空着按今天算"), sees=LENDER)
    raise_until: Day = told(N_("打算哪天一次还清"), N_("填了就按月付息、那天还本金来算，不分期"), sees=LENDER)
    raise_source: Words = told(N_("拿什么还"), N_("例如：12月至次年2月销售回款"), sees=LENDER)
    raise_temporary: Flag = told(N_("临时额度也可以"), N_("有起止日子、到期收回的额度"), sees=LENDER)
    raise_pays_debt: Flag = told(N_("多借的钱里有要拿去还别的债的"), N_("有就先不要提额：借新还旧只会更紧"))
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
