"""What comes with the workbook and what a person makes with it lie apart, in a checkout and after an install."""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from workbook import casefile, home, lenders, report
from workbook.__main__ import main
from workbook.language import Refused

ROOT = Path(__file__).parents[1]
rules = importlib.import_module("workbook.rules.register")  # its name in the package is a function


# -- in a checkout ---------------------------------------------------------------------------------------------------


def test_in_a_checkout_all_of_it_lies_where_it_is_kept(monkeypatch):
    monkeypatch.delenv("WORKBOOK_HOME", raising=False)
    assert (home.SHIPPED, home.folder()) == (ROOT, ROOT)
    assert (home.cases(), home.reports()) == (ROOT / "data/cases", ROOT / "reports")


def test_a_home_that_is_set_holds_cases_and_reports(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "家"))
    assert casefile.create("（虚构）店").is_relative_to(tmp_path / "家/data/cases")
    assert home.reports() == tmp_path / "家/reports"


def test_a_tilde_is_the_users_own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("WORKBOOK_HOME", "~/mine")
    assert home.folder() == tmp_path / "mine"


@pytest.mark.parametrize("told", ["mine", "./mine", "../mine"])
def test_a_home_that_depends_on_where_one_stands_is_refused(monkeypatch, told):
    monkeypatch.setenv("WORKBOOK_HOME", told)
    with pytest.raises(Refused, match="完整的路径"):
        home.cases()
    assert CliRunner().invoke(main, ["new", "店"]).exit_code == 2


def test_what_comes_with_the_workbook_is_found_from_another_home(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    assert casefile.locate("data/example") == ROOT / "data/example/case.json"


# -- nothing missing in silence ----------------------------------------------------------------------------------------


@pytest.fixture
def unread(monkeypatch, tmp_path):
    """An installation without rules, lenders and notebooks, from which nothing was read yet."""
    for module, name in ((rules, "_FOLDER"), (lenders, "_FOLDER"), (report.notebook, "NOTEBOOKS")):
        monkeypatch.setattr(module, name, tmp_path)
    kept = (rules.register, rules.denials, rules.constants, lenders.on_file, lenders.general)
    for read in kept:
        read.cache_clear()
    yield tmp_path
    for read in kept:
        read.cache_clear()


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    "read", [rules.register, rules.denials, rules.constants, lenders.presets, lenders.general, report.notebooks]
)
def test_what_is_not_there_is_an_error(read):
    with pytest.raises(home.Incomplete, match="重新安装"):
        read()


def test_files_without_a_rule_are_an_empty_register(unread):
    (unread / "one.toml").write_text("[[constant]]\n", encoding="utf-8")
    with pytest.raises(home.Incomplete):
        rules.register()


def test_the_command_line_says_so_in_one_sentence(unread):
    told = CliRunner().invoke(main, ["report", str(ROOT / "data/example"), "--out", str(unread)])
    assert (told.exit_code, told.output.count("\n")) == (1, 1)
    assert "没有装完整" in told.output


# -- after an install --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", place]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(place.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder into which the wheel was installed, far from the checkout."""
    place = tmp_path_factory.mktemp("site")
    tools = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    uv = shutil.which("uv", path=tools)
    install = [
        uv,
        "pip",
        "install",
        "--quiet",
        "--offline",
        "--no-deps",
        "--compile-bytecode",
        "--target",
        place,
        wheel,
    ]
    subprocess.run(install, check=True)
    return place


def run(installed, here, *words, **variables):
    """Run the installed command line in a folder of its own, where nothing of the checkout can be seen."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("WORKBOOK")}
    environment = {**inherited, "HOME": str(here), "PYTHONPATH": str(installed), **variables}
    return subprocess.run(
        [sys.executable, "-P", "-m", "workbook", *words],
        cwd=here,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder):
    return {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


CARRIED = (
    "data/*.toml",
    "data/rules/*.toml",
    "data/lenders/*.toml",
    "data/example*/case.json",
    "data/example*/statements/*",
    "notebooks/*.ipynb",
)


def test_the_wheel_carries_what_the_package_reads_and_nothing_of_a_person(installed):
    shipped = installed / "workbook" / "shipped"
    carried = {path.relative_to(shipped).as_posix() for path in files(shipped)}
    assert carried == {path.relative_to(ROOT).as_posix() for pattern in CARRIED for path in ROOT.glob(pattern)}
    assert {name.split("/")[-1] for name in carried} >= {"mybank.toml", "case.json", "08_followup.ipynb"}
    fonts = {path.suffix for path in files(installed / "workbook" / "fonts")}
    assert fonts == {".ttf", ".txt", ".md"}, "what makes the fonts stays in the checkout"


def test_a_report_of_the_example_is_made_far_from_a_checkout(installed, tmp_path):
    before = files(installed)
    done = run(installed, tmp_path, "report", "data/example", WORKBOOK_HOME=str(tmp_path / "家"))
    assert (done.returncode, done.stderr) == (0, "")
    made = tmp_path / "家" / "reports" / "example"
    assert {"brief.pdf", "chat.txt"} <= {path.name for path in made.iterdir()}
    page = (made / "private" / "walk.html").read_text(encoding="utf-8")
    assert "规定给了您什么" in page
    assert "Traceback" not in page
    assert len(list((made / "private" / "notebooks").glob("*.ipynb"))) == 9
    assert files(installed) == before


def test_a_case_lies_in_a_folder_of_the_users_own(installed, tmp_path):
    before = files(installed)
    made = Path(run(installed, tmp_path, "new", "（虚构）店").stdout.strip())
    assert made.is_file()
    assert made.is_relative_to(tmp_path / "loan-negotiation-workbook" / "data" / "cases")
    assert files(installed) == before


def test_an_install_that_lost_its_rules_says_so_and_keeps_its_home_elsewhere(installed, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(installed / "workbook", broken / "workbook", ignore=shutil.ignore_patterns("shipped"))
    done = run(broken, tmp_path, "report", str(ROOT / "data/example"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "没有装完整" in done.stderr
    assert "loan-negotiation-workbook" in run(broken, tmp_path, "new", "（虚构）店").stdout


def test_every_folder_made_on_the_way_is_its_owners_alone(tmp_path):
    made = home.private_folder(tmp_path / "home" / "data" / "cases")
    assert [place.stat().st_mode & 0o777 for place in (made, made.parent, made.parent.parent)] == [0o700] * 3
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileExistsError):
        home.private_folder(tmp_path / "file")
