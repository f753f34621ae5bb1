"""What axe finds on a page that a person with other eyes, or none, could not use."""

from axe_playwright_python.sync_playwright import Axe

OURS = [".wb-form", ".wb-case", ".wb-way", ".wb-turn", ".wb-table", ".wb-chart", ".wb-answer", ".workbook-fold"]


def grave_faults(page):
    """Give the critical and serious faults in what is ours on a page; Jupyter's own parts are not looked at."""
    there = [[part] for part in OURS if page.locator(part).count()]
    found = Axe().run(page, context={"include": there}).response["violations"]
    return [
        (fault["id"], [node["html"] for node in fault["nodes"]][:3])
        for fault in found
        if fault["impact"] in {"critical", "serious"}
    ]


def in_each_theme(page):
    """Show the page light and then dark, as the system asks for it; give which."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        is_light = str(theme == "light").lower()
        page.locator(f"body[data-jp-theme-light={is_light}]").wait_for(state="attached")
        yield theme
