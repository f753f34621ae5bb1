"""Pasting the app's list of notes: look first, add without doubling, take back, lose nothing."""

from decimal import Decimal

from hands import typed

from workbook import casefile, page
from workbook.case import Case
from workbook.forms import Form, NotesPanel
from workbook.shown import Missing, Tables

CASE = """{"profile": {"as_of": "2026-11-23", "fictional": true},
 "debts": {"loans": [{"id": "L1", "name": "网商贷（虚构）"}]}}"""
TWO = """{"debts": {"loans": [{"id": "L1", "name": "网商贷（虚构）"}, {"id": "L2", "lender": "（虚构）甲银行"}]}}"""
LIST = "放款日\t金额\t期数\t借据号\n2026-01-10\t12,000\t12\tA1\n2026-03-20\t6000\t6\tA2\n"


def panel_of(tmp_path, case=CASE):
    path = tmp_path / "case.json"
    path.write_text(case, encoding="utf-8")
    return NotesPanel(path, lambda: None)


def notes(panel, loan=0):
    return casefile.read(panel.path).case.loans[loan].notes


def paste(panel, words):
    panel.pasted.value = words
    panel.look.click()


def test_what_was_read_is_shown_before_it_is_added(tmp_path):
    panel = panel_of(tmp_path)
    assert panel.take.disabled
    paste(panel, LIST)
    assert "12,000.00" in panel.found.value
    assert notes(panel) == ()
    panel.take.click()
    assert [(note.amount, note.periods, note.contract_no) for note in notes(panel)] == [
        (Decimal("12000.00"), 12, "A1"),
        (Decimal("6000.00"), 6, "A2"),
    ]
    assert panel.pasted.value == ""
    assert panel.take.disabled


def test_the_same_list_again_doubles_nothing_and_ids_are_new(tmp_path):
    panel = panel_of(tmp_path)
    for more in ("", "2026-05-02\t3000\t3\tA3\n"):
        paste(panel, LIST + more)
        panel.take.click()
    assert "2 张本来就有" in panel.note.value
    assert [note.contract_no for note in notes(panel)] == ["A1", "A2", "A3"]
    assert len({note.id for note in notes(panel)}) == 3
    paste(panel, LIST)
    panel.take.click()
    assert len(notes(panel)) == 3


def test_two_drawings_alike_on_one_day_are_two(tmp_path):
    panel = panel_of(tmp_path)
    for _again in range(2):
        paste(panel, "2026-01-10 5000 6\n2026-01-10 5000 6")
        panel.take.click()
        assert len(notes(panel)) == 2
    paste(panel, "放款日\t金额\t借据号\n2026-01-10\t5000\tA1\n2026-01-10\t5000\tA2\n2026-01-10\t5000\tA3")
    panel.take.click()
    assert len(notes(panel)) == 3


def test_an_error_names_its_line_and_the_text_stays(tmp_path):
    panel = panel_of(tmp_path)
    wrong = "2026-01-10 5000 12\n2026-13-40 5000 12"
    paste(panel, wrong)
    assert "第 2 行" in panel.note.value
    assert 'role="alert"' in panel.note.value
    assert panel.pasted.value == wrong
    assert panel.take.disabled
    paste(panel, wrong.replace("13-40", "03-04"))
    assert not panel.take.disabled
    panel.pasted.value += "\n"
    assert panel.take.disabled


def test_what_cannot_be_saved_stays_in_the_field(tmp_path):
    panel = panel_of(tmp_path, '{"profile": {"as_of": "2026-11-23"}}')
    paste(panel, LIST)
    panel.take.click()
    assert "先在上面的表里加一笔借款" in panel.note.value
    assert panel.pasted.value == LIST
    assert not panel.take.disabled


def test_of_several_loans_one_is_chosen(tmp_path):
    panel = panel_of(tmp_path)
    assert panel.loan.layout.display == "none"
    panel.path.write_text(TWO, encoding="utf-8")
    panel.refresh()
    assert [name for name, _key in panel.loan.options] == ["网商贷（虚构）", "（虚构）甲银行"]
    assert panel.loan.layout.display == ""
    panel.loan.value = "L2"
    panel.refresh()
    paste(panel, LIST)
    panel.take.click()
    assert (len(notes(panel)), len(notes(panel, 1))) == (0, 2)


def test_it_is_taken_back_and_what_others_changed_stays(tmp_path):
    panel = panel_of(tmp_path)
    form = Form(panel.path, "debts", pause=0)
    paste(panel, LIST)
    panel.take.click()
    form.refresh(casefile.read(panel.path))
    typed(form, "loans", "L1", "lender", text="（虚构）乙银行")
    panel.undo.click()
    assert notes(panel) == ()
    assert casefile.read(panel.path).case.main_loan.lender == "（虚构）乙银行"
    assert panel.undo.disabled


def test_what_is_booked_on_a_note_is_not_taken_back(tmp_path):
    panel = panel_of(tmp_path)
    paste(panel, LIST)
    panel.take.click()
    payments = casefile.read(panel.path).case.payments
    row = {"id": "p", "loan_id": "L1", "note_id": notes(panel)[0].id}
    casefile.save(panel.path, "payments", payments.but(made=(row,)), payments)
    panel.undo.click()
    assert "已经有还款" in panel.note.value
    assert len(notes(panel)) == 2


def test_nothing_of_one_case_is_left_for_another(tmp_path):
    panel = panel_of(tmp_path)
    paste(panel, LIST)
    panel.move(panel.path)
    assert (panel.pasted.value, panel.found.value, panel.note.value) == ("", "", "")
    assert panel.take.disabled
    assert panel.undo.disabled


def test_a_page_that_is_not_live_lists_the_notes(tmp_path):
    panel = panel_of(tmp_path)
    assert isinstance(page.open_case(str(panel.path), live=False).notes(), Missing)
    paste(panel, LIST)
    panel.take.click()
    shown = page.open_case(str(panel.path), live=False).notes()
    assert isinstance(shown, Tables)
    assert "¥6,000.00" in shown.html()


def test_a_loan_added_in_the_form_can_be_chosen_at_once(tmp_path):
    path = panel_of(tmp_path).path
    book = page.open_case(str(path))
    panel = book.notes()
    debts = casefile.read(path).case.debts
    more = Case.model_validate({"debts": {"loans": [{"id": "L3", "name": "另一笔（虚构）"}]}}).loans
    casefile.save(path, "debts", debts.but(loans=(*debts.loans, *more)), debts)
    book.refresh()
    assert [key for _name, key in panel.loan.options] == ["L1", "L3"]
    book.close()
