"""A button that takes files from the browser into the page, and its limit in words."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from workbook.language import _

MOST = 100
"""Megabytes chosen at once; the settings in jupyter/ let one message carry a little more than that."""

_LIMIT = "wb-most"
"""The class that tells the page in the browser how much it may send; it holds back more than that and says so."""


def file_button(title: str, take: Callable[[Any], None], *, accept: str = "", multiple: bool = False) -> Any:
    """Give a button that hands over what was chosen and then lets go of it, so that it can be chosen again."""
    button = widgets.FileUpload(accept=accept, multiple=multiple, description=title)
    button.add_class(f"{_LIMIT}-{MOST}")

    def chosen(change: Any) -> None:
        if change["new"]:
            take(change["new"])
            button.value = ()

    button.observe(chosen, names="value")
    return button


def limit_note() -> Any:
    """Give the sentence that stands under a file button."""
    words = _("一次选的文件合起来最多 {most} MB，更多的请分几次选。").format(most=MOST)
    return widgets.HTML(f'<p class="wb-help">{escape(words)}</p>')
