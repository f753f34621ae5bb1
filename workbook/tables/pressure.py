"""Tables of the pressure: what is due, what can be paid, what waiting costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from workbook import course, followup, pressure, simulate, verdict
from workbook.case import LenderFigures, LoanState
from workbook.course import Course
from workbook.language import Refused, Unknown, _, attempt, tried
from workbook.loans import Due
from workbook.loans.results import PARTS
from workbook.money import ZERO, digits, shown
from workbook.position import Position, once
from workbook.pressure import Ahead, Capacity, Claim, Outlook, Ratios, Shares
from workbook.shown import Table
from workbook.tables.debts import summed
from workbook.tables.wording import Cell, percent, table, times
from workbook.verdict import Quick


@once
def quick_answers(position: Position) -> Table:
    """Answer the ten-minute path: today at most, an offer, what to do, by when, what to find out; or to stop."""
    columns = (_("问题"), _("答案"))
    if position.loans and course.course(position, position.loan) is Course.STOP:
        stop = (_("先做什么"), course.limitation(position, position.loan).sentence)
        return table(_("先看这几个答案"), columns, (stop,))
    answer = verdict.quick(position)
    silent = bool(position.loans) and course.course(position, position.loan) in course.NOTHING_PAID
    sums = () if silent else tuple(_sums(position, answer))
    how = "" if silent else pressure.today_words(position)
    notes = (*course.to_settle(position), answer.record, *_deeper(answer), how, *answer.assumed)
    rows = ((_("先做什么"), course.first(position)), *_quick_rows(answer, sums))
    return table(_("先看这几个答案"), columns, rows, notes)


def _deeper(answer: Quick) -> Iterator[str]:
    if answer.today_at_most:
        yield _("“今天最多能付多少”只给您自己看：那是手上的钱的底，不是要报给对方的数。")
    if answer.offer:
        yield _("要靠好月份攒钱才守得住的更高的数，在“方案”那一页里算：那个数先不当场答应。")


def _sums(position: Position, answer: Quick) -> Iterator[tuple[Cell, ...]]:
    """Give the answers that name a sum; none that makes the loan current where something else is settled first."""
    loan = position.loan if position.loans else None
    yield _("今天最多能付多少"), _money_or(answer.today_at_most, _("还算不出，先不报"))
    yield _("坏月份也拿得出的（每月，看到书面再答应）"), _money_or(answer.offer, _("先不报数字"))
    if loan is None or not pressure.settled_first(loan):
        whole = loan is not None and loan.state is LoanState.ACCELERATED
        due = _("今天一次还清要多少") if whole else _("今天补上多少就恢复正常")
        yield due, _money_or(answer.due_today, _("还不知道，先问对方"))


def _quick_rows(answer: Quick, sums: tuple[tuple[Cell, ...], ...]) -> Iterator[tuple[Cell, ...]]:
    kept = pressure.kept_words(answer.keep, rest_late=answer.rest_late)
    for sentence in (pressure.runway_words(answer.runway), kept):
        if sentence:
            yield _("先保住"), sentence
    yield from sums
    if answer.deadline:
        yield _("下一个硬日子"), _("{on}：{what}").format(on=answer.deadline.on, what=answer.deadline.what)
    else:
        yield _("下一个硬日子"), _("还没有填日子")
    for said in answer.ends_said:
        yield _("更大的日子"), said
    yield _("最该补的一项"), answer.missing or _("需要的都填了")


def _money_or(amount: Decimal | None, otherwise: str) -> str:
    return otherwise if amount is None else shown(amount)


@once
def current_today(position: Position) -> Table:
    """Say what makes every loan current today."""
    found = pressure.current_today(position)
    rows: list[tuple[Cell, ...]] = [
        (claim.name, claim.on if claim.overdue else "", claim.amount) for claim in found.rows
    ]
    if len(rows) > 1:
        rows.append((_("合计"), "", None if found.unknown else found.total))
    columns = (_("借款"), _("最早一笔没还的日子"), _("今天要还"))
    notes = (*found.assumed, *_cash_beside(position, found.total, found.unknown))
    return table(_("今天付多少就全部恢复正常"), columns, rows, notes)


def _cash_beside(position: Position, total: Decimal, unknown: tuple[str, ...]) -> Iterator[str]:
    if unknown:
        yield _("{names} 要还多少还不知道。").format(names=_("、").join(unknown))
    most = tried(lambda: pressure.free_today(position))
    if isinstance(most, Unknown):
        yield _("手上的钱够不够补还看不出：{reason}").format(reason=most)
    elif not unknown and total:
        said = _("留出半个月的店里固定开支和家用、还有先要付的，今天最多能付 {most}，够补上。")
        short = _("留出半个月的店里固定开支和家用、还有先要付的，今天最多能付 {most}，不够补上。")
        yield (said if most >= total else short).format(most=shown(most))


@once
def diagnosis(position: Position) -> Table:
    """Say in plain words where the trouble lies."""
    topics = {
        "late": _("逾期"),
        "usual_month": _("每月"),
        "bad_month": _("坏月份"),
        "verdict": _("怎么看"),
        "price": _("价格"),
        "limit": _("额度"),
        "missing": _("还缺"),
    }
    rows = [(topics[finding.trouble], finding.sentence) for finding in pressure.diagnosis(position)]
    return table(_("问题出在哪里"), (_("哪方面"), _("怎么说")), rows)


@once
def calendar(position: Position) -> Table:
    """List what must be paid in the next thirty days, with the cash left after each."""
    found = pressure.calendar(position)
    rows = [_day(position, claim) for claim in found.rows]
    none = () if rows else tuple(_nothing_due(position))
    columns = (_("哪天"), _("哪一笔"), _("要付"), _("付完还剩"))
    return table(_("接下来三十天"), columns, rows, (*none, *found.assumed))


def _nothing_due(position: Position) -> Iterator[str]:
    """Say that nothing is to be paid, beside the first day that nobody moves."""
    last = position.as_of + timedelta(days=pressure.CALENDAR_DAYS)
    hard = next((day for day in followup.deadlines(position) if day.hard and position.as_of <= day.on <= last), None)
    yield _("接下来三十天没有要还的，或者还没有填还款日和金额。")
    if hard is not None:
        yield _("要办的有：{on} {title}。").format(on=hard.on, title=hard.title)


def _day(position: Position, claim: Claim) -> tuple[Cell, ...]:
    today = _("今天（已到期）") if claim.overdue else _("今天") if claim.on == position.as_of else ""
    return today or claim.on or _("没有写日期"), claim.name, claim.amount, claim.cash_after


@once
def measures(position: Position) -> Table:
    """Give the usual measures of pressure, each with its meaning and its limits."""
    found = pressure.ratios(position)
    columns = (_("衡量什么"), _("现在"), _("意思和局限"))
    rows = (*_ratio_rows(found), *_cash_rows(position))
    return table(_("衡量压力的几个数"), columns, rows, found.assumed)


def _ratio_rows(found: Ratios) -> Iterator[tuple[Cell, ...]]:
    yield _("债务每月要还"), found.claims, _("不含已经逾期的部分")
    if found.claims:
        yield _("偿债备付率（现在的月份）"), times(found.cover_current), _cover_meaning()
        yield _("偿债备付率（坏月份）"), times(found.cover_bad), _cover_meaning()
        yield _("还债占收入"), percent(found.service_share, 1), _lines_meaning(found.reference_lines)
    share = _("今天和下个月要还的钱里，这么多是利息、罚息和费用，不减少本金")
    yield _("要还的钱里不减少本金的部分"), percent(found.cost_share, 1), share


def _cover_meaning() -> str:
    return _("能用来还债的 ÷ 要还的；小于 1 就是不够")


def _lines_meaning(lines: tuple[Decimal, Decimal]) -> str:
    said = _("房贷审批的参考线是房贷本身 {housing}%、全部债务 {all}%，不是经营贷款的规定")
    return said.format(housing=lines[0], all=lines[1])


def _cash_rows(position: Position) -> Iterator[tuple[Cell, ...]]:
    words = {"current": _("按现在的月份"), "bad": _("按坏月份")}
    for basis, said in words.items():
        try:
            ahead = pressure.outlook(position, "bad" if basis == "bad" else "current")
        except Refused as refused:
            yield _("手上的钱能撑几个月（{basis}）").format(basis=said), None, str(refused)
        else:
            yield _("手上的钱能撑几个月（{basis}）").format(basis=said), *_lasting(position, ahead)


def _lasting(position: Position, ahead: Outlook) -> tuple[str, str]:
    """Say how long the cash lasts: up to the day on which the loan falls due whole, and beyond it where it is paid."""
    short, end, month = ahead.short_with_end, ahead.end, ahead.at_end
    if end is not None and month is not None and short is not None and short.last == month.last:
        said = _("在这以前每月到期的都付得出；这天要一次还 {amount}，那个月差 {short}。{ask}")
        ask = pressure.ask_before_words()
        return _("到 {due}").format(due=end.due), said.format(
            amount=shown(end.payment), short=shown(-short.cash), ask=ask
        )
    paid = _paid_whole(end, month) if end is not None and month is not None else ""
    if short is None:
        later = "" if end else pressure.whole_end_words(position)
        lasting = _("每月到期的都付，这段时间里现金不会断。") if later else _("到期的都付，这段时间里现金不会断")
        return _("至少 {count} 个月").format(count=len(ahead.rows)), paid + lasting + later
    said = _("到 {last} 为止的这个月付不齐，差 {short}").format(last=short.last, short=shown(-short.cash))
    before = [row.last for row in ahead.rows if row.last < short.last]
    lumps = _lumps(position, max(before, default=position.as_of), short.last)
    return _("{count} 个月").format(count=len(before)), paid + _("；").join((said, *lumps))


def _lumps(position: Position, after: date, last: date) -> Iterator[str]:
    """Name the other loans that fall due whole in a month."""
    said = _("“{name}” {on} 要一次还 {amount}")
    for claim in pressure.great_ends(position):
        if claim.on is not None and claim.amount is not None and after < claim.on <= last:
            yield said.format(name=claim.name, on=claim.on, amount=shown(claim.amount))


def _paid_whole(end: Due, month: Ahead) -> str:
    said = _("{due} 要一次还 {amount}，也付得出，那个月底还剩 {left}。")
    return said.format(due=end.due, amount=shown(end.payment), left=shown(month.cash - end.payment))


@once
def capacity(position: Position) -> Table:
    """Show how what can be promised is found, how it is dealt out, and how it would have fared on record."""
    dealt = pressure.shares(position)
    able = dealt.capacity
    columns = (_("怎么算"), _("每月"), _("说明"))
    rows = (*_capacity_rows(able), *_level_row(position), *_share_rows(dealt))
    records = (_tried_on_record(position, able, able.monthly), *_todays_claims(position, able))
    return table(_("每月最多能答应多少"), columns, rows, (*records, *able.assumed, *dealt.assumed))


def _capacity_rows(able: Capacity) -> Iterator[tuple[Cell, ...]]:
    yield _("坏月份能用来还债的"), able.bad.left, able.rule
    kept = max(able.bad.left, ZERO) - able.monthly
    yield _("留出余地"), -kept, _("付完先付的，剩下的留 {margin}% 不承诺").format(margin=digits(able.margin))
    yield (
        _("所有债务加起来最多能答应"),
        able.monthly,
        _("坏月份也拿得出；更高的数要靠好月份攒，见“方案”那一页"),
    )


def _share_rows(dealt: Shares) -> Iterator[tuple[Cell, ...]]:
    for row in dealt.rows:
        yield _("其中给“{name}”").format(name=row.name), row.offer, row.why


def _todays_claims(position: Position, able: Capacity) -> Iterator[str]:
    claims = attempt(lambda: pressure.monthly_claims(position))
    if able.recorded and claims:
        yield _("按现在每月要还的：{record}").format(record=_tried_on_record(position, able, claims))


def _tried_on_record(position: Position, able: Capacity, claim: Decimal) -> str:
    return simulate.backtest(position, claim).words if able.recorded and claim else able.record(claim)


def _level_row(position: Position) -> Iterator[tuple[Cell, ...]]:
    """Give what the coming months hold out with their season, beside the bad month by itself."""
    said = _("按推演每月最多能守住的")
    try:
        level = verdict.level_for_all(position)
    except Refused as refused:
        yield said, None, str(refused)
    else:
        yield said, level or ZERO, _("手上的钱、淡旺季一起算，往后三年；只用来比，不超过上面那个数就更稳")


@once
def waiting(position: Position) -> Table:
    """Set what is owed today and later by component, if nothing is paid on the main loan."""
    found = pressure.waiting(position, position.loan)
    columns = (_("如果一直不还"), *(_later(row.days) for row in found.rows))
    rows: list[tuple[Cell, ...]] = [
        (_(str(LenderFigures.model_fields[name].title)), *(row.balance.parts[name] for row in found.rows))
        for name in PARTS
    ]
    rows.append((summed([row.balance for row in found.rows]), *(row.balance.total for row in found.rows)))
    rows.append((_("比今天多"), *(row.added for row in found.rows)))
    return table(_("拖着不办的代价"), columns, rows, (*found.consequences, *found.assumed))


def _later(days: int) -> str:
    return _("{days} 天后").format(days=days) if days else _("今天")
