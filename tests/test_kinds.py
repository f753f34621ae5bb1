"""One borrower of each kind: the numbers, the verdict, and the words that must and must never stand in the papers."""

from decimal import Decimal
from typing import NamedTuple

import pytest

from tests.papers import stored, together, written
from workbook import options, talks, verdict
from workbook.tables.pressure import diagnosis, quick_answers
from workbook.verdict import Action


class Kind(NamedTuple):
    """What is advised, in how many instalments of at most so much, what can be paid today and each month, and words."""

    action: Action
    count: int | None
    highest: str | None
    today: str
    offer: str | None
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


KINDS = {
    "late_on_one": Kind(Action.STEPPED, 24, "2185.49", "0.00", "1200.00", ("24期",), ("恢复要是晚",)),
    "six_lenders": Kind(Action.STEPPED, 42, "2047.39", "2366.19", "1100.00", ("先留出",)),
    "nothing_left": Kind(Action.HOLD, None, None, "0.00", None, ("临时救助",), ("守得住的最小请求",)),
    "passing_trouble": Kind(Action.STEPPED, 18, "2361.72", "0.00", "250.00", ("恢复要是晚3个月",), ("分36期",)),
    "bullet_in_35_days": Kind(
        Action.APPLY_BEFORE_DUE,
        24,
        "4743.91",
        "13000.00",
        "1500.00",
        ("2026-12-28这一笔要一次还¥101,050.00", "就当不能续来准备"),
        ("现在每月没有能守住的数", "每月要¥101,050", "12个月里，有12个月", "平常的月份也没有余钱"),
    ),
    "closed_shop": Kind(
        Action.STEPPED, 24, "1464.52", "3250.00", "1350.00", ("生意停下来了",), ("淡季少还", "旺季多还", "进货的钱")
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_each_kind_is_advised(name: str):
    told, kind = stored(name), KINDS[name]
    best, found = options.advice(told, told.main_loan).recommended, verdict.quick(told)
    assert found.action is kind.action
    assert found.today_at_most == Decimal(kind.today)
    assert found.offer == (None if kind.offer is None else Decimal(kind.offer))
    asked = None if best is None else (len(best.plan.rows), best.highest)
    assert asked == (None if kind.count is None else (kind.count, Decimal(kind.highest or 0)))


@pytest.mark.parametrize("name", KINDS)
def test_the_words_of_each_kind(name: str):
    told, kind = stored(name), KINDS[name]
    advice = options.advice(told, told.main_loan)
    rows = [str(cell) for table in (diagnosis(told), quick_answers(told)) for row in table.rows for cell in row]
    private = together(written(told, "self"))
    said = "".join("".join((advice.sentence, *advice.assumed, *rows, private)).split())
    assert all(word in said for word in kind.must)
    assert not [word for word in kind.never if word in said]


@pytest.mark.parametrize("name", KINDS)
def test_what_is_recommended_holds_wherever_it_is_asked(name: str):
    told = stored(name)
    best = options.advice(told, told.main_loan).recommended
    if best is None:
        return
    again = options.price(verdict.base(told, told.main_loan), options.Kind.OWN, "", best.terms)
    pad = talks.counter(told, told.main_loan, best.terms)
    assert best.recommendable
    assert again.judged == best.judged
    assert pad.verdict == "can_keep"


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.count])
def test_more_money_and_fewer_debts_never_shorten_what_holds(name: str):
    told = stored(name)
    ground = verdict.base(told, told.main_loan)
    best = options.advice(told, told.main_loan).recommended
    assert best is not None
    richer = told.but(situation=told.situation.but(cash=str((told.situation.cash or 0) + 5000)))
    for more in (richer, _busier(told), _without_others(told)):
        better = verdict.base(more, more.main_loan)
        assert better.share >= ground.share
        assert options.price(better, best.kind, best.title, best.terms).recommendable


def _busier(told):
    rows = [row if not row.receipts else row.but(receipts=row.receipts + 800) for row in told.situation.months]
    return told.but(situation=told.situation.but(months=tuple(rows)))


def _without_others(told):
    main = told.main_loan
    return told.but(debts=told.debts.but(loans=(main,)), situation=told.situation.but(other_debts_30_days="0"))
