"""Workbooks: .xlsx and .xls of known houses, and those that must not be opened (all people are fictional).

The files are written by hand below, so that no other library is needed.
"""

import io
import os
import resource
import struct
import time as clock
import zipfile
from datetime import date, datetime, time
from xml.sax.saxutils import escape

import pytest

from workbook.language import Refused
from workbook.statements import opening, read

at = datetime.fromisoformat
HEADER = ["交易日期", "收入", "支出", "摘要"]
EPOCH = datetime.fromisoformat("1899-12-30")
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def column(index):
    letters = ""
    while index >= 0:
        letters = chr(65 + index % 26) + letters
        index = index // 26 - 1
    return letters


def xlsx(path, *sheets, base_1904=False, extra=(), compression=zipfile.ZIP_DEFLATED):
    """Write sheets, each (name, rows); text goes to inline strings, days to formatted serial numbers."""
    names = "".join(f'<sheet name="{escape(n)}" sheetId="{i}" r:id="rId{i}"/>' for i, (n, _r) in enumerate(sheets, 1))
    kin = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    based = '<workbookPr date1904="1"/>' if base_1904 else ""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations("officeDocument", ["xl/workbook.xml"]),
        "xl/workbook.xml": f"<workbook {main} {kin}>{based}<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            "worksheet", [f"worksheets/sheet{i}.xml" for i in range(1, len(sheets) + 1)]
        ),
        "xl/styles.xml": f'<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{i}.xml": sheet(main, rows) for i, (_n, rows) in enumerate(sheets, 1)},
        **dict(extra),
    }
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def relations(kind, targets):
    kin = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    each = "".join(f'<Relationship Id="rId{i}" Type="{kin}" Target="{target}"/>' for i, target in enumerate(targets, 1))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def sheet(main, rows):
    filled = "".join(f'<row r="{n}">{cells(n, row)}</row>' for n, row in enumerate(rows, 1) if row)
    return f"<worksheet {main}><sheetData>{filled}</sheetData></worksheet>"


def cells(number, row):
    return "".join(cell(f"{column(i)}{number}", value) for i, value in enumerate(row) if value is not None)


def cell(place, value):
    if isinstance(value, datetime):
        whole = value - EPOCH
        return f'<c r="{place}" s="1"><v>{whole.days + whole.seconds / 86400}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def xls(path, name, rows, *, locked=False):
    """Write one sheet as BIFF8 in a compound document; `locked` adds the record of a file with a password."""
    path.write_bytes(compound("Workbook", biff(name, rows, locked=locked)))
    return path


def record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def beginning(kind):
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def biff(name, rows, *, locked):
    lock = record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if locked else b""
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    head = beginning(0x0005) + lock + record(0x0042, struct.pack("<H", 1200))
    place = len(head) + 4 + 6 + len(title) + 4
    globals_ = head + record(0x0085, struct.pack("<IBB", place, 0, 0) + title) + record(0x000A)
    size = struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    body = b"".join(biff_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value != "")
    return globals_ + beginning(0x0010) + record(0x0200, size) + body + record(0x000A)


def biff_cell(row, col, value):
    if isinstance(value, int | float):
        return record(0x0203, struct.pack("<HHHd", row, col, 0, value))
    words = struct.pack("<HHHHB", row, col, 0, len(value), 1) + value.encode("utf-16-le")
    return record(0x0204, words)


def compound(stream, content):
    """Wrap one stream in a compound document (MS-CFB, version 3)."""
    content = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
    count = len(content) // 512
    chain = [FAT, END, *range(3, count + 2), END]
    fat = struct.pack("<128I", *chain, *([FREE] * (128 - len(chain))))
    folder = entry("Root Entry", 5, 1, END, 0) + entry(stream, 2, FREE, 2, len(content)) + bytes(256)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return header + struct.pack("<109I", 0, *([FREE] * 108)) + fat + folder + content


def entry(name, kind, child, start, size):
    words = (name + "\0").encode("utf-16-le")
    named = words.ljust(64, b"\0") + struct.pack("<HBB", len(words), kind, 1)
    return named + struct.pack("<III", FREE, FREE, child) + bytes(36) + struct.pack("<IQ", start, size)


def zip_of(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def refusal(file):
    with pytest.raises(Refused) as refused:
        read(file)
    return str(refused.value)


def sums(totals):
    return {label: (total.count, str(total.sum)) for label, total in totals.items()}


# --- known houses -----------------------------------------------------------------------------------------------------


NUMBER = "42" + "0" * 26
WECHAT_SHEET = [
    ["微信支付账单明细"],
    ["微信昵称：[阿禾（虚构）]"],
    [],
    ["起始时间：[2026-03-01 00:00:00] 终止时间：[2026-03-31 23:59:59]"],
    ["共3笔记录"],
    [
        "交易时间",
        "交易类型",
        "交易对方",
        "商品",
        "收/支",
        "金额(元)",
        "支付方式",
        "当前状态",
        "交易单号",
        "商户单号",
        "备注",
    ],
    [
        at("2026-03-28 12:45:27"),
        *["商户消费", "某店（虚构）", "米线", "支出"],
        28.16,
        "零钱",
        "支付成功",
        f"{NUMBER}01",
        "/",
        "/",
    ],
    [
        at("2026-03-27 10:10:11"),
        *["二维码收款", "顾客", "收款", "收入"],
        0.3,
        "零钱",
        "已收钱",
        f"{NUMBER}02",
        "/",
        "/",
    ],
    [at("2026-03-26 00:00:00"), *["零钱提现", "/", "/", "/"], 100, "某银行", "提现已到账", f"{NUMBER}03", "/", "/"],
]


def test_wechat_in_xlsx_reads_as_in_csv(tmp_path):
    export = read(xlsx(tmp_path / "w.xlsx", ("Sheet1", WECHAT_SHEET)))
    assert (export.format, export.encoding, export.header_line) == ("wechat", None, 6)
    assert sums(export.totals) == {"支出": (1, "28.16"), "收入": (1, "0.30"), "/": (1, "100.00")}
    first = export.entries[0]
    assert (first.on, first.time, first.id) == (date(2026, 3, 28), time(12, 45, 27), f"{NUMBER}01")
    assert export.warnings == ()


CCB_SHEET = [
    ["China Construction Bank"],
    ["开户机构：", "某支行"],
    ["币　　种：", "人民币"],
    [
        f"{name}    "
        for name in [
            "记账日",
            "交易日期",
            "交易时间",
            "支出",
            "收入",
            "账户余额",
            "币种",
            "摘要",
            "对方账号",
            "对方户名",
        ]
    ],
    ["20260301", "20260228", "18:53:19", 67.0, 0.0, 2176.91, "人民币", "消费", "2088331****0156", "某商户（虚构）"],
    ["20260302", "20260302", "19:12:59", 0.0, 16.78, 2193.69, "人民币", "转入", "2088131****0121", "某人（虚构）"],
    ["以上数据仅供参考|具体内容请以柜台为准"],
]


def test_an_old_xls_with_padded_names_and_a_closing_remark(tmp_path):
    export = read(xls(tmp_path / "ccb.xls", "明细", CCB_SHEET))
    assert (export.format, export.header_line, len(export.entries)) == ("ccb", 4, 2)
    assert (str(export.money_in.sum), str(export.money_out.sum)) == ("16.78", "67.00")
    assert export.entries[0].on == date(2026, 2, 28)
    assert export.skipped == ()


def test_days_as_excel_serials_in_both_bases(tmp_path):
    header = ["交易日期", "收入", "支出", "摘要"]
    plain = read(xlsx(tmp_path / "a.xlsx", ("a", [header, [45296, 5, None, "某（虚构）"]])))
    assert plain.entries[0].on == date(2024, 1, 5)
    based = read(xlsx(tmp_path / "b.xlsx", ("a", [header, [43834, 5, None, "某（虚构）"]]), base_1904=True))
    assert based.entries[0].on == date(2024, 1, 5)


def test_every_sheet_with_a_header_is_read(tmp_path):
    header = ["交易日期", "收入", "支出", "摘要"]
    march = [header, [date(2026, 3, 1), 5, None, "收款"]]
    april = [["说明"], header, [date(2026, 4, 1), None, 7.5, "付款"]]
    export = read(xlsx(tmp_path / "a.xlsx", ("三月", march), ("说明", [["只有文字"]]), ("四月", april)))
    assert (str(export.money_in.sum), str(export.money_out.sum)) == ("5.00", "7.50")


def test_citic_card_bills_and_spdb_accounts_in_xls(tmp_path):
    card = read(
        xls(
            tmp_path / "citic.xls",
            "账单",
            [
                ["本期账单明细(人民币)", "", "", "", "", "", "", ""],
                ["交易日期", "入账日期", "交易描述", "卡末四位", "交易币种", "结算币种", "交易金额", "结算金额"],
                ["2026-03-01", "2026-03-02", "某超市（虚构）", "0000", "人民币", "人民币", "100.50", "100.50"],
                ["2026-03-05", "2026-03-05", "还款", "0000", "人民币", "人民币", "-300.00", "-300.00"],
            ],
        )
    )
    assert (card.format, str(card.money_in.sum), str(card.money_out.sum)) == ("citic-card", "300.00", "100.50")
    account = read(
        xls(
            tmp_path / "spdb.xls",
            "明细",
            [
                ["浦发银行借记卡交易明细", "", "", "", "", "", "", ""],
                ["序号", "交易时间", "交易摘要", "存入金额", "取出金额", "余额", "对方户名", "对方账号"],
                ["1", "2026/03/03  14:06:51", "汇入", "1,200.00", "", "1,300.00", "某人（虚构）", "0000"],
                ["2", "2026/03/04  15:06:51", "网上支付", "", "30.00", "1,270.00", "某店（虚构）", "0000"],
                ["合计", "", "", "1,200.00", "30.00", "", "", ""],
            ],
        )
    )
    assert (account.format, str(account.money_in.sum), str(account.money_out.sum)) == ("spdb", "1200.00", "30.00")
    assert account.entries[0].time == time(14, 6, 51)
    assert account.warnings == ()


# --- what must not be opened ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 xlsx"),
        ("a.xlsx", b"PK\x03\x04 this is cut off", "打不开"),
        ("a.xlsx", zip_of(**{"readme.txt": "hello"}), "压缩包"),
        ("a.xlsx", zip_of(**{"inner.zip": zip_of(**{"a.csv": "交易日期"})}), "压缩包"),
        ("a.xlsx", zip_of(**{"word/document.xml": "<a/>"}), "另存为 xlsx"),
        ("a.xlsx", zip_of(**{"xl/workbook.xml": "<workbook"}), "打不开"),
        ("a.xlsx", compound("EncryptedPackage", b"secret"), "打开密码"),
        ("a.xls", compound("WordDocument", b"words"), "另存为 xlsx"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    assert says in refusal(tmp_path / name)


def test_an_old_workbook_with_a_password(tmp_path):
    file = xls(tmp_path / "a.xls", "明细", [["交易日期", "收入", "支出", "摘要"]], locked=True)
    assert "打开密码" in refusal(file)


def test_a_damaged_old_workbook(tmp_path):
    file = tmp_path / "a.xls"
    file.write_bytes(compound("Workbook", beginning(0x0005) + struct.pack("<HH", 0x0085, 4000)))
    assert refusal(file)


def test_an_encrypted_archive_member(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", ("a", [["x"]]), compression=zipfile.ZIP_STORED)
    content = bytearray(file.read_bytes())
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    file.write_bytes(content)
    assert "打开密码" in refusal(file)


BOMBS = {
    "zeros": {"xl/worksheets/sheet2.xml": bytes(150_000_000)},
    "styled rows": {
        "xl/worksheets/sheet1.xml": "<worksheet><sheetData>"
        + "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="AZ{n}" s="1"/></row>' for n in range(1, 1_000_000))
        + "</sheetData></worksheet>",
    },
    "entities": {
        "xl/sharedStrings.xml": '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    },
    "far corner": {
        "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    },
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_workbook_that_would_fill_the_memory_is_refused_quickly(tmp_path, bomb):
    file = xlsx(tmp_path / "a.xlsx", ("a", [["交易日期", "收入", "支出"]]), extra=BOMBS[bomb].items())
    start = clock.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "没有读取" in refusal(file)
    assert clock.monotonic() - start < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_directory_that_states_a_smaller_size_is_not_believed(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", ("a", [["x"]]), extra={"xl/media/big.bin": os.urandom(100) * 3000}.items())
    content = bytearray(file.read_bytes())
    place = content.find(struct.pack("<I", 300_000), content.find(b"PK\x01\x02"))
    content[place : place + 4] = struct.pack("<I", 10)
    file.write_bytes(content)
    assert refusal(file)


def test_the_sheet_limit_is_the_stated_one():
    assert opening.LARGEST_UNPACKED == 200_000_000
    assert opening.LARGEST_RATIO == 100
