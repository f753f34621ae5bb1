"""Numbered messages as a form keeps them: taken once for good, in order, answered when they are saved."""

import pytest

from workbook.forms.inbox import MOST_ANSWERED, Inbox


@pytest.fixture
def inbox():
    return Inbox()


def done(inbox, *numbers):
    """Take messages and do what they say, as far as to the save."""
    for number in numbers:
        assert inbox.take(number)
        inbox.wait(number)


@pytest.mark.parametrize("between", [0, 1, MOST_ANSWERED + 100])
def test_a_message_is_taken_once_for_good(inbox, between):
    done(inbox, 1)
    for number in range(2, 2 + between):
        done(inbox, number)
        inbox.answer()
    assert not inbox.take(1)
    assert inbox.is_taken(1)


def test_a_message_is_taken_once_whether_or_not_anything_was_done(inbox):
    inbox.take(1)  # a button that was refused
    assert not inbox.take(1)
    assert not inbox.is_waiting(1)


def test_one_that_follows_is_not_taken_before_the_one_it_follows(inbox):
    assert not inbox.take(2, follows=1)
    assert not inbox.is_taken(2)
    assert [inbox.take(1), inbox.take(2, follows=1)] == [True, True]


def test_of_a_row_of_messages_that_comes_from_its_end_each_waits_for_its_own(inbox):
    assert [inbox.take(3, follows=2), inbox.take(2, follows=1), inbox.take(1)] == [False, False, True]
    assert [inbox.take(3, follows=2), inbox.take(2, follows=1)] == [False, True]
    assert inbox.take(3, follows=2)


def test_what_was_done_waits_until_it_is_answered(inbox):
    done(inbox, 1, 2)
    assert inbox.answered == []
    assert [inbox.is_waiting(number) for number in (1, 2, 3)] == [True, True, False]
    inbox.answer()
    assert inbox.answered == [1, 2]
    assert not inbox.is_waiting(1)


def test_the_newest_answers_are_kept(inbox):
    for number in range(MOST_ANSWERED + 5):
        done(inbox, number)
        inbox.answer()
    assert inbox.answered == [*range(5, MOST_ANSWERED + 5)]


def test_one_save_answers_all_that_waited_for_it_even_if_they_are_more_than_are_kept(inbox):
    done(inbox, *range(MOST_ANSWERED + 5))
    inbox.answer()
    assert len(inbox.answered) == MOST_ANSWERED + 5
    done(inbox, 9000)
    inbox.answer()
    assert (len(inbox.answered), inbox.answered[-1]) == (MOST_ANSWERED, 9000)


def test_an_answer_that_was_lost_is_given_again_and_counted_once(inbox):
    done(inbox, 1)
    inbox.answer()
    assert not inbox.answer_again(1)
    assert inbox.answered == [1]


def test_an_answer_that_is_kept_no_more_is_counted_as_the_newest(inbox):
    done(inbox, *range(MOST_ANSWERED))
    inbox.answer()
    done(inbox, 9000)
    inbox.answer()
    assert inbox.answer_again(0)
    assert inbox.answered[-2:] == [9000, 0]
    assert len(inbox.answered) == MOST_ANSWERED


def test_what_is_answered_is_given_as_a_list_of_ones_own(inbox):
    done(inbox, 1)
    inbox.answer()
    inbox.answered.append(2)
    assert inbox.answered == [1]
