"""Turn the text of a batch into the types of a contract, and say why where it cannot be done.

Every kind of column has a fast way over the whole column and a careful way for the values the
fast way did not understand; the careful way sees each distinct value once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from pipelines.contract import Field, Kind
from pipelines.convert import clean, numbers, times, words
from pipelines.convert.outcome import Outcome, Way
from pipelines.table_names import exactly

FAILURES_SCHEMA = {
    "source_line": pl.UInt32,
    "column": pl.String,
    "reason": pl.String,
    "value": pl.String,
    "hint": pl.String,
}


@dataclass(frozen=True, slots=True)
class Converted:
    """A batch as typed rows.

    Attributes:
        frame: ``source_line`` and every column of the contract; null where the cell was empty
            or could not be converted.
        failures: one row a cell that could not be converted; columns as in `FAILURES_SCHEMA`.
        notes: what was put right without touching a value's meaning, with counts.
    """

    frame: pl.DataFrame
    failures: pl.DataFrame
    notes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What converting has to know about the file beside its cells.

    Attributes:
        is_ascii: whether every cell is printable ASCII, so that Unicode needs no care.
        serial_epoch: ``1900`` or ``1904`` when numbers in date columns are a workbook's dates.
    """

    is_ascii: bool = False
    serial_epoch: str | None = None


def convert(
    rows: pl.DataFrame,
    columns: tuple[Field, ...],
    *,
    headings: Mapping[str, str],
    circumstances: Circumstances,
) -> Converted:
    """Convert the delivered text of ``rows``.

    Args:
        rows: one row a record, all text, with ``source_line``.
        columns: the contract's columns.
        headings: column of the contract → delivered header; a column without one is null.
        circumstances: what the file says beside its cells.

    Returns:
        Typed rows in the order of ``rows``; nothing is dropped.
    """
    delivered = [column for column in columns if column.name in headings]
    texts, cleaned = clean.cleaned(
        rows.select(exactly(headings[one.name]).alias(one.name) for one in delivered),
        {one.name: one.kind for one in delivered},
        is_plain=circumstances.is_ascii,
    )
    ways = {one.name: _way(one, circumstances) for one in delivered}
    values = texts.select(
        ways[one.name].fast(pl.col(one.name)).cast(one.dtype).alias(one.name) for one in delivered
    )
    lines = rows["source_line"]
    failures, notes = [], {"cleaned_cells": cleaned} if cleaned else {}
    for name in _doubtful(texts, values, ways):
        mended, failed, put_right = _carefully(texts[name], values[name], ways[name])
        values = values.with_columns(mended.alias(name))
        for note, count in put_right.items():
            notes[note] = notes.get(note, 0) + count
        failed = failed.with_columns(lines.gather(failed["row"]), pl.lit(name).alias("column"))
        failures.append(failed.select(list(FAILURES_SCHEMA)))
    absent = [
        pl.lit(None, one.dtype).alias(one.name) for one in columns if one.name not in headings
    ]
    frame = values.insert_column(0, lines).with_columns(absent)
    return Converted(
        frame.select("source_line", *(one.name for one in columns)),
        pl.concat(failures) if failures else pl.DataFrame(schema=FAILURES_SCHEMA),
        notes,
    )


def _doubtful(texts: pl.DataFrame, values: pl.DataFrame, ways: Mapping[str, Way]) -> list[str]:
    """Name the columns in which the fast way has left something, all asked at once."""
    if not ways or not texts.height:
        return []
    both = texts.select(pl.all().name.prefix("text ")).hstack(values)
    asked = both.select(
        way.doubtful(pl.col(f"text {name}"), pl.col(name)).any().alias(name)
        for name, way in ways.items()
    )
    return [name for name, is_doubtful in asked.row(0, named=True).items() if is_doubtful]


def _carefully(
    text: pl.Series, values: pl.Series, way: Way
) -> tuple[pl.Series, pl.DataFrame, dict[str, int]]:
    """Ask the careful way once for each distinct doubtful value.

    Returns:
        The values, mended; ``row``, ``value``, ``reason`` and ``hint`` of what failed; and what
        was put right, with counts.
    """
    both = pl.DataFrame({"text": text, "value": values})
    doubtful = both.select(way.doubtful(pl.col("text"), pl.col("value")).alias("is"))["is"]
    asked = pl.DataFrame({"row": doubtful.arg_true(), "value": text.filter(doubtful)})
    answers = _answers(asked["value"].unique(), way, values.dtype)
    answered = asked.join(answers, on="value", how="left", maintain_order="left")
    mended = values.scatter(answered["row"], answered["answer"])
    failed = answered.filter(pl.col("reason").is_not_null())
    noted = answered.filter(pl.col("note").is_not_null()).group_by("note").len()
    return mended, failed, dict(noted.iter_rows())


def _answers(distinct: pl.Series, way: Way, dtype: pl.DataType) -> pl.DataFrame:
    """Give each distinct text its value, or the reason why it has none."""
    found = pl.DataFrame({"value": distinct}).with_columns(pl.lit(None, dtype).alias("answer"))
    for further in way.more:
        tried = further(pl.col("value")).cast(dtype)
        left = found.filter(pl.col("answer").is_null()).with_columns(tried.alias("answer"))
        is_sure = ~way.doubtful(pl.col("value"), pl.col("answer"))
        sure = left.filter(is_sure.fill_null(value=False))
        found = pl.concat([found.join(sure, on="value", how="anti"), sure])
    rest = found.filter(pl.col("answer").is_null())["value"]
    outcomes = [way.careful(text) for text in rest]
    asked = pl.DataFrame(
        {
            "value": rest,
            "answer": pl.Series([one.value for one in outcomes], dtype=dtype),
            **{
                what: pl.Series([getattr(one, what) for one in outcomes], dtype=pl.String)
                for what in ("reason", "hint", "note")
            },
        }
    )
    return pl.concat([found.drop_nulls("answer"), asked], how="diagonal")


PLAIN_WAYS: dict[Kind, Callable[[], Way]] = {
    Kind.CODE: words.code_way,
    Kind.LABEL: words.label_way,
    Kind.GEOMETRY: words.label_way,
    Kind.FLAG: words.flag_way,
    Kind.COUNT: numbers.count_way,
}


def _way(column: Field, circumstances: Circumstances) -> Way:
    """Choose how a column is converted."""
    if column.kind in PLAIN_WAYS:
        return PLAIN_WAYS[column.kind]()
    match column.kind:
        case Kind.NUMBER:
            return numbers.number_way(column.percent)
        case Kind.DAY:
            return times.day_way(circumstances.serial_epoch)
        case Kind.MOMENT:
            return times.moment_way(circumstances.serial_epoch)
        case _:
            return words.choice_way(column)


__all__ = ["FAILURES_SCHEMA", "Circumstances", "Converted", "Outcome", "convert"]
