"""Eight cards to go through before a call: from this case's own replies, absent where nobody should ring."""

import pytest

from tests.papers import stored
from workbook import documents, options
from workbook.documents.blocks import Fold, words
from workbook.documents.render.text import text
from workbook.language import Refused, speaking

LATE = stored("late_on_one")


def folds(case):
    return [block for block in documents.practice(case).blocks if isinstance(block, Fold)]


def test_there_are_eight_cards_each_with_what_is_heard_said_and_noted():
    cards = folds(LATE)
    assert len(cards) == 8
    assert "语音机器人" in words(cards[0].title)
    said = text(documents.practice(LATE))
    for must in ("请转人工。我现在不答应金额和日期。", "不委托别人，也不交钱", "记下"):
        assert must in said


@pytest.mark.parametrize("place", [1, 2])
def test_another_request_changes_the_figures_on_the_cards(place: int):
    first, other = (options.choices(LATE, LATE.main_loan)[k].terms for k in (0, place))
    asked = [LATE.but(ask=options.asking(LATE.ask, LATE.main_loan, "preferred", terms)) for terms in (first, other)]
    one, two = (text(documents.practice(case)) for case in asked)
    assert "我申请的是：" in one
    assert one != two
    assert "我申请的是：" not in text(documents.practice(LATE))


def test_whoever_is_in_distress_is_not_made_to_rehearse():
    with pytest.raises(Refused, match="今天先不练"):
        documents.practice(LATE.but(profile=LATE.profile.but(distressed=True)))


@pytest.mark.parametrize("state", ["settled", "in_court", "sold"])
def test_where_there_is_no_talk_there_is_nothing_to_go_through(state: str):
    (loan,) = LATE.loans
    with pytest.raises(Refused, match="不用练怎么谈"):
        documents.practice(LATE.but(debts=LATE.debts.but(loans=(loan.but(state=state),))))


def test_in_english_they_are_the_same_eight():
    with speaking("en"):
        assert len(folds(LATE)) == 8
