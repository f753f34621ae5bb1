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

ROOT = Path(__file__).parents[2]
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
