"""What Binder would do, without conda and without a container: an empty environment, the pip section, postBuild."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import nbformat
import pytest
import yaml
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests/browser"))

from server import CHROMIUM, QUIET, TOKEN, ready, serving  # noqa: E402

BASE = "/user/somebody/"
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", ".cache", "*_cache", "__pycache__", "reports", "cases", ".hypothesis"
)


def _environment(prefix: Path) -> dict[str, str]:
    """Give the variables of a shell in which only this environment is active and nothing of ours is written at home."""
    inherited = {
        key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "IPYTHON", "WORKBOOK"))
    }
    places = {name: str(prefix / "home") for name in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    return {**inherited, **places, "PATH": f"{prefix / 'bin'}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Give a copy of the project and the variables of the environment that was built for it."""
    place = tmp_path_factory.mktemp("binder")
    prefix, copy = place / "env", place / "repo"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    venv.create(prefix, with_pip=True)
    variables = _environment(prefix)
    section = yaml.safe_load((copy / "environment.yml").read_text(encoding="utf-8"))["dependencies"][-1]["pip"]
    (copy / "pip-section.txt").write_text("\n".join(section) + "\n", encoding="utf-8")
    for command in (["python", "-m", "pip", "install", "-q", "-r", "pip-section.txt"], ["./postBuild"]):
        subprocess.run(command, cwd=copy, env=variables, check=True, timeout=900)
    return copy, variables


def test_a_notebook_runs(built: tuple[Path, dict[str, str]]) -> None:
    copy, variables = built
    variables = {**variables, "WORKBOOK_CASE": str(copy / "data/example")}
    command = ["jupyter-execute", "--output", "ran.ipynb", "notebooks/03_pressure.ipynb"]
    subprocess.run(command, cwd=copy, env=variables, check=True, timeout=300)
    ran = nbformat.read(copy / "notebooks/ran.ipynb", as_version=4)
    kinds = [output.output_type for cell in ran.cells if cell.cell_type == "code" for output in cell.outputs]
    assert "error" not in kinds
    assert {"display_data", "execute_result"} & set(kinds), "the page shows something"


def test_the_settings_are_in_place(built: tuple[Path, dict[str, str]]) -> None:
    copy, variables = built
    listed = subprocess.run(
        ["jupyter-labextension", "list"],
        cwd=copy,
        env=variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "workbook-autorun" in listed.stdout + listed.stderr
    shipped = [path.relative_to(copy / "jupyter") for path in (copy / "jupyter").rglob("*.json")]
    prefix = Path(variables["PATH"].split(os.pathsep)[0]).parent
    assert shipped
    assert [path for path in shipped if not (prefix / path).is_file()] == []
    assert prefix != Path(sys.prefix)


def test_the_start_page_opens_by_itself_on_a_phone_and_the_case_is_carried_down_and_up(
    built: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    copy, variables = built
    variables = {**variables, "BINDER_LAUNCH_HOST": "https://binder.example/", "WORKBOOK_HOME": str(tmp_path)}
    prefix = Path(variables["PATH"].split(os.pathsep)[0])
    served = serving(copy, variables, tmp_path / "log", tools=prefix, ServerApp__base_url=BASE)
    with served as (_process, port), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
        outside: list[str] = []
        here = (f"http://127.0.0.1:{port}{BASE}", f"ws://127.0.0.1:{port}{BASE}", "data:", "blob:")
        page.on("request", lambda request: request.url.startswith(here) or outside.append(request.url))
        page.goto(f"http://127.0.0.1:{port}{BASE}doc/tree/notebooks/00_start.ipynb?reset&token={TOKEN}")
        ready(page)
        expect(page.get_by_text("这是公共网站上的机器")).to_be_visible()
        expect(page.get_by_text("关掉就没有了")).to_be_visible()
        expect(page.get_by_role("menubar")).to_be_hidden()

        page.get_by_label("App 上显示现在要还多少").fill("1234.56")
        case_row = page.locator(".wb-paper", has_text="换一台电脑接着填")
        with page.expect_download() as saved:
            case_row.get_by_role("button", name="保存 案例").click()
        file = tmp_path / saved.value.suggested_filename
        saved.value.save_as(file)
        assert "1234.56" in file.read_text(encoding="utf-8")

        page.get_by_label("App 上显示现在要还多少").fill("9")
        with page.expect_file_chooser() as chosen:
            page.get_by_role("button", name="从文件带入案例").click()
        chosen.value.set_files(file)
        expect(page.get_by_label("App 上显示现在要还多少")).to_have_value("1234.56", timeout=15_000)
        browser.close()
    assert outside == []
