"""All cases on one page and in one table: who needs what next, without names unless they are asked for."""

import json
import re
import shutil
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import load_workbook
from test_batch import cases

from workbook import casefile, documents, home
from workbook.batch import Job, batch, case_files, lines, pictures
from workbook.case import Case
from workbook.documents import Counsel, HardDay, counsel
from workbook.position import Position
from workbook.report import Parts, report

EXAMPLE = home.SHIPPED / "data/example/case.json"
EVIL = '=HYPERLINK("x") <b>王小二&'
LENDER = "（虚构）<i>=1+1</i>贷"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Three cases, without names and then with them: the example, one that cannot be read, one with evil names."""
    place = tmp_path_factory.mktemp("caseload")
    told = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    told.pop("checksum")
    told["debts"]["loans"][0] |= {"name": LENDER, "lender": LENDER}
    for name, words in (
        ("example", EXAMPLE.read_text(encoding="utf-8")),
        ("unreadable", "{"),
        (EVIL, json.dumps(told)),
    ):
        (place / "cases" / name).mkdir(parents=True)
        (place / "cases" / name / "case.json").write_text(words, encoding="utf-8")
    found, job = case_files([place / "cases"]), Job(place / "out", named="results")
    batch(found, job, 2, say=lambda _words: None)
    for file in ("caseload.html", "caseload.xlsx"):
        shutil.copy(place / "out" / file, place / f"nameless-{file}")
    batch(found, job, 2, say=lambda _words: None, names=True)
    return place


def cells(file):
    (sheet,) = load_workbook(str(file)).sheet_names
    return load_workbook(str(file)).get_sheet_by_name(sheet).to_python()


# -- names ------------------------------------------------------------------------------------------------------------


def test_without_names_nothing_on_page_or_table_says_whose_it_is(made):
    page = (made / "nameless-caseload.html").read_text(encoding="utf-8")
    table = str(cells(made / "nameless-caseload.xlsx"))
    for words in ("王小二", "example", "unreadable", "虚构", "网商贷", "村镇银行"):
        assert words not in page, words
        assert words not in table, words
    assert page.count('href="caseload-which.html#c') == 3


def test_the_page_of_numbers_leads_to_each_case_and_to_why_one_was_not_made(made):
    page = (made / "out/caseload-which.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr id="c(\d)"><th scope="row">\d</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>', page)
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert [re.findall(r'href="(.*?)"', row[2]) for row in rows] == [
        ["%3DHYPERLINK%28%22x%22%29%20%3Cb%3E%E7%8E%8B%E5%B0%8F%E4%BA%8C%26"],
        ["example"],
        ["unreadable.error.txt"],
    ]


def test_with_names_folders_and_lenders_are_named(made):
    page = (made / "out/caseload.html").read_text(encoding="utf-8")
    assert '<a href="example">example</a>' in page
    assert '<a href="unreadable.error.txt">unreadable</a> · 案例读不出来' in page
    assert "村镇银行流动资金贷款" in page


def test_a_name_becomes_no_markup_and_no_formula(made):
    page = (made / "out/caseload.html").read_text(encoding="utf-8")
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;王小二&amp;" in page
    assert "&lt;i&gt;=1+1&lt;/i&gt;贷" in page
    table = cells(made / "out/caseload.xlsx")
    assert EVIL in [row[0] for row in table]
    assert any(LENDER in str(row) for row in table)
    for part in (made / "out/caseload.xlsx", made / "nameless-caseload.xlsx"):
        shutil.unpack_archive(part, made / part.stem, "zip")
        sheet = (made / part.stem / "xl/worksheets/sheet1.xml").read_text(encoding="utf-8")
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet.lower()


# -- what stands on it ------------------------------------------------------------------------------------------------


def test_who_needs_what_next_stands_in_a_row(made):
    page = (made / "nameless-caseload.html").read_text(encoding="utf-8")
    row = page.split('<tr id="c2"')[1].split("</tr>")[0]
    for words in (
        "2026-12-16 还款日",
        "还有 23 天",
        "谈新的还款安排",
        "68 天",
        "¥33,123.19",
        "不到一半",
        "42期，每期 ¥2,260.25",
    ):
        assert words in row, words
    assert "借款合同、借据" in row
    assert "29%" not in row  # what a bad month leaves is nobody's without names
    assert "没有做成的" in page
    assert page.count("<figure") == 3


def test_the_table_holds_sums_and_days_as_numbers(made):
    table = cells(made / "nameless-caseload.xlsx")
    head = next(row for row in table if row[0] == "案例")
    row = dict(zip(head, next(row for row in table if row[0] == 2), strict=True))
    assert (row["逾期天数"], row["补到正常要"]) == (68, 33123.19)
    assert (row["哪一天"], row["哪天以前动手"], row["什么"]) == ("2026-12-16", "2026-12-16", "还款日")


def test_the_page_asks_the_network_for_nothing_and_runs_only_its_own_script(made):
    page = (made / "out/caseload.html").read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?!data:)\w+:', page)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'")
    assert re.fullmatch(r".*; script-src 'sha256-[\w+/=]{44}'", policy)


def test_it_is_readable_by_its_owner_alone(made):
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in (made / "out").glob("caseload*")}
    assert modes == dict.fromkeys(("caseload.html", "caseload.xlsx", "caseload-which.html"), "0o600")


def test_the_same_cases_give_the_same_page_and_a_number_stays_with_its_case(tmp_path):
    folder, job = cases(tmp_path / "cases", ["b", "d"]), Job(tmp_path / "out", named="results")

    def page():
        batch(case_files([folder]), job, 2, say=lambda _words: None)
        return (job.out / "caseload.html").read_bytes(), (job.out / "caseload.xlsx").read_bytes()

    assert page() == page()
    cases(folder, ["a"])
    page()
    which = (job.out / "caseload-which.html").read_text(encoding="utf-8")
    named = re.findall(r'<tr id="c(\d)"><th scope="row">\d</th><td[^>]*>(\w)</td>', which)
    assert named == [("1", "b"), ("2", "d"), ("3", "a")]


def test_the_page_is_written_in_english_too(tmp_path):
    folder, said = cases(tmp_path / "cases", ["one"]), []
    batch(case_files([folder]), Job(tmp_path / "out", "en", "results"), 1, say=said.append)
    page = (tmp_path / "out/caseload.html").read_text(encoding="utf-8")
    assert "Who needs what next" in page
    assert '<html lang="en">' in page
    assert said[-1] == f"All cases: {tmp_path / 'out/caseload.html'}"


# -- one case in a line -----------------------------------------------------------------------------------------------


def told(**sections):
    return counsel(Position(Case.model_validate({"profile": {"as_of": "2026-11-23"}, **sections})))


def test_a_case_of_which_nothing_is_known_says_so():
    empty = told()
    assert (empty.days, empty.days_overdue, empty.due_now, empty.cover, empty.asked, empty.papers) == (
        *((), None, None, None, None, ()),
    )


@pytest.mark.parametrize("state", ["in_court", "arbitration", "enforcement", "not_mine"])
def test_no_sum_makes_a_loan_current_where_something_else_is_settled_first(state):
    loan = {"id": "x", "state": state, "next_due": "2026-09-20", "app_total": "1000", "instalment": "500"}
    one = told(debts={"loans": [loan]})
    assert one.due_now is None
    assert (one.days_overdue is None) == (state == "not_mine")


def test_promises_that_were_broken_are_counted_by_whose_they_were():
    said = {"on": "2026-11-10", "next_on": "2026-11-20", "institution": "甲"}
    contacts = [{"id": "1", **said, "their_promise": "回电"}, {"id": "2", **said, "my_promise": "还五百"}]
    one = told(debts={"loans": [{"id": "x"}]}, talks={"contacts": contacts})
    assert (one.broken_by_them, one.broken_by_us) == (1, 1)


def line(number=1, **seen):
    bare = {
        "as_of": date(2026, 11, 23),
        **dict.fromkeys(("course", "days_overdue", "due_now", "cover", "asked", "answer")),
        "days": (),
        "papers": (),
        "broken_by_them": 0,
        "broken_by_us": 0,
    }
    return lines.Line(number, "x", Counsel(**{**bare, **seen}))


def hard(on, act_by=None):
    return HardDay(on=on, act_by=act_by or on, what="还款日", named="")


def test_who_let_a_day_go_by_has_to_act_today():
    days = (hard(date(2026, 11, 20)), hard(date(2026, 12, 30)))
    assert line(days=days).act_by == date(2026, 11, 23)
    assert line(days=days[1:]).act_by == date(2026, 12, 30)
    assert line().act_by is None


@pytest.mark.parametrize(
    ("cover", "band"), [("1", 0), ("0.99", 1), ("0.5", 1), ("0.49", 2), ("0", 3), ("-1", 3), (None, 4)]
)
def test_a_bad_month_pays_all_half_less_or_nothing(cover, band):
    assert lines.band(None if cover is None else Decimal(cover)) == band


def test_pictures_count_every_case_once():
    found = [
        line(days=(hard(date(2026, 11, 25)),), days_overdue=0, cover=Decimal(2)),
        line(days=(hard(date(2026, 12, 25)),), days_overdue=45, cover=Decimal("0.2")),
        line(days_overdue=100),
    ]
    days, late, pressure = pictures.pictures(found)
    assert [row for row in days.numbers.rows if row[1] != "0"] == [
        *(("0 到 7 天", "1"), ("30 天以后", "1"), ("没有填着的日子", "1")),
    ]
    for chart in (late, pressure):
        assert sum(int(row[1]) for row in chart.numbers.rows) == 3
    assert late.sentence == "2 个案例逾期，其中 1 个超过 90 天。"
    assert "<svg" in days.svg


def test_what_a_report_alone_says_of_a_case_is_what_the_page_reads(tmp_path):
    alone = report(EXAMPLE, tmp_path, say=lambda _words: None, parts=Parts.RESULTS)

    assert documents.counsel_of(alone.folder) == counsel(Position(casefile.read(EXAMPLE).case))
