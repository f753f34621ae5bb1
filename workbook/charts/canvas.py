"""A small page to draw on: one font, plain colours, the same bytes each time; the one place that touches matplotlib."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from workbook.language import _
from workbook.money import shown
from workbook.shown import Table

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONT = Path(__file__).parents[1] / "fonts" / "NotoSansSC-Regular.ttf"
FAMILY = "Noto Sans SC"
# Colours that stay apart for every kind of colour sight (after Okabe and Ito 2008, Color Universal Design), the
# last two darkened until words in them reach a contrast of 4.5 on white. Only what is late is drawn in LATE.
ACCENT, QUIET, GREEN, LATE, INK = "#0072B2", "#767676", "#009E73", "#BF4F00", "#222222"
WIDTH, HEIGHT, SIZE, SMALL = 5.2, 3.4, 13.0, 12.0  # inches and points: shrunk to 390 px the words stay about 12 px
ON_WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
_STYLE = {
    "font.family": FAMILY,
    "font.size": SIZE,
    "svg.fonttype": "path",
    "svg.hashsalt": "workbook",
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "axes.unicode_minus": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": QUIET,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


class Page:
    """One axis to draw on; a glyph the font lacks is an error."""

    def __init__(self, figure: Figure, axes: Axes) -> None:
        self.figure, self.axes = figure, axes

    def svg(self) -> str:
        """Give the picture of all that has been drawn."""
        written = io.StringIO()
        with _our_style():
            self.figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
        return written.getvalue()


@contextmanager
def page(height: float = HEIGHT) -> Iterator[Page]:
    """Open a white page of our width and this height in inches."""
    from matplotlib.figure import Figure

    with _our_style():
        figure = Figure(figsize=(WIDTH, height), facecolor="white", layout="constrained")
        yield Page(figure, figure.add_subplot())


@contextmanager
def _our_style() -> Iterator[None]:
    import matplotlib as mpl

    _load_font()
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        yield


@cache
def _load_font() -> None:
    from matplotlib.font_manager import fontManager

    fontManager.addfont(str(FONT))


@cache
def _drawable() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(FONT)).get_charmap())


def label(words: str, longest: int = 30) -> str:
    """Fit words beside a mark: one line, cut when wider than so many Latin letters, what the font lacks by its code."""
    kept, width = "", 0
    for character in " ".join(words.split()):
        width += 2 if east_asian_width(character) in {"W", "F"} else 1
        if width > longest:
            return kept[:-1] + "…"
        kept += character if ord(character) in _drawable() else f"〔U+{ord(character):04X}〕"
    return kept


def yuan(amount: Decimal) -> str:
    """Write an amount beside a mark, to the yuan: marks are read, not copied."""
    whole = amount.quantize(Decimal(1), ROUND_HALF_UP)
    return f"{'-' if whole < 0 else ''}¥{abs(whole):,}"


def numbers(title: str, columns: Sequence[str], rows: Sequence[Sequence[str | Decimal]], *notes: str) -> Table:
    """Give the numbers of a chart as a table."""
    numeric = frozenset(i for i in range(len(columns)) if any(isinstance(row[i], Decimal) for row in rows))
    words = tuple(tuple(shown(c) if isinstance(c, Decimal) else c for c in row) for row in rows)
    return Table(title, tuple(columns), words, tuple(note for note in notes if note), numeric)


def breaking(amounts: Sequence[Decimal]) -> float | None:
    """Give where marks that dwarf all others are broken off, so that those can be read; None where none do."""
    longest = sorted({abs(float(amount)) for amount in amounts}, reverse=True)
    for long, rest in pairwise(longest[: _MOST_BROKEN + 1]):
        if 0 < _DWARFS * rest < long:
            return 2 * rest
    return None


def bars_across(
    drawn: Page,
    names: Sequence[str],
    amounts: Sequence[Decimal],
    colours: Sequence[str],
    say: Callable[[Decimal], str] = yuan,
) -> None:
    """Draw horizontal bars, the first on top, each with its name and amount beside it and no axis at all.

    One that dwarfs the others is broken off; its amount still stands beside it.
    """
    axes, places, cut = drawn.axes, range(len(names)), breaking(amounts)
    long = [float(a) if cut is None else min(float(a), cut) for a in amounts]
    axes.barh(list(places), long, color=list(colours), height=0.55)
    for place, amount in zip(places, amounts, strict=True):
        if cut is not None and float(amount) > cut:
            axes.text(cut * 0.86, place, "//", va="center", ha="center", color="white")
    axes.set_yticks(list(places), [label(name) for name in names])
    axes.invert_yaxis()
    axes.tick_params(length=0)
    axes.xaxis.set_visible(False)
    axes.spines[["bottom", "left"]].set_visible(False)
    widest = max((abs(length) for length in long), default=0.0) or 1.0
    for place, length, amount in zip(places, long, amounts, strict=True):
        axes.text(max(length, 0.0) + widest * 0.02, place, say(amount), va="center", ha="left", bbox=ON_WHITE)
    axes.set_xlim(min(0.0, *long), widest * 1.32)


_DWARFS, _MOST_BROKEN = 4, 5

Mark = tuple["Artist", str, str]
"""Something drawn, what it means, and the colour to say it in."""


def keys(drawn: Page, marks: Sequence[Mark]) -> None:
    """Say above the picture what its marks mean, each in its colour, two beside each other."""
    close = {"handletextpad": 0.4, "columnspacing": 1.2, "handlelength": 1.3, "borderpad": 0.1, "labelspacing": 0.2}
    shown = drawn.figure.legend(
        [mark for mark, _words, _colour in marks],
        [words for _mark, words, _colour in marks],
        loc="outside upper left",
        ncol=2,
        frameon=False,
        **close,
    )
    for words, (_mark, _words, colour) in zip(shown.get_texts(), marks, strict=True):
        words.set_color(colour)


def month_ticks(drawn: Page, months: Sequence[str], every: int) -> None:
    """Name every so-manieth month (YYYY-MM) from the first on, the year below where it begins or changes."""
    places = range(0, len(months), every)
    years = [months[place][:4] for place in places]
    named = [_("{month}月").format(month=int(months[place][5:])) for place in places]
    below = [year if not i or year != years[i - 1] else "" for i, year in enumerate(years)]
    drawn.axes.set_xticks(list(places), [f"{month}\n{year}" for month, year in zip(named, below, strict=True)])
    drawn.axes.tick_params(axis="x", pad=8)  # clear of the lowest number of the other axis


def thousands(drawn: Page) -> None:
    """Write the money axis in round yuan, with few ticks."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    drawn.axes.yaxis.set_major_locator(MaxNLocator(4))
    drawn.axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:,.0f}"))
    drawn.axes.tick_params(length=0)
    drawn.axes.grid(axis="y", color="#E5E5E5", linewidth=0.8)
    drawn.axes.set_axisbelow(True)
