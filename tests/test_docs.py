"""What the documents say is true of the project: commands, modules, files, options."""

from __future__ import annotations

import importlib
import re
import shlex
from itertools import chain, pairwise
from pathlib import Path

import click
import pytest

from workbook.__main__ import main

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))
READMES = ("README.md", "README.zh-CN.md")
IMPORTED_AS = {"python-docx": "docx", "python-calamine": "python_calamine", "chinesecalendar": "chinese_calendar"}
LAYERED = (*READMES, "docs/architecture.md")
PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in chain(ROOT.glob("*.md"), (ROOT / "docs").rglob("*.md"), ROOT.glob("data/*.md"))
)


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def _shell_lines(page: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", _text(page), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def _layers() -> list[str]:
    """Give the modules in the order of .importlinter, top first."""
    order = _text(".importlinter").split("layers =\n")[1].split("\n[")[0]
    return re.findall(r"\w+", order)


@pytest.mark.parametrize("page", READMES)
def test_each_make_target_has_its_line_and_each_line_its_target(page: str) -> None:
    listed = re.findall(r"^\| `make ([a-z]+)` \|", _text(page), re.MULTILINE)
    assert sorted(listed) == sorted(TARGETS)


def test_every_target_a_person_calls_has_a_line_of_help() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert set(phony.group(1).split()) == TARGETS


@pytest.mark.parametrize("page", PAGES)
def test_every_make_command_named_anywhere_exists(page: str) -> None:
    commands = re.findall(r"^make .*|`make [^`]+`", _text(page), re.MULTILINE)
    named = [shlex.split(command.strip("`"))[1:] for command in commands]
    variables = set(re.findall(r"^([A-Z_]+) \?=", MAKEFILE, re.MULTILINE))
    assert {word for words in named for word in words if "=" not in word} <= TARGETS
    assert {word.split("=")[0] for words in named for word in words if "=" in word} <= variables


@pytest.mark.parametrize("page", READMES)
def test_every_workbook_command_in_a_readme_parses(page: str) -> None:
    lines = [shlex.split(line)[1:] for line in _shell_lines(page) if line.startswith(".venv/bin/workbook ")]
    assert {words[0] for words in lines} == set(main.commands) - {"restore"}
    for name, *words in lines:
        command = main.commands[name]
        options = {
            flag for parameter in command.params if isinstance(parameter, click.Option) for flag in parameter.opts
        }
        assert {word for word in words if word.startswith("--")} <= options, name


@pytest.mark.parametrize("page", READMES)
def test_the_other_commands_of_a_readme_are_real(page: str) -> None:
    for line in _shell_lines(page):
        program, *words = shlex.split(line)
        if program.startswith(".venv/bin/"):
            assert (ROOT / program).exists(), line
        else:
            assert program in {"make", "python3"}, line
        files = [after for flag, after in pairwise(words) if flag == "-r"]
        assert all((ROOT / file).is_file() for file in files), line


def test_the_two_readmes_show_the_same_commands() -> None:
    english, chinese = (re.findall(r"^```\w+\n.*?^```", _text(page), re.MULTILINE | re.DOTALL) for page in READMES)
    assert english == chinese


@pytest.mark.parametrize("page", LAYERED)
def test_the_layer_table_is_the_order_that_is_enforced(page: str) -> None:
    table = _text(page).split("<!-- layers -->")[1].split("<!-- /layers -->")[0]
    rows = [line.split("|")[1] for line in table.strip().splitlines()[2:]]
    assert [name for cell in rows for name in re.findall(r"`(\w+)`", cell)] == _layers()


def _importers(library: str) -> set[str]:
    """Give the modules of the package that import a library, anywhere in them."""
    package = ROOT / "workbook"
    line = re.compile(rf"^\s*(?:import|from) {library}\b", re.MULTILINE)
    files = (file for file in package.rglob("*.py") if line.search(file.read_text(encoding="utf-8")))
    return {file.relative_to(package).parts[0].removesuffix(".py") for file in files}


def _owners() -> dict[str, set[str]]:
    """Give each library of the architecture table with the modules that alone import it."""
    table = _text("docs/architecture.md").split("<!-- layers -->")[1].split("<!-- /layers -->")[0]
    owners: dict[str, set[str]] = {}
    for line in table.strip().splitlines()[2:]:
        modules, _job, libraries = (cell.strip().split(" · ") for cell in line.strip("|").split("|"))
        for module, names in zip(modules, libraries * len(modules) if libraries == ["–"] else libraries, strict=True):
            for name in names.split(", "):
                owners.setdefault(name, set()).add(module.strip("`"))
    return {name: modules for name, modules in owners.items() if name != "–"}


@pytest.mark.parametrize(("library", "modules"), _owners().items())
def test_a_library_is_imported_by_its_owners_alone(library: str, modules: set[str]) -> None:
    assert _importers(IMPORTED_AS.get(library, library)) == modules


def test_every_module_in_the_order_exists() -> None:
    package = ROOT / "workbook"
    assert [
        n for n in _layers() if not ((package / f"{n}.py").is_file() or (package / n / "__init__.py").is_file())
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_named_in_a_page_exists(page: str) -> None:
    text = _text(page)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []
    places = re.findall(r"`((?:workbook|tests|data|docs|notebooks|jupyter|benchmarks)/[\w./-]*)`", text)
    ours = [place for place in places if not place.startswith("data/cases")]
    assert [place for place in ours if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_an_index_or_a_place_on_one_machine(page: str) -> None:
    prose = re.sub(r"://\S+", "", _text(page))
    assert not re.search(r"pypi\.|index-url|(?:^|[\s`(])(?:/\w+/|[A-Z]:\\)", prose, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_test_named_in_a_page_exists(page: str) -> None:
    for file, name in re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", _text(page)):
        assert f"def {name}(" in _text(file), f"{file}::{name}"


@pytest.mark.parametrize("page", PAGES)
def test_every_part_of_the_package_named_in_a_page_exists(page: str) -> None:
    for module, name in re.findall(r"`(workbook(?:\.\w+)+)\.(\w+)`", _text(page)):
        assert hasattr(importlib.import_module(module), name), f"{module}.{name}"


@pytest.mark.parametrize("page", ["docs/practice.md", "docs/mission.md"])
def test_every_row_of_a_promise_names_its_tests(page: str) -> None:
    rows = [line for line in _text(page).splitlines() if line.startswith("|")][2:]
    assert rows
    assert [row for row in rows if "::test_" not in row] == []
