"""A case on its date: worked out once, refused anew, never stored, gone when nobody looks at it any more."""

import ast
import gc
import pickle
import weakref
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from workbook import casefile, documents, options, pressure
from workbook.case import Case
from workbook.language import NotKnown, Refused, Unknown, speaking, tried
from workbook.loans import Standing
from workbook.loans.ledger import Ledger
from workbook.position import Position, once

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "workbook"
CACHES = {"cache", "lru_cache", "functools.cache", "functools.lru_cache"}


def example():
    return casefile.read(ROOT / "data/example/case.json").case


def nothing():
    return Case.model_validate({"profile": {"as_of": "2026-11-23"}})


@pytest.fixture
def replays(monkeypatch):
    """Count how often an account is moved, by what is moved and to which day."""
    seen = Counter()
    until = Ledger.until

    def counted(self, on, payments=()):
        seen[self.contract, self.covered, self.told_open, on] += 1
        return until(self, on, payments)

    monkeypatch.setattr(Ledger, "until", counted)
    return seen


def test_a_question_is_worked_out_once_whoever_asks():
    asked = []

    @once
    def loans_of(position):
        asked.append(position)
        return position.loans

    position = Position(example())
    assert loans_of(position) is loans_of(position)
    assert asked == [position]
    assert loans_of(Position(example())) == loans_of(position)
    assert len(asked) == 2


def test_an_answer_is_kept_in_the_language_it_was_given_in():
    position = Position(example())
    zh = options.advice(position, position.case.main_loan)
    with speaking("en"):
        en = options.advice(position, position.case.main_loan)
    assert en is not zh
    assert en.sentence != zh.sentence
    assert options.advice(position, position.case.main_loan) is zh


def test_what_cannot_be_told_is_kept_as_a_sentence_and_refused_anew():
    position = Position(nothing())
    with pytest.raises(NotKnown) as first:
        pressure.capacity(position)
    with pytest.raises(NotKnown) as again:
        pressure.capacity(position)
    assert str(first.value) == str(again.value)
    assert first.value.where == again.value.where == "01_situation"
    assert first.value is not again.value  # an exception that is kept keeps every frame it went through


def test_an_unknown_says_what_to_tell_and_where():
    def lacking():
        raise NotKnown("先填写“{field}”", where="01_situation", field="现金")

    def wrong():
        raise Refused("“{field}”要大于零", field="本金")

    assert tried(lacking) == Unknown("先填写“{field}”", {"field": "现金"}, "01_situation")
    assert str(tried(lacking)) == "先填写“现金”"
    assert str(tried(wrong)) == "“本金”要大于零"
    assert tried(lambda: 3) == 3


def test_a_position_is_never_stored_or_sent():
    position = Position(example())
    with pytest.raises(TypeError, match="never stored"):
        pickle.dumps(position)
    with pytest.raises(TypeError, match="never stored"):
        pickle.dumps(position.standing(position.case.main_loan).account)


def test_what_was_worked_out_dies_with_its_position():
    position = Position(example())
    documents.compose(position)
    case, account = weakref.ref(position.case), weakref.ref(position.standing(position.loans[0]).account)
    del position
    gc.collect()
    assert case() is None
    assert account() is None


def test_a_change_of_one_section_keeps_the_standings_of_the_loans():
    position = Position(example())
    loan = position.case.main_loan
    before = position.standing(loan)
    poorer = position.changed(situation=position.case.situation.model_copy(update={"cash": Decimal(0)}))
    assert poorer.standing(loan) is before
    unpaid = position.changed(payments=type(position.case.payments)())
    assert unpaid.standing(loan) is not position.standing(loan)
    assert position.about(position.loans[1]).case.main_loan == position.loans[1]
    assert position.about(position.loans[1]).standing(loan) is position.standing(loan)


def test_one_write_all_moves_each_account_once_for_a_view_and_a_day(replays, tmp_path):
    documents.write_all(example(), tmp_path, release=True)
    assert max(replays.values()) <= 2
    assert sum(replays.values()) <= 16


def test_a_standing_on_another_day_or_with_another_payment_shares_the_contract(monkeypatch):
    from workbook.loans import account

    read = []
    monkeypatch.setattr(account, "read", lambda loan, real=account.read: read.append(loan) or real(loan))
    case = example()
    standing = Standing.of(case, case.main_loan)
    owed = standing.balance
    earlier = standing.on(min(p.paid_on for p in case.payments.made if p.loan_id == case.main_loan.id))
    assert earlier.balance.on < owed.on
    assert standing.paying(standing.day, Decimal(100)).balance.total == owed.total - 100
    assert standing.before(standing.day).balance.on == owed.on
    assert len(read) == 1


def functions_kept_by_module(source):
    """Give the functions of a module that a cache of the module itself keeps answers of."""
    for node in ast.walk(ast.parse(source)):
        caches = {ast.unparse(d).split("(")[0] for d in getattr(node, "decorator_list", ())} & CACHES
        if isinstance(node, ast.FunctionDef) and caches:
            yield node


def test_no_cache_of_a_module_takes_a_case_or_anything_made_of_one():
    of_a_case = {"Case", "Loan", "Position", "Standing", "Account", "Base", "Trial", "Contract", "Balance", "Plan"}
    for file in PACKAGE.rglob("*.py"):
        for function in functions_kept_by_module(file.read_text("utf-8")):
            for one in (*function.args.args, *function.args.kwonlyargs):
                names = {n.id for n in ast.walk(one.annotation) if isinstance(n, ast.Name)} if one.annotation else set()
                assert not names & of_a_case, f"{file.name}: {function.name}({one.arg})"


def test_the_search_for_such_caches_finds_one():
    (found,) = functions_kept_by_module("@lru_cache(maxsize=8)\ndef owed(case: Case) -> int: ...\n")
    assert found.name == "owed"
