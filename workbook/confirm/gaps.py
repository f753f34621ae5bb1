"""What a written arrangement should say and does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.case import Component, WrittenTerms
from workbook.confirm.lines import told_lines
from workbook.language import _


@dataclass(frozen=True)
class Gap:
    """Something the written terms leave out, and the question that closes it."""

    key: str
    what: str
    ask: str


def gaps(written: WrittenTerms) -> tuple[Gap, ...]:
    """Give what is missing from the written terms, most important first."""
    terms = written.terms
    treated = {t.component for t in terms.treatments if not t.archived and t.treatment} if terms else set()
    told: dict[str, object] = {
        "schedule": told_lines(written),
        "rate": terms and terms.rate is not None,
        "penalty": treated & {Component.PENALTY, Component.COMPOUND},
        "credit_reporting": terms and terms.credit_reporting,
        "collection_stops": terms and terms.collection_stops is not None,
        "no_acceleration": terms and terms.no_acceleration is not None,
        "principal_first": terms and terms.principal_first is not None,
        "counts_as_default": written.counts_as_default,
        "default_rate": written.default_rate is not None,
        "signed_by": written.signed_by,
    }
    return tuple(gap for gap in _wanted() if not told[gap.key])


def _wanted() -> Iterator[Gap]:
    yield Gap("schedule", _("逐期还款计划"), _("请给出每一期的还款日、应还、本金、利息和总额。"))
    yield Gap("rate", _("利率"), _("请写明新计划的年利率和计息天数。"))
    yield Gap("penalty", _("罚息和复利怎么处理"), _("请写明已有的罚息、复利减免多少，计划期内还计不计。"))
    yield Gap("credit_reporting", _("征信怎么报"), _("请写明按新计划还的期间怎么报送征信。"))
    yield Gap("collection_stops", _("催收停不停"), _("请写明按新计划还的期间是否停止催收。"))
    yield Gap("no_acceleration", _("会不会提前收贷"), _("请写明按新计划还的期间不宣布提前到期。"))
    yield Gap("principal_first", _("还的钱先抵什么"), _("请写明每笔还款先抵本金还是先抵利息、费用。"))
    yield Gap("counts_as_default", _("什么算违约"), _("请写明晚几天、少多少算违约，有没有补救的日子。"))
    yield Gap("default_rate", _("再违约时的利率"), _("请写明再违约时按什么利率算、从哪天算。"))
    yield Gap("signed_by", _("谁盖章或确认"), _("请写明由哪个机构盖章或在哪里电子确认。"))
