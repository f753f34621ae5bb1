"""Opening a file: what kind it is, by its content and never by its name; the rows of a text or a sheet as words."""

from __future__ import annotations

import codecs
import csv
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial, reduce
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from workbook.language import N_, Refused
from workbook.statements.model import Broken, Progress, Row, Source, Table

# Stated limits, checked before anything is read: docs/statements.md names them too.
LARGEST_TEXT = 400_000_000
LARGEST_SHEET = 50_000_000
LARGEST_UNPACKED = 200_000_000
LARGEST_RATIO = 100
# Small parts may pack well without harm.
_RATIO_FROM = 100_000
# A sheet is laid out in full in memory, from its first to its last cell.
LARGEST_EXTENT = 20_000_000

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_PAGES = (b"<?xml", b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<div", b"<body")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

DELIMITERS = (",", "\t", ";", "|")
_TEXT_MARKS = ("`", "'")
_CHUNK = 1 << 16
_REPORT_EVERY = 5000
_AT_ONCE = 200
# A quote that never closes takes whole rows into one field; so many delimiters inside one line of a field are a row.
_SWALLOWED_FIELDS = 4
_CELL_COLUMN = re.compile(rb'\br="([A-Z]{1,3})[0-9]')
_CELL_ROW = re.compile(rb'\br="[A-Z]{1,3}([0-9]{1,7})"')
_EXACT_DIGITS = 1e15

_PASSWORD = N_("这个文件有打开密码。请先用密码打开，另存一份不带密码的 xlsx 再导入")
_DAMAGED = N_("这个 Excel 文件打不开，可能损坏了或没有下载完。请重新导出")
_TOO_LARGE = N_("这个 Excel 文件解开后超过 {limit} MB，没有读取。请按年份或季度分段导出")
_SUSPICIOUS = N_("这个 Excel 文件的内容不正常（压缩得过密、范围过大或带有实体定义），没有读取。请重新从 App 或网银导出")
_RESAVE = N_("这种表格格式读不了。请用 Excel 或 WPS 打开，另存为 xlsx 再导入")
_ARCHIVE = N_("这是压缩包。请先解压（密码在短信或公众号消息里），再导入里面的文件")


def opened(path: Path) -> Source:
    """Say what kind of file it is and how to get its rows; refuses any that is no csv, xls or xlsx."""
    head = _checked_head(path)
    if head.startswith(_WORKBOOKS):
        return _workbook(path, zipped=head.startswith(b"PK"))
    _refuse_known(head)
    encoding = encoding_of(path)
    tables = (Table("", partial(csv_rows, path, encoding, each)) for each in DELIMITERS)
    return Source("csv", encoding, tuple(tables), ends_open=ends_open(path, encoding))


def _checked_head(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise Refused(N_("“{name}”不是文件"), name=path.name)
        if not about.st_size:
            raise Refused(N_("“{name}”是空文件，请重新导出"), name=path.name)
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise Refused(N_("打不开“{name}”，请检查它还在不在、有没有被别的软件占用"), name=path.name) from error
    limit = LARGEST_SHEET if head.startswith(_WORKBOOKS) else LARGEST_TEXT
    if about.st_size > limit:
        sentence = N_("文件有 {size} MB，超过了 {limit} MB 的上限，没有读取。请按年份或季度分段导出")
        raise Refused(sentence, size=about.st_size // 1_000_000, limit=limit // 1_000_000)
    return head


def _refuse_known(head: bytes) -> None:
    start, is_utf16 = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower(), head.startswith(_UTF16)
    known = (
        (
            b"%pdf-" in head.lower(),
            N_("这是 PDF，读不了里面的数字。请在 App 或网银里选择导出 Excel 或 CSV 格式的交易明细"),
        ),
        (start.startswith(_PAGES), N_("这其实是网页格式的表格。请用 Excel 或 WPS 打开，另存为 xlsx 再导入")),
        (head.startswith(_PICTURES), N_("这是图片，读不了里面的数字。请导出 Excel 或 CSV 格式的交易明细")),
        (head.startswith(_ARCHIVES), _ARCHIVE),
        (b"\0" in head and not is_utf16, N_("这不是文字表格（里面有二进制内容）。请重新导出 CSV 或 Excel 格式的明细")),
    )
    for is_so, sentence in known:
        if is_so:
            raise Refused(sentence)


# -- text --------------------------------------------------------------------------------------------------------------


def encoding_of(path: Path) -> str:
    """Name the encoding the whole file decodes in, strictly: UTF-16 only with its mark, UTF-8, then GB18030."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(_UTF32):
        raise Refused(N_("这个文件的文字编码是 UTF-32，请用表格软件打开，另存为“CSV UTF-8”再导入"))
    eight = "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    for encoding in ("utf-16",) if head.startswith(_UTF16) else (eight, "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise Refused(N_("这个文件的文字编码认不出来（不是 UTF-8，也不是 GB18030），请重新导出一份，不要用别的软件另存"))


def _decodes(path: Path, encoding: str) -> bool:
    with path.open("rb") as file:
        try:
            return all(True for _text in codecs.iterdecode(_chunks(file), encoding))
        except UnicodeDecodeError:
            return False


def _chunks(file: io.BufferedReader) -> Iterator[bytes]:
    return iter(partial(file.read, _CHUNK), b"")


def ends_open(path: Path, encoding: str) -> bool:
    """Say whether the last line has no end, as in a file that was cut off."""
    ends = (b"\n\0", b"\r\0", b"\0\n", b"\0\r") if encoding == "utf-16" else (b"\n", b"\r")
    with path.open("rb") as file:
        file.seek(-min(2, path.stat().st_size), io.SEEK_END)
        return not file.read().endswith(ends)


def csv_rows(path: Path, encoding: str, delimiter: str = ",", progress: Progress | None = None) -> Iterator[Row]:
    """Give each record with the number of its first line, from 1; without a last cell whose quote the end cut off.

    Raises Broken at a NUL byte, at a field over 131,072 characters and at a quote that never closes.
    """
    size = path.stat().st_size
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding, newline="") as file:
        lines = chain([file.readline().lstrip("\ufeff")], file)
        yield from _reported(_records(lines, delimiter), progress, lambda _row: raw.tell(), size)


def _unmarked(cells: list[str]) -> list[str]:
    """Give a row without the sign that keeps a spreadsheet from turning each cell into a number."""
    if cells and cells[0].startswith(_TEXT_MARKS):
        return [cell.strip().removeprefix(cells[0][0]) for cell in cells]
    return cells


def _reported(rows: Iterable[Row], progress: Progress | None, done: Callable[[Row], int], whole: int) -> Iterable[Row]:
    """Give the rows, and say now and then how much of the whole is done, if anyone asks."""
    return _telling(rows, progress, done, whole) if progress else rows


def _telling(rows: Iterable[Row], progress: Progress, done: Callable[[Row], int], whole: int) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        if not number % _REPORT_EVERY:
            progress(done(row), whole)
        yield row
    progress(whole, whole)


Item = TypeVar("Item")


def in_batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    """Give items some at a time; where a file breaks off, those before the break come first."""
    more = True
    while more:
        some: list[Item] = []
        try:
            some.extend(islice(items, _AT_ONCE))  # list.extend keeps what came before the break
        except Broken:
            yield some
            raise
        if more := bool(some):
            yield some


def _without_nul(lines: Iterable[str], first: int) -> Iterator[str]:
    for number, line in enumerate(lines, first):
        if "\0" in line:
            raise Broken(N_("第 {line} 行有空字符（NUL），文件可能损坏，请重新导出"), line=number)
        yield line


def _records(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    """Give the records of lines with their numbers; a line without quotes is a record of its own."""
    first = 1
    for some in in_batches(lines):
        whole = "".join(some)
        if '"' in whole or "\0" in whole or max(map(len, some)) > csv.field_size_limit():
            first = yield from _read_with_care(some, lines, delimiter, first)
        else:
            bare = (line.rstrip("\r\n") for line in some)
            rows = [line.split(delimiter) if line else [] for line in bare]
            marked = any(mark in whole for mark in _TEXT_MARKS)
            yield from enumerate(map(_unmarked, rows) if marked else rows, first)
            first += len(some)


def _read_with_care(some: Sequence[str], more: Iterator[str], delimiter: str, first: int) -> Generator[Row, None, int]:
    """Give the records that begin in some lines, where a quote may hold one together over several.

    Returns the number of the line after them.
    """
    ended: list[bool] = []  # filled when the reader asks for one line more than there are
    lines, before = _without_nul(chain(some, more), first), first - 1
    reader = csv.reader(chain(lines, _asked_beyond(ended)), delimiter=delimiter)
    try:
        while reader.line_num < len(some):
            record = next(reader)
            last = before + reader.line_num
            cut = ended and last == first and not record[-1].endswith(("\n", "\r"))
            if not cut and (ended or (last > first and _swallowed(record, delimiter))):
                raise Broken(N_("第 {line} 行有一个引号没有配对，后面的内容都连在了一起，请重新导出"), line=first)
            yield first, _unmarked(record[:-1] if cut else record)
            first = last + 1
    except csv.Error as error:
        raise Broken(N_("第 {line} 行有一格内容太长，文件可能损坏，请重新导出"), line=first) from error
    return first


def _asked_beyond(ended: list[bool]) -> Iterator[str]:
    ended.append(True)
    yield from ()


def _swallowed(record: list[str], delimiter: str) -> bool:
    lines = (line for cell in record if "\n" in cell or "\r" in cell for line in cell.splitlines()[1:])
    return any(line.count(delimiter) >= _SWALLOWED_FIELDS for line in lines)


# -- sheets ------------------------------------------------------------------------------------------------------------


def _workbook(path: Path, *, zipped: bool) -> Source:
    """Check a workbook before it is unpacked, then give its visible sheets; refuses bombs, passwords, no workbook."""
    base_1904 = _check_zip(path) if zipped else _check_ole(path)
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    with _calamine(path) as book:
        visible = [about for about in book.sheets_metadata if about.visible == SheetVisibleEnum.Visible]
        names = [about.name for about in visible if about.typ == SheetTypeEnum.WorkSheet]
    tables = tuple(Table(name, partial(sheet_rows, path, name)) for name in names)
    return Source("xlsx" if zipped else "xls", None, tables, base_1904)


@contextmanager
def _calamine(path: Path) -> Iterator[Any]:
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        with load_workbook(str(path)) as book:
            yield book
    except PasswordError as error:
        raise Refused(_PASSWORD) from error
    except (CalamineError, OSError) as error:
        raise Refused(_DAMAGED) from error
    except BaseException as error:
        # A panic inside the library is no Exception; anything else is not ours to hold.
        if type(error).__name__ == "PanicException":
            raise Refused(_DAMAGED) from error
        raise


def sheet_rows(path: Path, name: str, progress: Progress | None = None) -> Iterator[Row]:
    """Give each row of a sheet as words, with its number in the sheet, from 1."""
    with _calamine(path) as book:
        sheet = book.get_sheet_by_name(name)
        height = sheet.end[0] + 1 if sheet.end else 0
        rows = enumerate((_unmarked([*map(words, cells)]) for cells in sheet.iter_rows()), 1)
        yield from _reported(rows, progress, itemgetter(0), height)


def words(cell: object) -> str:
    """Write a cell as an export in text would: whole numbers without a point, days as 2026-03-01."""
    match cell:
        case float() if abs(cell) < _EXACT_DIGITS:
            return f"{cell:.6f}".rstrip("0").rstrip(".")
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell).split(".")[0]
    return str(cell)


def _check_ole(path: Path) -> bool:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(_PASSWORD)
    if not any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book", "WORKBOOK")):
        raise Refused(_RESAVE)
    return False


def _check_zip(path: Path) -> bool:
    """Check sizes, cells and entities of an xlsx; say whether its days count from 1904."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive, path.stat().st_size)
            for part in archive.infolist():
                _check_part(archive, part)
            return bool(re.search(rb'date1904="(1|true)"', archive.read("xl/workbook.xml")))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, KeyError) as error:
        raise Refused(_DAMAGED) from error


def _check_directory(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    names, whole = {part.filename for part in parts}, sum(part.file_size for part in parts)
    if "xl/workbook.xml" not in names:
        raise Refused(_RESAVE if names & {"xl/workbook.bin", "content.xml", "word/document.xml"} else _ARCHIVE)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(_PASSWORD)
    if whole > LARGEST_UNPACKED:
        raise Refused(_TOO_LARGE, limit=LARGEST_UNPACKED // 1_000_000)
    tight = any(p.file_size > max(_RATIO_FROM, LARGEST_RATIO * p.compress_size) for p in parts)
    if tight or whole > LARGEST_RATIO * packed:
        raise Refused(_SUSPICIOUS)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part in pieces, to the end of its data whatever size the directory states for it."""
    stated, part.file_size = part.file_size, LARGEST_UNPACKED + 1
    seen, tail, rows, columns = 0, b"", 0, 0
    with archive.open(part) as content:
        while piece := content.read(_CHUNK):
            seen += len(piece)
            if seen > stated or b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece:
                raise Refused(_SUSPICIOUS)
            if part.filename.startswith("xl/worksheets/"):
                rows, columns = _extent(tail + piece, rows, columns)
            tail = piece[-64:]
    part.file_size = stated
    if rows * columns > LARGEST_EXTENT:
        raise Refused(_SUSPICIOUS)


def _extent(piece: bytes, rows: int, columns: int) -> tuple[int, int]:
    last = max(map(int, set(_CELL_ROW.findall(piece))), default=0)
    widest = max(map(_column, set(_CELL_COLUMN.findall(piece))), default=0)
    return max(rows, last), max(columns, widest)


def _column(letters: bytes) -> int:
    return reduce(lambda number, letter: number * 26 + letter - 64, letters, 0)
