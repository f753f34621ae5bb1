"""Opening a file: what kind it is, by its content and never by its name; the rows of a text, or what to export."""

from __future__ import annotations

import codecs
import csv
import io
import stat
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from workbook.language import N_, Refused
from workbook.statements import sheets
from workbook.statements.model import Broken, Progress, Row, Source, Table

# Stated limits, checked before anything is read: docs/statements.md names them too.
LARGEST_TEXT = 400_000_000
LARGEST_SHEET = 50_000_000

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_PAGES = (b"<?xml", b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<div", b"<body")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

DELIMITERS = (",", "\t", ";", "|")
_CHUNK = 1 << 20
_REPORT_EVERY = 5000
# A quote that never closes takes whole rows into one field; so many delimiters inside one line of a field are a row.
_SWALLOWED_FIELDS = 4


def opened(path: Path) -> Source:
    """Say what kind of file it is and how to get its rows; refuses any that is no csv, xls or xlsx."""
    head = _checked_head(path)
    if head.startswith(_WORKBOOKS):
        return sheets.opened(path)
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
        (head.startswith(_ARCHIVES), N_("这是压缩包。请先解压（密码在短信或公众号消息里），再导入里面的文件")),
        (b"\0" in head and not is_utf16, N_("这不是文字表格（里面有二进制内容）。请重新导出 CSV 或 Excel 格式的明细")),
    )
    for is_so, sentence in known:
        if is_so:
            raise Refused(sentence)


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
        # A sound file need not be looked at line by line; in UTF-16 every other byte may be zero.
        careful = encoding == "utf-16" or any(b"\0" in chunk for chunk in _chunks(raw))
        raw.seek(0)
        lines = chain([file.readline().lstrip("\ufeff")], file)
        for count, row in enumerate(_records(_without_nul(lines) if careful else lines, delimiter), 1):
            if progress and not count % _REPORT_EVERY:
                progress(raw.tell(), size)
            yield row
    if progress:
        progress(size, size)


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise Broken(N_("第 {line} 行有空字符（NUL），文件可能损坏，请重新导出"), line=number)
        yield line


def _records(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    ended: list[bool] = []  # filled when the reader asks for one line more than there are
    reader = csv.reader(chain(lines, _asked_beyond(ended)), delimiter=delimiter)
    first = 1
    try:
        for record in reader:
            last = reader.line_num
            if ended and last == first and not record[-1].endswith(("\n", "\r")):
                yield first, record[:-1]
                return
            if ended or (last > first and _swallowed(record, delimiter)):
                raise Broken(N_("第 {line} 行有一个引号没有配对，后面的内容都连在了一起，请重新导出"), line=first)
            yield first, record
            first = last + 1
    except csv.Error as error:
        raise Broken(N_("第 {line} 行有一格内容太长，文件可能损坏，请重新导出"), line=first) from error


def _asked_beyond(ended: list[bool]) -> Iterator[str]:
    ended.append(True)
    yield from ()


def _swallowed(record: list[str], delimiter: str) -> bool:
    lines = (line for cell in record if "\n" in cell or "\r" in cell for line in cell.splitlines()[1:])
    return any(line.count(delimiter) >= _SWALLOWED_FIELDS for line in lines)
