"""What a change is held against: every case as text, the same each time, another where a figure is another."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

SAME = Path(__file__).parent / "same"


def module(name):
    found = importlib.util.spec_from_file_location(f"same_{name}", SAME / f"{name}.py")
    made = importlib.util.module_from_spec(found)
    sys.modules[found.name] = made  # dataclasses and pools look themselves up by name
    found.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def told():
    return dict(module("cases").cases())


def texts(tmp_path, case, language):
    file = tmp_path / "one" / "case.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(case), encoding="utf-8")
    return dict(module("__main__").as_text(file, language))


def test_there_is_a_case_for_each_state_and_each_example(told):
    assert len(told) >= 12
    assert {"example", "late_on_one", "six_lenders", "nothing_left", "talked", "state_settled", "empty"} <= set(told)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_case_gives_the_same_text_and_another_figure_another(told, tmp_path, language):
    case = told["three_answers"]
    first, again = (texts(tmp_path, case, language) for _ in range(2))
    assert first == again
    assert {"pages/00_start.txt", "pages/08_followup.txt", "papers/private/card.txt", "results.json"} <= set(first)
    more = {**case, "situation": {"cash": "801"}}
    changed = texts(tmp_path, more, language)
    assert {name for name in first if first[name] != changed[name]} >= {"results.json", "pages/01_situation.txt"}
