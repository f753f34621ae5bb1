"""A case with every field filled: saved, loaded, held against its JSON Schema; older files are still read."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args, get_origin

import jsonschema

from workbook import casefile
from workbook.case import SECTIONS, Case, LoanState, Part
from workbook.casefile import store
from workbook.forms import Form
from workbook.forms.fields import bare_type
from workbook.loans import Standing

FIRST_VERSION = Path(__file__).parent / "fixtures" / "cases" / "version_1.json"


def filled(model, number=1):
    """Fill every field of a part with a plausible value of its type."""
    values = {name: _value(model, name, info, number) for name, info in model.model_fields.items()}
    return model.model_validate({name: value for name, value in values.items() if value is not None})


def _value(model, name, info, number):
    kind, inner = bare_type(info), get_args(info.annotation)
    by_name = {"archived": None, "schema_version": None, "id": f"{model.__name__}{number}", "month": "2026-03"}
    if name in by_name:
        return by_name[name]
    if get_origin(info.annotation) is tuple:
        return (filled(inner[0]),) if issubclass(inner[0], Part) else tuple(inner[0])[:2]
    plain = {bool: False, Decimal: Decimal("12.34"), int: 7, date: date(2026, 3, 5), str: "（虚构）文字"}
    if kind in plain:
        return plain[kind]
    return filled(kind) if issubclass(kind, Part) else list(kind)[-1]


def empty_fields(part):
    for name in type(part).model_fields:
        value = getattr(part, name)
        if value in (None, ()):
            yield f"{type(part).__name__}.{name}"
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                yield from empty_fields(inner)


def test_the_filled_case_leaves_no_field_out():
    assert list(empty_fields(filled(Case))) == []


def test_every_field_survives_save_and_load(tmp_path):
    path, case = tmp_path / "case.json", filled(Case)
    for name in SECTIONS:
        casefile.save(path, name, getattr(case, name), getattr(casefile.read(path).case, name))
    assert casefile.read(path).case == case


def test_the_file_fits_its_json_schema():
    body = json.loads(casefile.export(casefile.Stored(filled(Case))))
    for beside in ("checksum", "drafts"):
        body.pop(beside)
    jsonschema.validate(body, Case.model_json_schema())


def test_every_field_shows_in_its_form_and_is_saved_as_it_was(tmp_path):
    path, case = tmp_path / "case.json", filled(Case)
    path.write_bytes(casefile.export(casefile.Stored(case)))
    for name in SECTIONS:
        form = Form(path, name, pause=0)
        form.save()
    assert casefile.read(path).case == case


def test_the_first_version_of_the_file_is_still_read():
    case = casefile.read(FIRST_VERSION).case
    (loan,) = case.loans
    assert (loan.principal, loan.rate, loan.method) == (Decimal("120000.00"), Decimal("0.04"), "equal_instalment")
    assert case.situation.months[0].receipts == Decimal("39200.00")


def test_a_file_of_the_first_version_is_lifted_and_written_as_the_present_one(tmp_path):
    path = tmp_path / "case.json"
    path.write_bytes(FIRST_VERSION.read_bytes())
    before = casefile.read(path)
    assert (before.case.schema_version, json.loads(path.read_bytes())["schema_version"]) == (4, 1)
    profile = before.case.profile
    casefile.save(path, "profile", profile.but(city="杭州"), profile)
    assert json.loads(path.read_bytes())["schema_version"] == store.VERSION == 4
    assert casefile.read(path).case.debts == before.case.debts
    assert casefile.read(path).drafts == before.drafts


def test_the_second_version_holds_notes_and_payments_on_one_of_them():
    case = casefile.read(FIRST_VERSION.with_name("version_2.json")).case
    (loan,) = case.loans
    assert [note.amount for note in loan.current_notes] == [
        Decimal("60000.00"),
        Decimal("24000.00"),
        Decimal("6000.00"),
    ]
    assert [payment.note_id for payment in case.payments_on(loan)] == ["n3", None]


def test_a_file_with_changing_terms_gives_the_same_figures():
    case = casefile.read(FIRST_VERSION.with_name("version_2_terms.json")).case
    found = [Standing.of(case, loan) for loan in case.loans]
    assert [one.balance.total for one in found] == [Decimal("57668.15"), Decimal("10655.88"), Decimal("20968.00")]
    assert [one.schedule.total_paid for one in found] == [Decimal("91427.89"), Decimal("64781.92"), Decimal("20920.00")]
    assert [one.maturity for one in found] == [None, None, date(2026, 12, 1)]


def test_the_one_sum_of_receivables_of_the_second_version_is_a_row(tmp_path):
    path = tmp_path / "case.json"
    told = {
        "schema_version": 2,
        "situation": {"receivables": "64000"},
        "drafts": {"situation": {"receivables": "6万4"}},
    }
    path.write_text(json.dumps(told), encoding="utf-8")
    stored = casefile.read(path)
    (row,) = stored.case.situation.receivables
    assert (row.amount, row.name, row.due_on, row.paper) == (Decimal("64000.00"), None, None, None)
    assert stored.drafts == {"situation": {"receivables/receivable/amount": "6万4"}}


def test_a_second_version_without_receivables_tells_of_none(tmp_path):
    path = tmp_path / "case.json"
    path.write_text('{"schema_version": 2, "situation": {"receivables": null, "cash": "5"}}', encoding="utf-8")
    assert casefile.read(path).case.situation.receivables == ()


def test_what_was_told_as_not_due_yet_stays_what_it_was(tmp_path):
    path = tmp_path / "case.json"
    path.write_text('{"schema_version": 2, "debts": {"loans": [{"id": "a", "state": "not_due"}]}}', encoding="utf-8")
    (loan,) = casefile.read(path).case.loans
    assert (loan.state, loan.want) == (LoanState.NOT_DUE, None)


def test_a_third_version_is_read_as_it_is_and_written_as_the_fourth(tmp_path):
    path = tmp_path / "case.json"
    told = {
        "schema_version": 3,
        "followup": {"lessons": "先要工单号"},
        "talks": {"offers": [{"id": "o", "on": "2026-11-20"}]},
    }
    path.write_text(json.dumps(told), encoding="utf-8")
    case = casefile.read(path).case
    assert (case.followup.lessons, case.talks.offers[0].way) == ("先要工单号", None)
    casefile.save(path, "profile", case.profile.but(city="杭州"), case.profile)
    assert json.loads(path.read_bytes())["schema_version"] == 4


def test_an_older_file_is_lifted_on_a_copy(tmp_path, monkeypatch):
    path = tmp_path / "case.json"
    path.write_text('{"schema_version": 1, "debts": {"credits": [{"id": "a", "principal": "5"}]}}', encoding="utf-8")
    before = path.read_bytes()

    def lift(body):
        body["debts"] = {"loans": body["debts"].pop("credits")}
        return {**body, "schema_version": 2}

    monkeypatch.setitem(store.UPGRADES, 1, lift)
    assert casefile.read(path).case.loans[0].principal == Decimal("5.00")
    assert path.read_bytes() == before
