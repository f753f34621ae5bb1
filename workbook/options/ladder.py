"""The concession ladder: preferred, fallback, minimum, and the private line below which nothing is agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbook.case import Ask, Asks, Loan
from workbook.language import Refused, _, joined
from workbook.money import ZERO, digits, shown
from workbook.options.advice import Advice, advice
from workbook.options.own import RUNGS, RungName, ask_figures
from workbook.options.package import Package, first_money
from workbook.options.renewal import beside_the_part
from workbook.position import Position, borrowers_own
from workbook.rules import constant

_WEIGHTS = ("worth_lower", "worth_sooner", "worth_cash")


@dataclass(frozen=True)
class Step:
    """One rung: the borrower's own terms or a proposed package, what the lender gives, what it is traded for.

    `moves` says what changes against the rung above.
    """

    name: RungName
    package: Package
    own: bool
    lender_gives: tuple[str, ...]
    traded: tuple[str, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True)
class Ladder:
    """The rungs from the best down, and the monthly payment above which nothing is agreed (private)."""

    steps: tuple[Step, ...]
    walk_away: Decimal | None
    own_line: bool
    sentence: str
    assumed: tuple[str, ...]


@borrowers_own
def ladder(position: Position, loan: Loan) -> Ladder:
    """Give the borrower's own rungs; those left open are proposed from what holds, by the borrower's own weights.

    NotKnown where balance or capacity cannot be told; no rung where nothing holds.
    """
    found = advice(position, loan)
    own, reasons = _own(position, loan)
    ask, told = position.case.ask_on(loan), _own_line(found)
    rungs = {name: package for name, package in proposed(position.case.ask, found).items() if name not in reasons}
    rungs = {name: package for name, package in rungs.items() if _in_order(name, package, own)} | own
    chosen = [(name, rungs[name], name in own) for name in RUNGS if name in rungs]
    line = told if told is not None else _line(found, chosen[-1][1] if chosen else None)
    steps = tuple(_steps(found, chosen, _offers(ask)))
    sentence = _sentence(found, line, told is not None, steps)
    said = (*reasons.values(), *_beside_the_bad_month(found, told), *_said(position.case.ask, steps))
    return Ladder(steps, line, told is not None, sentence, said)


def _own_line(found: Advice) -> Decimal | None:
    """Give the payment above which the borrower agrees to nothing; None where none is told."""
    ask = found.ground.case.ask_on(found.ground.loan)
    return ask.walk_away if ask else None


def _beside_the_bad_month(found: Advice, told: Decimal | None) -> Iterator[str]:
    share = found.ground.share
    if told is not None and told > share:
        said = _("您定的底线 {line} 比坏月份能给这一笔的 {share} 高：那样的月份要靠攒下的钱补。")
        yield said.format(line=shown(told), share=shown(share))


def _own(position: Position, loan: Loan) -> tuple[dict[RungName, Package], dict[RungName, str]]:
    """Give the borrower's own rungs, and why those that cannot be priced cannot; nothing is put in their place."""
    try:
        rungs = ask_figures(position, loan)
    except Refused:
        return {}, {}
    return {r.name: r.package for r in rungs if r.package is not None}, {r.name: r.reason for r in rungs if r.reason}


def _in_order(name: RungName, package: Package, own: dict[RungName, Package]) -> bool:
    """Tell whether a rung costs the lender no more than the borrower's own above it and no less than those below."""
    place = RUNGS.index(name)
    above = [one.given_up for mine, one in own.items() if RUNGS.index(mine) < place]
    below = [one.given_up for mine, one in own.items() if RUNGS.index(mine) > place]
    return min(above, default=package.given_up) >= package.given_up >= max(below, default=package.given_up)


def proposed(asks: Asks, found: Advice) -> dict[RungName, Package]:
    """Propose from what holds, at no lower rate than the smallest request's: first what holds even if less comes in.

    What asks more a month than the borrower's own line or today's instalment is left out where anything else holds.
    The first rung is the one worth most to the borrower among those that bear a stated fall of receipts, else the one
    that bears most; the last is the smallest request; one between them by what they bear.
    """
    smallest = found.recommended
    if smallest is None:
        return {}
    if found.renewals is not None:
        return {"preferred": smallest}
    fair, smallest = _fitting(found, smallest)
    bears = int(constant("first_rung_bears_percent"))
    sturdy = [package for package in fair if _bears(package) >= bears]
    sturdiest = max(map(_bears, fair))
    first = sturdy or [package for package in fair if _bears(package) == sturdiest]
    best = min(first, key=lambda package: (score(asks, package), package.given_up))
    middle = (_bears(best) + _bears(smallest)) / 2
    between = [package for package in fair if _bears(smallest) < _bears(package) < _bears(best)]
    rungs: dict[RungName, Package] = {"preferred": best, "minimum": smallest}
    if between:
        rungs["fallback"] = min(between, key=lambda package: (abs(_bears(package) - middle), score(asks, package)))
    return {name: rungs[name] for name in RUNGS if name in rungs}


def _fitting(found: Advice, smallest: Package) -> tuple[list[Package], Package]:
    """Give what holds within today's instalment and the own line, and the smallest request of it."""
    held = [package for package in (*found.frontier, *found.packages) if package.recommendable]
    held = _up_to(found.ground.instalment, held)
    smallest = smallest if smallest in held else held[0]
    fair = [package for package in held if package.plan.rate >= smallest.plan.rate] or [smallest]
    fair = _up_to(_own_line(found), fair)
    return fair, smallest if smallest in fair else fair[0]


def _up_to(most: Decimal | None, held: list[Package]) -> list[Package]:
    """Leave out what asks more in some month, where anything else holds."""
    return held if most is None else [package for package in held if package.highest <= most] or held


def _bears(package: Package) -> int:
    return package.judged.room or 0


def score(asks: Asks, package: Package) -> Decimal:
    """Give what a package is worth to the borrower in yuan of total cost; smaller is better.

    Total + a lower payment, an earlier end and less first money, each at the price the borrower names for it.
    """
    lower = (asks.worth_lower or ZERO) * package.highest / 100
    sooner = (asks.worth_sooner or ZERO) * len(package.plan.rows)
    return package.total + lower + sooner + (asks.worth_cash or ZERO) * package.plan.paid_first / 1000


def _line(found: Advice, lowest: Package | None) -> Decimal | None:
    """Give the largest level payment that holds over the months of the lowest rung; None where nothing does."""
    ground = found.ground
    if ground.trial is None:
        return ground.share or None
    tried = ground.trial if found.renewals is None else beside_the_part(found.renewals, ground.trial)
    return tried.level(0, len(lowest.plan.rows) if lowest else ground.longest)


# What changes from rung to rung, and what is given for it


def _offers(ask: Ask | None) -> tuple[str, ...]:
    """Give what the borrower is ready to give, the cheapest first."""
    if ask is None:
        return ()
    day = _("每月 {day} 号自动扣款").format(day=ask.auto_debit_day) if ask.auto_debit_day else _("设自动扣款")
    told = (
        (ask.offers_auto_debit, day),
        (ask.offers_reports, _("每季度报告经营情况")),
        (ask.offers_early_end, _("好转以后提前还清")),
        (ask.offers_no_new_debt, _("不再新借（进货赊账除外）")),
        (ask.offers_other, ask.offers_other or ""),
    )
    return tuple(words for offered, words in told if offered)


def _steps(found: Advice, chosen: list[tuple[RungName, Package, bool]], offers: tuple[str, ...]) -> Iterator[Step]:
    above: Package | None = None
    for place, (name, package, own) in enumerate(chosen):
        last = place == len(chosen) - 1
        traded = offers if last else offers[: place + 1]
        money = (first_money(package.plan),) if package.plan.paid_first else ()
        moves = tuple(_moves(above, package)) if above else ()
        yield Step(name, package, own, tuple(_given(found, package)), (*traded, *money), moves)
        above = package


def _given(found: Advice, package: Package) -> Iterator[str]:
    plan, left = package.plan, found.ground.periods_left
    if found.renewals is not None and plan.until:
        yield _("到期后其余 {rest} 续到 {last}").format(rest=shown(plan.principal), last=plan.last_due)
    elif not left:
        yield _("重新分 {count} 期").format(count=len(plan.rows))
    elif len(plan.rows) > left:
        yield _("期数从 {left} 期放到 {count} 期").format(left=left, count=len(plan.rows))
    if plan.rate < (found.ground.rate or plan.rate):
        yield _("年利率降到 {rate}%").format(rate=digits(plan.rate))
    if plan.waived:
        yield _("减免 {amount}").format(amount=shown(plan.waived))
    if plan.carried:
        yield _("{amount} 挂到最后，不再计息").format(amount=shown(plan.carried))
    if package.wall:
        yield _("{wall} 以前先每期 {now}").format(wall=package.wall, now=shown(package.now))


def _moves(above: Package, here: Package) -> Iterator[str]:
    pairs = (
        (_("期数"), str(len(above.plan.rows)), str(len(here.plan.rows))),
        (_("年利率"), f"{above.plan.rate:.2f}%", f"{here.plan.rate:.2f}%"),
        (_("减免"), shown(above.plan.waived), shown(here.plan.waived)),
        (_("每期最多"), shown(above.highest), shown(here.highest)),
        (_("一共还"), shown(above.total), shown(here.total)),
    )
    for words, before, after in pairs:
        if before != after:
            yield _("{words} {before} → {after}").format(words=words, before=before, after=after)


def _sentence(found: Advice, line: Decimal | None, own_line: bool, steps: tuple[Step, ...]) -> str:
    """Say the line and what of the rungs is beyond it: a line that was worked out is one for level payments."""
    if not steps or line is None:
        return found.sentence
    over = [step.package.highest for step in steps if own_line or not step.package.wall]
    once = joined(*(_paid_once(step.package, line) for step in steps))
    if max(over, default=line) > line:
        said = _("每期超过 {line} 就不答应；梯子上有一档每期要 {payment}，超过了这条线：改那一档，或者改这条线。")
        return joined(said.format(line=shown(line), payment=shown(max(over))), once)
    said = _("从上往下一档一档让，让一步就换一样东西；从头到尾每期一样的，超过 {line} 就不答应。")
    return joined(said.format(line=shown(line)), *(_by_stage(step.package) for step in steps[-1:]), once)


def _paid_once(package: Package, line: Decimal) -> str:
    """Say of a first or last payment that only what comes once with it lifts above the line."""
    rows, said = package.plan.rows, ""
    if package.first_extra and rows[0].payment > line >= package.now:
        words = _("“{title}”第一期（{on}）连一次补上的要 {payment}，只这一次，另外备好。")
        said += words.format(title=package.title, on=rows[0].due, payment=shown(rows[0].payment))
    if package.last_extra and rows[-1].payment > line >= package.after:
        words = _("“{title}”最后一期（{on}）连挂到最后的要 {payment}，只这一次，另外备好。")
        said += words.format(title=package.title, on=rows[-1].due, payment=shown(rows[-1].payment))
    return said


def _by_stage(package: Package) -> str:
    """Say the line of a rung that asks little first by stage: one number for all of it would not be true."""
    if package.wall is None:
        return ""
    said = _("先少后多的，{wall} 以前每期不超过 {now}，以后不超过 {after}。")
    return said.format(wall=package.wall, now=shown(package.now), after=shown(package.after))


def _said(asks: Asks, steps: tuple[Step, ...]) -> Iterator[str]:
    if steps and not all(step.own for step in steps):
        said = _(
            "没有填的几档，从守得住的方案里挑：首选是收款再少 {percent}% 也守得住的（没有就挑最经得住的），"
            "再按您的偏好；不比最低那一档多要降利率。"
        )
        yield said.format(percent=constant("first_rung_bears_percent"))
    missing = [_(str(Asks.model_fields[name].title)) for name in _WEIGHTS if getattr(asks, name) is None]
    if missing and not all(step.own for step in steps):
        yield _("{questions}没有答，按不愿意为它多付来算。").format(
            questions=_("、").join(_("“{name}”").format(name=name) for name in missing)
        )
    yield _("这一页只给您自己看：最低和底线不要告诉对方。")
