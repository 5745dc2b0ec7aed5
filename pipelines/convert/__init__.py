"""Turn the text of a batch into the types of a contract, and say why where it cannot be done.

Every kind of column has a fast way over the whole column and a careful way for the values the
fast way did not understand; the careful way sees each distinct value once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from pipelines.contract import Field, Kind
from pipelines.convert import clean, numbers, times, words
from pipelines.convert.outcome import Careful, Outcome

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
        is_ascii: whether every cell is plain ASCII, so that Unicode needs no care.
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
    lines = rows["source_line"]
    typed, failures, notes = [lines], [], dict[str, int]()
    for column in columns:
        header = headings.get(column.name)
        if header is None:
            typed.append(
                pl.Series(column.name, [None], dtype=column.dtype).new_from_index(0, len(lines))
            )
            continue
        text = clean.cleaned(rows[header], column.kind, is_ascii=circumstances.is_ascii)
        values, failed, put_right = _column(text, column, circumstances)
        typed.append(values.alias(column.name))
        for note, count in put_right.items():
            notes[note] = notes.get(note, 0) + count
        if failed is not None:
            failures.append(failed.select(lines.gather(failed["row"]), *_failure_columns(column)))
    return Converted(
        pl.DataFrame(typed),
        pl.concat(failures) if failures else pl.DataFrame(schema=FAILURES_SCHEMA),
        notes,
    )


def _failure_columns(column: Field) -> list[pl.Expr]:
    return [pl.lit(column.name).alias("column"), *map(pl.col, ("reason", "value", "hint"))]


def _column(
    text: pl.Series, column: Field, circumstances: Circumstances
) -> tuple[pl.Series, pl.DataFrame | None, dict[str, int]]:
    """Convert one column: the fast way, then the careful way for what is left."""
    fast, careful = _ways(column, circumstances)
    values = text.to_frame("text").select(fast(pl.col("text"))).to_series().cast(column.dtype)
    doubtful = text.is_not_null() & values.is_null()
    if not doubtful.any():
        return values, None, {}
    return _carefully(text, values, doubtful, careful)


def _carefully(
    text: pl.Series, values: pl.Series, doubtful: pl.Series, careful: Careful
) -> tuple[pl.Series, pl.DataFrame | None, dict[str, int]]:
    """Ask the careful way once for each distinct doubtful value."""
    distinct = text.filter(doubtful).unique().to_list()
    outcomes = [careful(value) for value in distinct]
    answers = pl.DataFrame(
        {
            "value": pl.Series(distinct, dtype=pl.String),
            "answer": pl.Series([one.value for one in outcomes], dtype=values.dtype, strict=False),
            "reason": pl.Series([one.reason for one in outcomes], dtype=pl.String),
            "hint": pl.Series([one.hint for one in outcomes], dtype=pl.String),
            "note": pl.Series([one.note for one in outcomes], dtype=pl.String),
        }
    )
    asked = pl.DataFrame({"row": doubtful.arg_true(), "value": text.filter(doubtful)}).join(
        answers, on="value", how="left", maintain_order="left"
    )
    mended = values.scatter(asked["row"], asked["answer"])
    failed = asked.filter(pl.col("reason").is_not_null())
    noted = asked.filter(pl.col("note").is_not_null()).group_by("note").len()
    return mended, failed if failed.height else None, dict(noted.iter_rows())


PLAIN_WAYS: dict[Kind, tuple[words.Fast, Careful]] = {
    Kind.CODE: (words.code_fast, words.code),
    Kind.LABEL: (words.label_fast, words.label),
    Kind.GEOMETRY: (words.label_fast, words.label),
    Kind.FLAG: (words.flag_fast, words.flag),
    Kind.COUNT: (numbers.count_fast, numbers.count),
    Kind.NUMBER: (numbers.number_fast, numbers.number),
}


def _ways(column: Field, circumstances: Circumstances) -> tuple[words.Fast, Careful]:
    """Choose the two ways for a column."""
    if column.kind in PLAIN_WAYS:
        return PLAIN_WAYS[column.kind]
    if column.kind is Kind.DAY:
        return times.day_fast, times.day_way(circumstances.serial_epoch)
    if column.kind is Kind.MOMENT:
        return times.moment_fast, times.moment_way(circumstances.serial_epoch)
    return words.choice_ways(column)


__all__ = ["FAILURES_SCHEMA", "Circumstances", "Converted", "Outcome", "convert"]
