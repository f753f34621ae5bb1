"""What kind of file it is, by its content and never by its name; what cannot be read is refused with what to export."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workbook.language import N_, Refused
from workbook.statements import csv_rows, sheet_rows
from workbook.statements.csv_rows import Progress, Row

# Stated limits, checked before anything is read: docs/statements.md names them too.
LARGEST_TEXT = 400_000_000
LARGEST_SHEET = 50_000_000

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<div", b"<body")


@dataclass(frozen=True)
class Table:
    """Rows that can be read again and again: a text file, or one sheet."""

    name: str
    rows: Callable[[Progress | None], Iterator[Row]]


@dataclass(frozen=True)
class Source:
    """A readable file: one table for each way to split a text, or one for each sheet.

    `ends_open` says of a text that its last line has no end.
    """

    container: str
    encoding: str | None
    tables: tuple[Table, ...]
    base_1904: bool = False
    ends_open: bool = False


def opened(path: Path) -> Source:
    """Say what kind of file it is and how to get its rows; refuses any that is no csv, xls or xlsx."""
    head = _checked_head(path)
    if head.startswith((_ZIP, _OLE)):
        return _workbook(path)
    _refuse_known(head)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(N_("这不是文字表格（里面有二进制内容）。请重新导出 CSV 或 Excel 格式的明细"))
    encoding = csv_rows.encoding_of(path)
    tables = (Table("", partial(_text_rows, path, encoding, each)) for each in csv_rows.DELIMITERS)
    return Source("csv", encoding, tuple(tables), ends_open=csv_rows.ends_open(path, encoding))


def _text_rows(path: Path, encoding: str, delimiter: str, progress: Progress | None) -> Iterator[Row]:
    return csv_rows.csv_rows(path, encoding, delimiter, progress)


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
    _check_size(about.st_size, LARGEST_SHEET if head.startswith((_ZIP, _OLE)) else LARGEST_TEXT)
    return head


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise Refused(
            N_("文件有 {size} MB，超过了 {limit} MB 的上限，没有读取。请按年份或季度分段导出"),
            size=size // 1_000_000,
            limit=limit // 1_000_000,
        )


def _refuse_known(head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in head.lower():
        raise Refused(N_("这是 PDF，读不了里面的数字。请在 App 或网银里选择导出 Excel 或 CSV 格式的交易明细"))
    if start.startswith(b"<?xml") or start.startswith(_HTML):
        raise Refused(N_("这其实是网页格式的表格。请用 Excel 或 WPS 打开，另存为 xlsx 再导入"))
    if head.startswith(_PICTURES):
        raise Refused(N_("这是图片，读不了里面的数字。请导出 Excel 或 CSV 格式的交易明细"))
    if head.startswith(_ARCHIVES):
        raise Refused(N_("这是压缩包。请先解压（密码在短信或公众号消息里），再导入里面的文件"))


def _workbook(path: Path) -> Source:
    sheets = sheet_rows.checked(path)
    tables = tuple(Table(name, partial(_sheet, path, name)) for name in sheets.names)
    return Source(sheets.container, None, tables, sheets.base_1904)


def _sheet(path: Path, name: str, progress: Progress | None) -> Iterator[Row]:
    return sheet_rows.sheet_rows(path, name, progress)
