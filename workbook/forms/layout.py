"""How the fields of a part are grouped on the screen, and which of them make the ten-minute path."""

from __future__ import annotations

from workbook.case import (
    NOT_LATE,
    ROUGH_FIGURES,
    WHO_ELSE,
    Ask,
    Asks,
    Contact,
    Loan,
    Month,
    Part,
    Situation,
    WrittenInstalment,
    WrittenTerms,
)
from workbook.language import N_
from workbook.loans.terms import LATE

Group = tuple[str, tuple[str, ...]]

GROUPS: dict[type[Part], tuple[Group, ...]] = {
    Loan: (
        (
            N_("先填这些（看 App 就能填）"),
            (
                "name",
                "lender",
                "state",
                "want",
                "next_due",
                "late_because",
                "app_total",
                "instalment",
                "periods_left",
                "balance_left",
            ),
        ),
        (
            N_("合同条款（照借据或综合融资成本明示表填）"),
            (
                "contract_no",
                "principal",
                "received",
                "drawn_on",
                "rate",
                "rate_unit",
                "method",
                "periods",
                "due_day",
                "first_due",
                "maturity",
                "day_count",
                "odd_days",
                "both_ends",
            ),
        ),
        (N_("借据（一个额度里借过几次的填）"), ("notes",)),
        (
            N_("逾期怎么算"),
            ("grace_days", "penalty_uplift", "penalty_base", "compound", "allocation", "early_money", "accelerated_on"),
        ),
        (N_("利息以外的费用"), ("fees", "price_answered_on")),
        (
            N_("中途变过的条款（没有就跳过）"),
            ("rate_changes", "holidays", "unpaid_interest", "unpaid_interest_on"),
        ),
        (N_("法院材料（没有就跳过）"), ("court_paper", "court_paper_on")),
        (
            N_("收到的通知：仲裁、调解、执行，或有人说替您还了（没有就跳过）"),
            (
                "notice_from",
                "notice_number",
                "notice_on",
                "notice_by",
                "notice_checked",
                "private_account",
                "answer_until",
                "hearing_on",
                "hearing_online",
                "agrees_online",
                "clause",
                "frozen_account",
                "paid_amount",
            ),
        ),
        (N_("出资机构、债权人"), ("funders", "owner_now", "restructured_before")),
        (N_("对方自己的数字"), ("lender_figures",)),
        (N_("牵连到谁"), (*WHO_ELSE, "auto_debit")),
    ),
    Situation: (
        (
            N_("几个大概的数字"),
            (*ROUGH_FIGURES, "other_debts_30_days"),
        ),
        (N_("发生了什么"), ("what_changed", "changed_on", "lasting", "trading", "household", "done_already")),
        (N_("每月收入"), ("incomes",)),
        (N_("每月支出"), ("expenses",)),
        (N_("逐月记录"), ("months",)),
        (N_("货款和存货"), ("receivables", "months_count", "stock_value")),
        (N_("生活保障线"), ("floor_kind", "floor_amount", "floor_place", "floor_date")),
    ),
    Ask: (
        (N_("请求"), ("loan_id", "reason", "lump", "lump_from")),
        (N_("首选方案"), ("preferred",)),
        (N_("退一步的方案"), ("fallback",)),
        (N_("最低能接受的方案（只给您自己看）"), ("minimum", "walk_away")),
        (
            N_("您能拿出的诚意"),
            (
                "offers_auto_debit",
                "auto_debit_day",
                "offers_reports",
                "offers_early_end",
                "offers_no_new_debt",
                "offers_other",
                "shares_other_income",
                "shares_other_debts",
            ),
        ),
        (N_("跟这家说过的数字（只给您自己看）"), ("told_receipts", "told_left", "told_payment")),
    ),
    WrittenTerms: (
        (N_("收到了什么"), ("loan_id", "on", "signed_by", "default_rate", "counts_as_default")),
        (N_("口头谈定的"), ("agreed",)),
        (N_("书面上写的"), ("terms",)),
        (N_("书面还款计划"), ("schedule",)),
        (N_("核对以后"), ("accepted_on",)),
    ),
    Asks: (
        (N_("试算时怎么算"), ("margin", "recovers_on", "failing_allowed", "seed")),
        (N_("三个小问题：怎样更合您的意"), ("worth_lower", "worth_sooner", "worth_cash")),
        (
            N_("提高额度（平常不建议）"),
            (
                "raise_limit",
                "limit_now",
                "raise_by",
                "raise_for",
                "raise_goods",
                "raise_on",
                "raise_until",
                "raise_source",
                "raise_temporary",
                "raise_pays_debt",
                "raise_periods",
            ),
        ),
        (
            N_("对方那一边的假设（只给您自己看）"),
            (
                "recovery_low",
                "recovery_high",
                "recovery_months_low",
                "recovery_months_high",
                "recovery_cost_low",
                "recovery_cost_high",
                "discount_low",
                "discount_high",
            ),
        ),
    ),
}

HIDDEN: frozenset[tuple[type[Part], str]] = frozenset(
    {
        (Situation, "statements"),
        (Situation, "columns"),
        (Month, "read"),
        (Contact, "open_on"),
        (Asks, "drafted"),
        (Asks, "allowed"),
    }
)
"""Fields that are filled elsewhere."""

APPEND_ONLY: frozenset[type[Part]] = frozenset({Contact})
"""Rows that are never changed once they are written down; a correction is a new row."""

GRIDS: frozenset[type[Part]] = frozenset({Month, WrittenInstalment})
"""Rows of plain fields that are filled in like a sheet of figures, a block of cells pasted at once."""

_BEHIND = """month drawn_on paid_on on issued_on covers_from covers_to done_on complaint_on credit_checked_on
 overdue_since price_answered_on unpaid_interest_on accelerated_on court_paper_on notice_on all_paid_until changed_on
 accepted_on floor_date"""
_AHEAD = "maturity due_on hearing_on answer_until next_on appointment recovers_on raise_on raise_until down_payment_on"
SIDES: dict[str, int] = {**dict.fromkeys(_BEHIND.split(), -1), **dict.fromkeys(_AHEAD.split(), 1)}


def side(name: str, state: object) -> int:
    """Tell on which side of the case's day a day lies that is not told in full: -1 behind, 1 ahead, 0 on either.

    The due day of a loan lies behind where the loan is late, ahead where it is in order, as far as REACH goes.
    """
    if name in REACH:
        return -1 if state in LATE else int(state in NOT_LATE)
    return SIDES.get(name, 0)


REACH = {"next_due": 62}
"""Days within which a day lies on its side: a monthly due day is no year away, whatever is said of the loan."""
FOLLOWS = {"first_due": "drawn_on", "covers_to": "covers_from", "raise_until": "raise_on"}
"""Days that lie after another one of the same row, once that one is told: no first payment is due before the money."""
BEGINS = frozenset({"start", "changed_on", "recovers_on", "floor_date", "covers_from"})
"""Days on which something begins: from July on says the first of July."""

FIRST_LOAN = "网商贷"
"""What the loan of the ten-minute path is called until the borrower calls it something else."""

QUICK: dict[str, tuple[str, ...]] = {
    "profile": ("distressed",),
    "debts": (
        "name",
        "state",
        "want",
        "next_due",
        "app_total",
        "instalment",
        "periods_left",
        *WHO_ELSE,
    ),
    "situation": ("other_debts_30_days", *ROUGH_FIGURES, "what_changed"),
}
"""The fields of the ten-minute path, by section: the person before the numbers, the lender first.

Those of `debts` belong to the main loan.
"""


def groups(model: type[Part], only: tuple[str, ...] | None = None) -> tuple[Group, ...]:
    """Give the groups of fields of a part; fields that no group names come first."""
    shown = [n for n in model.model_fields if n not in {"id", "archived"} and (model, n) not in HIDDEN]
    if only is not None:
        return (("", tuple(n for n in only if n in shown)),)
    named = GROUPS.get(model, ())
    taken = {name for _title, names in named for name in names}
    rest = tuple(name for name in shown if name not in taken)
    return (("", rest), *named) if rest else named
