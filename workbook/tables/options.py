"""Tables of the ask: packages side by side, the borrower's own rungs, what the rules give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from workbook import options, rules
from workbook.language import _
from workbook.money import shown
from workbook.options import Package, Rung
from workbook.position import Position, once
from workbook.pressure import called
from workbook.shown import Table
from workbook.tables.renewing import renewing
from workbook.tables.wording import Cell, percent, table, times
from workbook.verdict import MOST_FALL


@once
def packages(position: Position) -> Table:
    """Set the arrangements on the main loan side by side: whether each holds, what it needs each month and in all."""
    advice = options.advice(position, position.loan)
    if advice.renewals is not None:
        return renewing(position, advice, advice.renewals)
    rows = [_package(package, recommended=package is advice.recommended) for package in advice.packages]
    columns = (
        _("办法"),
        _("守得住吗"),
        _("先每期"),
        _("之后每期"),
        _("保障倍数"),
        _("从今天起一共还"),
        _("收款再少多少就守不住"),
    )
    ways_out = advice.lack.off_ramps if advice.lack else ()
    said = (advice.sentence, *ways_out, _share_said(advice.ground.share))
    notes = (*said, *_package_notes(advice.packages), *advice.assumed)
    made = table(_("“{name}”：几种办法放在一起比").format(name=called(position.loan)), columns, rows, notes)
    failing = frozenset(number for number, package in enumerate(advice.packages) if not package.recommendable)
    return replace(made, later=failing, rest=_("守不住的办法，差在哪里")) if len(failing) < len(rows) else made


def _share_said(share: Decimal) -> str:
    return _("坏月份能给这一笔的是每月 {share}；保障倍数是它除以之后每期。").format(share=shown(share))


def _package(package: Package, *, recommended: bool) -> tuple[Cell, ...]:
    verdict = package.verdict.words
    return (
        package.title,
        _("{verdict}（最小够用）").format(verdict=verdict) if recommended else verdict,
        package.now,
        package.after,
        times(package.cover_after),
        package.total,
        bears(package),
    )


@once
def choices(position: Position) -> Table:
    """List the ways that hold, as they can be chosen for a request."""
    rows = [(choice.words,) for choice in options.choices(position, position.loan)]
    title = _("可以写进请求的办法") if rows else _("现在没有守得住的办法可以写进请求")
    return table(title, (_("办法"),), rows)


@once
def package_terms(position: Position) -> Table:
    """Say of each arrangement what it costs beside the contract, what may be cited for it, what is given in return."""
    advice = options.advice(position, position.loan)
    columns = (_("办法"), _("比现在的合同多还"), _("每缓 1 元多还"), _("可以引用的规定"), _("您拿出来换的"))
    rows = [_terms(package) for package in advice.packages]
    notes = (_("规定写的是对方可以给，不是一定要给。"), _("“您拿出来换的”在下面的请求里填。"))
    return table(_("每种办法的代价和依据"), columns, rows, notes)


def _terms(package: Package) -> tuple[Cell, ...]:
    return (
        package.title,
        package.extra,
        package.per_relief,
        _("；").join(rules.rule(rule_id).source for rule_id in package.grounds) or _("没有"),
        _("、").join(package.gives) or _("还没有填"),
    )


def bears(package: Package) -> str:
    """Say how much less may come in before it breaks; else how often it fails."""
    if package.judged.room is None:
        return failing(package)
    if not package.judged.room:
        return _("再少一点")
    if package.judged.room >= MOST_FALL:
        return _("少 {room}% 也守得住").format(room=package.judged.room)
    return _("再少 {room}% 以上").format(room=package.judged.room)


def failing(package: Package) -> str:
    """Say how often it fails: futures with their range from twelve recorded months on, below recorded months."""
    found = package.judged.failures
    span = found.range() if found else None
    if found is None or span is None:
        short, months = package.record
        said = _("记录的 {months} 个月里，{failing} 个月单独看不够") if months else _("没有逐月记录")
        return said.format(months=months, failing=short)
    said = _("{futures} 个未来里 {failing} 个（{low}% 到 {high}%）")
    return said.format(futures=f"{found.futures:,}", failing=f"{found.failing[0]:,}", low=span[0], high=span[1])


def _package_notes(found: tuple[Package, ...]) -> Iterator[str]:
    for package in found:
        for note in package.notes:
            yield _("{title}：{note}").format(title=package.title, note=note)


@once
def ask(position: Position) -> Table:
    """Set the rungs of the borrower's own ask on the main loan side by side: their terms and their price."""
    rungs = options.ask_figures(position, position.loan)
    columns = (_("项目"), *(_rung_words(rung) for rung in rungs))
    rows = zip(_ask_fields(), *map(_rung, rungs), strict=True)
    notes = (*_rung_notes(rungs), options.promised(position).sentence, *_priced_assumptions(rungs))
    return table(_("您的请求值多少钱"), columns, rows, notes)


def _ask_fields() -> tuple[str, ...]:
    return (
        _("期数"),
        _("年利率"),
        _("第一期"),
        _("最后一期"),
        _("先每期"),
        _("之后每期"),
        _("减免"),
        _("并入本金"),
        _("从今天起一共还"),
        _("比现在的合同多还"),
        _("保障倍数"),
        _("守得住吗"),
    )


def _rung(rung: Rung) -> tuple[Cell, ...]:
    package = rung.package
    if package is None:
        return (*(None for _field in _ask_fields()[:-1]), _("还算不出"))
    plan = package.plan
    return (
        str(len(plan.rows)),
        percent(plan.rate),
        plan.rows[0].due,
        plan.last_due,
        package.now,
        package.after,
        plan.waived,
        plan.capitalised,
        package.total,
        package.extra,
        times(package.cover_after),
        package.verdict.words,
    )


def _rung_words(rung: Rung) -> str:
    return {"preferred": _("首选"), "fallback": _("退一步"), "minimum": _("最低")}[rung.name]


def _rung_notes(rungs: tuple[Rung, ...]) -> Iterator[str]:
    for rung in rungs:
        for note in (rung.reason, *(rung.package.notes if rung.package else ())):
            if note:
                yield _("{rung}：{note}").format(rung=_rung_words(rung), note=note)


def _priced_assumptions(rungs: tuple[Rung, ...]) -> Iterator[str]:
    for rung in rungs:
        yield from rung.package.plan.assumed if rung.package else ()


@once
def rules_for_case(position: Position) -> Table:
    """List what the law gives on the main loan today, and what people say it gives and it does not."""
    loan = position.loan
    state = position.standing(loan).state
    given = rules.applicable(position.scope(loan, state))
    rows: list[tuple[Cell, ...]] = [
        (rule.label.words, str(rule.says), str(rule.limits or ""), rule.source, rule.dates)
        for rule in sorted(given, key=lambda rule: list(rules.Label).index(rule.label))
    ]
    rows += [
        (_("常有人说，其实没有"), str(denial.claim), str(denial.truth), "", "")
        for denial in rules.not_given(position.scope(loan, state))
    ]
    columns = (_("能用来做什么"), _("内容"), _("局限"), _("出处"), _("日期"))
    none = () if rows else (_("按这笔借款现在的情况，没有可以引用的规则。"),)
    return table(_("规定给了您什么，没给什么"), columns, rows, none)
