"""What came of each numbered message: a message may come twice, before the one it follows, or after its answer."""

from __future__ import annotations

MOST_ANSWERED = 300
"""Answered messages that the browser is told of with each state; never fewer than one save answers."""


class Inbox:
    """Knows which messages were taken, which of these wait for a save, and which are answered."""

    def __init__(self) -> None:
        self._taken: set[int] = set()
        self._waiting: list[int] = []
        self._answered: list[int] = []

    @property
    def answered(self) -> list[int]:
        """The messages that were answered last, in the order of their answers."""
        return list(self._answered)

    def take(self, number: int, follows: int | None = None) -> bool:
        """Take a message, unless it was taken before or the one it follows was not; tell whether it was taken."""
        if number in self._taken or not (follows is None or follows in self._taken):
            return False
        self._taken.add(number)
        return True

    def is_taken(self, number: int) -> bool:
        """Tell whether a message was ever taken."""
        return number in self._taken

    def wait(self, number: int) -> None:
        """Let a message wait until what it did is saved."""
        self._waiting.append(number)

    def is_waiting(self, number: int) -> bool:
        """Tell whether what a message did is still to be saved."""
        return number in self._waiting

    def answer(self) -> None:
        """Answer all that wait, however many: every letter typed without a rest is a message."""
        most = max(MOST_ANSWERED, len(self._waiting))
        self._answered = [*self._answered, *self._waiting][-most:]
        self._waiting = []

    def answer_again(self, number: int) -> bool:
        """Answer a message whose answer was lost on its way; tell whether it had to be counted as answered anew."""
        if number in self._answered:
            return False
        self._answered = [*self._answered, number][-MOST_ANSWERED:]
        return True
