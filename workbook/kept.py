"""What has been worked out about one thing, kept with it: once a question and a language, gone when the thing goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, NoReturn, ParamSpec, Self, TypeVar, cast

from workbook.language import Unknown, spoken, tried

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K", bound="Kept")


class Kept:
    """Something questions are asked about; an answer that cannot be told is kept as `Unknown` and refused anew."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], object] = {}

    def once(self, work: Callable[..., T], *about: object, **named: object) -> T:
        """Give what a function makes of this, worked out when first asked for; Refused as it refuses."""
        key = (spoken(), work, about, tuple(sorted(named.items())) if named else ())
        if key not in self._kept:
            self._kept[key] = tried(lambda: work(self, *about, **named))
        found = self._kept[key]
        if isinstance(found, Unknown):
            raise found.refusal()
        return cast("T", found)

    def sharing(self, other: Kept, *works: Callable[..., object]) -> Self:
        """Take over what another has kept of these functions: they give the same here."""
        self._kept.update((key, kept) for key, kept in other._kept.items() if key[1] in works)
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("what is kept is worked out anew where it is needed, never stored or sent")


def once(work: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
    """Make a function one that is worked out once for what it is asked about, whoever asks."""

    @wraps(work)
    def ask(of: K, /, *about: P.args, **named: P.kwargs) -> T:
        return of.once(work, *about, **named)

    return ask
