"""Files that are no export, or a hostile one: one sentence that says what to do, nothing half imported."""

import csv
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.language import Refused
from workbook.statements import Broken, opening, read
from workbook.statements.opening import csv_rows

MADE = Path(__file__).parent / "fixtures" / "statements"
HEADER = "交易日期,收入,支出,摘要\n"
GOOD = "2026-03-01,5.00,,某（虚构）\n"


def refusal(file):
    with pytest.raises(Refused) as refused:
        read(file)
    sentence = str(refused.value)
    assert "{" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "空文件"),
        ("a.xls", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
        ("a.xls", b"\r\n<html><head></head><body><table><tr><td>1</td></tr></table></body></html>", "网页格式"),
        ("a.xls", b"\xef\xbb\xbf<table><tr><td>1</td></tr></table>", "网页格式"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "网页格式"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(50), "图片"),
        ("a.xlsx", b"\xff\xd8\xff\xe0" + bytes(50), "图片"),
        ("a.csv", b"Rar!\x1a\x07\x01\x00" + bytes(50), "压缩包"),
        ("a.csv", b"7z\xbc\xaf\x27\x1c" + bytes(50), "压缩包"),
        ("a.csv", bytes(range(256)) * 5, "二进制"),
        ("a.csv", "交易日期,收入,支出\n".encode("utf-16-le"), "二进制"),
        ("a.csv", "交易日期,收入,支出\n".encode("utf-32"), "UTF-32"),
        ("a.csv", b"\xff\xff\xff\xff caf\xe9 \x80", "文字编码"),
        ("a.csv", "只有一句话，没有表格".encode(), "没有找到表头"),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    assert says in refusal(tmp_path / name)


def test_a_missing_file_a_folder_and_a_pipe(tmp_path):
    assert "打不开" in refusal(tmp_path / "none.csv")
    assert "不是文件" in refusal(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert "不是文件" in refusal(tmp_path / "pipe")


def test_text_in_the_wrong_encoding_is_refused_not_imported_as_garbage(tmp_path):
    words = (MADE / "boc.csv").read_text("utf-8")
    (tmp_path / "cut.csv").write_bytes(words.encode()[:-1] + b"\xe4\xb8")
    refusal(tmp_path / "cut.csv")
    (tmp_path / "twice.csv").write_bytes(words.encode().decode("latin-1").encode())
    refusal(tmp_path / "twice.csv")


def test_a_header_without_transactions_is_not_an_import(tmp_path):
    (tmp_path / "a.csv").write_text(HEADER, "utf-8")
    assert "一笔交易也没有" in refusal(tmp_path / "a.csv")


# --- text that breaks off ---------------------------------------------------------------------------------------------


def broken(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content.encode())
    with pytest.raises(Broken) as stop:
        read(tmp_path / "a.csv")
    return stop.value


def test_a_nul_byte_names_its_line_and_offers_the_rows_before(tmp_path):
    stop = broken(tmp_path, HEADER + GOOD * 400 + "2026-03-02,6.00,,a\0b\n" + GOOD)
    assert "第 402 行" in str(stop)
    assert len(stop.before.entries) == 400
    assert not stop.before.complete
    assert stop.before.warnings[-1] == "文件没有读完：只有断开之前的内容，合计不完整"


def test_a_field_that_is_too_long(tmp_path):
    stop = broken(tmp_path, HEADER + GOOD * 3 + f"2026-03-02,6.00,,{'长' * 140_000}\n" + GOOD)
    assert "第 5 行有一格内容太长" in str(stop)
    assert len(stop.before.entries) == 3


def test_a_quote_that_never_closes(tmp_path):
    stop = broken(tmp_path, HEADER + GOOD * 3 + '2026-03-02,6.00,,"没有关上\n' + GOOD * 5)
    assert "第 5 行有一个引号没有配对" in str(stop)
    assert len(stop.before.entries) == 3


def test_a_quote_that_closes_rows_later(tmp_path):
    rows = '2026-03-02,6.00,,"没有关上,a,b\n2026-03-03,7.00,,某,c,d\n2026-03-04,8.00,,又一个",e,f\n'
    stop = broken(tmp_path, "交易日期,收入,支出,摘要,余额,附言\n" + rows)
    assert "第 2 行有一个引号没有配对" in str(stop)


def test_a_line_break_inside_a_quoted_remark_is_part_of_it(tmp_path):
    (tmp_path / "a.csv").write_text(HEADER + '2026-03-02,6.00,,"两行\n备注"\n' + GOOD, "utf-8")
    export = read(tmp_path / "a.csv")
    assert [(entry.line, entry.item) for entry in export.entries] == [(2, "两行\n备注"), (4, "某（虚构）")]


def test_a_row_that_cannot_be_read_is_named_and_in_no_total(tmp_path):
    (tmp_path / "a.csv").write_text(HEADER + GOOD * 3 + '2026-03-02,"1.234,56",,某\n03/04/2026,5.00,,某\n', "utf-8")
    export = read(tmp_path / "a.csv")
    assert str(export.money_in.sum) == "15.00"
    assert [(row.line, row.reason) for row in export.skipped] == [
        (5, "金额“1.234,56”读不懂"),
        (6, "日期“03/04/2026”分不清哪个是日、哪个是月，请说明这个文件的日期顺序"),
    ]
    assert export.warnings[0].startswith("有 2 行读不懂，没有计入任何合计。第 5 行：")
    assert len(read(tmp_path / "a.csv", dates="dmy").entries) == 4


def test_a_row_that_cannot_be_read_takes_no_other_with_it(tmp_path):
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    lines = [f"{day},5.00,,某（虚构）\n" for day in days]
    lines[250:250] = ["2026-13-01,5.00,,某（虚构）\n", "\n", "合计,1680.00,,\n"]
    (tmp_path / "a.csv").write_text(HEADER + "".join(lines), "utf-8")
    export = read(tmp_path / "a.csv")
    assert [str(entry.on) for entry in export.entries] == days
    assert [entry.line for entry in export.entries] == [*range(2, 252), *range(255, 341)]
    assert [(row.line, row.reason) for row in export.skipped] == [(252, "没有“2026-13-01”这一天")]
    assert str(export.printed["收入"].sum) == "1680.00"


def test_a_file_most_of_which_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text(HEADER + GOOD + '2026-03-02,"1.234,56",,某\n' * 3, "utf-8")
    assert "大部分行读不懂" in refusal(tmp_path / "a.csv")


def test_ids_that_a_spreadsheet_spoilt_are_said_to_be_lost(tmp_path):
    words = (MADE / "alipay_app.csv").read_text("utf-8").replace("2026042822001400000000000001\t", "2.02604E+27")
    (tmp_path / "a.csv").write_text(words, "utf-8")
    assert "科学计数" in read(tmp_path / "a.csv").warnings[0]


def test_control_characters_and_turned_text_are_dropped_from_names(tmp_path):
    (tmp_path / "a.csv").write_text(HEADER + "2026-03-01,5.00,,某\u202e店\x07\u200f（虚构）\n", "utf-8")
    assert read(tmp_path / "a.csv").entries[0].item == "某店（虚构）"


def test_a_formula_is_only_words(tmp_path):
    (tmp_path / "a.csv").write_text(
        HEADER + "2026-03-01,5.00,,\"=cmd|' /C calc'!A0\"\n2026-03-02,=1+1,,某\n" + GOOD, "utf-8"
    )
    export = read(tmp_path / "a.csv")
    assert export.entries[0].item == "=cmd|' /C calc'!A0"
    assert export.skipped[0].reason == "金额“=1+1”读不懂"


# --- limits -----------------------------------------------------------------------------------------------------------


def test_a_file_above_the_limit_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_TEXT", 1000)
    (tmp_path / "a.csv").write_text(HEADER + GOOD * 100, "utf-8")
    monkeypatch.setattr(opening, "encoding_of", pytest.fail)
    assert "上限，没有读取" in refusal(tmp_path / "a.csv")


def test_progress_is_told_up_to_the_end(tmp_path):
    told = []
    (tmp_path / "a.csv").write_text(HEADER + GOOD * 12_000, "utf-8")
    read(tmp_path / "a.csv", progress=lambda done, whole: told.append((done, whole)))
    assert len(told) > 2
    assert told[-1][0] == told[-1][1] == (tmp_path / "a.csv").stat().st_size


def test_reading_uses_no_network_and_no_spreadsheet_library_for_text():
    code = (
        "import sys; from workbook.statements import read; read(sys.argv[1]); print('python_calamine' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, MADE / "wechat.csv"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"


# --- the csv reader itself -------------------------------------------------------------------------------------------

SPECTRUM = {
    "comma in quotes": ('a,b\nJohn,"120 any st., Anytown"\n', [["a", "b"], ["John", "120 any st., Anytown"]]),
    "empty": ('a,b,c\n1,"",""\n2,3,4\n', [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
    "escaped quotes": ('a,b\n1,"ha ""ha"" ha"\n', [["a", "b"], ["1", 'ha "ha" ha']]),
    "json": ('key,val\n1,"{""type"": ""Point""}"\n', [["key", "val"], ["1", '{"type": "Point"}']]),
    "newlines": ('a,b\n"Once upon \na time",5\n', [["a", "b"], ["Once upon \na time", "5"]]),
    "crlf": ('a,b\r\n"x\r\ny",5\r\n', [["a", "b"], ["x\r\ny", "5"]]),
    "no last line break": ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    "text after the quote": ('a,b\n"1" \t,2\n', [["a", "b"], ["1 \t", "2"]]),
}  # fmt: skip


@pytest.mark.parametrize("case", SPECTRUM)
def test_rows_of_plain_csv(tmp_path, case):
    content, rows = SPECTRUM[case]
    (tmp_path / "a.csv").write_bytes(content.encode())
    assert [row for _line, row in csv_rows(tmp_path / "a.csv", "utf-8")] == rows


def test_lines_are_counted_as_an_editor_counts_them(tmp_path):
    (tmp_path / "a.csv").write_text('a\n\n"b\nc"\nd\n', "utf-8")
    assert [(line, row) for line, row in csv_rows(tmp_path / "a.csv", "utf-8")] == [
        (1, ["a"]),
        (2, []),
        (3, ["b\nc"]),
        (5, ["d"]),
    ]


CELL = st.lists(st.sampled_from(["a", ",", '"', "\n", "\r\n", " ", "。"]), max_size=3).map("".join)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=9),
    end=st.sampled_from(["\n", "\r\n"]),
    at_once=st.integers(1, 4),
)
def test_what_python_writes_is_read_back_however_many_lines_are_taken_at_once(tmp_path_factory, rows, end, at_once):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator=end).writerows(rows)
    with patch.object(opening, "_AT_ONCE", at_once):
        assert [row for _line, row in csv_rows(path, "utf-8")] == rows
