"""Who the borrower is; nothing here is needed for the ten-minute path."""

from workbook.case.fields import Choice, Day, Flag, Part, Words, told
from workbook.language import N_


class BorrowerType(Choice):
    """Which rulebook applies to the borrower."""

    PERSON = "person", N_("个人（小微企业主、网店店主等，以个人名义借款）")
    SOLE_TRADER = "sole_trader", N_("个体工商户")
    COMPANY = "company", N_("公司")


class Profile(Part):
    """The borrower and the date everything is computed for."""

    as_of: Day = told(N_("计算到哪一天"), N_("所有数字都按这一天算，只在您按按钮时改变"), sees="any_lender")
    fictional: Flag = told(N_("这是虚构的练习案例"), sees="any_lender")
    name: Words = told(N_("姓名"), N_("写在给贷款方的材料上；练习时请用假名"), sees="any_lender")
    id_tail: Words = told(N_("身份证后四位"), sees="this_lender")
    phone: Words = told(N_("联系电话"), sees="this_lender")
    call_hours: Words = told(N_("什么时候方便接电话"), N_("例如 9 点到 11 点"), sees="this_lender")
    account: Words = told(N_("支付宝账号（可只写一部分）"), sees="this_lender")
    borrower_type: BorrowerType | None = told(N_("以什么身份借的款"), sees="any_lender")
    business: Words = told(N_("店名或字号"), sees="any_lender")
    credit_code: Words = told(N_("统一社会信用代码"), sees="this_lender")
    trade: Words = told(N_("做什么生意"), sees="any_lender")
    city: Words = told(N_("所在城市"), sees="any_lender")
    distressed: Flag = told(
        N_("这件事是不是让您整夜睡不着、觉得撑不下去？"), N_("只给您自己看，决定首页是否放求助电话")
    )
