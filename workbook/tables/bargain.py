"""Tables of the bargain: the ladder, the lenders side by side, what does not fit, the lender's side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook import options
from workbook.case import LoanState
from workbook.language import _
from workbook.money import shown
from workbook.options import Lender, LenderSide, Package, Step
from workbook.position import Position, once
from workbook.pressure import called
from workbook.pressure.first import may_weigh
from workbook.shown import Table
from workbook.tables.wording import Cell, table


@once
def ladder(position: Position) -> Table:
    """Set the rungs one under the other: what is asked, what is given for it, what changes, whether it holds."""
    found = options.ladder(position, position.loan)
    columns = (
        _("哪一档"),
        _("守得住吗"),
        _("每期最多"),
        _("一共还"),
        _("请对方给的"),
        _("您拿出来换的"),
        _("比上一档变了什么"),
        _("方案"),
    )
    rows: list[tuple[Cell, ...]] = [_step(step) for step in found.steps]
    if found.walk_away is not None:
        whose = _("您自己定的") if found.own_line else _("按守得住的最高数")
        rows.append((_("底线（超过就不答应）"), "", found.walk_away, "", "", "", "", whose))
    notes = (*_of_line(position), found.sentence, *found.assumed)
    return table(_("“{name}”：一档一档怎么让").format(name=called(position.loan)), columns, rows, notes)


def _of_line(position: Position) -> Iterator[str]:
    """Say of a line of which one note is in the talk that the others go on; or what is lacking to tell which it is."""
    line = position.line(position.loan)
    if line.notes and not position.loan.notes:
        said = _("“{line}”有 {n} 张借据：这里只谈逾期的“{name}”，其他借据照常还，它们每月的数已经先留出。")
        yield said.format(line=called(line.loan), n=len(line.notes), name=called(position.loan))
    elif not line.told_apart and line.state is LoanState.OVERDUE:
        yield _(
            "有还款没写还的是哪一张借据，分不清哪张逾期：在“借款”那一页的还款记录里写上，只有一张逾期就只谈那一张。"
        )


def _step(step: Step) -> tuple[Cell, ...]:
    names = {"preferred": _("首选"), "fallback": _("退一步"), "minimum": _("最低")}
    package = step.package
    return (
        names[step.name],
        package.verdict.words,
        _most(package),
        package.total,
        _("；").join(step.lender_gives) or _("什么都不用"),
        _("；").join(step.traded) or _("还没有填"),
        _("；").join(step.moves),
        _("您填的") if step.own else package.title,
    )


def _most(package: Package) -> str:
    """Give the highest regular payment, and the last one where something was put off to it."""
    if not package.last_extra:
        return shown(package.highest)
    said = _("{most}，最后一期 {last}")
    return said.format(most=shown(package.highest), last=shown(package.plan.rows[-1].payment))


@once
def lenders(position: Position) -> Table:
    """Set the lenders side by side, dearest default first: told, asked, offered, agreed, beside one capacity."""
    found = options.lenders(position)
    columns = (
        _("借款"),
        _("先后"),
        _("合同每月要"),
        _("一共能给的里分到"),
        _("跟对方说过"),
        _("请求每期最多"),
        _("对方提出"),
        _("书面谈定"),
    )
    rows = [*(_lender(row) for row in found.rows), *_sums(found)]
    return table(_("所有债权人放在一起"), columns, rows, tuple(_lender_notes(position, found)))


def _lender(row: Lender) -> tuple[Cell, ...]:
    order = _("先顾") if row.first else _("剩下的按欠款多少分")
    told = (row.told, row.asked, row.offered, row.agreed)
    return row.name, order, row.claim, row.share, *("" if amount is None else amount for amount in told)


def _sums(found: options.Lenders) -> Iterator[tuple[Cell, ...]]:
    if found.unlisted:
        yield _("没有逐笔列出的其他债务"), _("先顾"), found.unlisted, found.unlisted, "", "", "", ""
    given = [row.share for row in found.rows]
    if None not in given:
        total = sum((amount for amount in given if amount is not None), found.unlisted)
        yield _("合计"), "", "", total, "", "", "", ""


def _lender_notes(position: Position, found: options.Lenders) -> Iterator[str]:
    for clash in options.contradictions(position):
        yield _("注意：{sentence}").format(sentence=clash.sentence)
    if found.capacity is not None:
        yield options.promised(position).sentence
    first = (
        _("再是有抵押、有担保或配偶签过字的，其次是还没逾期的") if may_weigh(position.loans) else _("再是还没逾期的")
    )
    yield _("先后按后果排：家里必需、工资、税在前面已经留出；{first}；剩下的按欠款多少分。").format(first=first)
    yield from found.assumed


@once
def lender_side(position: Position) -> Table:
    """Set what the plan is worth to the lender beside what it may recover without one; private."""
    side = options.lender_side(position, position.loan)
    columns = (_("折成今天的钱"), _("低的估计"), _("高的估计"))
    notes = (side.sentence, _private(), *side.assumptions.words)
    return table(_("对方那一边（只给您自己看）"), columns, list(_values(side)), notes)


def _private() -> str:
    return _(
        "这一页不要给对方看，也不要在电话里说：听起来像威胁。它只帮您判断一个数对方有没有理由接受，不说会不会接受。"
    )


def _values(side: LenderSide) -> Iterator[tuple[str, Decimal, Decimal]]:
    yield _("“{title}”值多少").format(title=side.plan.title), *side.package
    yield _("谈不成大约收回多少"), *side.default
    yield _("方案比谈不成多（负数是少）"), *side.gain
    yield _("同样期数里，每月多少对方就不吃亏"), *side.enough
