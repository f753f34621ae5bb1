"""The advice on one loan: the smallest request that holds, others that no request beats, or what is lacking.

What is found is what would be needed, not what a lender offers: the terms tried are a stated grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbook.case import NOT_LATE, Loan
from workbook.language import N_, _, ask_at_once, joined
from workbook.loans import lent_rate, needs_whole
from workbook.money import ZERO, shown
from workbook.options.lack import Lack, lack, still_possible
from workbook.options.package import Kind, Package, late_said, price
from workbook.options.plain import plain
from workbook.options.points import EVERY_MONTHS, RATE_STEP, Trying
from workbook.options.renewal import Renewals, renewals
from workbook.options.search import Found, fits, search, thinned
from workbook.position import Position, borrowers_own
from workbook.simulate import Failures
from workbook.verdict.base import Base, base, contract_failures
from workbook.verdict.judge import Verdict

_SHORT_LATELY = N_(
    "可最近三个月都不够付这个数：要是生意变了，在“情况”那一页填从哪天起，再算一遍；要是每年这时候都淡，可以照谈。"
)
MOST_SHOWN = 40  # points of the frontier priced and drawn; near-equals are left to the smaller request


@dataclass(frozen=True)
class Advice:
    """The packages side by side, the smallest request that holds (None if none does), and a sentence about it.

    `frontier`: what no other surviving package beats, smallest request first, near-equals left out; empty where no
    futures could be drawn. `tried` and `surviving` count the grid. `lack` says what would be needed where none holds.
    `contract` counts the futures in which today's contract with its arrears fails, None where that is not known.
    `renewals` holds the ways past the day where the loan falls due whole and is renewed; packages are theirs then.
    """

    ground: Base
    packages: tuple[Package, ...]
    frontier: tuple[Package, ...]
    recommended: Package | None
    lack: Lack | None
    contract: Failures | None
    tried: int
    surviving: int
    sentence: str
    assumed: tuple[str, ...]
    renewals: Renewals | None = None


@borrowers_own
def advice(position: Position, loan: Loan) -> Advice:
    """Name the smallest sufficient request, or say how much is lacking; never an error for want of money.

    A loan that falls due whole and is not late is renewed, not put into instalments.
    """
    found = renewals(position, loan)
    return by_instalments(position, loan) if found is None else _renewing(base(position, loan), found)


def _renewing(ground: Base, found: Renewals) -> Advice:
    return Advice(
        ground=ground,
        packages=found.packages,
        frontier=(),
        recommended=found.recommended,
        lack=None,
        contract=None,
        tried=len(found.packages),
        surviving=sum(package.recommendable for package in found.packages),
        sentence=found.sentence,
        assumed=(*found.part.package.plan.assumed, *ground.assumed),
        renewals=found,
    )


@borrowers_own
def by_instalments(position: Position, loan: Loan) -> Advice:
    """Search instalments, whatever the loan is; of one that is renewed this is what remains where it is refused."""
    ask_at_once(
        lambda: base(position, loan),
        lambda: needs_whole(position.standing(loan).balance),
        lambda: lent_rate(loan, position.as_of),
    )
    ground = base(position, loan)
    kept = contract_failures(ground)
    paid_as_it_is = _paid_as_it_is(ground, kept)
    one_by_one = tuple(one for one in plain(ground) if not paid_as_it_is or one.highest <= ground.instalment)
    trying = Trying(ground, ground.rate or ZERO)
    found = _dated(ground, solved(ground, trying))
    if found is None:
        return _on_bad_months(ground, one_by_one)
    if paid_as_it_is:
        found = found.asking_at_most(ground.instalment)
    frontier = _frontier(ground, trying, found, one_by_one)
    best = frontier[0] if frontier else None
    lacking = None if best or paid_as_it_is else lack(ground, Decimal(found.least).scaleb(-2))
    return Advice(
        ground=ground,
        packages=_side_by_side(one_by_one, frontier),
        frontier=frontier,
        recommended=best,
        lack=lacking,
        contract=kept,
        tried=len(found.priced.points),
        surviving=len(found.surviving),
        sentence=_as_it_is(ground, kept, asking=best is not None)
        + (lacking.sentence if lacking else _found_said(ground, best) if best else ""),
        assumed=(*still_possible(ground), *ground.assumed, _grid_said(trying, found)),
    )


def solved(ground: Base, trying: Trying) -> Found | None:
    """Search the grid of a loan; None where there are no futures to try it on, or the sums are beyond counting."""
    if ground.trial is None:
        return None
    grid = trying.grid()
    return search(ground.trial, grid) if fits(grid.starts) else None


def _dated(ground: Base, found: Found | None) -> Found | None:
    """Prefer, in a trouble that passes, what asks neither longer nor more than if its beginning were not told.

    Whoever tells more must not be advised worse for it; what holds without the day holds with it, on more money.
    """
    picture = ground.position.months
    if found is None or picture.passes_on is None or picture.changed_on is None:
        return found
    silent = ground.case.situation.model_copy(update={"changed_on": None})
    other = base(ground.position.changed(situation=silent), ground.loan)
    untold = solved(other, Trying(other, other.rate or ZERO))
    return found if untold is None else found.bounded_by(untold)


def _frontier(ground: Base, trying: Trying, found: Found, known: tuple[Package, ...]) -> tuple[Package, ...]:
    """Price the frontier exactly; a package already among the plain ones keeps its plain name."""
    made = (price(ground, Kind.MIXED, trying.title(p), trying.terms(p)) for p in thinned(found, MOST_SHOWN))
    same = {package.plan.rows: package for package in reversed(known)}
    return tuple(same.get(package.plan.rows, package) for package in made if package.recommendable)


def _side_by_side(one_by_one: tuple[Package, ...], frontier: tuple[Package, ...]) -> tuple[Package, ...]:
    """Give the smallest request, then the lightest, safest and soonest beside it, then the plain ones."""
    told: list[Package] = []
    for package in (*frontier[:1], *_others(frontier), *one_by_one):
        if all(package.plan.rows != other.plan.rows for other in told):
            told.append(package)
    return tuple(told)


def _others(frontier: tuple[Package, ...]) -> Iterator[Package]:
    """Give the lightest and the safest that ask no more of the lender, and the soonest at the contract's rate."""
    if frontier:
        alike = [package for package in frontier if package.given_up <= frontier[0].given_up]
        yield min(alike, key=lambda package: package.highest)
        yield min(alike, key=lambda package: package.judged.failures.failing[0] if package.judged.failures else 0)
        same_rate = [package for package in frontier if package.plan.rate >= frontier[0].plan.rate]
        yield min(same_rate, key=lambda package: len(package.plan.rows))


def _paid_as_it_is(ground: Base, kept: Failures | None) -> bool:
    """Tell whether a loan that is not late can be paid as it is: then nothing that asks more a month is a relief."""
    if ground.state not in NOT_LATE or not ground.instalment:
        return False
    return ground.share >= ground.instalment if ground.trial is None else _holds(ground, kept)


def _holds(ground: Base, kept: Failures | None) -> bool:
    return kept is not None and ground.trial is not None and ground.trial.allows(kept)


def _as_it_is(ground: Base, kept: Failures | None, *, asking: bool) -> str:
    """Say so where no change is needed at all."""
    if not _holds(ground, kept) or ground.contract is None:
        return ""
    due = ground.contract[0][1]
    said = _("照现在的合同付，按推演就守得住：可以先不谈重组。")
    if due:
        said = _("照现在的合同、一个月内补上已到期的 {due}，按推演就守得住：可以先不谈重组。").format(due=shown(due))
    return said + (_("真要缓一缓，") if asking else "")


def _found_said(ground: Base, best: Package) -> str:
    lately = _(_SHORT_LATELY) if best.verdict is Verdict.LATELY else ""
    return joined(_sentence(best), lately, _room_said(best), together(ground, best), *late_said(best.judged))


def _room_said(best: Package) -> str:
    """Say how much less may come in before the smallest request breaks: it is small, so not by much."""
    if best.judged.room is None:
        return ""
    if not best.judged.room:
        return _("收款再少一点就守不住。")
    return _("收款再少 {room}% 以上就守不住。").format(room=best.judged.room)


def together(ground: Base, best: Package) -> str:
    """Say that it holds only if the other late lenders agree to the same."""
    if ground.trial is None or not ground.trial.beside_names:
        return ""
    said = _(
        "这要 {names} 也答应同样放宽才守得住（一共每月再给它们 {beside}）：要一起谈，没有都谈妥以前不要先签这一家。"
    )
    names = _("、").join(ground.trial.beside_names)
    return said.format(names=names, beside=shown(ground.trial.beside(best.highest)))


def _sentence(best: Package) -> str:
    said = _("按推演守得住的最小请求：{title}，每期 {payment}，到 {last} 还清。")
    if best.now != best.after:
        said = _("按推演守得住的最小请求：{title}，先每期 {now}，之后每期 {payment}，到 {last} 还清。")
    return said.format(title=best.title, now=shown(best.now), payment=shown(best.after), last=best.plan.last_due)


def _grid_said(trying: Trying, found: Found) -> str:
    said = _(
        "试了 {tried} 个方案：最长 {most} 期、每 {step} 个月一档，利率每 {rate} 个百分点一档，先少还几个月、"
        "各项怎么处理、先付一笔也都试；{surviving} 个守得住。这是试算，不是对方的承诺。"
    )
    return said.format(
        tried=f"{len(found.priced.points):,}",
        most=max(trying.lengths),
        step=EVERY_MONTHS,
        rate=RATE_STEP,
        surviving=f"{len(found.surviving):,}",
    )


# Where no futures can be drawn


def _on_bad_months(ground: Base, found: tuple[Package, ...]) -> Advice:
    best = min((p for p in found if p.recommendable), key=_asked, default=None)
    least = min((max(p.now, p.after) for p in found), default=None)
    lacking = None if best or least is None else lack(ground, least)
    return Advice(
        ground=ground,
        packages=found,
        frontier=(),
        recommended=best,
        lack=lacking,
        contract=None,
        tried=len(found),
        surviving=sum(package.recommendable for package in found),
        sentence=_bad_month_sentence(ground, best, least) + (lacking.in_the_way if lacking else ""),
        assumed=(*still_possible(ground), *ground.assumed, *_plain_grid(ground)),
    )


def _asked(package: Package) -> tuple[Decimal, int]:
    """Order by what the lender forgoes, then by time."""
    return package.given_up, len(package.plan.rows)


def _bad_month_sentence(ground: Base, best: Package | None, least: Decimal | None) -> str:
    if best is not None:
        said = _("坏月份付得起的最小请求：{title}，每期 {payment}，到 {last} 还清。")
        return said.format(title=best.title, payment=shown(best.after), last=best.plan.last_due)
    if not ground.share and ground.usual_share:
        return _("坏月份没有钱能给这一笔，平常的月份有：谈淡季少还、旺季多还，先不报每月固定的数。")
    if not ground.share:
        return _("坏月份没有钱能给这一笔：现在不报每月数字，先说明困难，把必需开支和要先付的债务保住。")
    if least is None:
        return _("还算不出任何方案。")
    said = _("试过的方案都不够：每期至少要 {least}，坏月份能给这一笔 {share}，还差 {gap}。")
    return said.format(least=shown(least), share=shown(ground.share), gap=shown(max(least - ground.share, ZERO)))


def _plain_grid(ground: Base) -> Iterator[str]:
    yield _("期数每 {step} 个月试一档、最长 {most} 期，利率每 1 个百分点试一档；这是试算，不是对方的承诺。").format(
        step=EVERY_MONTHS, most=ground.longest
    )
