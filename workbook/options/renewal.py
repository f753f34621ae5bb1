"""A loan that falls due whole and is not late: part of it repaid from receivables, the rest renewed, or all put off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal

from workbook.case import Loan, Method, Terms, Want
from workbook.cashflow import Hoped, by_month, hoped, repaid_on
from workbook.language import N_, _, attempt, joined
from workbook.loans.days import months_after
from workbook.loans.renewing import WHOLE
from workbook.money import ZERO, fen, shown
from workbook.options.package import Kind, Package, price
from workbook.position import Position, borrowers_own, once
from workbook.pressure import Claim, renewable_end
from workbook.pressure.outlook import left_by_month
from workbook.rules import constant
from workbook.verdict.base import Base, base
from workbook.verdict.trial import Trial, claims_of_others, in_months, paid

_YEAR = 12
_LONGER = (1, 2, 3)  # the rest is tried over so many times the usual number of instalments


@dataclass(frozen=True)
class Short:
    """What would be lacking on the day all of a loan falls due after an extension, in yuan.

    `interest` is paid until then, `surplus` what the months until then leave beside it and the other debts; cash stays
    as reserve. `whole` is lacking with the receivables whole, `half` with what of them counts; 0.00 where nothing is.
    """

    on: date
    due: Decimal
    interest: Decimal
    surplus: Decimal
    whole: Decimal
    half: Decimal


@dataclass(frozen=True)
class Way:
    """One way past the day: `part` is repaid on `part_on` from `receivables`, `rest` goes on.

    `payment` is the usual instalment on the rest; `wall` the day on which the rest falls due whole, `at_the_wall` its
    principal then, both None where it is repaid by instalments; `lack` how much more cash today makes it hold, 0.00
    where it holds, None where that cannot be tried; `short` is told of an extension of the whole.
    """

    package: Package
    part: Decimal
    part_on: date | None
    receivables: tuple[Hoped, ...]
    rest: Decimal
    payment: Decimal
    wall: date | None
    at_the_wall: Decimal | None
    lack: Decimal | None
    short: Short | None = None

    @property
    def terms(self) -> Terms:
        """Its terms in the lender's fields, as they are written into a request."""
        return self.package.terms

    @property
    def periods(self) -> int:
        """How many instalments it has."""
        return len(self.package.plan.rows)

    @property
    def holds(self) -> bool:
        """Whether it may be recommended."""
        return self.package.recommendable

    @property
    def from_receivables(self) -> str:
        """Name what the part is repaid from."""
        return _("、").join(dict.fromkeys(row.name or _("货款") for row in self.receivables))


@dataclass(frozen=True)
class Renewals:
    """The ways past the day on which a loan falls due whole.

    `part` repays what it can and renews the rest by instalments, the largest part that holds; `interest` renews the
    rest with interest alone, a bridge with its wall; `later` puts the whole off, None where no later day fits.
    """

    end: Claim
    part: Way
    interest: Way
    later: Way | None

    @property
    def ways(self) -> tuple[Way, ...]:
        """All of them, the one that may be recommended first."""
        return tuple(way for way in (self.part, self.interest, self.later) if way)

    @property
    def packages(self) -> tuple[Package, ...]:
        """The same, each as a priced arrangement."""
        return tuple(way.package for way in self.ways)

    @property
    def recommended(self) -> Package | None:
        """What holds to its end: instalments on the rest, else the whole on a later day; None where neither does."""
        return next((way.package for way in (self.part, self.later) if way and way.holds), None)

    @property
    def extension(self) -> Terms | None:
        """The whole put off with the part repaid before it, as an extension asks for it; None without a later day."""
        part = self.part.terms
        on_the_way = {"down_payment": part.down_payment, "down_payment_on": part.down_payment_on}
        return None if self.later is None else self.later.terms.but(**on_the_way)

    @property
    def sentence(self) -> str:
        """Say what to ask for before the day, and whether it holds."""
        return _part_said(self) + _holds_said(self.part)


@once
def to_renew(position: Position, loan: Loan) -> Claim | None:
    """Give the day within a year on which a loan falls due whole if it is to be renewed; None where it is not.

    It may be renewed, and the borrower wants that or has not said what is wanted.
    """
    end = renewable_end(position, loan) if loan.want in {None, Want.RENEW} else None
    return end if end and end.amount else None


@borrowers_own
def renewals(position: Position, loan: Loan) -> Renewals | None:
    """Give the ways past the day on which a loan falls due whole; None where it is not to be renewed, or is untold.

    NotKnown or Refused where balance or capacity cannot be told.
    """
    end, told = to_renew(position, loan), loan.as_one
    if end is None or told.method not in WHOLE or len(loan.current_notes) > 1:
        return None
    ground = base(position, loan)
    return None if ground.balance.principal is None else attempt(lambda: _renewals(ground, end))


def _renewals(ground: Base, end: Claim) -> Renewals:
    part = _largest_that_holds(ground, end)
    return Renewals(end, part, _with_interest_only(ground, end, part), _put_off(ground, end))


# -- a part repaid, the rest by instalments ------------------------------------------------------------------------


def _largest_that_holds(ground: Base, end: Claim) -> Way:
    """Try the largest part first over the usual term, then smaller ones, then longer terms; else give the first."""
    usual, first = int(constant("renewal_periods")), None
    for times in _LONGER:
        for rows in _parts(ground, end):
            way = _way(ground, Kind.RENEWAL, rows, _by_instalments(end, rows, usual * times))
            if way.holds:
                return way
            first = first or way
    assert first is not None  # noqa: S101 - no part at all is always among the parts
    return first


def _parts(ground: Base, end: Claim) -> Iterator[tuple[Hoped, ...]]:
    """Give the receivables a part can be repaid from: all within a year of the day, then without the latest, then none.

    What they come to stays below the principal.
    """
    last = months_after(_day(end), _YEAR, _day(end).day)
    rows = tuple(row for row in hoped(ground.case.situation, ground.position.as_of) if row.on <= last)
    for count in range(len(rows), -1, -1):
        if _counted(rows[:count]) < (ground.balance.principal or ZERO):
            yield rows[:count]


def _counted(rows: tuple[Hoped, ...]) -> Decimal:
    """Give what counts of receivables, in whole yuan."""
    return fen(sum((row.counted for row in rows), ZERO).quantize(Decimal(1), ROUND_DOWN))


def _part_terms(end: Claim, rows: tuple[Hoped, ...]) -> dict[str, object]:
    """Give the terms of the part: some working days after the last of the receivables, never before the new terms."""
    if not _counted(rows):
        return {"start": end.on}
    on = max(repaid_on(rows[-1].on), _day(end))
    return {"start": end.on, "down_payment": _counted(rows), "down_payment_on": on}


def _by_instalments(end: Claim, rows: tuple[Hoped, ...], periods: int) -> tuple[str, Terms]:
    told = _part_terms(end, rows)
    said = _("其余续贷分 {count} 期") if _counted(rows) else _("整笔续贷分 {count} 期")
    terms = Terms.model_validate({**told, "method": Method.EQUAL_INSTALMENT, "periods": periods})
    return _with_part(terms, said.format(count=periods)), terms


def _with_part(terms: Terms, then: str) -> str:
    if not terms.down_payment:
        return then
    said = _("{on} 还 {part}，{then}")
    return said.format(on=terms.down_payment_on, part=shown(terms.down_payment), then=then)


# -- interest alone, and the whole put off -------------------------------------------------------------------------


def _with_interest_only(ground: Base, end: Claim, part: Way) -> Way:
    """Renew the same rest over the usual term with interest alone: its wall is the rest."""
    wall = months_after(_day(end), int(constant("renewal_periods")), _day(end).day)
    told = _part_terms(end, part.receivables)
    terms = Terms.model_validate({**told, "method": Method.INTEREST_ONLY, "maturity": wall})
    said = _("其余续贷只还利息，{wall} 再还") if terms.down_payment else _("整笔续贷只还利息，{wall} 再还")
    title = _with_part(terms, said.format(wall=wall))
    return _way(ground, Kind.RENEWAL_INTEREST, part.receivables, (title, terms))


def _put_off(ground: Base, end: Claim) -> Way | None:
    """Put the whole off, step by step, to the first day after the receivables."""
    step, on = int(constant("extension_step_months")), _day(end)
    rows = next(_parts(ground, end), ()) or hoped(ground.case.situation, ground.position.as_of)
    last = max((row.on for row in rows), default=on)
    later = next(months_after(on, months, on.day) for months in range(step, 600, step) if _later(on, months) > last)
    terms = Terms.model_validate({"start": on, "maturity": later})
    title = _("整笔展期到 {on}").format(on=later)
    way = _way(ground, Kind.LATER_END, (), (title, terms))
    return replace(way, receivables=rows, short=attempt(lambda: _short(ground, way, rows)))


def _later(on: date, months: int) -> date:
    return months_after(on, months, on.day)


def _short(ground: Base, way: Way, rows: tuple[Hoped, ...]) -> Short:
    """Hold what is due on the later day against the receivables and what the months until then leave."""
    plan, position = way.package.plan, ground.position
    ends = tuple(row.due for row in plan.rows)
    months = tuple(_later(plan_start(way), n) for n in range(1, _months_between(plan_start(way), ends[-1]) + 1))
    others = sum(claims_of_others(position, ground.loan, months)[0], ZERO)
    surplus = sum(left_by_month(position, months, "current"), ZERO) - plan.total_interest - others
    due, by_then = way.rest, [row for row in rows if row.on <= ends[-1]]
    lacking = (
        max(due - surplus - sum(amounts, ZERO), ZERO)
        for amounts in ([row.whole for row in by_then], [row.counted for row in by_then])
    )
    return Short(ends[-1], due, plan.total_interest, surplus, *lacking)


def plan_start(way: Way) -> date:
    """Give the day a way begins: the day the loan falls due whole."""
    return way.terms.start or way.package.plan.rows[0].due


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


# -- what all of them share ----------------------------------------------------------------------------------------


def _way(ground: Base, kind: Kind, rows: tuple[Hoped, ...], asked: tuple[str, Terms]) -> Way:
    title, terms = asked
    package = price(ground, kind, title, terms)
    plan, whole = package.plan, terms.maturity is not None
    flows = paid(plan, ground.balance.on)
    return Way(
        package=package,
        part=terms.down_payment or ZERO,
        part_on=terms.down_payment_on,
        receivables=rows,
        rest=plan.principal,
        payment=plan.rows[0].payment,
        wall=plan.last_due if whole else None,
        at_the_wall=plan.rows[-1].principal if whole else None,
        lack=ground.trial.lacking(flows) if ground.trial else None,
    )


def beside_the_part(found: Renewals, tried: Trial) -> Trial:
    """Give the futures without the receivables the part is repaid from, what the contract asks until the day paid."""
    plan, spent = found.part.package.plan, {row.id for row in found.part.receivables}
    left = tuple(row for row in tried.hoped if row.id not in spent)
    first = ((plan.paid_first_on, plan.first_interest),) if plan.paid_first_on else ()
    asked = in_months((*((row.due, row.payment) for row in plan.until), *first), tried.paths.ends)
    others = tuple(other + own for other, own in zip(tried.others, asked, strict=True))
    paths = replace(tried.paths, beside=by_month(left, tried.paths.ends))
    return replace(tried, others=others, paths=paths, hoped=left)


def _day(end: Claim) -> date:
    return end.on or date.max


# -- in words ------------------------------------------------------------------------------------------------------


def _part_said(found: Renewals) -> str:
    way, on = found.part, found.end.on
    if not way.part:
        said = _("{on} 整笔到期：到期前申请续贷，{rest} 分 {count} 期、每期 {payment}。")
    else:
        said = _("{on} 整笔到期：到期前申请续贷，{part_on} 还 {part}，其余 {rest} 分 {count} 期、每期 {payment}。")
    return said.format(
        on=on,
        part_on=way.part_on,
        part=shown(way.part),
        rest=shown(way.rest),
        count=way.periods,
        payment=shown(way.payment),
    )


def _holds_said(way: Way) -> str:
    if way.holds and way.package.judged.room:
        return _("守得住；收款再少 {room}% 以上就守不住。").format(room=way.package.judged.room)
    if way.holds:
        return _("守得住，收款再少一点就守不住。") if way.package.judged.room == 0 else _("守得住。")
    if way.lack and way.lack <= way.rest:
        said = _("按现在的数字还守不住，手上要多备 {lack}；对方给的期数更长才行，到期前先问清能续多久。")
        return said.format(lack=shown(way.lack))
    return _("按现在的数字还守不住：到期前先问清能续多久、能不能先还一部分。")


def wall_words(way: Way) -> str:
    """Say of a way that ends in a wall what is to be paid then, and that it is only a bridge."""
    if way.wall is None or way.at_the_wall is None:
        return ""
    if way.short is not None:
        return _put_off_said(way, way.short)
    said = _("{title}：到 {wall} 要一次还本金 {amount}，只是过桥，不是解决办法。")
    return said.format(title=way.package.title, wall=way.wall, amount=shown(way.at_the_wall))


_SAVED_BEFORE = N_("到期以前攒下的钱没有算在里面。")


def _put_off_said(way: Way, short: Short) -> str:
    rows = way.package.plan.rows
    each = _("、").join(shown(row.interest) for row in rows)
    said = _("{title}：利息 {each}，共 {interest}；到那天要还本金 {due}，").format(
        title=way.package.title, each=each, interest=shown(short.interest), due=shown(short.due)
    )
    if not way.receivables and short.whole:
        return joined(said + _("按这几个月剩下的还差 {whole}。").format(whole=shown(short.whole)), _(_SAVED_BEFORE))
    if not short.half:
        return said + _("货款只到一半，连同那几个月剩下的也够。")
    if not short.whole:
        return said + _("货款全到才够，只到一半差 {half}。").format(half=shown(short.half))
    both = _("货款全到也差 {whole}，只到一半差 {half}。")
    return joined(said + both.format(whole=shown(short.whole), half=shown(short.half)), _(_SAVED_BEFORE))


def not_on_trust() -> str:
    """Say that nothing is repaid on the word that it will be lent again."""
    return _("没有看到新合同生效，不要先还清等着再借。")


def bridge_words(amount: Decimal) -> str:
    """Say what bridge money comes to in all, by an example, and what becomes of it where nothing is renewed."""
    days, each = int(constant("bridge_days")), Decimal(constant("bridge_day_per_100000"))
    said = _(
        "有人说可以垫钱过桥，看总数，不看每天：举例每10万元每天 {each}，{amount} 用 {days} 天就是 {total}；"
        "续不上就同时欠两家。这不是办法。"
    )
    total = fen(amount * each / 100_000 * days)
    return said.format(each=shown(each), amount=shown(amount), days=days, total=shown(total))
