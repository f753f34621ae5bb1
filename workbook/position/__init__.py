"""A case on its date: what is true of it is worked out once, and every room above asks it."""

from workbook.position.core import LendersPosition, Position, borrowers_own, once

__all__ = ["LendersPosition", "Position", "borrowers_own", "once"]
