"""What a mapping file may say, each entry checked."""

import datetime as dt
import hashlib
import re
from pathlib import Path

import polars as pl

from pipelines.entries import Entries
from pipelines.mapping.columns import MappedColumn
from pipelines.mapping.file import PLACES, AreasFromData, Mapping
from pipelines.reading.wishes import Wishes
from pipelines.repeats import Keep
from pipelines.source import Source
from pipelines.sources import SOURCES

TOP = ("source", "files", "reading", "columns", "repeated", "areas", "district", "area_name")
READING = ("encoding", "delimiter", "sheet", "header_line")
WAYS = ("from", "constant", "join", "from_file", "line")
CHANGES = ("separator", "pattern", "format", "time", "values", "otherwise")
REPEATED = ("keep", "by")
DISTRICT = ("code", "name")
FROM_DATA = "from data"


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Raises:
        EntryError: an entry is missing, unknown, or does not fit the contract.
    """
    body = Entries.of(path)
    body.only(TOP)
    name = body.choice("source", SOURCES)
    if name is None:
        raise body.wrong("source", "missing", known=", ".join(SOURCES))
    source = SOURCES[name]
    columns = _columns(body.table("columns"), source)
    return Mapping(
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        source=source,
        files=body.texts("files") or ("*",),
        wishes=_wishes(body),
        columns=columns,
        keep=_keep(body, source),
        areas=_areas(body, source, columns),
    )


def _columns(body: Entries, source: Source) -> tuple[MappedColumn, ...]:
    known = [column.name for column in source.fields]
    for name in body.names():
        if name not in known:
            raise body.wrong(name, "no_such_column", source=source.name, known=", ".join(known))
    for name in source.required:
        if name not in body:
            raise body.wrong(name, "required_column", source=source.name)
    return tuple(_column(name, body.table(name)) for name in body.names())


def _column(name: str, body: Entries) -> MappedColumn:
    body.only((*WAYS, *CHANGES))
    ways = [way for way in WAYS if way in body]
    if len(ways) != 1:
        raise body.wrong(ways[1] if ways else "from", "one_way", known=", ".join(WAYS))
    if "format" in body and "values" in body:
        raise body.wrong("format", "not_with", other="values")
    for pattern in ("pattern", "from_file"):
        _check_pattern(body, pattern)
    return MappedColumn(
        name,
        sources=body.texts("join") or body.texts("from"),
        constant=body.plain_text("constant"),
        separator=body.text("separator") or "",
        from_file=body.text("from_file"),
        line=body.text("line"),
        pattern=body.text("pattern"),
        formats=_formats(body),
        time=_time(body),
        values=_values(body.table("values")),
        otherwise=body.plain_text("otherwise"),
    )


def _check_pattern(body: Entries, entry: str) -> None:
    pattern = body.text(entry)
    if pattern is None:
        return
    try:
        groups = re.compile(pattern).groups
        # The engine's own dialect, which knows no look-around.
        pl.Series([""]).str.extract(pattern, 1)
    except (re.error, pl.exceptions.ComputeError) as error:
        raise body.wrong(entry, "pattern", why=str(error).partition("\n")[0]) from error
    if not groups:
        raise body.wrong(entry, "no_group")


def _formats(body: Entries) -> tuple[str, ...]:
    formats = body.texts("format")
    for form in formats:
        try:
            pl.Series([""]).str.to_datetime(form, strict=False)
        except pl.exceptions.PolarsError as error:
            raise body.wrong("format", "format", form=form) from error
        if "%" not in form:
            raise body.wrong("format", "format", form=form)
    return formats


def _time(body: Entries) -> str | None:
    said = body.text("time")
    if said is None:
        return None
    if "format" not in body:
        raise body.wrong("time", "only_with", other="format")
    try:
        return dt.time.fromisoformat(said).strftime("%H:%M:%S")
    except ValueError as error:
        raise body.wrong("time", "time") from error


def _values(body: Entries) -> dict[str, str]:
    # As polars lowers the delivered text, so that both sides are the same.
    said = [str(name).strip() for name in body.names()]
    words = pl.Series(said, dtype=pl.String).str.to_lowercase().to_list()
    return {
        word: body.plain_text(name) or "" for word, name in zip(words, body.names(), strict=True)
    }


def _wishes(body: Entries) -> Wishes:
    reading = body.table("reading")
    reading.only(READING)
    line = reading.value("header_line")
    if line is not None and (not isinstance(line, int) or line < 1):
        raise reading.wrong("header_line", "kind", expected="number")
    try:
        return Wishes(
            encoding=reading.text("encoding"),
            delimiter=reading.text("delimiter"),
            sheet=reading.text("sheet"),
            header_line=line,
        )
    except LookupError as error:
        raise reading.wrong("encoding", "encoding") from error
    except ValueError as error:
        raise reading.wrong("delimiter", "delimiter") from error


def _keep(body: Entries, source: Source) -> Keep | None:
    if "repeated" not in body:
        return None
    repeated = body.table("repeated")
    repeated.only(REPEATED)
    keep = repeated.choice("keep", ("first", "last"))
    if keep is None:
        raise repeated.wrong("keep", "missing", known="first, last")
    known = ["source_line", *(column.name for column in source.fields)]
    by = repeated.choice("by", known) or "source_line"
    return Keep(by, is_last=keep == "last")


def _areas(
    body: Entries, source: Source, columns: tuple[MappedColumn, ...]
) -> AreasFromData | None:
    if body.choice("areas", (FROM_DATA,)) is None:
        for entry in ("district", "area_name"):
            if entry in body:
                raise body.wrong(entry, "only_with", other=f'areas = "{FROM_DATA}"')
        return None
    known = set(PLACES) & set(source.placed_by)
    if source.name == "grids" or not known:
        raise body.wrong("areas", "no_places", source=source.name)
    if not known & {column.column for column in columns}:
        raise body.wrong("areas", "no_place_column", known=", ".join(sorted(known)))
    district = body.table("district")
    district.only(DISTRICT)
    code, name = (district.plain_text(entry) for entry in DISTRICT)
    if not code or not name:
        raise district.wrong("name" if code else "code", "missing", known=", ".join(DISTRICT))
    return AreasFromData(code, name, body.text("area_name"))
