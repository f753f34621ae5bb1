"""What statements show, and an extract of the rows that are needed (all people are fictional)."""

import io
from datetime import date
from decimal import Decimal

import pypdf
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from workbook import casefile, documents, evidence, tables
from workbook.__main__ import main
from workbook.case import RowsOf
from workbook.documents.blocks import Document, Figure, Grid, Plain
from workbook.forms import ExtractPanel
from workbook.language import Refused, speaking
from workbook.position import Position
from workbook.statements import read, read_kept, rules_from, shown, take_in, what_shows

HEAD = (
    "起始时间：[2026-03-01 00:00:00] 终止时间：[2026-03-31 23:59:59]\n"
    "交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注\n"
)
ROWS = {
    "A1": ("收入,（虚构）过客,收钱码收款,收入,1200.00", RowsOf.PLATFORM),
    "A2": ("商业服务,（虚构）平台,技术服务费,支出,36.00", RowsOf.PLATFORM),
    "A3": ("其他,（虚构）批发,进货 豆子,支出,500.00", RowsOf.STOCK),
    "A4": ("其他,（虚构）房东,三月店租,支出,300.00", RowsOf.RENT),
    "A5": ("转账红包,（虚构）帮工,员工工资,支出,200.00", RowsOf.WAGES),
    "A6": ("其他,（虚构）税务局,增值税,支出,20.00", RowsOf.TAX),
    "A7": ("信用借还,（虚构）无名,第2期,不计收支,90.00", RowsOf.LOANS),
    "A8": ("餐饮美食,（虚构）面馆,午餐,支出,15.00", RowsOf.FAMILY),
    "A9": ("账户存取,（虚构）银行,提现-快速提现,不计收支,60.00", RowsOf.OWN),
    "B1": ("其他,（虚构）某人,=cmd|' /C calc'!A0 http://x.invalid,支出,7.00", RowsOf.OTHER),
}
MARCH = date(2026, 3, 1), date(2026, 3, 31)


def line(number, words):
    state = "还款成功" if words.startswith("信用借还") else "交易成功"
    return f"2026-03-{len(number) + int(number[1]):02} 10:00:00,{words},余额,{state},{number},,\n"


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.json"
    path.write_text(
        '{"profile": {"name": "（虚构）店主", "as_of": "2026-04-10"}, '
        '"debts": {"loans": [{"id": "a", "lender": "某银行"}]}}',
        "utf-8",
    )
    words = HEAD + "".join(line(number, words) for number, (words, _what) in ROWS.items())
    take_in(path, [("支付宝.csv", words.encode())])
    return path


def test_each_row_shows_one_thing(case):
    merged = read_kept(case)
    rules = rules_from()
    assert {entry.id: what_shows(entry, rules) for entry in merged.entries} == {
        n: what for n, (_w, what) in ROWS.items()
    }


def test_what_a_shops_own_account_shows(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(
        "商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n"
        "1,2026-03-01 10:00:00,80.00,0,交易收入,,\n1,2026-03-02 10:00:00,0,-8.00,交易退款,,\n"
        "1,2026-03-02 10:00:01,0,-0.50,技术服务费,,\n,2026-03-03 10:00:00,0,-50.00,提现,,\n",
        "utf-8",
    )
    rows = {row.what: (row.count, row.came_in, row.went_out) for row in shown(read(file).entries)}
    assert rows == {
        RowsOf.PLATFORM: (3, Decimal("80.00"), Decimal("8.50")),
        RowsOf.OWN: (1, Decimal(0), Decimal("50.00")),
    }


def test_the_evidence_page_says_which_figure_rests_on_which_rows(case):
    position = Position(casefile.read(case).case)
    told = {row[1]: row[2:] for row in tables.rows_shown(position).rows}
    assert told["平台和收款"] == ("经营收款", "2", "¥1,200.00", "¥36.00")
    assert told["租金"][0] == "经营支出"
    assert told["家里的钱"][0] == "没有，对方用不着"
    (said,) = [each for each in evidence.shows_too_much(position) if "整份交出去" in each]
    assert "附件1整份交出去，还会露出借款和还款 1 笔、家里的钱 1 笔、自己账户之间 1 笔、分不清的 1 笔" in said


def test_no_lender_sees_what_the_rows_show(case):
    seen = documents.lender_view(casefile.read(case).case)
    assert seen.situation.statements[0].sha256
    assert seen.situation.statements[0].shows == ()


def test_an_extract_holds_the_rows_asked_for_and_says_what_it_is(case, tmp_path):
    before = {file: file.read_bytes() for file in (case.parent / "statements").iterdir()}
    made = documents.write_extract(case, [RowsOf.RENT, RowsOf.TAX], MARCH, tmp_path / "out")
    words = "".join(page.extract_text() for page in pypdf.PdfReader(made).pages)
    assert "流水节录（不是原件）" in words
    assert "节录，不是原件" in words
    assert "（虚构）房东" in words
    assert "（虚构）面馆" not in words
    assert "320.00" in words
    assert {file: file.read_bytes() for file in (case.parent / "statements").iterdir()} == before
    assert made.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_an_extract_goes_to_a_lender_in_chinese_whatever_language_is_read(case, tmp_path, kind):
    chinese = documents.write_extract(case, [RowsOf.RENT, RowsOf.TAX], MARCH, tmp_path, kind).read_bytes()
    with speaking("en"):
        made = documents.write_extract(case, [RowsOf.RENT, RowsOf.TAX], MARCH, tmp_path / "en", kind)
    assert made.read_bytes() == chinese


def reopened(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_an_extract_as_a_workbook_is_read_back_as_it_was(case, tmp_path):
    made = documents.write_extract(case, list(RowsOf), MARCH, tmp_path, "xlsx").read_bytes()
    rows = reopened(made)
    assert rows[0][0] == "流水节录（不是原件）"
    assert "=cmd|' /C calc'!A0 http://x.invalid" in {row[3] for row in rows}
    (total,) = [row for row in rows if row[0] == "合计"]
    assert total[4:6] == [1200.0, 1168.0]
    assert [row[6] for row in rows if row[2] == "（虚构）过客"] == ["1-3"]
    assert documents.write_extract(case, list(RowsOf), MARCH, tmp_path, "xlsx").read_bytes() == made


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "http://x.invalid", "mailto:a@x.invalid", "00123", "1e5"]
)
def test_words_in_a_workbook_stay_words(words):
    grid = Grid((), ((Plain(words),),), (((Plain(words),),), ((Figure("f", "¥1", Decimal("1.50")),),)))
    content = documents.xlsx(Document("d", words, "zh", "lender", date(2026, 3, 1), (grid,)))
    cells = [row[0] for row in reopened(content)]
    assert cells[0] == cells[2] == cells[3] == words.strip("\t") or cells[0] == words
    assert cells[4] == 1.5
    assert b"<f>" not in content


def test_what_cannot_be_extracted_is_refused(case, tmp_path, monkeypatch):
    with pytest.raises(Refused, match="没有这几类流水"):
        documents.write_extract(case, [RowsOf.TAX], (date(2026, 5, 1), date(2026, 5, 31)), tmp_path)
    with pytest.raises(Refused, match="可以做成：pdf、xlsx"):
        documents.write_extract(case, [RowsOf.TAX], MARCH, tmp_path, "doc")
    monkeypatch.setattr("workbook.documents.extracts.MOST_IN_PDF", 1)
    with pytest.raises(Refused, match="节录有 2 笔，PDF 最多 1 笔"):
        documents.write_extract(case, [RowsOf.TAX, RowsOf.RENT], MARCH, tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "case.json").write_text("{}", "utf-8")
    with pytest.raises(Refused, match="还没有导入流水"):
        documents.write_extract(tmp_path / "empty" / "case.json", [RowsOf.TAX], MARCH, tmp_path)


def test_the_command_line_makes_it_too(case, tmp_path):
    call = ["extract", str(case), "--from", "2026-03-01", "--to", "2026-03-31", "--out", str(tmp_path)]
    said = CliRunner().invoke(main, [*call, "--rows", "rent,tax", "--as", "xlsx"])
    assert said.exit_code == 0, said.output
    assert {row[1] for row in reopened((tmp_path / "statement_extract.xlsx").read_bytes())} >= {"租金", "税费"}
    said = CliRunner().invoke(main, [*call, "--rows", "food"])
    assert (said.exit_code, "platform、wages" in said.output) == (2, True)


def test_the_page_shows_the_rows_and_makes_the_extract(case, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(case.parent))
    panel = ExtractPanel(case)
    assert "平台和收款" in panel.rows.value
    assert [what for what, tick in panel.wanted.items() if tick.value] == list(documents.NEEDED)
    assert panel.write("xlsx") is None
    assert 'role="alert"' in panel.note.value
    panel.first.value, panel.last.value = "2026-03", "2026-03"
    made = panel.write("xlsx")
    assert "（虚构）面馆" not in str(reopened(made.read_bytes()))
    assert "对方的名字" in panel.note.value


@pytest.mark.parametrize("typed", ["", "什么时候", "2026"])
def test_a_month_that_is_none_is_asked_for_as_a_month(case, typed):
    panel = ExtractPanel(case)
    panel.first.value = panel.last.value = typed
    assert panel.write("pdf") is None
    assert "月份写成 2026-06 这样" in panel.note.value
