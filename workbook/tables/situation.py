"""Tables of the business and the household."""

from __future__ import annotations

from decimal import Decimal

from workbook.cashflow import Flow, Picture, Source, needed
from workbook.language import NotKnown, _
from workbook.position import Position, once
from workbook.shown import Table
from workbook.tables.wording import table


@once
def monthly_picture(position: Position) -> Table:
    """Set the usual month, the month since the change and the bad month side by side, with the source of each part."""
    picture = position.months
    if not picture.sources:
        needed(None, "usual_receipts")
    flows = [flow for flow in (picture.usual, picture.since, picture.bad) if flow is not None]
    columns = (_("每月"), *(flow.label for flow in flows), _("数字从哪里来"))
    rows = [(words, *(_part(flow, part) for flow in flows), _source(picture, part)) for part, words in _parts()]
    return table(_("生意和家里的一个月"), columns, rows, (_chosen(picture), _kept_apart(), *picture.assumed))


def _parts() -> tuple[tuple[str, str], ...]:
    return (
        ("receipts", _("经营收款")),
        ("costs", _("经营支出")),
        ("business_left", _("生意剩下的")),
        ("other_income", _("家里其他收入（只给您自己看）")),
        ("essentials", _("家里必需开支")),
        ("left", _("能用来还债的")),
    )


def _part(flow: Flow, part: str) -> Decimal | None:
    try:
        found: Decimal | None = getattr(flow, part)
    except NotKnown:
        return None
    return found


def _source(picture: Picture, part: str) -> str:
    words: dict[Source, str] = {
        "months": _("逐月记录"),
        "lists": _("收入和支出清单"),
        "usual": _("大概的数字"),
    }
    source = picture.source(part)
    if part in {"business_left", "left"}:
        return _("由上面几行算出")
    return words[source] if source else ""


def _chosen(picture: Picture) -> str:
    """Say how the bad month was chosen."""
    return _("坏月份{rule}").format(rule=picture.bad_rule) if picture.bad_rule else ""


def _kept_apart() -> str:
    return _("家里必需开支先留出来，不拿它去还债。")


@once
def months(position: Position) -> Table:
    """List the recorded months with what each leaves for debts, then the means of them that count elsewhere."""
    picture = position.months
    columns = (_("月份"), *(words for part, words in _parts()))
    flows = (*picture.recorded, *(picture.means if len(picture.recorded) > 1 else ()))
    rows = [(flow.label, *(_part(flow, part) for part, _words in _parts())) for flow in flows]
    none = () if picture.recorded else (_("还没有逐月记录。有流水就导入，或者在“情况”那一页逐月填写。"),)
    return table(_("逐月记录"), columns, rows, (*none, _in_no_mean(picture), _chosen(picture), *picture.assumed))


def _in_no_mean(picture: Picture) -> str:
    """Name the month in which the change fell: it is of neither side."""
    counted = (*picture.before, *picture.after)
    left_out = [flow.label for flow in picture.recorded if flow not in counted]
    said = _("{months} 这个月中间开始变的，前后的平均都不算它。")
    return said.format(months=_("、").join(left_out)) if left_out else ""


@once
def statements(position: Position) -> Table:
    """List the imported statements."""
    files = [file for file in position.case.situation.statements if not file.archived]
    columns = (_("文件"), _("格式"), _("从"), _("到"), _("笔数"), _("提醒"))
    rows = [(f.file, f.format, f.first, f.last, f.count, f.warnings or "") for f in files]
    none = () if files else (_("还没有导入流水。"),)
    return table(_("导入的流水"), columns, rows, none)
