"""Rows of an .xls or .xlsx export: sizes checked from the zip directory first, then read by calamine."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial, reduce
from pathlib import Path
from typing import Any

from workbook.language import N_, Refused
from workbook.statements.model import Progress, Row, Source, Table

LARGEST_UNPACKED = 200_000_000
LARGEST_RATIO = 100
# Small parts may pack well without harm.
_RATIO_FROM = 100_000
# A sheet is laid out in full in memory, from its first to its last cell.
LARGEST_EXTENT = 20_000_000
_CHUNK = 1 << 20
_CELL_COLUMN = re.compile(rb'\br="([A-Z]{1,3})[0-9]')
_CELL_ROW = re.compile(rb'\br="[A-Z]{1,3}([0-9]{1,7})"')
_REPORT_EVERY = 5000
_EXACT_DIGITS = 1e15

_PASSWORD = N_("这个文件有打开密码。请先用密码打开，另存一份不带密码的 xlsx 再导入")
_DAMAGED = N_("这个 Excel 文件打不开，可能损坏了或没有下载完。请重新导出")
_TOO_LARGE = N_("这个 Excel 文件解开后超过 {limit} MB，没有读取。请按年份或季度分段导出")
_SUSPICIOUS = N_("这个 Excel 文件的内容不正常（压缩得过密、范围过大或带有实体定义），没有读取。请重新从 App 或网银导出")
_RESAVE = N_("这种表格格式读不了。请用 Excel 或 WPS 打开，另存为 xlsx 再导入")
_ARCHIVE = N_("这是压缩包。请先解压（密码在短信或公众号消息里），再导入里面的文件")


def opened(path: Path) -> Source:
    """Check a workbook before it is unpacked, then give its visible sheets; refuses bombs, passwords, no workbook."""
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
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
        for number, cells in enumerate(sheet.iter_rows(), 1):
            if progress and not number % _REPORT_EVERY:
                progress(number, height)
            yield number, [words(cell) for cell in cells]
        if progress:
            progress(height, height)


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
