"""Python's collector stands still while rows are read and summed: a million of them hold no circles to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """Look for no circles meanwhile; what was running runs again afterwards.

    What was made meanwhile is then as old as all else (frozen and thawed): it is looked through with that, not at once.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
