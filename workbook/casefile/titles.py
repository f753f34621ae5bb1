"""Places in a case, named as a borrower knows them."""

from __future__ import annotations

from typing import Any

from workbook.case import Case, Part
from workbook.language import _


def place_words(place: tuple[str | int, ...]) -> str:
    """Name a place in a case by the titles a borrower sees."""
    words, model = [], Case
    for step in place:
        if isinstance(step, int):
            words.append(_("第 {n} 行").format(n=step + 1))
            continue
        info = model.model_fields.get(step) if isinstance(model, type) else None
        if model is not Case or not info or info.title:  # a section has no title of its own
            words.append(_(info.title) if info and info.title else step)
        model = _part_within(info.annotation) if info else model
    return " › ".join(words) or _("案例文件")


def _part_within(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    inner = [_part_within(a) for a in getattr(annotation, "__args__", ())]
    return next((a for a in inner if a is not None), None)
