"""Python's collector of circles stands still while much is made that holds none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest(*, aged: bool = False) -> Iterator[None]:
    """Look for no circles meanwhile; what was running runs again afterwards.

    What was made meanwhile is then, if `aged`, as old as all else: it is looked through with that, not at once. That
    thaws what somebody froze before.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if aged:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
