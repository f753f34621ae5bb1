"""Business and household, apart: what comes in, what must go out, what changed."""

from typing import Literal

from pydantic import ValidationInfo, field_validator

from workbook.case.fields import Amount, Choice, Count, Day, Flag, MonthOf, Part, Row, Sees, Words, rows, told
from workbook.language import N_

_OUR: Sees = "any_lender"


class Side(Choice):
    """Business or household."""

    BUSINESS = "business", N_("生意")
    HOUSEHOLD = "household", N_("家里")


class ExpenseKind(Choice):
    """What the money goes to; the essential ones come before any lender."""

    STOCK = "stock", N_("进货")
    SHOP_RENT = "shop_rent", N_("店铺租金")
    UTILITIES = "utilities", N_("水电燃气")
    WAGES = "wages", N_("员工工资、社保")
    TAX = "tax", N_("税费")
    PLATFORM = "platform", N_("平台费、快递费")
    FOOD = "food", N_("吃饭")
    HOME_RENT = "home_rent", N_("家里房租、房贷")
    MEDICINE = "medicine", N_("看病吃药")
    SCHOOL = "school", N_("孩子上学")
    INSURANCE = "insurance", N_("社保、保险")
    DEPENDANTS = "dependants", N_("赡养、抚养")
    OTHER = "other", N_("其他")


class Lasting(Choice):
    """Whether the trouble will pass."""

    TEMPORARY = "temporary", N_("暂时的")
    LASTING = "lasting", N_("会长期下去")


class FloorKind(Choice):
    """Which local figure protects the cost of living."""

    MINIMUM_ALLOWANCE = "minimum_allowance", N_("当地最低生活保障标准（每人每月）")
    MINIMUM_WAGE = "minimum_wage", N_("当地最低工资")


ROUGH_FIGURES = (
    "usual_receipts",
    "worst_receipts",
    "stock_per_100",
    "shop_costs",
    "home_essentials",
    "other_income",
    "cash",
)
"""The fields of a month told roughly, with what is at hand, in the order in which they are asked for."""


class Income(Row):
    """One regular source of money, per month."""

    name: Words = told(N_("从哪里来"), sees=_OUR)
    side: Side | None = told(N_("生意还是家里"), sees=_OUR)
    amount: Amount = told(N_("每月多少"), unit="元", sees=_OUR)


class Expense(Row):
    """One regular cost, per month."""

    name: Words = told(N_("花在哪里"), sees=_OUR)
    side: Side | None = told(N_("生意还是家里"), sees=_OUR)
    kind: ExpenseKind | None = told(N_("哪一类"), sees=_OUR)
    amount: Amount = told(N_("每月多少"), unit="元", sees=_OUR)
    essential: Flag = told(N_("是不是非花不可"), sees=_OUR)


class Read(Part):
    """What an import read in the statements about a month; kept as it was, whatever is typed over the month."""

    month: MonthOf = told(N_("月份"), sees=_OUR)
    receipts: Amount = told(N_("经营收款"), unit="元", sees=_OUR)
    costs: Amount = told(N_("经营支出（进货、租金、平台费等）"), unit="元", sees=_OUR)


class Month(Row):
    """One recorded month; what is not known stays empty.

    A month that says something else than what was read for it no longer has the statement as its source.
    """

    month: MonthOf = told(N_("月份"), N_("例如 2026-03"), sees=_OUR)
    receipts: Amount = told(N_("经营收款"), unit="元", sees=_OUR)
    costs: Amount = told(N_("经营支出（进货、租金、平台费等）"), unit="元", sees=_OUR)
    wages: Amount = told(N_("员工工资"), unit="元", sees=_OUR)
    tax: Amount = told(N_("税费"), unit="元", sees=_OUR)
    household_income: Amount = told(N_("家里其他收入"), N_("只给您自己看"), unit="元")
    essentials: Amount = told(N_("家里必需开支"), unit="元", sees=_OUR)
    other_spending: Amount = told(N_("家里其他开支"), N_("只给您自己看"), unit="元")
    read: Read | None = told(N_("对账单上读到的"), sees=_OUR)
    source: Words = told(N_("数字从哪里来"), N_("导入的对账单会自动填"), sees=_OUR)

    @field_validator("source")
    @classmethod
    def _while_it_says_so(cls, source: str | None, told_before: ValidationInfo) -> str | None:
        """Drop the source where the month was edited after the import, in whatever way it was."""
        row = told_before.data
        read = row.get("read")
        same = read is None or all(row.get(name) == value for name, value in read)
        return source if same else None

    @property
    def edited(self) -> bool:
        """Whether something else was typed over what an import had read."""
        return self.read is not None and not (self.is_read("receipts") and self.is_read("costs"))

    def is_read(self, part: Literal["receipts", "costs"]) -> bool:
        """Tell whether a figure is what the statement says; wages and tax typed beside make the costs another sum."""
        beside = (self.wages, self.tax) if part == "costs" else ()
        same = self.read is not None and self.read.month == self.month
        return same and getattr(self.read, part) == getattr(self, part) and not any(beside)


class Counted(Choice):
    """When the months count a sale that is paid later."""

    SOLD = "sold", N_("卖出去就算（货款可能还没到）")
    RECEIVED = "received", N_("钱到账才算")


class Receivable(Row):
    """Money others owe the business; half of what has a day counts when a plan is tested."""

    name: Words = told(N_("谁欠的"), N_("写给对方看的叫法，例如“两所学校食堂”；客户的名字不写进材料"), sees=_OUR)
    amount: Amount = told(N_("欠多少"), unit="元", sees=_OUR)
    due_on: Day = told(N_("预计哪天到账"), N_("对账单、合同上写的；没有依据就空着"), sees=_OUR)
    paper: Words = told(N_("凭哪份材料"), N_("对账单、合同、送货单；没有就空着"), sees=_OUR)


class RowsOf(Choice):
    """What rows of a statement show to whoever reads it."""

    PLATFORM = "platform", N_("平台和收款")
    WAGES = "wages", N_("工资")
    RENT = "rent", N_("租金")
    TAX = "tax", N_("税费")
    STOCK = "stock", N_("进货")
    LOANS = "loans", N_("借款和还款")
    FAMILY = "family", N_("家里的钱")
    OWN = "own", N_("自己账户之间")
    OTHER = "other", N_("分不清的")


class RowsShown(Row):
    """How many rows of a statement show one thing, and what they come to."""

    what: RowsOf | None = told(N_("能看出什么"))
    count: Count = told(N_("笔数"))
    came_in: Amount = told(N_("进来的"), unit="元")
    went_out: Amount = told(N_("出去的"), unit="元")


class StatementFile(Row):
    """A bank or wallet export that was imported; the raw file stays unchanged in `statements/`."""

    file: Words = told(N_("文件名"), sees=_OUR)
    sha256: Words = told("SHA-256", sees=_OUR)
    format: Words = told(N_("格式"), sees=_OUR)
    first: Day = told(N_("第一笔日期"), sees=_OUR)
    last: Day = told(N_("最后一笔日期"), sees=_OUR)
    count: Words = told(N_("笔数"), sees=_OUR)
    warnings: Words = told(N_("提醒"), long=True)
    shows: tuple[RowsShown, ...] = rows(N_("里面的每一笔能看出什么"))


class ColumnName(Row):
    """What a column of a statement means, as the borrower once answered; `table` is all its column names."""

    table: Words = told(N_("表头"))
    role: Words = told(N_("含义"))
    column: Words = told(N_("列名"))


class Situation(Part):
    """The business and the household by month, in lists, or in a few plain figures."""

    usual_receipts: Amount = told(N_("平常一个月生意收款"), N_("大概就行"), unit="元", sees=_OUR)
    worst_receipts: Amount = told(N_("最差的一个月生意收款"), unit="元", sees=_OUR)
    stock_per_100: Amount = told(N_("每卖 100 元，进货要花"), unit="元", sees=_OUR)
    shop_costs: Amount = told(N_("店里每月其他开支（租金、水电、工资、平台费）"), unit="元", sees=_OUR)
    home_essentials: Amount = told(N_("家里每月必需开支"), N_("吃住、看病、上学、赡养"), unit="元", sees=_OUR)
    other_income: Amount = told(N_("家里其他收入（每月）"), N_("只给您自己看"), unit="元")
    cash: Amount = told(N_("现在手上能用的钱"), N_("只给您自己看"), unit="元")
    other_debts_30_days: Amount = told(N_("其他债务 30 天内要还的总数"), N_("只给您自己看"), unit="元")
    what_changed: Words = told(N_("发生了什么变化"), N_("从哪天起、什么原因、差多少"), sees=_OUR, long=True)
    changed_on: Day = told(N_("从哪天开始"), sees=_OUR)
    lasting: Lasting | None = told(N_("暂时的还是长期的"), sees=_OUR)
    trading: Flag = told(N_("生意还在做"), N_("已经关门、停业的选“否”；还在做的可以不填"), sees=_OUR)
    household: Count = told(N_("家里几口人靠您的收入"), sees=_OUR)
    done_already: Words = told(N_("已经做了哪些努力"), N_("减开支、催货款、家人帮忙"), sees=_OUR, long=True)
    incomes: tuple[Income, ...] = rows(N_("每月收入"), sees=_OUR)
    expenses: tuple[Expense, ...] = rows(N_("每月支出"), sees=_OUR)
    months: tuple[Month, ...] = rows(N_("逐月记录"), N_("最好有十二个月，缺的月份可以空着"), sees=_OUR)
    receivables: tuple[Receivable, ...] = rows(N_("别人欠您的货款"), N_("一笔一行"), sees=_OUR)
    months_count: Counted | None = told(
        N_("逐月记录里的收款，是卖出去就算，还是到账才算"), N_("卖出去就算的，上面的货款已经在月份里，不再算一次")
    )
    stock_value: Amount = told(N_("存货大约值"), unit="元")
    floor_kind: FloorKind | None = told(N_("生活保障线用哪个标准"), sees=_OUR)
    floor_amount: Amount = told(N_("这个标准是多少（每月）"), unit="元", sees=_OUR)
    floor_place: Words = told(N_("是哪里的标准"), sees=_OUR)
    floor_date: Day = told(N_("标准从哪天起执行"), sees=_OUR)
    statements: tuple[StatementFile, ...] = rows(N_("导入的对账单"), sees=_OUR)
    columns: tuple[ColumnName, ...] = rows(N_("对账单各列的含义"))
