"""One environment: pyproject.toml, the two locks, environment.yml and postBuild say the same thing."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["optional-dependencies"]
DEPENDENCIES = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-cluster.lock": [*PROJECT["dependencies"], *EXTRAS["cluster"]],
    "requirements-dev.lock": [*PROJECT["dependencies"], *EXTRAS["cluster"], *EXTRAS["dev"]],
}
LOCKS = tuple(DEPENDENCIES)


COMES_WITH = {  # imported by us, and part of what the other is
    "dask": "distributed",
    "ipython": "ipywidgets",
    "markupsafe": "jinja2",
    "pydantic-core": "pydantic",
    "traitlets": "ipywidgets",
}


def _blocks(lock: str) -> list[tuple[str, str]]:
    """Give each pin of a lock as its package and the rest of its block: version, marker, hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9][\w.-]*)==(.*(?:\n[ ]+.*)*)", text, re.MULTILINE)


def _pins(lock: str) -> dict[str, set[Version]]:
    """Give the versions of each package; more than one where Pythons differ."""
    pins: dict[str, set[Version]] = {}
    for name, block in _blocks(lock):
        pins.setdefault(canonicalize_name(name), set()).add(Version(block.split()[0]))
    return pins


def _fits(want: Requirement, versions: set[Version]) -> bool:
    return bool(versions) and all(version in want.specifier for version in versions)


def _python() -> str:
    pin = next(entry for entry in ENVIRONMENT["dependencies"] if str(entry).startswith("python"))
    return pin.removeprefix("python=")


def _imported() -> set[str]:
    """Give the distributions that the package imports, wherever in a module it does."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "workbook").rglob("*.py")]
    names = {name for text in sources for name in re.findall(r"^\s*(?:import|from) (\w+)", text, re.MULTILINE)}
    distributions = packages_distributions()
    outside = names - set(sys.stdlib_module_names) - {"workbook"}
    return {canonicalize_name(distributions[name][0]) for name in outside if name in distributions}


def test_what_the_package_imports_is_declared() -> None:
    wanted = DEPENDENCIES["requirements-cluster.lock"]
    declared = {canonicalize_name(Requirement(line).name) for line in wanted}
    for part, whole in COMES_WITH.items():
        assert whole in declared
        assert part in {canonicalize_name(Requirement(line).name) for line in requires(whole) or ()}
    assert _imported() - declared - set(COMES_WITH) == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_direct_dependency_is_locked_within_its_range(lock: str) -> None:
    pins = _pins(lock)
    wanted = [Requirement(line) for line in DEPENDENCIES[lock]]
    outside = [str(want) for want in wanted if not _fits(want, pins.get(canonicalize_name(want.name), set()))]
    assert wanted
    assert outside == []


def test_each_lock_holds_the_one_before_unchanged() -> None:
    for smaller, larger in pairwise(map(_pins, LOCKS)):
        assert {name: larger.get(name) for name in smaller} == smaller


def test_what_only_a_cluster_needs_is_imported_in_one_place() -> None:
    package = ROOT / "workbook"
    inside = [
        path
        for path in package.rglob("*.py")
        if re.search(r"\b(?:import|from) (?:dask|distributed)", path.read_text("utf-8"))
    ]
    assert [str(path.relative_to(package)) for path in inside] == ["batch/cluster.py"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_nothing_else_is_installed(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = _blocks(lock)
    assert [name for name, block in blocks if "--hash=sha256:" not in block] == []
    assert len(re.findall(r"^\S", text, re.MULTILINE)) == len(blocks), "one line per pin, no option, no path"


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ ", text)


def test_no_other_tool_keeps_a_lock_or_an_environment_here() -> None:
    others = "uv.lock poetry.lock pdm.lock pylock.toml Pipfile Pipfile.lock conda-lock.yml requirements.txt setup.py"
    before_environment_yml = "binder .binder Dockerfile runtime.txt install.R default.nix Project.toml"
    assert [name for name in (others + " " + before_environment_yml).split() if (ROOT / name).exists()] == []


def test_environment_yml_installs_the_lock_on_the_pinned_python() -> None:
    assert set(ENVIRONMENT) == {"name", "channels", "dependencies"}
    assert ENVIRONMENT["dependencies"] == [f"python={_python()}", "pip", {"pip": ["-r requirements.lock"]}]
    assert re.fullmatch(r"3\.\d+", _python()), "any other way of writing the pin gets another Python on Binder"
    assert Version(_python()) in SpecifierSet(PROJECT["requires-python"])


def test_the_locks_are_resolved_for_that_python() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"--python-version {_python()} " in makefile


def test_make_refuses_the_pythons_that_pyproject_refuses() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    match = re.search(r"\((3, \d+)\) <= sys.version_info < \((3, \d+)\)", makefile)
    assert match
    low, high = (bound.replace(", ", ".") for bound in match.groups())
    assert SpecifierSet(f">={low},<{high}") == SpecifierSet(PROJECT["requires-python"])


def test_post_build_installs_the_project_and_is_a_program() -> None:
    script = ROOT / "postBuild"
    assert script.stat().st_mode & 0o111 == 0o111
    assert "pip install --no-deps -e ." in script.read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_every_install_compiles_so_that_no_first_start_has_to() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = re.findall(r"^(?:INSTALL =|\t).*pip install.*", makefile, re.MULTILINE)
    assert [line for line in installs if "$(UV)" in line and "--compile-bytecode" not in line] == []
    assert any("--compile-bytecode" in line for line in installs)
    own = "python -m compileall -q workbook"  # an editable install leaves the project's own files alone
    assert [file for file in ("Makefile", "postBuild") if own not in (ROOT / file).read_text(encoding="utf-8")] == []


def test_repo2docker_takes_the_repository_and_writes_its_dockerfile() -> None:
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert f"Building conda environment for python={_python()}" in done.stderr
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"' in done.stdout
    assert "RUN ./postBuild" in done.stdout
