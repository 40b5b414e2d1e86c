"""Read a table row by row: CSV in UTF-8 or GB18030, or XLSX; never the whole file."""

import codecs
import csv
import io
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from smart315.kernel.verdicts import Refused


XLSX = b"PK\x03\x04"
XLS = b"\xd0\xcf\x11\xe0"
BLOCK = 1 << 20
LONGEST_CELL = 1 << 20
DELIMITERS = (",", "\t", ";")
# Excel keeps fifteen digits of a number; what lies behind is noise of the binary form.
EXCEL_DIGITS = ".15g"
# A database refuses NUL, and no form of ours can show the others.
UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFEFF])


@dataclass(frozen=True)
class Line:
    """One row: the number of its first line in the file, and its cells as text."""

    number: int
    cells: list[str]


Lines = Generator[Line, None, None]


@dataclass(frozen=True)
class Table:
    """The header and, once, the rows below it."""

    header: list[str]
    lines: Iterator[Line]


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open a file as a table. Raises Refused when it is none, or not in a form that can be read."""
    with _file(path) as file:
        lines = _lines(file)
        try:
            first = next(lines, None)
            if first is None:
                raise Refused(_("文件是空的，没有表头。"), field="file")
            yield Table(first.cells, lines)
        finally:
            lines.close()


def _file(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as problem:
        told = {"name": path.name, "reason": problem.strerror or str(problem)}
        message = _("不能读取文件“%(name)s”：%(reason)s。") % told
        raise Refused(message, field="file") from problem


def _lines(file: BinaryIO) -> Lines:
    start = file.read(len(XLSX))
    file.seek(0)
    if start == XLS:
        raise Refused(_("这是旧版 Excel 文件（.xls），请另存为 .xlsx 或者 CSV。"), field="file")
    return _xlsx(file) if start == XLSX else _csv(file)


def _csv(file: BinaryIO) -> Lines:
    encoding = _encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    line = 0
    try:
        sample = text.readline()
        text.seek(0)
        csv.field_size_limit(LONGEST_CELL)
        reader = csv.reader(text, delimiter=max(DELIMITERS, key=sample.count), strict=True)
        for line, record in _records(reader):
            yield Line(line, record)
    except (csv.Error, UnicodeDecodeError) as problem:
        raise Refused(
            _("第 %(line)s 行之后不能读取：引号没有配对，或者文件编码不是 UTF-8、GB18030。")
            % {"line": line},
            field="file",
        ) from problem
    finally:
        text.detach()


def _records(reader: Any) -> Iterator[tuple[int, list[str]]]:
    begins = 1
    for record in reader:
        if any(record):
            yield begins, [plain(cell) for cell in record]
        begins = reader.line_num + 1


def _encoding(file: BinaryIO) -> str:
    """Tell the encoding by reading all of it: a GB18030 character may come as late as it likes."""
    start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _xlsx(file: BinaryIO) -> Lines:
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as problem:
        raise Refused(_("文件不是完好的 XLSX 表格。"), field="file") from problem
    try:
        sheet = book.worksheets[0]
        # The size that a sheet claims for itself is often wrong.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_written(cell) for cell in row]
            if any(cells):
                yield Line(number, cells)
    finally:
        book.close()


def _written(cell: Any) -> str:
    """Return a cell of a workbook as a person would have typed it."""
    match cell:
        case None:
            return ""
        case str():
            return plain(cell.replace("_x000D_", ""))
        case datetime() if cell.time() == time.min:
            return cell.date().isoformat()
        case datetime() | date():
            return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
        case float():
            return format(cell, EXCEL_DIGITS)
        case _:
            return str(cell)


def plain(text: str) -> str:
    """Return the text with one kind of line end, without unprintable characters and edges."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(UNPRINTABLE)
    return text.strip()
