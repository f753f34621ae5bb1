"""What is wanted of every case of a batch, as it travels to whoever makes it: paths and numbers, never a case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbook.language import Language
from workbook.report import Parts

NAMES = {
    "all": Parts.ALL,
    "results": Parts.RESULTS,
    "documents": Parts.RESULTS | Parts.DOCUMENTS,
    "walk": Parts.WALK,
}
"""What a batch can be told to make."""


@dataclass(frozen=True)
class Job:
    """Where to, in which language, which parts, and what one case may take."""

    out: Path
    language: Language = "zh"
    named: str = "all"
    seconds: float = 300.0
    megabytes: int = 1500

    @property
    def parts(self) -> Parts:
        """What is made of each case."""
        return NAMES[self.named]
