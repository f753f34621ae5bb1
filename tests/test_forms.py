"""Forms driven from Python, no kernel and no browser: type, save, undo, and what happens with two of them."""

import json

import ipywidgets as widgets
import pytest

from workbook import casefile
from workbook.case import Asks, Case, Debts, Loan, Month, Situation, Talks
from workbook.forms import Form, section_table


@pytest.fixture
def case_file(tmp_path):
    folder = tmp_path / "（虚构）小店"
    folder.mkdir()
    path = folder / "case.json"
    path.write_text(
        json.dumps(
            {
                "schema_version": 3,
                "profile": {"as_of": "2026-11-23"},
                "debts": {"loans": [{"id": "L1", "name": "网商贷", "principal": "50000"}]},
            }
        ),
        encoding="utf-8",
    )
    return path


def opened(path, section="debts", **options):
    return Form(path, section, pause=0, **options)


def field(form, *path):
    return form.desk.fields[path]


def typed(form, *path, text):
    field(form, *path).control.value = text


def loan(path, number=0):
    return casefile.read(path).case.debts.loans[number]


def press(form, words):
    button = next(b for b in _buttons(form.body) if words in b.description)
    button.click()


def _buttons(box):
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "Button":
            yield child
        yield from _buttons(child)


def unfold(box, title):
    for child in getattr(box, "children", ()):
        if title in getattr(child, "titles", ()):
            child.selected_index = 0
        unfold(child, title)


def test_a_valid_change_is_on_disk_at_once(case_file):
    form = opened(case_file)
    typed(form, "loans", "L1", "principal", text="１２万")
    assert str(loan(case_file).principal) == "120000.00"
    assert "已保存" in form.status.value


def test_an_invalid_text_says_why_beside_its_field_and_counts_as_unknown(case_file):
    form = opened(case_file)
    typed(form, "loans", "L1", "principal", text="-5")
    assert "金额不能是负数" in field(form, "loans", "L1", "principal").note.value
    assert loan(case_file).principal is None
    assert casefile.read(case_file).drafts["debts"] == {"loans/L1/principal": "-5"}


def test_an_invalid_text_is_there_again_on_opening(case_file):
    typed(opened(case_file), "loans", "L1", "principal", text="abc")
    again = field(opened(case_file), "loans", "L1", "principal")
    assert again.control.value == "abc"
    assert "不是金额" in again.note.value


def test_one_bad_row_does_not_hold_back_the_others(case_file):
    form = opened(case_file)
    press(form, "加一行：借款")
    new = form.tree["loans"][1]["id"]
    typed(form, "loans", new, "app_total", text="abc")
    typed(form, "loans", "L1", "rate", text="0.04%")
    typed(form, "loans", new, "name", text="（虚构）小贷")
    assert str(loan(case_file).rate) == "0.04"
    assert loan(case_file, 1).name == "（虚构）小贷"
    assert loan(case_file, 1).app_total is None


def test_two_treatments_of_one_component_are_said_at_the_second_and_the_plan_is_kept(case_file):
    form = opened(case_file, "ask")
    press(form, "加一行：请求")
    plan = ("asks", form.tree["asks"][0]["id"], "preferred")
    unfold(form.body, "首选方案")
    press(form, "加一行：各项怎么处理")
    press(form, "加一行：各项怎么处理")
    first, second = (row["id"] for row in form.tree["asks"][0]["preferred"]["treatments"])
    typed(form, *plan, "periods", text="36")
    for row in (first, second):
        typed(form, *plan, "treatments", row, "component", text="penalty")
    typed(form, *plan, "treatments", second, "treatment", text="waive")
    typed(form, *plan, "payment", text="1500")
    assert "“罚息”写了两种处理办法" in field(form, *plan, "treatments", second, "component").note.value
    assert field(form, *plan, "treatments", first, "component").note.value == ""
    saved = casefile.read(case_file)
    kept = saved.case.ask.asks[0].preferred
    assert (kept.periods, str(kept.payment)) == (36, "1500.00")
    assert [row.component for row in kept.treatments] == ["penalty", None]
    assert saved.drafts["ask"] == {"/".join((*plan, "treatments", second, "component")): "penalty"}


def test_what_is_wrong_without_a_field_of_its_own_is_said_above_the_form(case_file):
    form = opened(case_file)
    form._show_errors({("loans", "L1", "nowhere"): "不对"})
    assert "不对" in form.wrong.value
    form._show_errors({})
    assert form.wrong.value == ""


def test_an_emptied_field_is_unknown_not_zero(case_file):
    typed(opened(case_file), "loans", "L1", "principal", text="")
    assert loan(case_file).principal is None
    assert casefile.read(case_file).drafts.get("debts", {}) == {}


def test_undo_is_an_ordinary_save_of_the_former_section(case_file):
    form = opened(case_file)
    typed(form, "loans", "L1", "principal", text="60000")
    typed(form, "loans", "L1", "rate", text="abc")
    form.step_back()
    assert field(form, "loans", "L1", "rate").control.value == ""
    form.step_back()
    assert str(loan(case_file).principal) == "50000.00"
    assert form.undo.disabled


def test_letters_of_one_word_are_undone_together(case_file):
    form = opened(case_file)
    for text in ("网", "网商", "网商贷二"):
        typed(form, "loans", "L1", "name", text=text)
    form.step_back()
    assert loan(case_file).name == "网商贷"


def test_two_forms_of_one_section_keep_both_changes(case_file):
    here, there = opened(case_file), opened(case_file)
    typed(there, "loans", "L1", "rate", text="14.5")
    typed(here, "loans", "L1", "principal", text="60000")
    assert (str(loan(case_file).principal), str(loan(case_file).rate)) == ("60000.00", "14.5")
    assert field(here, "loans", "L1", "rate").control.value == "14.5"


def test_the_same_field_changed_in_two_places_is_asked_about_never_overwritten(case_file):
    here, there = opened(case_file), opened(case_file)
    typed(there, "loans", "L1", "principal", text="60000")
    typed(here, "loans", "L1", "principal", text="70000")
    assert str(loan(case_file).principal) == "60000.00"
    question = here.choices.children[0].children[0].value
    assert "60000.00" in question
    assert "70000" in question
    here.decide(("loans", "L1", "principal"), "70000")
    assert str(loan(case_file).principal) == "70000.00"
    assert not here.choices.children


def test_an_undecided_field_is_asked_about_again_on_opening(case_file):
    here, there = opened(case_file), opened(case_file)
    typed(there, "loans", "L1", "principal", text="60000")
    typed(here, "loans", "L1", "principal", text="70000")
    again = opened(case_file)
    assert "70000" in again.choices.children[0].children[0].value
    again.decide(("loans", "L1", "principal"), None)
    assert str(loan(case_file).principal) == "60000.00"
    assert not opened(case_file).choices.children


def test_a_form_follows_the_file(case_file):
    form = opened(case_file)
    typed(opened(case_file), "loans", "L1", "name", text="（虚构）另一处")
    form.refresh(casefile.read(case_file))
    assert field(form, "loans", "L1", "name").control.value == "（虚构）另一处"


def test_a_row_is_removed_and_comes_back_with_undo(case_file):
    form = opened(case_file)
    press(form, "删去第 1 行")
    assert casefile.read(case_file).case.debts.loans == ()
    form.step_back()
    assert loan(case_file).name == "网商贷"


def test_a_loan_that_payments_refer_to_is_archived_not_deleted(case_file):
    payments = opened(case_file, "payments")
    press(payments, "加一行：还款记录")
    row = payments.tree["made"][0]["id"]
    typed(payments, "made", row, "loan_id", text="L1")
    press(opened(case_file), "删去第 1 行")
    assert loan(case_file).archived
    assert casefile.read(case_file).case.loans == ()


def test_a_disk_that_refuses_leaves_file_and_typing_as_they_were(case_file, monkeypatch):
    form = opened(case_file)
    before = case_file.read_bytes()

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    typed(form, "loans", "L1", "principal", text="60000")
    assert case_file.read_bytes() == before
    assert "磁盘满了" in form.status.value
    assert field(form, "loans", "L1", "principal").control.value == "60000"
    monkeypatch.undo()
    form.save()
    assert str(loan(case_file).principal) == "60000.00"


def test_the_ten_minute_form_asks_only_its_fields_and_makes_the_first_loan(tmp_path):
    path = tmp_path / "case.json"
    form = opened(path, "debts", quick=True)
    assert len(form.desk.fields) == 10
    typed(form, "loans", "main", "app_total", text="5200")
    assert str(loan(path).app_total) == "5200.00"
    assert len(opened(path, "situation", quick=True).desk.fields) == 9


def test_contacts_once_written_cannot_be_changed(tmp_path):
    path = tmp_path / "case.json"
    form = opened(path, "talks")
    press(form, "加一行：联系记录")
    row = form.tree["contacts"][0]["id"]
    typed(form, "contacts", row, "said", text="已登记，三天内回电")
    assert not field(form, "contacts", row, "said").control.disabled
    press(form, "记下这一条")
    assert field(form, "contacts", row, "said").control.disabled
    later = opened(path, "talks")
    assert later.desk.fields["contacts", row, "said"].control.disabled


def test_the_entry_to_correct_is_chosen_by_its_day_among_those_written_down(tmp_path):
    path = tmp_path / "case.json"
    form = opened(path, "talks")
    press(form, "加一行：联系记录")
    first = form.tree["contacts"][0]["id"]
    typed(form, "contacts", first, "on", text="2026-11-20")
    typed(form, "contacts", first, "time", text="22:40")
    press(form, "记下这一条")
    press(form, "加一行：联系记录")
    second = form.tree["contacts"][1]["id"]
    choices = dict(field(form, "contacts", second, "corrects").control.options)
    assert choices == {"（不知道）": "", "第 1 行：2026-11-20 22:40": first}
    typed(form, "contacts", second, "corrects", text=first)
    assert casefile.read(path).case.talks.corrected == {first: second}


def headings(box):
    """Give what stands above the fields of an open form, in order: names of parts, groups and lists."""
    for child in getattr(box, "children", ()):
        if isinstance(child, widgets.Accordion):
            yield from child.titles
        elif isinstance(child, widgets.HTML) and 'class="wb-rows-title"' in child.value:
            yield child.value.split(">")[1].split("<")[0]
        yield from headings(child)


def test_what_was_agreed_and_what_was_written_stand_under_their_names(case_file):
    terms = {"periods": 12}
    talks = Talks.model_validate({"written": [{"id": "w", "loan_id": "l1", "agreed": terms, "terms": terms}]})
    casefile.save(case_file, "talks", talks, Talks())
    shown = list(headings(opened(case_file, "talks").box))
    assert shown.index("口头谈定的") < shown.index("书面上写的") < shown.index("核对以后")


def test_a_part_inside_a_row_has_its_own_heading(case_file):
    talks = Talks.model_validate({"offers": [{"id": "o", "loan_id": "l1", "terms": {"periods": 12}}]})
    casefile.save(case_file, "talks", talks, Talks())
    assert list(headings(opened(case_file, "talks").box)).count("对方的条件") == 1
    ask = Asks.model_validate({"asks": [{"id": "a", "loan_id": "l1", "preferred": {"periods": 12}}]})
    casefile.save(case_file, "ask", ask, Asks())
    assert list(headings(opened(case_file, "ask").box)).count("首选方案") == 1


def test_borrowers_words_never_become_markup(case_file):
    evil = "<img src=x onerror=alert(1)>"
    form = opened(case_file)
    typed(form, "loans", "L1", "principal", text=evil)
    assert "<img" not in field(form, "loans", "L1", "principal").note.value
    case = Case(debts=Debts(loans=(Loan(id="a", name=evil),)))
    assert "<img" not in section_table(case, "debts").html()


def test_every_section_opens_as_form_and_reads_as_table(case_file):
    for section in ("profile", "situation", "debts", "payments", "evidence", "ask", "talks", "followup"):
        assert opened(case_file, section).body.children
        assert section_table(casefile.read(case_file).case, section).html()


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
