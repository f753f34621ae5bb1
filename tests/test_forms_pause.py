"""The pause before something typed is saved: the last one counts, and it can be ended."""

import asyncio

import pytest

from workbook.forms.pause import Pause

SOON = 0.01


@pytest.fixture
def done():
    return []


@pytest.mark.parametrize("seconds", [0, -1])
def test_without_a_pause_it_is_done_at_once(done, seconds):
    async def at_once():
        Pause().then(lambda: done.append(1), seconds)
        assert done == [1]

    asyncio.run(at_once())


def test_where_nothing_could_come_meanwhile_it_is_done_at_once(done):
    Pause().then(lambda: done.append(1), 60)  # no loop runs
    assert done == [1]


def test_what_is_asked_for_last_is_done_once_the_pause_is_over(done):
    async def letters():
        pause = Pause()
        for letter in "网商贷":
            pause.then(lambda letter=letter: done.append(letter), SOON)
        assert (pause.is_on, done) == (True, [])
        await asyncio.sleep(10 * SOON)
        return pause

    pause = asyncio.run(letters())
    assert (pause.is_on, done) == (False, ["贷"])


def test_a_pause_that_is_ended_does_nothing_and_tells_that_it_was_on(done):
    async def ended():
        pause = Pause()
        pause.then(lambda: done.append(1), SOON)
        told = [pause.end(), pause.end()]
        await asyncio.sleep(10 * SOON)
        return told

    assert asyncio.run(ended()) == [True, False]
    assert done == []


def test_what_is_done_may_begin_the_next_pause(done):
    async def twice():
        pause = Pause()
        pause.then(lambda: pause.then(lambda: done.append(pause.is_on), SOON), SOON)
        await asyncio.sleep(20 * SOON)

    asyncio.run(twice())
    assert done == [False]
