"""Small .xlsx and .xls files, written by hand so that tests need no other library."""

import io
import struct
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape

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
