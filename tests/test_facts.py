"""The facts behind the papers: typed, frozen, each figure under the path of its field, the private ones apart."""

import ast
import dataclasses
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbook import casefile, documents
from workbook.case import Case
from workbook.documents.blocks import Figure
from workbook.documents.facts import LenderFacts, OwnFacts, flat, keyed, lender_facts, own_facts
from workbook.documents.parts.desk import Desk
from workbook.position import Position

ROOT = Path(__file__).parents[1]
STORED = sorted((*(ROOT / "data").glob("example*/case.json"), *(ROOT / "tests/fixtures/documents").glob("*.json")))
GROUPS = {field.name for field in dataclasses.fields(OwnFacts)}
TYPED = re.compile(rf"({'|'.join(GROUPS)})\.[a-z0-9_.]*")


def example():
    return casefile.read(ROOT / "data/example/case.json").case


def leaves(part):
    """Every figure, found without the walk that gives the keys, and whatever else is no group."""
    if isinstance(part, Figure) or not (isinstance(part, tuple | Mapping) or dataclasses.is_dataclass(part)):
        yield part
    else:
        inside = part.values() if isinstance(part, Mapping) else part
        yield from (
            leaf for one in (vars(part).values() if dataclasses.is_dataclass(part) else inside) for leaf in leaves(one)
        )


def led_by(facts, key):
    """What stands where a key leads, step by step."""
    for step in key.split("."):
        if isinstance(facts, tuple):
            facts = facts[int(step)]
        elif isinstance(facts, Mapping):
            facts = next(inner for name, inner in facts.items() if str(name) == step)
        else:
            facts = getattr(facts, step)
    return facts


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.parent.name if path.stem == "case" else path.stem)
@pytest.mark.parametrize("asked", [lender_facts, own_facts])
def test_every_figure_has_a_key_of_its_own_that_leads_to_it(path, asked):
    facts = asked(casefile.read(path).case)
    found = [leaf for leaf in leaves(facts) if leaf is not None and not isinstance(leaf, bool)]
    assert all(isinstance(leaf, Figure) for leaf in found)
    assert len({figure.key for figure in found}) == len(found) == len(flat(facts))
    assert all(led_by(facts, figure.key) is figure for figure in found)


def test_no_key_is_written_as_text_anywhere():
    for path in (ROOT / "workbook").rglob("*.py"):
        source = path.read_text("utf-8")
        words = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
        assert [word for word in words if isinstance(word, str) and TYPED.fullmatch(word)] == [], path
        assert "desk[" not in source, path


@pytest.mark.parametrize("line", ['desk["loan.total"]', 'f"ask.{rung}.count"', 'key == "cash.bad.left"'])
def test_a_key_that_is_written_as_text_is_found(line):
    words = [node.value for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Constant)]
    assert any(TYPED.fullmatch(word) for word in words)


def fields_of(group):
    return {field.name for field in dataclasses.fields(group)}


def test_what_only_the_borrower_may_read_is_not_in_the_facts_of_a_lender():
    lender, own = lender_facts(example()), own_facts(example())
    assert type(lender) is LenderFacts
    assert type(own) is OwnFacts
    assert fields_of(own) - fields_of(lender) == {
        *("capacity", "line", "caution", "limitation", "court", "ahead", "first", "led_why"),
    }
    assert fields_of(own.ask) - fields_of(lender.ask) == {"fallback", "minimum", "walk_away"}
    assert fields_of(own.ask.preferred) - fields_of(lender.ask.preferred) == {"verdict", "fails", "note"}
    assert fields_of(own.cash) - fields_of(lender.cash) == {"in_hand", "assumed"}
    assert fields_of(lender.quick) == {"offer", "others"}
    assert {figure.sees for figure in flat(own).values()} == {"private"}
    assert {figure.sees for figure in flat(lender).values()} == {"this_lender"}


def test_a_paper_for_a_lender_that_asks_for_what_is_private_stops():
    assert Desk.of(Position.of(example()), "self").own.capacity.monthly.known
    with pytest.raises(TypeError, match="only the borrower"):
        _ = Desk.of(Position.of(example()), "lender").own
    with pytest.raises(AttributeError):
        _ = lender_facts(example()).capacity


def test_facts_cannot_be_changed():
    facts = own_facts(example())
    with pytest.raises(dataclasses.FrozenInstanceError):
        facts.loan.total = facts.loan.penalty
    with pytest.raises(TypeError):
        facts.ask.preferred.row[1] = facts.ask.preferred.row[2]


def test_giving_the_keys_again_changes_nothing():
    facts = own_facts(example())
    assert keyed(facts) == facts


def test_without_a_loan_what_is_about_one_is_unknown_or_empty():
    facts = own_facts(Case.model_validate({"profile": {"as_of": "2026-11-23"}}))
    assert not facts.loan.total.known
    assert not facts.limitation.sentence.known
    assert (facts.ask.preferred, dict(facts.line), facts.caution.caller, facts.conduct.all) == (None, {}, (), ())


def test_results_hold_both_readers_and_a_line_under_a_version():
    told = json.loads(documents.results(example()))
    assert list(told) == ["version", "self", "lender", "counsel"]
    assert told["version"] == 1
    assert {key.split(".")[0] for key in told["self"]} <= GROUPS
    assert told["lender"].keys() < told["self"].keys()
    assert told["self"]["loan.total"].keys() == {"text", "value", "sees"}


def test_the_page_about_results_names_every_group_and_the_version():
    page = (ROOT / "docs/results.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == GROUPS
    assert set(re.findall(r"^\| `(\w+)` .* both \|$", page, re.MULTILINE)) == fields_of(LenderFacts)
    assert all(f"`{name}`" in page for name in documents.Counsel.model_fields)
    assert f'"version": {json.loads(documents.results(example()))["version"]},' in page
