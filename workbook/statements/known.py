"""What was read before need not be read again: most cells of an export stand in many of its rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Said = TypeVar("Said")
_MOST = 100_000


class Known(dict[Key, Said]):
    """What cells say, by what stands in them; asked for a new one it reads it, and with very many it begins anew."""

    def __init__(self, read: Callable[[Key], Said]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, key: Key) -> Said:
        if len(self) >= _MOST:
            self.clear()
        self[key] = said = self.read(key)
        return said
