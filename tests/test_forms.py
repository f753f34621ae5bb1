"""A form as the browser drives it, by messages in JSON: type, save, undo, and what happens with two of them."""

import json

import pytest
from hands import (
    add,
    change,
    error,
    locked,
    opened,
    questions,
    reads,
    remove,
    say,
    seen,
    send,
    shown,
    status,
    step,
    typed,
    undo,
)

from workbook import casefile
from workbook.case import Case, Debts, Loan, Month, Situation, Talks
from workbook.forms import Form, section_table, sheet
from workbook.forms.fields import described, is_drawn

PRINCIPAL = ("loans", "L1", "principal")


@pytest.fixture
def case_file(tmp_path):
    folder = tmp_path / "（虚构）小店"
    folder.mkdir()
    path = folder / "case.json"
    path.write_text(
        json.dumps(
            {
                "schema_version": 4,
                "profile": {"as_of": "2026-11-23"},
                "debts": {"loans": [{"id": "L1", "name": "网商贷", "principal": "50000"}]},
            }
        ),
        encoding="utf-8",
    )
    return path


def loan(path, number=0):
    return casefile.read(path).case.debts.loans[number]


def drafts(path, section="debts"):
    return casefile.read(path).drafts.get(section, {})


# typing ---------------------------------------------------------------------------------------------


def test_a_valid_change_is_on_disk_at_once(case_file):
    form = opened(case_file)
    sent = typed(form, *PRINCIPAL, text="１２万")
    assert str(loan(case_file).principal) == "120000.00"
    assert "已保存" in status(form)
    assert sent["n"] in seen(form)["heard"]


def test_an_invalid_text_says_why_at_its_field_and_counts_as_unknown(case_file):
    form = opened(case_file)
    typed(form, *PRINCIPAL, text="-5")
    assert "金额不能是负数" in error(form, *PRINCIPAL)
    assert loan(case_file).principal is None
    assert drafts(case_file) == {"loans/L1/principal": "-5"}


def test_an_invalid_text_is_there_again_on_opening(case_file):
    typed(opened(case_file), *PRINCIPAL, text="abc")
    again = opened(case_file)
    assert shown(again, *PRINCIPAL) == "abc"
    assert "不是金额" in error(again, *PRINCIPAL)


def test_one_bad_row_does_not_hold_back_the_others(case_file):
    form = opened(case_file)
    new = add(form, "loans")
    typed(form, "loans", new, "app_total", text="abc")
    typed(form, "loans", "L1", "rate", text="0.04%")
    typed(form, "loans", new, "name", text="（虚构）小贷")
    assert str(loan(case_file).rate) == "0.04"
    assert loan(case_file, 1).name == "（虚构）小贷"
    assert loan(case_file, 1).app_total is None


def test_two_treatments_of_one_component_are_said_at_the_second_and_the_plan_is_kept(case_file):
    form = opened(case_file, "ask")
    plan = ("asks", add(form, "asks"), "preferred")
    first, second = add(form, *plan, "treatments"), add(form, *plan, "treatments")
    typed(form, *plan, "periods", text="36")
    for row in (first, second):
        typed(form, *plan, "treatments", row, "component", text="penalty")
    typed(form, *plan, "treatments", second, "treatment", text="waive")
    typed(form, *plan, "payment", text="1500")
    assert "“罚息”写了两种处理办法" in error(form, *plan, "treatments", second, "component")
    assert error(form, *plan, "treatments", first, "component") == ""
    kept = casefile.read(case_file).case.ask.asks[0].preferred
    assert (kept.periods, str(kept.payment)) == (36, "1500.00")
    assert [row.component for row in kept.treatments] == ["penalty", None]
    assert drafts(case_file, "ask") == {"/".join((*plan, "treatments", second, "component")): "penalty"}


def test_what_is_wrong_without_a_field_of_its_own_is_said_above_the_form(case_file):
    row = {"id": "L1", "name": "（虚构）又一笔"}
    form = opened(case_file)
    form.tree["loans"].append(row)
    form.save()
    assert any("编号“L1”上面已经用过" in line for line in seen(form)["wrong"])
    assert is_drawn(Debts, PRINCIPAL)
    assert not is_drawn(Debts, ("loans", "L1", "nowhere"))


@pytest.mark.parametrize("empty", ["", None, "   "])
def test_an_emptied_field_is_unknown_not_zero(case_file, empty):
    typed(opened(case_file), *PRINCIPAL, text=empty)
    assert loan(case_file).principal is None
    assert drafts(case_file) == {}


def test_a_choice_that_is_taken_back_is_unknown(case_file):
    form = opened(case_file)
    typed(form, "loans", "L1", "state", text="overdue")
    typed(form, "loans", "L1", "pledged", text=True)
    typed(form, "loans", "L1", "state", text="")
    assert (loan(case_file).state, loan(case_file).pledged) == (None, True)


# how a text is read ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "kept", "said"),
    [
        ("next_due", "10月24日", "2026-10-24", "读作 2026-10-24（周六）"),
        ("next_due", "24号", "2026-11-24", "读作 2026-11-24（周二）"),
        ("principal", "3万5", "35000.00", "读作 35,000.00 元"),
        ("principal", "60k", "60000.00", "读作 60,000.00 元"),
        ("principal", "6w", "60000.00", "读作 60,000.00 元"),
        ("principal", "３，０００", "3000.00", "读作 3,000.00 元"),
        ("drawn_on", "5月1日", "2026-05-01", "读作 2026-05-01（周五）"),
        ("maturity", "5月1日", "2027-05-01", "读作 2027-05-01（周六）"),
        ("rate", "万分之4", "0.04", "读作 0.04%"),
    ],
)
def test_what_is_said_in_words_is_written_plainly_and_shown_as_it_was_read(case_file, field, text, kept, said):
    form = opened(case_file)
    typed(form, "loans", "L1", field, text=text)
    assert str(getattr(loan(case_file), field)) == kept
    assert (shown(form, "loans", "L1", field), reads(form, "loans", "L1", field)) == (text, said)
    assert shown(opened(case_file), "loans", "L1", field) == kept


@pytest.mark.parametrize("text", ["2026-10-24", "35000", "35000.5", "一万多", ""])
def test_what_stands_as_it_is_or_cannot_be_read_has_no_reading(case_file, text):
    form = opened(case_file)
    typed(form, *PRINCIPAL, text=text)
    assert reads(form, *PRINCIPAL) == ""


def test_yesterday_stays_the_day_it_was_when_the_day_of_the_case_moves_on(case_file):
    form = opened(case_file)
    typed(form, "loans", "L1", "next_due", text="昨天")
    profile = casefile.read(case_file).case.profile
    form.refresh(casefile.save(case_file, "profile", profile.but(as_of="2026-12-01"), profile))
    typed(form, "loans", "L1", "name", text="（虚构）改名")
    assert str(loan(case_file).next_due) == "2026-11-22"


# undo -----------------------------------------------------------------------------------------------


def test_undo_is_an_ordinary_save_of_the_former_section(case_file):
    form = opened(case_file)
    typed(form, *PRINCIPAL, text="60000")
    typed(form, "loans", "L1", "rate", text="abc")
    undo(form)
    assert shown(form, "loans", "L1", "rate") == ""
    undo(form)
    assert str(loan(case_file).principal) == "50000.00"
    assert not seen(form)["undo"]


def test_letters_of_one_word_are_undone_together_and_so_is_a_pasted_block(case_file):
    form = opened(case_file)
    for text in ("网", "网商", "网商贷二"):
        typed(form, "loans", "L1", "name", text=text)
    change(form, *(step(form, "loans", "L1", name, text="12") for name in ("instalment", "periods_left")))
    undo(form)
    assert (loan(case_file).instalment, loan(case_file).periods_left) == (None, None)
    undo(form)
    assert loan(case_file).name == "网商贷"


# two places -----------------------------------------------------------------------------------------


def test_two_forms_of_one_section_keep_both_changes(case_file):
    here, there = opened(case_file), opened(case_file)
    typed(there, "loans", "L1", "rate", text="14.5")
    typed(here, *PRINCIPAL, text="60000")
    assert (str(loan(case_file).principal), str(loan(case_file).rate)) == ("60000.00", "14.5")
    assert shown(here, "loans", "L1", "rate") == "14.5"


def test_the_same_field_changed_in_two_places_is_asked_about_never_overwritten(case_file):
    here, there = opened(case_file), opened(case_file)
    typed(there, *PRINCIPAL, text="60000")
    typed(here, *PRINCIPAL, text="70000")
    assert str(loan(case_file).principal) == "60000.00"
    (question,) = questions(here)
    assert "60000.00" in question
    assert "70000" in question
    say(here, "decide", path=PRINCIPAL, mine=True)
    assert str(loan(case_file).principal) == "70000.00"
    assert questions(here) == []


def test_an_undecided_field_is_asked_about_again_on_opening(case_file):
    here, there = opened(case_file), opened(case_file)
    typed(there, *PRINCIPAL, text="60000")
    typed(here, *PRINCIPAL, text="70000")
    again = opened(case_file)
    assert "70000" in questions(again)[0]
    say(again, "decide", path=PRINCIPAL, mine=False)
    assert str(loan(case_file).principal) == "60000.00"
    assert questions(opened(case_file)) == []


def test_a_form_follows_the_file(case_file):
    form = opened(case_file)
    typed(opened(case_file), "loans", "L1", "name", text="（虚构）另一处")
    form.refresh(casefile.read(case_file))
    assert shown(form, "loans", "L1", "name") == "（虚构）另一处"


def test_what_was_typed_without_seeing_what_came_from_elsewhere_is_asked_about(case_file):
    form = opened(case_file)
    blind = step(form, *PRINCIPAL, text="70000")
    typed(opened(case_file), *PRINCIPAL, text="60000")
    form.refresh(casefile.read(case_file))
    change(form, blind)
    assert "借款本金" in questions(form)[0]
    change(form, step(form, *PRINCIPAL, text="700001", before="70000"))  # typing went on before the answer came
    say(form, "decide", path=PRINCIPAL, mine=True)
    assert str(loan(case_file).principal) == "700001.00"


def test_a_list_of_loans_to_choose_from_follows_the_loans(case_file):
    payments = opened(case_file, "payments")
    typed(opened(case_file), "loans", "L1", "name", text="（虚构）新名")
    payments.refresh(casefile.read(case_file))
    assert seen(payments)["options"]["loan_id"] == [["L1", "（虚构）新名"]]


# messages that come twice, late or to the wrong case ------------------------------------------------


def test_a_message_that_comes_again_is_taken_once_and_answered_again(case_file):
    form = opened(case_file)
    first = typed(form, *PRINCIPAL, text="60000")
    typed(form, *PRINCIPAL, text="70000")
    send(form, first)
    assert str(loan(case_file).principal) == "70000.00"
    assert first["n"] in seen(form)["heard"]


def test_what_a_dead_program_had_not_answered_is_taken_by_the_next_one(case_file):
    form = opened(case_file)
    row = "9a8b7c6d"
    added = {"path": ("loans",), "add": row}
    kept = [added, step(form, "loans", row, "name", text="（虚构）乙贷"), step(form, *PRINCIPAL, text="6万")]
    for _once_more in range(2):  # the second time it had been saved, only the answer was lost
        change(opened(case_file), *kept)
    again = opened(case_file)
    assert [shown(again, "loans", one, "name") for one in ("L1", row)] == ["网商贷", "（虚构）乙贷"]
    assert str(loan(case_file).principal) == "60000.00"
    assert questions(again) == []


def test_what_was_typed_for_another_case_is_neither_taken_nor_answered(case_file, tmp_path):
    form = opened(case_file)
    late = typed(form, *PRINCIPAL, text="60000")
    other = tmp_path / "（虚构）另一家" / "case.json"
    other.parent.mkdir()
    other.write_bytes(case_file.read_bytes())
    form.move(other)
    send(form, {**late, "n": late["n"] + 100_000, "steps": [{"path": PRINCIPAL, "value": "1", "before": "60000"}]})
    assert str(loan(other).principal) == "60000.00"
    assert seen(form)["heard"] == []


# rows -----------------------------------------------------------------------------------------------


def test_a_row_is_removed_and_comes_back_with_undo(case_file):
    form = opened(case_file)
    remove(form, "loans", "L1")
    assert casefile.read(case_file).case.debts.loans == ()
    undo(form)
    assert loan(case_file).name == "网商贷"


def test_a_loan_that_payments_refer_to_is_archived_not_deleted(case_file):
    payments = opened(case_file, "payments")
    typed(payments, "made", add(payments, "made"), "loan_id", text="L1")
    remove(opened(case_file), "loans", "L1")
    assert loan(case_file).archived
    assert casefile.read(case_file).case.loans == ()


@pytest.mark.parametrize(("loans", "chosen"), [(1, "L0"), (2, None)])
@pytest.mark.parametrize(("section", "rows"), [("talks", "written"), ("talks", "contacts"), ("payments", "made")])
def test_a_row_is_about_the_only_loan_and_of_several_it_is_asked_which(tmp_path, loans, chosen, section, rows):
    told = {"debts": {"loans": [{"id": f"L{n}", "name": f"（虚构）{n}"} for n in range(loans)]}}
    path = tmp_path / "case.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    form = opened(path, section)
    row = add(form, rows)
    assert sheet.look(form.tree, (rows, row)).get("loan_id") == chosen


def test_what_is_typed_into_a_row_that_is_gone_brings_nothing_back(case_file):
    form = opened(case_file)
    late = step(form, *PRINCIPAL, text="60000")
    remove(form, "loans", "L1")
    change(form, late)
    assert casefile.read(case_file).case.debts.loans == ()


def test_a_pasted_block_fills_rows_cell_by_cell_and_a_wrong_cell_is_said_where_it_is(case_file):
    form = opened(case_file, "situation")
    cells = [("2026-03", "31,000"), ("4月", "2.8万"), ("五月", "没开门")]
    steps = []
    for n, (month, receipts) in enumerate(cells):
        at = ("months", f"p{n}")
        steps += [{"path": ("months",), "add": at[1]}]
        steps += [{"path": (*at, "month"), "value": month, "before": ""}]
        steps += [{"path": (*at, "receipts"), "value": receipts, "before": ""}]
    change(form, *steps)
    months = casefile.read(case_file).case.situation.months
    assert [(m.month, m.receipts and str(m.receipts)) for m in months] == [
        ("2026-03", "31000.00"),
        ("2026-04", "28000.00"),
        ("2026-05", None),
    ]
    assert "不是金额" in error(form, "months", "p2", "receipts")


def test_the_twelve_months_before_the_day_of_the_case_stand_ready_and_none_is_stored(case_file):
    form = opened(case_file, "situation")
    assert (seen(form)["laid"][0], seen(form)["laid"][-1], len(seen(form)["laid"])) == ("2025-11", "2026-10", 12)
    assert casefile.read(case_file).case.situation.months == ()
    typed(form, "months", add(form, "months"), "month", text="2026-10")
    assert (seen(form)["laid"][-1], len(seen(form)["laid"])) == ("2026-09", 11)


# a disk that refuses --------------------------------------------------------------------------------


def test_a_disk_that_refuses_leaves_file_and_typing_as_they_were_and_it_is_tried_again(case_file, monkeypatch):
    form = opened(case_file)
    before = case_file.read_bytes()

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    sent = typed(form, *PRINCIPAL, text="60000")
    assert case_file.read_bytes() == before
    assert "磁盘满了" in status(form)
    assert shown(form, *PRINCIPAL) == "60000"
    assert sent["n"] not in seen(form)["heard"]
    monkeypatch.undo()
    send(form, sent)  # the browser sends again what was not answered
    assert str(loan(case_file).principal) == "60000.00"
    assert sent["n"] in seen(form)["heard"]


# what a form asks -----------------------------------------------------------------------------------


def names(form):
    told = form.box.form
    return [field["name"] for group in told["parts"][told["root"]]["groups"] for field in group["fields"]]


def test_the_ten_minute_form_asks_only_its_fields_and_makes_the_first_loan(tmp_path):
    path = tmp_path / "case.json"
    form = opened(path, "debts", quick=True)
    assert len(names(form)) == 11
    assert seen(form)["at"] == ["loans", "main"]
    assert not path.exists()
    typed(form, "loans", "main", "app_total", text="5200")
    assert (str(loan(path).app_total), loan(path).name) == ("5200.00", "网商贷")
    assert names(opened(path, "profile", quick=True)) == ["distressed"]
    assert len(names(opened(path, "situation", quick=True))) == 9


@pytest.mark.parametrize("model", [Debts, Situation, Talks])
def test_a_part_is_described_once_however_often_it_stands_in_a_section(model):
    told = described(model)
    json.dumps(told)
    inside = {f["part"] for p in told["parts"].values() for g in p["groups"] for f in g["fields"] if "part" in f}
    assert inside | {told["root"]} == set(told["parts"])


def fields(model, part):
    groups = described(model)["parts"][part]["groups"]
    return {field["name"]: field for group in groups for field in group["fields"]}


def test_each_field_is_asked_for_in_the_way_that_fits_it():
    asked = fields(Debts, "Loan")
    ways = {name: asked[name]["kind"] for name in ("name", "principal", "rate", "periods", "next_due", "state", "fees")}
    assert ways == {
        "name": "words",
        "principal": "money",
        "rate": "rate",
        "periods": "count",
        "next_due": "day",
        "state": "choice",
        "fees": "rows",
    }
    assert fields(Situation, "Situation")["months"]["kind"] == "grid"
    assert fields(Situation, "Month")["month"]["kind"] == "month"
    assert "statements" not in fields(Situation, "Situation")


def test_a_part_stands_under_its_name_once():
    written = fields(Talks, "WrittenTerms")
    assert (written["agreed"]["headed"], written["terms"]["headed"]) == (False, False)  # their groups are called so
    assert fields(Talks, "Offer")["terms"]["headed"]


# the log --------------------------------------------------------------------------------------------


def test_contacts_once_written_cannot_be_changed(tmp_path):
    path = tmp_path / "case.json"
    form = opened(path, "talks")
    row = add(form, "contacts")
    typed(form, "contacts", row, "said", text="已登记，三天内回电")
    say(form, "settle", id=row)
    assert not locked(form, "contacts", row)
    assert status(form) == "先填“哪天”，再记下：记下以后就不能改了"
    typed(form, "contacts", row, "on", text="2026-11-20")
    say(form, "settle", id=row)
    assert locked(form, "contacts", row)
    assert not seen(form)["undo"]  # an undo would take nothing back
    assert locked(opened(path, "talks"), "contacts", row)
    remove(form, "contacts", row)
    assert casefile.read(path).case.talks.contacts[0].said == "已登记，三天内回电"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [("time", "22:40", "先填“哪天”"), ("on", "没写对的日子", "没写对"), ("corrects", "gone", "没有编号是“gone”")],
)
def test_what_keeps_an_entry_from_being_written_down_is_said_at_its_field_until_something_is_done(
    tmp_path, field, text, said
):
    form = opened(tmp_path / "case.json", "talks")
    row = add(form, "contacts")
    typed(form, "contacts", row, field, text=text)
    pressed = say(form, "settle", id=row)
    place = "on" if field == "time" else field
    assert seen(form)["pointed"] == f"contacts/{row}/{place}"
    assert said in status(form)
    assert error(form, "contacts", row, place)
    assert pressed["n"] in seen(form)["heard"]
    typed(form, "contacts", row, "said", text="（虚构）三天内回电")
    assert seen(form)["pointed"] == ""
    assert bool(error(form, "contacts", row, place)) == (field == "on")


def written(tmp_path, payment, accepted):
    agreed = {"periods": 12, "payment": "1000"}
    terms = {"id": "w", "loan_id": "L1", "agreed": agreed, "terms": {**agreed, "payment": payment}}
    loan = {"id": "L1", "name": "（虚构）甲贷", "balance_left": "11000", "rate": "14.5", "rate_unit": "year"}
    told = {"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}, "talks": {"written": [terms]}}
    path = tmp_path / "case.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    form = opened(path, "talks")
    typed(form, "written", "w", "accepted_on", text=accepted)
    return form


@pytest.mark.parametrize(
    ("payment", "accepted", "warned"),
    [("1200", "2026-11-20", True), ("1000", "2026-11-20", False), ("1200", "", False)],
)
def test_where_one_agrees_to_a_writing_that_differs_it_is_said_at_the_day(tmp_path, payment, accepted, warned):
    form = written(tmp_path, payment, accepted)
    told = seen(form)["warned"].get("written/w/accepted_on", "")
    assert ("和谈定的有" in told and "每期固定还多少" in told) == warned
    assert error(form, "written", "w", "accepted_on") == ""  # it may be agreed to all the same


def test_a_warning_goes_with_the_difference_it_was_about(tmp_path):
    form = written(tmp_path, "1200", "2026-11-20")
    typed(form, "written", "w", "terms", "payment", text="1000")
    assert seen(form)["warned"] == {}


def test_the_entry_to_correct_is_chosen_by_its_day_among_those_written_down(tmp_path):
    path = tmp_path / "case.json"
    form = opened(path, "talks")
    first = add(form, "contacts")
    typed(form, "contacts", first, "on", text="2026-11-20")
    typed(form, "contacts", first, "time", text="22:40")
    say(form, "settle", id=first)
    second = add(form, "contacts")
    assert seen(form)["options"]["corrects"] == [[first, "第 1 行：2026-11-20 22:40"]]
    typed(form, "contacts", second, "corrects", text=first)
    assert casefile.read(path).case.talks.corrected == {first: second}


# what is read without a form ------------------------------------------------------------------------


def test_borrowers_words_never_become_markup():
    evil = "<img src=x onerror=alert(1)>"
    case = Case(debts=Debts(loans=(Loan(id="a", name=evil),)))
    assert "<img" not in section_table(case, "debts").html()


def test_every_section_opens_as_form_and_reads_as_table(case_file):
    for section in ("profile", "situation", "debts", "payments", "evidence", "ask", "talks", "followup"):
        assert names(opened(case_file, section))
        assert section_table(casefile.read(case_file).case, section).html()


def test_a_closed_form_leaves_nothing_in_the_kernel(case_file):
    import ipywidgets

    before = set(ipywidgets.widgets.widget._instances)
    Form(case_file, "debts").close()
    assert set(ipywidgets.widgets.widget._instances) == before


def test_a_list_reads_as_a_grid_and_keeps_unknown_out():
    case = Case(situation=Situation(months=(Month(id="m", month="2026-3", receipts="31,000"),)))
    (grid,) = section_table(case, "situation").tables
    assert (grid.title, grid.columns, grid.rows) == (
        "逐月记录",
        ("月份", "经营收款（元）"),
        (("2026-03", "¥31,000.00"),),
    )


def test_rows_with_many_fields_or_rows_of_their_own_are_read_one_by_one():
    loan = Loan(id="a", name="（虚构）甲", principal="5", fees=({"id": "f", "amount": "3"},))
    single, fees = section_table(Case(debts=Debts(loans=(loan,))), "debts").tables
    assert single.title == "借款 第 1 行"
    assert ("借款本金（元）", "¥5.00") in single.rows
    assert fees.title == "利息以外的费用"


def test_rates_are_read_as_percent_and_loans_by_their_names():
    loan = Loan(id="a1", name="（虚构）甲", rate="0.04", penalty_uplift="1.50", principal="5")
    payment = {"id": "p", "loan_id": "a1", "paid_on": "2026-11-01", "amount": "3"}
    told = Case.model_validate({"debts": Debts(main="a1", loans=(loan,)), "payments": {"made": [payment]}})
    chosen, listed = section_table(told, "debts").tables
    assert listed.rows == (("（虚构）甲", "¥5.00", "0.04%", "1.50"),)
    assert ("这次要谈的是哪一笔", "（虚构）甲") in chosen.rows
    (grid,) = section_table(told, "payments").tables
    assert grid.rows[0][0] == "（虚构）甲"


def test_with_one_loan_it_is_the_one_every_choice_of_a_loan_begins_with(case_file):
    for section in ("debts", "payments", "ask", "talks", "followup"):
        assert seen(opened(case_file, section))["given"] == {"loan_id": "L1", "main": "L1"}


def test_with_two_loans_rows_name_theirs_and_the_talk_is_about_the_first_as_it_was(case_file):
    form = opened(case_file)
    add(form, "loans")
    assert seen(form)["given"] == {"main": "L1"}
    assert "main" not in seen(form)["tree"]


@pytest.mark.parametrize("mine", [True, False])
def test_what_is_typed_on_in_a_field_that_was_decided_elsewhere_is_asked_about(case_file, mine):
    here, there = opened(case_file), opened(case_file)
    typed(there, *PRINCIPAL, text="60000")
    typed(here, *PRINCIPAL, text="70000")
    there.refresh(casefile.read(case_file))
    say(there, "decide", path=PRINCIPAL, mine=mine)
    change(here, {"path": PRINCIPAL, "value": "700001", "before": "70000"})
    asked = [choice["words"] for choice in seen(here)["choices"]]
    written = str(casefile.read(case_file).case.loans[0].principal)
    assert asked or written == "700001.00"  # nothing typed is lost, nothing decided is overwritten unasked
    if asked:
        assert "700001" in asked[0]
        assert written in {"60000.00", "70000.00"}
