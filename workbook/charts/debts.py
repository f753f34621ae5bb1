"""Charts of what is owed: its parts, its price, what waiting adds."""

from __future__ import annotations

from decimal import Decimal

from workbook import pressure
from workbook.case import LenderFigures, lacking
from workbook.charts.canvas import ACCENT, LATE, QUIET, Page, bars_across, numbers, page, thousands, yuan
from workbook.language import N_, _
from workbook.loans import AnnualCost, Balance, shown_rate
from workbook.loans.results import PARTS
from workbook.money import ZERO, shown
from workbook.position import Position, once
from workbook.pressure import Later, called
from workbook.shown import Chart

_PENALTIES = ("penalty", "compound", "fees")


@once
def balance_components(position: Position) -> Chart:
    """Draw what is owed on the main loan today by component; NotKnown where only a total is told."""
    loan = position.loan
    balance = position.standing(loan).balance
    parts = _known_parts(balance)
    if not parts:
        raise lacking("debts", N_("先在“{page}”那一页的“对方自己的数字”里填各项，或者填合同条款"))
    rows = [(_words(name), amount) for name, amount in parts]
    colours = [ACCENT if name in _PENALTIES else QUIET for name, _amount in parts]
    with page(height=0.7 + 0.52 * len(parts)) as drawn:
        bars_across(drawn, [words for words, _amount in rows], [amount for _words, amount in rows], colours)
    table = numbers(_("“{name}”欠的各项").format(name=called(loan)), (_("组成"), _("金额")), rows)
    return Chart(_parts_sentence(position, balance), table, drawn.svg)


def _known_parts(balance: Balance) -> list[tuple[str, Decimal]]:
    return [(name, amount) for name in PARTS if (amount := balance.parts[name])]


def _words(name: str) -> str:
    return _(str(LenderFigures.model_fields[name].title))


def _parts_sentence(position: Position, balance: Balance) -> str:
    extra = sum((balance.parts[name] or ZERO for name in _PENALTIES), ZERO)
    said = _("{day} 一共欠 {total}，其中罚息、复利和费用 {extra}。")
    return said.format(day=position.as_of, total=shown(balance.total), extra=shown(extra))


@once
def waiting(position: Position) -> Chart:
    """Draw what waiting adds to the main loan in 30, 60, 90 and 180 days, interest and penalties apart."""
    found = pressure.waiting(position, position.loan)
    later = found.rows[1:]
    penalties = [_penalties(row) - _penalties(found.rows[0]) for row in later]
    with page() as drawn:
        _stack(drawn, later, penalties)
    columns = (_("再过几天"), _("一共欠"), _("比今天多"), _("其中罚息、复利和费用多"))
    rows = [(str(row.days), row.balance.total, row.added, p) for row, p in zip(later, penalties, strict=True)]
    table = numbers(_("拖着不办的代价"), columns, rows, *found.consequences, *found.assumed)
    return Chart(_waiting_sentence(later[-1], penalties[-1]), table, drawn.svg)


def _penalties(row: Later) -> Decimal:
    return sum((row.balance.parts[name] or ZERO for name in _PENALTIES), ZERO)


def _stack(drawn: Page, later: tuple[Later, ...], penalties: list[Decimal]) -> None:
    axes, places = drawn.axes, range(len(later))
    interest = [float(row.added - extra) for row, extra in zip(later, penalties, strict=True)]
    axes.bar(places, interest, color=QUIET, width=0.6)
    axes.bar(places, [float(p) for p in penalties], bottom=interest, color=LATE, width=0.6)
    axes.set_xticks(list(places), [_("{days} 天后").format(days=row.days) for row in later])
    thousands(drawn)
    for place, row in zip(places, later, strict=True):
        said = f"+{yuan(row.added)}"
        axes.annotate(said, (place, float(row.added)), (0, 3), textcoords="offset points", ha="center", va="bottom")
    axes.margins(y=0.15)
    parts = ((_("罚息、复利和费用"), LATE, any(penalties)), (_("利息"), QUIET, any(interest)))
    for line, (words, colour) in enumerate((w, c) for w, c, there in parts if there):
        # the columns grow to the right, so the upper left is free
        axes.text(0.02, 0.97 - 0.1 * line, words, color=colour, transform=axes.transAxes, va="top")


def _waiting_sentence(last: Later, penalty: Decimal) -> str:
    said = _("如果一直不还，{days} 天后比今天多欠 {added}，其中罚息、复利和费用 {penalty}；征信和起诉的后果另算。")
    return said.format(days=last.days, added=shown(last.added), penalty=shown(penalty))


@once
def annual_cost(position: Position) -> Chart:
    """Draw the written rate of the main loan beside its all-in yearly cost; NotKnown where there is no single one."""
    loan = position.loan
    cost = position.standing(loan).cost
    rates = _rates(cost)
    if cost.simple is None:
        raise lacking("debts", N_("“{name}”没有一个确定的年成本：{reason}"), name=called(loan), reason=cost.reason)
    with page(height=0.7 + 0.52 * len(rates)) as drawn:
        _rate_bars(drawn, rates)
    rows = [(words, shown_rate(rate)) for words, rate in rates]
    table = numbers(_("“{name}”一年的成本").format(name=called(loan)), (_("怎么算"), _("年利率")), rows, *cost.assumed)
    return Chart(_("{reason}。").format(reason=cost.reason), table, drawn.svg)


def _rates(cost: AnnualCost) -> list[tuple[str, Decimal]]:
    told = ((_("写着的"), cost.headline), (_("全算上，单利"), cost.simple), (_("全算上，复利"), cost.compound))
    return [(words, rate) for words, rate in told if rate is not None]


def _rate_bars(drawn: Page, rates: list[tuple[str, Decimal]]) -> None:
    colours = [QUIET, *[ACCENT] * (len(rates) - 1)]
    bars_across(drawn, [words for words, _rate in rates], [rate for _words, rate in rates], colours, shown_rate)
