"""The terms of an arrangement, each described once: asked for, offered, agreed and written in the same fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from workbook.case.fields import Amount, Choice, Count, Day, Flag, Part, Rate, RefusedInside, Row, Sees, Words, told
from workbook.case.loan import Method
from workbook.language import N_
from workbook.money import ZERO

LENDER: Sees = "this_lender"
_TWICE = N_("“{component}”写了两种处理办法，只能留一种")

Held = Literal["value", "promise", "rows"]


@dataclass(frozen=True)
class Term:
    """What papers, written terms and follow-up have to know of one term.

    `label`: the lender's own word. `held`: how two sides are held against each other, by value, only where it was
    asked for (a promise), or row by row. `silent`: what silence means, None where the plan implies it. `gap`: what is
    missing where a written arrangement does not say it, and the question that closes it.
    """

    label: str
    held: Held = "value"
    silent: Decimal | int | None = None
    gap: tuple[str, str] | None = None


def term(title: str, help: str = "", *, unit: str = "", default: tuple[()] | None = None, **known: Any) -> Any:  # noqa: A002 - as in told
    """Describe a term: a field as `told` describes it, and what else has to be known of it (see Term)."""
    extra: dict[str, Any] = {"unit": unit, "sees": LENDER, "long": False, "term": Term(**known)}
    return Field(default=default, title=title, description=help, json_schema_extra=extra)


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

    component: Component | None = told(N_("哪一项"), sees=LENDER)
    treatment: Treatment | None = told(N_("怎么处理"), sees=LENDER)
    amount: Amount = told(N_("减免多少（空着表示全部）"), unit="元", sees=LENDER)


class FeeWish(Choice):
    """What is asked for a charge that has no ground in the contract."""

    STOP = "stop", N_("停止收取")
    RETURN = "return", N_("退还")
    AGAINST_PRINCIPAL = "against_principal", N_("冲抵本金")


class FeeRow(Row):
    """What is asked for one fee; without an amount for all of it."""

    fee: Words = told(N_("哪一项收费"), N_("照合同、账单上的名目写"), sees=LENDER)
    wish: FeeWish | None = told(N_("请对方怎么办"), sees=LENDER)
    amount: Amount = told(N_("多少（空着表示全部）"), unit="元", sees=LENDER)


class Step(Row):
    """A stretch of level payments in a stepped plan."""

    periods: Count = told(N_("几期"), sees=LENDER)
    payment: Amount = told(N_("每期还多少"), unit="元", sees=LENDER)


class Terms(Part):
    """A repayment arrangement as a lender would write it down."""

    start: Day = term(N_("从哪天开始"), label=N_("起始日"))
    first_due: Day = term(N_("新计划第一期哪天还"), label=N_("首期还款日"))
    periods: Count = term(N_("分几期（月）"), label=N_("期数"))
    rate: Rate = term(
        N_("年利率（%）"), label=N_("年利率"), unit="%", gap=(N_("利率"), N_("请写明新计划的年利率和计息天数。"))
    )
    method: Method | None = term(N_("还款方式"), label=N_("还款方式"))
    payment: Amount = term(N_("每期固定还多少"), N_("空着就按期数和利率算"), label=N_("每期还款额"), unit="元")
    grace_months: Count = term(N_("前几个月宽限"), label=N_("宽限期"), silent=0)
    grace_kind: GraceKind | None = term(N_("宽限期内还什么"), label=N_("宽限期内"))
    steps: tuple[Step, ...] = term(N_("分段还款（先少后多）"), label=N_("分段还款"), held="rows", default=())
    down_payment: Amount = term(N_("先还一笔"), label=N_("首次先还"), unit="元", silent=ZERO)
    down_payment_on: Day = term(
        N_("先还的一笔哪天还"), N_("空着就是新计划开始那天；等货款的，写货款到账以后的日子"), label=N_("首次先还的日子")
    )
    maturity: Day = term(
        N_("到期日改到哪天"),
        N_("只用于整笔到期的借款：续到或展到这天，其间按原合同的还款方式和天数计息"),
        label=N_("新到期日"),
    )
    fee: Amount = term(N_("对方收的手续费"), label=N_("手续费"), unit="元", silent=ZERO)
    treatments: tuple[TreatmentRow, ...] = term(N_("各项怎么处理"), label=N_("已产生的各项"), held="rows", default=())
    fee_rows: tuple[FeeRow, ...] = term(N_("各项收费请对方怎么办"), label=N_("各项收费"), held="rows", default=())
    principal_first: Flag = term(
        N_("还的钱先抵本金"),
        label=N_("还款先抵本金"),
        held="promise",
        gap=(N_("还的钱先抵什么"), N_("请写明每笔还款先抵本金还是先抵利息、费用。")),
    )
    no_acceleration: Flag = term(
        N_("按新计划还的期间不提前收贷"),
        label=N_("履约期间不提前收贷"),
        held="promise",
        gap=(N_("会不会提前收贷"), N_("请写明按新计划还的期间不宣布提前到期。")),
    )
    collection_stops: Flag = term(
        N_("按新计划还的期间停止催收"),
        label=N_("履约期间停止催收"),
        held="promise",
        gap=(N_("催收停不停"), N_("请写明按新计划还的期间是否停止催收。")),
    )
    credit_reporting: Words = term(
        N_("征信怎么报"),
        label=N_("征信报送"),
        held="promise",
        gap=(N_("征信怎么报"), N_("请写明按新计划还的期间怎么报送征信。")),
    )

    @model_validator(mode="after")
    def _one_treatment_each(self) -> Self:
        named: set[Component] = set()
        for place, row in enumerate(self.treatments):
            if row.component in named and not row.archived:
                raise RefusedInside(("treatments", place, "component"), _TWICE, component=row.component.words)
            if row.component and not row.archived:
                named.add(row.component)
        return self


TERMS: Mapping[str, Term] = MappingProxyType(
    {name: field.json_schema_extra["term"] for name, field in Terms.model_fields.items()}  # type: ignore[index, misc]
)
"""Every term by the name of its field, in the order of the form."""
