"""Read XLSX: the one worksheet that holds data, as text, in a child process.

The parts are read with the standard library's XML parser, event by event. The usual libraries
were not taken: they hide what a delivery must be judged by (formulas without a value, merged
and hidden rows, the date formats that Chinese versions number 27 to 58) or die of a stray cell.
"""

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from pipelines.reading.wire import Preface
from pipelines.reading.workbook.book import Book, open_book
from pipelines.reading.workbook.sheet import Lexicon, SheetReader, parcels
from pipelines.reading.workbook.survey import Survey, survey
from pipelines.refusal import RefusedFileError

_DAMAGE = (
    BadZipFile,
    zlib.error,
    ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
)


def read(file: BinaryIO, *, sheet: str | None) -> tuple[Preface, Iterator[list[Any]]]:
    """Open the workbook in ``file`` and give its preface and its rows.

    Raises:
        RefusedFileError: the workbook is damaged, encrypted, too large, or it is not clear
            which worksheet to read.
    """
    try:
        book = open_book(file, sheet=sheet)
        with book.open_sheet() as part:
            seen = survey(part, formats=book.formats)
    except _DAMAGE as error:
        raise _damaged(error) from error
    notes = {
        "hidden_rows": seen.hidden_rows,
        "percent_format": seen.percentages,
        "macros_not_run": int(book.has_macros),
    }
    preface = Preface(
        width=seen.width,
        sheet=book.sheet,
        serial_epoch=book.epoch,
        notes={name: count for name, count in notes.items() if count},
    )
    return preface, _parcels(book, seen, preface.rows_a_parcel)


def _parcels(book: Book, seen: Survey, most: int) -> Iterator[list[Any]]:
    try:
        reader = SheetReader(Lexicon(book.strings(), book.formats, book.epoch))
        with book.open_sheet() as part:
            rows = reader.read(part)
            for parcel in parcels(rows, width=seen.width, most=most, covered=seen.covered_rows()):
                yield parcel.arrays()
    except _DAMAGE as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> RefusedFileError:
    return RefusedFileError("damaged_workbook", found=f"{type(error).__name__}: {error}"[:200])
