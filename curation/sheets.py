"""Lists as files for a spreadsheet: CSV as a French Excel opens it (semicolons, and the mark by which it knows UTF-8),
or XLSX.

`?csv=plain` is the CSV of RFC 4180, for programs: commas and no mark. Cells are what is stored, a date is ISO 8601.
"""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from itertools import chain
from typing import NamedTuple
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.xml.constants import ARC_CORE

from language.typography import clean

SUFFIXES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# A spreadsheet takes what begins so for a formula, and would run it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # in whichever width they are written
DATES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")
STEP = 500  # rows that are loaded at once
SHORT = 2000  # rows that are written before they are sent, so that the file is kept as a page is
LONGEST = 20_000  # rows of XLSX, which takes 0.1 ms a cell, before the first byte leaves


class Sheet(NamedTuple):
    """A list to be written: `load` gives the rows of some of the `keys`, `cells` what stands under the `titles`."""

    name: str  # of the file
    titles: list
    keys: list
    load: Callable
    cells: Callable

    def rows(self):
        for start in range(0, len(self.keys), STEP):
            yield from map(self.cells, self.load(self.keys[start : start + STEP]))


def of_rows(name, columns, rows):
    """The sheet of a queryset in its order; `columns` is {title: what it is of a row}.

    All keys are read at once: the rows are those of one moment, however long it takes to send them.
    """
    keys = rows.select_related(None).prefetch_related(None).values_list("pk", flat=True)

    def load(some):
        found = rows.order_by().in_bulk(some)
        return [found[key] for key in some if key in found]

    def cells(row):
        return [value(row) for value in columns.values()]

    return Sheet(name, list(columns), list(dict.fromkeys(keys)), load, cells)


def answer(request, sheet, suffix):
    """The sheet as a file; a long CSV is sent while it is read."""
    if suffix == "xlsx" and len(sheet.keys) > LONGEST:
        said = _("Cette liste est trop longue pour un classeur : prenez le CSV, qui s’ouvre aussi dans un tableur.")
        return HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8", status=413)
    if suffix == "xlsx":
        response = HttpResponse(workbook(sheet.titles, sheet.rows()))
    else:
        pieces = lines(sheet.titles, sheet.rows(), is_plain=request.GET.get("csv") == "plain")
        is_short = len(sheet.keys) <= SHORT
        response = HttpResponse(b"".join(pieces)) if is_short else StreamingHttpResponse(pieces)
    response.headers["Content-Type"] = SUFFIXES[suffix]
    response.headers["Content-Disposition"] = f'attachment; filename="{sheet.name}.{suffix}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


class _Line:
    """What `csv` takes for a file: a row that is written is given back."""

    @staticmethod
    def write(text):
        return text


def lines(titles, rows, *, is_plain):
    """Yield the bytes of a CSV, line by line."""
    writer = csv.writer(_Line, delimiter="," if is_plain else ";")
    yield b"" if is_plain else BOM_UTF8
    for cells in chain([titles], rows):
        yield writer.writerow(map(harmless, cells)).encode()


def workbook(titles, rows):
    """The bytes of an XLSX with one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for cells in chain([titles], rows):
        sheet.append([_typed(sheet, cell) for cell in cells])
    file = BytesIO()
    book.save(file)
    return _undated(file)


def _undated(book):
    """The bytes of a workbook without the moment it was made: as long as nothing changed, its ETag is the same."""
    file = BytesIO()
    with ZipFile(book) as dated, ZipFile(file, "w") as undated:
        for name in dated.namelist():
            content = DATES.sub(b"", dated.read(name)) if name == ARC_CORE else dated.read(name)
            undated.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return file.getvalue()


def _text(cell):
    """What a file can hold: no control or reordering characters."""
    return "" if cell is None else clean(str(cell))


def harmless(cell):
    text = _text(cell)
    return f"'{text}" if normalize("NFKC", text[:1]).startswith(FORMULA) else text


def _typed(sheet, cell):
    """Words are words, whatever they begin with; days before 1900 are words too, as Excel has none."""
    if isinstance(cell, datetime):
        cell = timezone.make_naive(cell)  # by the site's clock: a cell has no zone
    if isinstance(cell, int | date) and not (isinstance(cell, date) and cell.year < 1900):
        return WriteOnlyCell(sheet, cell)
    typed = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", _text(cell)))
    typed.data_type = "s"
    return typed
