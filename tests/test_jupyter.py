"""The settings the package brings to JupyterLab, tried with the programs that read them."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from golden import pages
from jupyter_client.manager import start_new_kernel
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from traitlets.config import Config

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "jupyter"
INSTALLED = Path(sys.prefix)
LABCONFIG = "etc/jupyter/labconfig"
OVERRIDES = f"{LABCONFIG}/default_setting_overrides.d/workbook.json"
SERVER = "etc/jupyter/jupyter_server_config.json"
EXTENSION = "share/jupyter/labextensions/workbook-autorun"


def _json(path: str) -> dict:
    return json.loads((SHIPPED / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", sorted(p.relative_to(SHIPPED) for p in SHIPPED.rglob("*") if p.is_file()), ids=str)
def test_an_install_puts_it_where_jupyter_looks(file: Path) -> None:
    assert (INSTALLED / file).read_bytes() == (SHIPPED / file).read_bytes(), "run make again: the settings changed"


def test_the_wheel_carries_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {f"jupyter/{top.name}": top.name for top in SHIPPED.iterdir()}


@pytest.mark.parametrize(("plugin", "settings"), _json(OVERRIDES).items())
def test_each_setting_exists_in_the_installed_jupyterlab(plugin: str, settings: dict) -> None:
    extension, name = plugin.split(":")
    schema = json.loads((INSTALLED / f"share/jupyter/lab/schemas/{extension}/{name}.json").read_text(encoding="utf-8"))
    assert set(settings) <= set(schema["properties"])


def test_every_button_of_the_stock_toolbar_but_the_spinner_is_off_and_one_runs_all() -> None:
    schema = INSTALLED / "share/jupyter/lab/schemas/@jupyterlab/notebook-extension/panel.json"
    stock = json.loads(schema.read_text(encoding="utf-8"))["jupyter.lab.toolbars"]["Notebook"]
    ours = _json(OVERRIDES)["@jupyterlab/notebook-extension:panel"]["toolbar"]
    off = {item["name"] for item in ours if item.get("disabled")}
    assert {item["name"] for item in stock} - off == {"spacer", "executionProgress"}
    assert [item["command"] for item in ours if not item.get("disabled")] == ["notebook:run-all-cells"]


def test_jupyter_asks_nobody_for_news_or_updates() -> None:
    lab = _json(SERVER)["LabApp"]
    notices = _json(OVERRIDES)["@jupyterlab/apputils-extension:notification"]
    assert (lab["check_for_updates_class"], lab["news_url"]) == ("jupyterlab.NeverCheckForUpdate", None)
    assert notices == {"fetchNews": "false", "checkForUpdates": False}


def test_lab_starts_on_the_first_page() -> None:
    assert _json(SERVER)["LabApp"]["default_url"] == "/doc/tree/notebooks/00_start.ipynb?reset"
    assert (ROOT / "notebooks/00_start.ipynb").is_file()


def test_the_settings_open_no_door() -> None:
    server = _json(SERVER)
    doors = {"IdentityProvider", "PasswordIdentityProvider"}  # the address and the token stay Jupyter's
    assert not doors & set(server)
    assert {name: set(value) for name, value in server["ServerApp"].items()} == {
        "tornado_settings": {"websocket_max_message_size"}
    }


def test_a_save_through_the_server_writes_no_output_and_keeps_trust(tmp_path: Path) -> None:
    manager = AsyncLargeFileManager(root_dir=str(tmp_path), config=Config(_json(SERVER)))
    manager.notary.data_dir = str(tmp_path)
    cell = nbformat.v4.new_code_cell("1", execution_count=1)
    cell.outputs = [nbformat.v4.new_output("stream", text="网商-MARKER-7731")]
    page = nbformat.v4.new_notebook(cells=[cell])
    asyncio.run(manager.save({"type": "notebook", "format": "json", "content": page}, "page.ipynb"))
    stored = (tmp_path / "page.ipynb").read_text(encoding="utf-8")
    assert "MARKER" not in stored
    assert manager.notary.check_signature(nbformat.reads(stored, as_version=4))


def _used(page: Path) -> dict:
    """Give a page as JupyterLab sends it after it was opened, run, scrolled and unfolded by another Python."""
    content = nbformat.read(page, as_version=4)
    content.metadata.kernelspec.display_name = "Python 3.99 (Lab)"
    content.metadata.language_info = {"name": "python", "version": "3.99", "codemirror_mode": {"name": "ipython"}}
    content.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    for number, cell in enumerate(content.cells, start=1):
        cell.metadata.update(trusted=True, scrolled=True, collapsed=False)
        if cell.cell_type == "code":
            cell.metadata.update(execution={"iopub.status.idle": "2026-11-23"}, jupyter={"source_hidden": False})
            cell.update(execution_count=number, outputs=[nbformat.v4.new_output("stream", text="网商-MARKER-7731")])
    return {"type": "notebook", "format": "json", "content": content}


@pytest.mark.parametrize("page", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda page: page.stem)
def test_a_page_that_was_only_run_is_saved_as_it_was_byte_for_byte(tmp_path: Path, page: Path) -> None:
    manager = AsyncLargeFileManager(root_dir=str(tmp_path), config=Config(_json(SERVER)))
    manager.notary.data_dir = str(tmp_path)
    stored = tmp_path / "notebooks" / page.name
    stored.parent.mkdir()
    stored.write_bytes(page.read_bytes())
    asyncio.run(manager.save(_used(page), f"notebooks/{page.name}"))
    assert stored.read_bytes() == page.read_bytes()


@pytest.fixture
def answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Give what a kernel started with our settings answers to its first line."""

    def ask(line: str, session: str = "") -> str:
        monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
        monkeypatch.setenv("JPY_SESSION_NAME", session)
        manager, client = start_new_kernel(kernel_name="python3")
        try:
            reply = client.execute_interactive(
                line, user_expressions={"it": "_"}, store_history=True, output_hook=lambda _: None, timeout=60
            )
        finally:
            client.stop_channels()
            manager.shutdown_kernel()
        return reply["content"]["user_expressions"]["it"]["data"]["text/plain"]

    return ask


def test_what_is_typed_leaves_no_history(tmp_path: Path, answered: Callable[..., str]) -> None:
    assert "MARKER" in answered("'网商-MARKER-7731'")
    assert not list(tmp_path.rglob("history.sqlite*"))


OURS, OTHERS = (
    ("notebooks/02_debts.ipynb", "a/notebooks/08_followup.ipynb"),
    ("02_debts.ipynb", "notebooks/a.ipynb", ""),
)


@pytest.mark.parametrize(("session", "loaded"), [(name, name in OURS) for name in OURS + OTHERS])
def test_the_kernel_of_a_page_has_loaded_what_it_needs_and_left_no_name(
    answered: Callable[..., str], session: str, loaded: bool
) -> None:
    found = answered("'matplotlib.figure' in __import__('sys').modules, 'page' in globals()", session)
    assert found == str((loaded, False))


def test_the_extension_names_itself_once_and_calls_nobody() -> None:
    package = _json(f"{EXTENSION}/package.json")
    script = (SHIPPED / EXTENSION / package["jupyterlab"]["_build"]["load"]).read_text(encoding="utf-8")
    style = (SHIPPED / EXTENSION / "static/page.css").read_text(encoding="utf-8")
    known = (SHIPPED / EXTENSION / "static/ours.js").read_text(encoding="utf-8")
    assert f'_JUPYTERLAB["{package["name"]}"]' in script
    assert not re.search(r"https?://|fetch\(|XMLHttpRequest|@import|url\(", script + style + known)


def test_the_extension_knows_the_nine_pages_as_they_stand() -> None:
    assert pages.known() == [pages.digest(path) for path in sorted(ROOT.glob("notebooks/*.ipynb"))], "make golden"


@pytest.mark.parametrize("program", ["Makefile", "postBuild"])
def test_no_page_is_trusted_because_of_where_it_lies(program: str) -> None:
    assert "trust" not in (ROOT / program).read_text(encoding="utf-8")
