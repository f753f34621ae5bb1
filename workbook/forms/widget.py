"""The widgets that are drawn by a module of ours: Python says what they show, the browser what is done in them."""

from __future__ import annotations

from pathlib import Path

import anywidget
import ipywidgets
import traitlets

_HERE = Path(__file__)


class Said(ipywidgets.Widget):  # type: ignore[misc]
    """What Python says to a form that is open: what stands in it, is asked for, is worked out; whether it is held.

    It lies beside the form: where a page is slow to load, anywidget gives up on a module after two seconds and from
    then on hears nothing for the widget itself.
    """

    state = traitlets.Dict().tag(sync=True)
    working = traitlets.Unicode().tag(sync=True)
    held = traitlets.Bool(default_value=False).tag(sync=True)
    asked = traitlets.List(traitlets.Unicode()).tag(sync=True)


class SectionWidget(anywidget.AnyWidget):
    """Fields drawn by section.js: `form` describes them once, `said` tells what stands in them."""

    _esm = _HERE.with_name("section.js")
    _css = _HERE.with_name("style.css")
    form = traitlets.Dict().tag(sync=True)
    said = traitlets.Instance(Said).tag(sync=True, **ipywidgets.widget_serialization)


class Papers(ipywidgets.Widget):  # type: ignore[misc]
    """The papers of a case as Python says them; bytes go as messages of this model, for the same reason as above."""

    state = traitlets.Dict().tag(sync=True)


class PapersWidget(anywidget.AnyWidget):
    """The papers of a case drawn by papers.js: `papers` lists them and hands each over when it is asked for."""

    _esm = _HERE.with_name("papers.js")
    _css = _HERE.with_name("style.css")
    papers = traitlets.Instance(Papers).tag(sync=True, **ipywidgets.widget_serialization)
