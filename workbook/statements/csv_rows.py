"""Rows of a text export: strictly decoded, every record with the line it starts on."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from workbook.language import N_, Refused
from workbook.statements.model import Broken

Row = tuple[int, list[str]]
Progress = Callable[[int, int], None]

DELIMITERS = (",", "\t", ";", "|")
_CHUNK = 1 << 20
_REPORT_EVERY = 5000
# A quote that never closes takes whole rows into one field; so many delimiters inside one line of a field are a row.
_SWALLOWED_FIELDS = 4


def encoding_of(path: Path) -> str:
    """Name the encoding the whole file decodes in, strictly: UTF-16 only with its mark, UTF-8, then GB18030."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Refused(N_("这个文件的文字编码是 UTF-32，请用表格软件打开，另存为“CSV UTF-8”再导入"))
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates: tuple[str, ...] = ("utf-16",)
    else:
        candidates = ("utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8", "gb18030")
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise Refused(N_("这个文件的文字编码认不出来（不是 UTF-8，也不是 GB18030），请重新导出一份，不要用别的软件另存"))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def ends_open(path: Path, encoding: str) -> bool:
    """Say whether the last line has no end, as in a file that was cut off."""
    ends = (b"\n\0", b"\r\0", b"\0\n", b"\0\r") if encoding == "utf-16" else (b"\n", b"\r")
    with path.open("rb") as file:
        file.seek(-min(2, path.stat().st_size), io.SEEK_END)
        return not file.read().endswith(ends)


@dataclass
class _Lines:
    """The lines of a file for the csv reader; `ended` tells whether it asked for one more than there are."""

    file: io.TextIOWrapper
    careful: bool
    ended: bool = False

    def __iter__(self) -> Iterator[str]:
        first = self.file.readline().lstrip("\ufeff")
        lines = _without_nul(chain([first], self.file)) if self.careful else chain([first], self.file)
        return chain(lines, self._end())

    def _end(self) -> Iterator[str]:
        self.ended = True
        yield from ()


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise Broken(N_("第 {line} 行有空字符（NUL），文件可能损坏，请重新导出"), line=number)
        yield line


def _has_nul(path: Path, encoding: str) -> bool:
    """Look through the bytes, so that a sound file need not be looked at line by line."""
    if encoding == "utf-16":
        return True  # every other byte may be zero there
    with path.open("rb") as file:
        return any(b"\0" in chunk for chunk in iter(lambda: file.read(_CHUNK), b""))


def csv_rows(path: Path, encoding: str, delimiter: str = ",", progress: Progress | None = None) -> Iterator[Row]:
    """Give each record with the number of its first line, from 1; without a last cell whose quote the end cut off.

    Raises Broken at a NUL byte, at a field over 131,072 characters and at a quote that never closes.
    """
    size = path.stat().st_size
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding, newline="") as file:
        lines = _Lines(file, _has_nul(path, encoding))
        for count, row in enumerate(_records(lines, delimiter), 1):
            if progress and not count % _REPORT_EVERY:
                progress(raw.tell(), size)
            yield row
    if progress:
        progress(size, size)


def _records(lines: _Lines, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter)
    first = 1
    try:
        for record in reader:
            last = reader.line_num
            if lines.ended and last == first and not record[-1].endswith(("\n", "\r")):
                yield first, record[:-1]
                return
            if lines.ended or (last > first and _swallowed(record, delimiter)):
                raise Broken(N_("第 {line} 行有一个引号没有配对，后面的内容都连在了一起，请重新导出"), line=first)
            yield first, record
            first = last + 1
    except csv.Error as error:
        raise Broken(N_("第 {line} 行有一格内容太长，文件可能损坏，请重新导出"), line=first) from error


def _swallowed(record: list[str], delimiter: str) -> bool:
    lines = (line for cell in record if "\n" in cell or "\r" in cell for line in cell.splitlines()[1:])
    return any(line.count(delimiter) >= _SWALLOWED_FIELDS for line in lines)
