"""The cash under a change of receipts, rent or payment, redrawn while a slider is moved."""

from __future__ import annotations

from decimal import Decimal

from workbook.charts.canvas import ACCENT, INK, Page, month_ticks, numbers, page, thousands
from workbook.charts.fan import EVERY, draw_fan
from workbook.language import _
from workbook.options.whatif import Answer
from workbook.shown import Chart, Table


def what_if(answer: Answer) -> Chart:
    """Draw one answer: a fan where futures can be drawn, else the one path there is."""
    with page() as sheet:
        _draw(sheet, answer)
    return Chart(answer.sentence, _numbers(answer), sheet.svg)


def _draw(sheet: Page, answer: Answer) -> None:
    if answer.fan is not None:
        draw_fan(sheet, answer.fan)
        return
    sheet.axes.plot(range(len(answer.line)), [float(cash) for _last, cash in answer.line], color=ACCENT, linewidth=2.5)
    sheet.axes.axhline(0, color=INK, linewidth=0.8)
    thousands(sheet)
    month_ticks(sheet, [last.isoformat()[:7] for last, _cash in answer.line], EVERY)


def _numbers(answer: Answer) -> Table:
    rows: list[tuple[str | Decimal, ...]] = [(last.isoformat(), cash) for last, cash in answer.line]
    return numbers(
        _("{basis}每个月底手上的钱").format(basis=answer.basis), (_("到哪天为止的一个月"), _("手上的钱")), rows
    )
