"""Write frames as the files a district sends, the same bytes for the same frame."""

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipelines.demo.defects import BadRow, Cells, defects_of, plant, with_strays
from pipelines.demo.wording import in_words

MOMENT, DAY = "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"
DEMONSTRATION = "演示数据（虚构）/ demonstration data, invented"


@dataclass(frozen=True, slots=True)
class Style:
    """How an office writes its CSV."""

    in_chinese: bool
    encoding: str
    separator: str = ","


PLAIN = Style(in_chinese=False, encoding="utf-8")
CHINESE = Style(in_chinese=True, encoding="utf-8")
MARKED = Style(in_chinese=True, encoding="utf-8-sig")
NATIONAL = Style(in_chinese=True, encoding="gb18030")
SEMICOLON = Style(in_chinese=False, encoding="utf-8", separator=";")


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One delivered file.

    Attributes:
        name: below the folder of the deliveries, with ``/``.
        source: what it delivers.
        rows: how many records it holds, bad ones too.
    """

    name: str
    source: str
    rows: int


@dataclass(slots=True)
class Outbox:
    """The folder of the deliveries, and the account of what was put there.

    Attributes:
        root: the folder.
        created: the time that workbooks say they were made at.
        written: the files so far.
        bad: the bad rows so far.
    """

    root: Path
    created: dt.datetime
    written: list[WrittenFile] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)

    def csv(self, name: str, frame: pl.DataFrame, *, source: str, style: Style) -> None:
        """Write one CSV file."""
        said = in_words(with_strays(frame, file=name), source=source, in_chinese=style.in_chinese)
        buffer = io.BytesIO()
        said.write_csv(buffer, separator=style.separator, datetime_format=MOMENT, date_format=DAY)
        text, rows = buffer.getvalue(), frame.height
        if defects_of(name):
            text, rows = self._spoilt(text, name, frame, source=source, style=style)
        if style.encoding != "utf-8":
            text = text.decode().encode(style.encoding)
        self._put(name, text)
        self.written.append(WrittenFile(name, source, rows))

    def _spoilt(
        self, text: bytes, name: str, frame: pl.DataFrame, *, source: str, style: Style
    ) -> tuple[bytes, int]:
        """Put the planned bad rows into the text of a CSV file, and count its records."""
        top, *records = csv.reader(io.StringIO(text.decode()), delimiter=style.separator)
        rows, bad = plant(records, file=name, source=source, headers=frame.columns, first_line=2)
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=style.separator, lineterminator="\n")
        writer.writerows([top, *rows])
        self.bad += bad
        return buffer.getvalue().encode(), len(rows)

    def workbook(
        self, name: str, frame: pl.DataFrame, *, source: str, title: str | None = None
    ) -> None:
        """Write one workbook with Chinese headers, under a title row where one is given."""
        said = in_words(frame, source=source, in_chinese=True)
        first_line = 2 if title is None else 3
        rows, bad = plant(
            [list(row) for row in said.rows()],
            file=name,
            source=source,
            headers=frame.columns,
            first_line=first_line,
        )
        path = self._path(name)
        book = xlsxwriter.Workbook(
            path, {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
        )
        book.set_properties({"title": name, "comments": DEMONSTRATION, "created": self.created})
        sheet = book.add_worksheet("数据")
        if title is not None:
            sheet.write_string(0, 0, title)
        _fill(sheet, [list(said.columns), *rows], first_row=first_line - 2)
        book.close()
        self.bad += bad
        self.written.append(WrittenFile(name, source, len(rows)))

    def parquet(self, name: str, frame: pl.DataFrame, *, source: str) -> None:
        """Write one Parquet file, with the names and values of the contract."""
        frame.write_parquet(self._path(name), compression="zstd", statistics=True)
        self.written.append(WrittenFile(name, source, frame.height))

    def geojson(
        self,
        name: str,
        frame: pl.DataFrame,
        *,
        source: str,
        geometries: Sequence[dict[str, Any]],
    ) -> None:
        """Write one feature for each row; ``geometries`` are in GCJ-02 and illustrative."""
        said = in_words(frame, source=source, in_chinese=False).with_columns(
            pl.col(pl.Date).dt.strftime(DAY)
        )
        features = [
            {
                "type": "Feature",
                "properties": {**properties, "coordinate_system": "gcj02"},
                "geometry": geometry,
            }
            for properties, geometry in zip(said.to_dicts(), geometries, strict=True)
        ]
        body = {"type": "FeatureCollection", "notice": DEMONSTRATION, "features": features}
        self.text(name, json.dumps(body, ensure_ascii=False, separators=(",", ":")))
        self.written.append(WrittenFile(name, source, frame.height))

    def text(self, name: str, text: str) -> None:
        """Write one file of text."""
        self._put(name, text.encode())

    def _put(self, name: str, body: bytes) -> None:
        self._path(name).write_bytes(body)

    def _path(self, name: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def _fill(sheet: Worksheet, rows: Sequence[Cells], *, first_row: int) -> None:
    """Write cells with their kind: text stays text, so that long codes keep their digits."""
    for number, row in enumerate(rows, start=first_row):
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif isinstance(value, dt.date):
                sheet.write_datetime(number, column, value)
            else:
                sheet.write_number(number, column, value)
