"""How hard the debts press: what is due, what can be paid, how long it lasts, what waiting costs."""

from workbook.pressure.capacity import Capacity, capacity, pro_rata
from workbook.pressure.claimed import called, debit_day, settled_first, settled_first_words
from workbook.pressure.court import answer_by
from workbook.pressure.deadline import Deadline, deadline
from workbook.pressure.dealing import Share, Shares, offered, share_of, shares, spare_now
from workbook.pressure.diagnosis import Finding, diagnosis
from workbook.pressure.dues import (
    CALENDAR_DAYS,
    Claim,
    Claims,
    calendar,
    current_today,
    monthly_claim,
    monthly_claims,
)
from workbook.pressure.first import comes_first, end_words, great_ends, keep_first, kept_words, renewable_end, whole_end
from workbook.pressure.limit import Limit, limit
from workbook.pressure.lump import ask_before_words, lump, own_end, own_end_words, whole_end_words
from workbook.pressure.notice import NoticeDay, doubtful, notice_days, unverified
from workbook.pressure.outlook import Ahead, Outlook, Ratios, end_within, month_of, outlook, ratios
from workbook.pressure.runway import Runway, runway, runway_words
from workbook.pressure.strain import Strain, strain
from workbook.pressure.today import free_today, today_at_most, today_words
from workbook.pressure.waiting import Later, Waiting, waiting

__all__ = [
    "CALENDAR_DAYS",
    "Ahead",
    "Capacity",
    "Claim",
    "Claims",
    "Deadline",
    "Finding",
    "Later",
    "Limit",
    "NoticeDay",
    "Outlook",
    "Ratios",
    "Runway",
    "Share",
    "Shares",
    "Strain",
    "Waiting",
    "answer_by",
    "ask_before_words",
    "calendar",
    "called",
    "capacity",
    "comes_first",
    "current_today",
    "deadline",
    "debit_day",
    "diagnosis",
    "doubtful",
    "end_within",
    "end_words",
    "free_today",
    "great_ends",
    "keep_first",
    "kept_words",
    "limit",
    "lump",
    "month_of",
    "monthly_claim",
    "monthly_claims",
    "notice_days",
    "offered",
    "outlook",
    "own_end",
    "own_end_words",
    "pro_rata",
    "ratios",
    "renewable_end",
    "runway",
    "runway_words",
    "settled_first",
    "settled_first_words",
    "share_of",
    "shares",
    "spare_now",
    "strain",
    "today_at_most",
    "today_words",
    "unverified",
    "waiting",
    "whole_end",
    "whole_end_words",
]
