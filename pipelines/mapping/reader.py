"""Mapping files: how a city's existing export becomes rows of a source, without code.

`docs/mapping.md` is the reference for those who write them. A mapping turns delivered text into
text under the contract's own column names; everything after that is as for any delivery.
"""

import re
import tomllib
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.accept import Origin
from pipelines.convert import FAILURES_SCHEMA
from pipelines.reading.wishes import Wishes
from pipelines.refusal import RefusedFileError
from pipelines.repeats import Keep
from pipelines.source import Source
from pipelines.sources import SOURCES
from pipelines.table_names import exactly

TOP = {"source", "files", "reading", "columns", "repeated", "areas", "district", "area_name"}
COLUMN = {
    "from",
    "constant",
    "join",
    "separator",
    "from_file",
    "pattern",
    "format",
    "values",
    "otherwise",
}
FROM_DATA = "from data"
WAYS = ("from", "constant", "join", "from_file")


class MappingError(ValueError):
    """A mapping file cannot be used; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """Where the text of one contract column comes from, and what is done to it.

    Attributes:
        column: column of the contract.
        sources: delivered headers whose text is joined; one for a plain copy, none for a
            constant or for text taken from the file's name.
        constant: the same text for every row.
        separator: between joined texts.
        from_file: pattern whose first group is taken from the file's name.
        pattern: pattern whose first group is taken from the text.
        form: the format of a date or time, as for ``strptime``.
        values: delivered text → text of the contract; compared without regard to case.
        otherwise: text for values that ``values`` does not list.
    """

    column: str
    sources: tuple[str, ...] = ()
    constant: str | None = None
    separator: str = ""
    from_file: str | None = None
    pattern: str | None = None
    form: str | None = None
    values: Dict[str, str] = field(default_factory=dict)
    otherwise: str | None = None

    @property
    def origin(self) -> str:
        """Where the text comes from, in one line."""
        if self.constant is not None:
            return repr(self.constant)
        if self.from_file is not None:
            return f"file name ~ {self.from_file}"
        return " + ".join(self.sources)


@dataclass(frozen=True, slots=True)
class AreasFromData:
    """How areas are made of the codes found in the data.

    Attributes:
        district_code: code of the area above all.
        district_name: its name.
        name_from: delivered header with the areas' names; their codes where there is none.
    """

    district_code: str
    district_name: str
    name_from: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """One mapping file."""

    name: str
    source: Source
    files: str
    wishes: Wishes
    columns: tuple[MappedColumn, ...]
    keep: Keep | None
    areas: AreasFromData | None

    @classmethod
    def from_file(cls, path: Path) -> "Mapping":
        """Read a mapping.

        Raises:
            MappingError: an entry is missing, unknown, or does not fit the contract.
        """
        try:
            body = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise MappingError(f"{path.name}: {error}") from error
        return _Reader(path.name, body).mapping()

    def fits(self, file_name: str) -> bool:
        """Tell whether the mapping is for this file."""
        return fnmatch(file_name, self.files) or fnmatch(Path(file_name).name, self.files)

    @property
    def delivered_names(self) -> frozenset[str]:
        """The delivered headers the mapping reads."""
        named = {name for column in self.columns for name in column.sources}
        extra = {self.areas.name_from} if self.areas and self.areas.name_from else set()
        return frozenset(named | extra)

    def check_header(self, header: Sequence[str]) -> None:
        """Make sure that every delivered column the mapping reads is there.

        Raises:
            RefusedFileError: one is not.
        """
        if missing := sorted(self.delivered_names - set(header)):
            raise RefusedFileError(
                "missing_columns", missing=", ".join(missing), found=", ".join(header)
            )

    def apply(self, rows: pl.DataFrame, *, file_name: str) -> "Mapped":
        """Turn delivered rows into rows under the contract's names, in order."""
        mapped = rows.select(
            "source_line", *(_expression(column, file_name) for column in self.columns)
        )
        unlisted = [_unlisted(rows, column) for column in self.columns if column.values]
        found = pl.concat(unlisted) if unlisted else pl.DataFrame(schema=FAILURES_SCHEMA)
        return Mapped(mapped, Origin(rows, found))


@dataclass(frozen=True, slots=True)
class Mapped:
    """Rows that a mapping made.

    Attributes:
        rows: one row a delivered row, text under the contract's names, with ``source_line``.
        origin: what they were made of, and the values the mapping says nothing about.
    """

    rows: pl.DataFrame
    origin: Origin


def _text(column: MappedColumn, file_name: str) -> pl.Expr:
    """Write where a column's text comes from."""
    if column.from_file is not None:
        found = re.search(column.from_file, file_name)
        return pl.lit(found[1] if found else None, pl.String)
    if column.constant is not None:
        return pl.lit(column.constant, pl.String)
    cells = [exactly(name) for name in column.sources]
    text = pl.concat_str(cells, separator=column.separator, ignore_nulls=True)
    joined = pl.when(pl.any_horizontal(cell.is_not_null() for cell in cells)).then(text)
    return joined.str.extract(column.pattern, 1) if column.pattern else joined


def _expression(column: MappedColumn, file_name: str) -> pl.Expr:
    text = _text(column, file_name)
    if column.form is not None:
        found = text.str.strip_chars().str.to_datetime(column.form, strict=False, time_unit="us")
        written = found.dt.strftime("%Y-%m-%d %H:%M:%S").str.strip_suffix(" 00:00:00")
        # What does not fit the format is passed on as it is: converting will say so.
        return pl.coalesce(written, text).alias(column.column)
    if column.values:
        lowered = text.str.strip_chars().str.to_lowercase()
        otherwise = pl.lit(column.otherwise, pl.String)
        values = {said: meant or None for said, meant in column.values.items()}
        mapped = lowered.replace_strict(values, default=otherwise, return_dtype=pl.String)
        return mapped.alias(column.column)
    return text.alias(column.column)


def _unlisted(rows: pl.DataFrame, column: MappedColumn) -> pl.DataFrame:
    """Find delivered values that the mapping says nothing about."""
    if column.otherwise is not None or not column.sources:
        return pl.DataFrame(schema=FAILURES_SCHEMA)
    header = column.sources[0]
    word = rows[header].str.strip_chars().str.to_lowercase()
    is_unlisted = word.is_not_null() & ~word.is_in(list(column.values))
    return rows.filter(is_unlisted).select(
        "source_line",
        pl.lit(header).alias("column"),
        pl.lit("not_mapped").alias("reason"),
        exactly(header).alias("value"),
        pl.lit(None, pl.String).alias("hint"),
    )


class _Reader:
    """Reads the body of one mapping file, naming file and entry in every error."""

    def __init__(self, name: str, body: dict[str, Any]) -> None:
        self._name = name
        self._body = body

    def _wrong(self, what: str) -> MappingError:
        return MappingError(f"{self._name}: {what}")

    def mapping(self) -> Mapping:
        if unknown := self._body.keys() - TOP:
            raise self._wrong(f"unknown entry {', '.join(sorted(unknown))}")
        source = SOURCES.get(str(self._body.get("source")))
        if source is None:
            raise self._wrong(f"source must be one of {', '.join(SOURCES)}")
        columns = tuple(
            self._column(name, body) for name, body in self._body.get("columns", {}).items()
        )
        self._check_columns(source, columns)
        return Mapping(
            name=self._name,
            source=source,
            files=self._body.get("files", "*"),
            wishes=self._wishes(),
            columns=columns,
            keep=self._keep(source),
            areas=self._areas(),
        )

    def _check_columns(self, source: Source, columns: tuple[MappedColumn, ...]) -> None:
        known = {column.name for column in source.fields}
        named = [column.column for column in columns]
        if unknown := set(named) - known:
            raise self._wrong(f"columns.{sorted(unknown)[0]}: no such column in {source.name}")
        if missing := [name for name in source.required if name not in named]:
            raise self._wrong(f"columns.{missing[0]}: {source.name} requires it")

    def _column(self, name: str, body: dict[str, Any]) -> MappedColumn:
        where = f"columns.{name}"
        if unknown := body.keys() - COLUMN:
            raise self._wrong(f"{where}: unknown entry {', '.join(sorted(unknown))}")
        if len([way for way in WAYS if way in body]) != 1:
            raise self._wrong(f"{where}: say exactly one of {', '.join(WAYS)}")
        for pattern in ("pattern", "from_file"):
            self._check_pattern(f"{where}.{pattern}", body.get(pattern))
        sources = body.get("join", [body["from"]] if "from" in body else [])
        return MappedColumn(
            name,
            sources=tuple(sources),
            constant=body.get("constant"),
            separator=body.get("separator", ""),
            from_file=body.get("from_file"),
            pattern=body.get("pattern"),
            form=body.get("format"),
            values={str(k).strip().casefold(): str(v) for k, v in body.get("values", {}).items()},
            otherwise=body.get("otherwise"),
        )

    def _check_pattern(self, where: str, pattern: str | None) -> None:
        if pattern is None:
            return
        try:
            groups = re.compile(pattern).groups
        except re.error as error:
            raise self._wrong(f"{where}: {error}") from error
        if not groups:
            raise self._wrong(f"{where}: mark what to take with brackets ( )")

    def _wishes(self) -> Wishes:
        try:
            return Wishes(**self._body.get("reading", {}))
        except (TypeError, ValueError, LookupError) as error:
            raise self._wrong(f"reading: {error}") from error

    def _keep(self, source: Source) -> Keep | None:
        body = self._body.get("repeated")
        if body is None:
            return None
        by = body.get("by", "source_line")
        if body.get("keep") not in {"first", "last"}:
            raise self._wrong("repeated.keep: say first or last")
        if by != "source_line" and by not in {column.name for column in source.fields}:
            raise self._wrong(f"repeated.by: no such column in {source.name}")
        return Keep(by, is_last=body["keep"] == "last")

    def _areas(self) -> AreasFromData | None:
        said = self._body.get("areas")
        if said is None:
            return None
        district = self._body.get("district", {})
        if said != FROM_DATA or not {"code", "name"} <= district.keys():
            raise self._wrong('areas = "from data" needs [district] with code and name')
        return AreasFromData(
            str(district["code"]),
            str(district["name"]),
            self._body.get("area_name"),
        )
