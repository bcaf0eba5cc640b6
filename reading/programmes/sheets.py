"""The rows of a spreadsheet, CSV or XLSX, as texts, days and hours. Both are bounded by their cells."""

import codecs
import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from openpyxl import load_workbook

from .opening import DAMAGED, ENCRYPTED, MAX_BYTES, MAX_MEMBERS, NO_PROGRAMME, TOO_LONG, bounded, text_of
from .programme import UnreadableProgramme

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CHARACTERS = 20_000_000  # of all cells
MAX_CELL = 32_767  # characters; none of Excel has more
_DELIMITERS = ";\t,|"
_SEPARATOR = re.compile(r'"?sep=([;\t,|])"?\r?\n')
_SAMPLE = 20  # lines
_GUARD = re.compile(
    r"^'(?=[=+\-@＝＋－＠])"
)  # before what a spreadsheet would take for a formula, as `curation.sheets` writes
_ENCODINGS = ("cp1252", "mac_roman", "cp850")  # of Windows, of the Mac, « CSV (MS-DOS) »
_FRENCH = re.compile("[éèêàçâîôûùëïÉÈÊÀÇŒœ]")
_HEAD = 65_536
_OF_OFFICE = b"\xd0\xcf\x11\xe0"  # what Office wraps into what it encrypts, and wrote before 2007


@dataclass(frozen=True)
class Sheet:
    """Rows of cells: str, int, float, date, datetime, time, or None. `numbers` are those of the rows, from 1."""

    rows: list
    numbers: list
    delimiter: str = ""
    encoding: str = ""
    name: str = ""
    is_whole: bool = True


def is_workbook(data):
    return data.startswith(b"PK") and b"[Content_Types].xml" in data and b"xl/" in data


def sheet_of(data):
    """The first `Sheet` of a file that has any row. Raises `UnreadableProgramme`."""
    if bounded(data).startswith(_OF_OFFICE):
        raise UnreadableProgramme(ENCRYPTED)
    return _workbook(data) if data.startswith(b"PK") else _text(data)


def _text(data):
    text, encoding = _decoded(data)
    told = _SEPARATOR.match(text)  # as Excel takes it from
    text = text[told.end() :] if told else text
    lines = text[:MAX_CELL].splitlines()[:_SAMPLE]
    delimiter = told[1] if told else max(_DELIMITERS, key=lambda one: _regularity(lines, one))
    rows, numbers = [], []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if len(row) > MAX_COLUMNS:
                raise UnreadableProgramme(TOO_LONG, line=reader.line_num)
            if any(map(str.strip, row)):
                rows.append([_GUARD.sub("", cell) for cell in row])
                numbers.append(reader.line_num)
            if len(rows) > MAX_ROWS:
                return Sheet(rows[:-1], numbers[:-1], delimiter, encoding, is_whole=False)
    except csv.Error as error:
        raise UnreadableProgramme(DAMAGED, line=reader.line_num) from error
    return Sheet(rows, numbers, delimiter, encoding)


def _decoded(data):
    """(text, encoding): UTF-8, UTF-16 with its mark, or the one of the others that makes most letters of French."""
    whole = text_of(data)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return whole, "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        head = data[:_HEAD]
        best = max(_ENCODINGS, key=lambda one: len(_FRENCH.findall(head.decode(one, errors="replace"))))
        return data.decode(best, errors="replace"), best


def _regularity(lines, delimiter):
    """How often the first line has the delimiter, if the others have it too; quoted ones count, as they do there."""
    counts = [line.count(delimiter) for line in lines if line.strip()]
    return counts[0] * sum(map(bool, counts)) if counts else 0


def _workbook(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = archive.infolist()
            if len(files) > MAX_MEMBERS or sum(file.file_size for file in files) > MAX_BYTES:
                raise UnreadableProgramme(TOO_LONG)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return _sheet(book)
        finally:
            book.close()
    except UnreadableProgramme:
        raise
    except Exception as error:  # openpyxl tells what is damaged by whichever exception it runs into
        raise UnreadableProgramme(DAMAGED) from error


def _sheet(book):
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # as the file tells them they may be a million rows of nothing
        rows, numbers, room = [], [], MAX_CHARACTERS
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
            if number > MAX_ROWS:
                return Sheet(rows, numbers, name=sheet.title, is_whole=False)
            cells = [_cell(value) for value in row]
            room -= sum(len(cell) for cell in cells if isinstance(cell, str))
            if room < 0:  # one text may be that of a million cells
                raise UnreadableProgramme(TOO_LONG, line=number)
            while cells and cells[-1] is None:
                cells.pop()
            if cells:
                rows.append(cells)
                numbers.append(number)
        if rows:
            return Sheet(rows, numbers, name=sheet.title)
    raise UnreadableProgramme(NO_PROGRAMME)


def _cell(value):
    if isinstance(value, str):
        return value[:MAX_CELL] if value.strip() else None
    return value if isinstance(value, (int, float, date, datetime, time, timedelta)) else None
