"""Documents, and which figure each of them proves."""

from workbook.case.fields import Amount, Choice, Count, Day, Part, Row, Sees, Words, rows, told
from workbook.language import N_

_OUR: Sees = "any_lender"


class DocumentKind(Choice):
    """What a document is."""

    CONTRACT = "contract", N_("借款合同、借据")
    DISCLOSURE = "disclosure", N_("综合融资成本明示表")
    APP_SCREENSHOT = "app_screenshot", N_("App 欠款截图")
    SCHEDULE = "schedule", N_("还款计划表")
    PAYMENTS = "payments", N_("还款记录")
    STATEMENT = "statement", N_("银行、支付宝、微信流水（官方导出）")
    TAX = "tax", N_("纳税申报、完税证明")
    LICENCE = "licence", N_("营业执照")
    LEASE = "lease", N_("租约")
    PLATFORM = "platform", N_("平台销售数据")
    MEDICAL = "medical", N_("诊断、医药费单据")
    DISASTER = "disaster", N_("灾情、停业证明")
    CREDIT_REPORT = "credit_report", N_("本人征信报告")
    ALLOWANCE = "allowance", N_("低保、特困证明")
    OTHER = "other", N_("其他")


class Holding(Choice):
    """Whether the borrower has it."""

    HAVE = "have", N_("有")
    CAN_GET = "can_get", N_("能开到")
    NO = "no", N_("没有")


class Proves(Choice):
    """Which figure or fact a document proves."""

    BALANCE = "balance", N_("欠款数字")
    TERMS = "terms", N_("合同条款")
    RECEIPTS = "receipts", N_("经营收款")
    COSTS = "costs", N_("经营支出")
    ESSENTIALS = "essentials", N_("家里必需开支")
    CHANGE = "change", N_("发生的变化")
    RECOVERY = "recovery", N_("难处哪天结束")
    PAYMENTS_MADE = "payments_made", N_("还过的款")
    FLOOR = "floor", N_("生活保障标准")


class PartShown(Row):
    """One part of a figure that a paper shows: a lease shows the rent, not all that a shop costs."""

    figure: Proves | None = told(N_("属于哪一类"), sees=_OUR)
    name: Words = told(N_("是哪一部分"), N_("例如：租金"), sees=_OUR)
    amount: Amount = told(N_("材料上写着每月多少"), unit="元", sees=_OUR)


class Document(Row):
    """One paper or file the borrower really has; the workbook never edits or makes evidence."""

    kind: DocumentKind | None = told(N_("什么材料"), sees=_OUR)
    title: Words = told(N_("名称"), sees=_OUR)
    holding: Holding | None = told(N_("手上有吗"))
    issuer: Words = told(N_("谁出具的"), sees=_OUR)
    issued_on: Day = told(N_("哪天出具的"), sees=_OUR)
    covers_from: Day = told(N_("从哪天"), sees=_OUR)
    covers_to: Day = told(N_("到哪天"), sees=_OUR)
    pages: Count = told(N_("几页"), sees=_OUR)
    proves: tuple[Proves, ...] = rows(N_("能证明什么"), sees=_OUR)
    shows: tuple[PartShown, ...] = rows(
        N_("只证明其中一部分的，是哪些"), N_("例如租约只证明租金 4,500 元；全部都能证明的不用填"), sees=_OUR
    )
    file: Words = told(N_("文件名"))
    sha256: Words = told("SHA-256", sees=_OUR)


class Evidence(Part):
    """The evidence ledger."""

    documents: tuple[Document, ...] = rows(N_("材料"), sees=_OUR)
