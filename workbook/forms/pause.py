"""The quiet time that lets a word be finished before it is saved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Pause:
    """Does one thing once nothing has come for a while; what is asked for last counts."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_on(self) -> bool:
        """Whether something is still to be done."""
        return self._timer is not None

    def then(self, work: Callable[[], None], seconds: float) -> None:
        """Do something after so many seconds, at once where they are none or nothing could come meanwhile."""
        self.end()
        if seconds <= 0:
            work()
            return
        try:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._over, work)
        except RuntimeError:
            work()

    def end(self) -> bool:
        """Stop waiting; tell whether something was still to be done."""
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        return timer is not None

    def _over(self, work: Callable[[], None]) -> None:
        self._timer = None
        work()
