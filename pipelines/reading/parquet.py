"""Read Parquet as text, batch by batch, in a child process.

Row *n* of the file stands on line *n* + 1, as it would in a CSV file with a header.
"""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.reading.limits import COLUMNS_MOST
from pipelines.reading.number_text import number_text
from pipelines.reading.wire import Preface, plain_about
from pipelines.refusal import RefusedFileError

# A fixed offset, since a small machine may have no table of time zones.
_LOCAL = "+08:00"
_DAMAGE = (pa.ArrowException, OSError, UnicodeDecodeError)


def read(file: BinaryIO, *, sheet: str | None) -> tuple[Preface, Iterator[list[Any]]]:
    """Open the Parquet file in ``file`` and give its preface and its rows.

    Raises:
        RefusedFileError: the file is damaged, or has too many columns.
    """
    try:
        parquet = pq.ParquetFile(file, pre_buffer=False, page_checksum_verification=True)
    except _DAMAGE as error:
        raise _damaged(error) from error
    names = tuple(parquet.schema_arrow.names)
    if len(names) > COLUMNS_MOST:
        raise RefusedFileError("too_many_columns", found=len(names), most=COLUMNS_MOST)
    preface = Preface(width=len(names), header=names)
    return preface, _parcels(parquet, preface)


def _parcels(parquet: pq.ParquetFile, preface: Preface) -> Iterator[list[Any]]:
    line = 2
    try:
        for batch in parquet.iter_batches(batch_size=preface.rows_a_parcel):
            batch.validate(full=True)
            columns = [as_text(column) for column in batch.columns]
            yield plain_about(line, count=batch.num_rows, width=preface.width) + columns
            line += batch.num_rows
    except _DAMAGE as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> RefusedFileError:
    return RefusedFileError("damaged_parquet", found=str(error).split("\n")[0][:200])


def as_text(column: pa.Array) -> pa.Array:
    """Write the values of ``column`` as a person would type them; null stays null.

    Times with an offset become local ones; fractions of a second are dropped where they are
    zero; numbers have no exponent, but floats from 10¹⁵ on do (see `number_text`); nested
    values become JSON, and bytes that are no text hexadecimal.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        return as_text(column.dictionary_decode())
    for is_kind, write in _WRITERS:
        if is_kind(kind):
            return write(column)
    return pc.cast(column, pa.string())


def _timestamps(column: pa.Array) -> pa.Array:
    if column.type.tz is not None:
        column = pc.local_timestamp(column.cast(pa.timestamp(column.type.unit, _LOCAL)))
    return pc.replace_substring_regex(pc.cast(column, pa.string()), r"\.0+$", "")


def _times(column: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(pc.cast(column, pa.string()), r"\.0+$", "")


def _numbers(column: pa.Array) -> pa.Array:
    """Write floats and decimals; only those that Arrow gives an exponent are written here."""
    text = pc.cast(column, pa.string())
    if not pc.any(pc.match_substring(text, "e", ignore_case=True)).as_py():
        return text
    is_float = pa.types.is_floating(column.type)
    plain: Callable[[str], str] = _plain_float if is_float else _plain_decimal
    return pa.array(
        [plain(one) if one and "e" in one.lower() else one for one in text.to_pylist()],
        pa.string(),
    )


def _plain_float(text: str) -> str:
    return number_text(float(text))


def _plain_decimal(text: str) -> str:
    return format(Decimal(text), "f")


def _octets(column: pa.Array) -> pa.Array:
    try:
        return pc.cast(column, pa.string())
    except pa.ArrowInvalid:
        values = [None if one is None else one.hex() for one in column.to_pylist()]
        return pa.array(values, pa.string())


def _nested(column: pa.Array) -> pa.Array:
    values = [
        None if one is None else json.dumps(one, ensure_ascii=False, default=str)
        for one in column.to_pylist()
    ]
    return pa.array(values, pa.string())


_Writer = Callable[[pa.Array], pa.Array]
_WRITERS: tuple[tuple[Callable[[pa.DataType], bool], _Writer], ...] = (
    (pa.types.is_timestamp, _timestamps),
    (pa.types.is_time, _times),
    (pa.types.is_floating, _numbers),
    (pa.types.is_decimal, _numbers),
    (pa.types.is_binary, _octets),
    (pa.types.is_large_binary, _octets),
    (pa.types.is_fixed_size_binary, _octets),
    (pa.types.is_nested, _nested),
)
