"""What the kernel of a page loads before the first cell runs, while the browser still lays the page out.

The settings in jupyter/etc/ipython call it in each kernel that starts.
"""

from __future__ import annotations

import os
import re

_PAGE = re.compile(r"(^|/)notebooks/\d\d_\w+\.ipynb$")


def up(session: str = os.environ.get("JPY_SESSION_NAME", "")) -> bool:
    """Load forms, results and drawing where Jupyter named a page of ours as the session; say whether it did."""
    if not _PAGE.search(session):
        return False
    from workbook import page, tables, way  # noqa: F401
    from workbook.charts import canvas
    from workbook.forms import CasePanel, CoverPanel, Form  # noqa: F401

    with canvas.page() as drawn:
        drawn.svg()
    return True
