"""Part a batch into rows that keep their contract and records that break it, with reasons."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import dataframely as dy
import polars as pl

from pipelines.contract import Contract, Field, Kind
from pipelines.convert import FAILURES_SCHEMA, Circumstances, convert
from pipelines.coordinates import to_wgs84
from pipelines.reading.batch import TextBatch
from pipelines.source import Source
from pipelines.table_names import exactly

# One row a record and reason; a record that breaks two rules has two rows.
QUARANTINE_SCHEMA = {
    "source_line": pl.UInt32,
    "reason": pl.String,
    "column": pl.String,
    "value": pl.String,
    "hint": pl.String,
    "raw": pl.String,
}
BOUNDS = ("min", "max", "min_exclusive", "max_exclusive")
LONGEST_SHOWN = 200
POINT = ("longitude", "latitude", "coordinate_system")


@dataclass(frozen=True, slots=True)
class Accepted:
    """One batch, parted.

    Attributes:
        rows: typed rows that keep the contract, points in WGS-84.
        quarantine: one row a record and reason, columns as in `QUARANTINE_SCHEMA`.
        blank: records without any content.
        notes: what was put right, with counts.
    """

    rows: pl.DataFrame
    quarantine: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=QUARANTINE_SCHEMA))
    blank: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """What mapped rows were made of.

    Attributes:
        delivered: the records as they were delivered, for the quarantine.
        failures: cells the mapping could not translate, columns as in `FAILURES_SCHEMA`.
    """

    delivered: pl.DataFrame
    failures: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Inspector:
    """Judges the batches of one file.

    Attributes:
        source: what the file delivers.
        headings: column of the contract → column of the batch.
        now: local time of the load; what has happened cannot be later.
        serial_epoch: see `Circumstances`.
    """

    source: Source
    headings: Mapping[str, str]
    now: dt.datetime
    serial_epoch: str | None = None

    def part(self, batch: TextBatch, *, origin: Origin | None = None) -> Accepted:
        """Part one batch; ``origin`` is given where a mapping made its rows."""
        converted = convert(
            batch.rows,
            self.source.fields,
            headings=self.headings,
            circumstances=Circumstances(batch.is_ascii, self.serial_epoch),
        )
        failures = [
            converted.failures,
            _in_the_future(converted.frame, self.source.fields, self.now),
            broken_rules(converted.frame, self.source.contract),
        ]
        wrong = self._named(_without_echoes(pl.concat(failures)), batch.rows)
        if origin is not None:
            wrong = pl.concat([wrong, origin.failures])
        rows = converted.frame
        if wrong.height:
            rows = rows.filter(~pl.col("source_line").is_in(wrong["source_line"].implode()))
        raw = _as_json(batch.rows if origin is None else origin.delivered, wrong["source_line"])
        quarantine = wrong.join(raw, on="source_line", how="left", maintain_order="left")
        return Accepted(
            in_wgs84(rows),
            pl.concat([_broken(batch.broken), quarantine.select(list(QUARANTINE_SCHEMA))]),
            batch.blank,
            {**converted.notes, **batch.notes},
        )

    def nothing(self) -> Accepted:
        """Part a file without records."""
        return Accepted(self.source.contract.create_empty())

    def _named(self, failures: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
        """Name delivered headers in the failures, and show delivered values."""
        wanted = failures.filter(pl.col("value").is_null() & pl.col("column").is_not_null())
        shown = [
            rows.filter(pl.col("source_line").is_in(group["source_line"].implode())).select(
                "source_line",
                pl.lit(name).alias("column"),
                exactly(self.headings[str(name)]).str.slice(0, LONGEST_SHOWN).alias("delivered"),
            )
            for (name,), group in wanted.group_by("column")
            if name in self.headings
        ]
        if shown:
            failures = (
                failures.join(pl.concat(shown), on=["source_line", "column"], how="left")
                .with_columns(pl.coalesce("value", "delivered").alias("value"))
                .drop("delivered")
            )
        return failures.with_columns(pl.col("column").replace(dict(self.headings)))


def _without_echoes(failures: pl.DataFrame) -> pl.DataFrame:
    """Leave out that a cell is missing where it only could not be read."""
    is_missing = pl.col("reason") == "is_missing"
    unreadable = failures.filter(~is_missing)
    missing = failures.filter(is_missing).join(unreadable, on=["source_line", "column"], how="anti")
    return pl.concat([unreadable, missing])


def _broken(records: pl.DataFrame) -> pl.DataFrame:
    """Give records that have not the header's shape the form of the quarantine."""
    return records.select(
        "source_line",
        "reason",
        pl.lit(None, pl.String).alias("column"),
        pl.lit(None, pl.String).alias("value"),
        pl.col("found").alias("hint"),
        "raw",
    )


def broken_rules(frame: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """Name the rules of ``contract`` that rows break.

    Returns:
        One row a record and broken rule, columns as in `FAILURES_SCHEMA`; ``column`` is null for
        a rule about the whole row.
    """
    _, failure = contract.filter(frame)
    if not len(failure):
        return pl.DataFrame(schema=FAILURES_SCHEMA)
    columns, details = contract.columns(), failure.details()
    found = []
    for rule in failure.counts():
        name, _, check = rule.rpartition("|")
        reason, hint = _reason(check, columns.get(name))
        lines = details.filter(pl.col(rule) == "invalid")
        found.append(_failures(lines, reason, column=name or None, hint=hint))
    return pl.concat(found)


def _failures(
    lines: pl.DataFrame, reason: str, *, column: str | None, hint: str | None = None
) -> pl.DataFrame:
    return lines.select(
        "source_line",
        pl.lit(column, pl.String).alias("column"),
        pl.lit(reason).alias("reason"),
        pl.lit(None, pl.String).alias("value"),
        pl.lit(hint, pl.String).alias("hint"),
    )


def _reason(check: str, column: dy.Column | None) -> tuple[str, str | None]:
    """Translate a rule of the schema library into a reason of ours."""
    if column is None:
        return check, None
    if check == "nullability":
        return "is_missing", None
    if check in BOUNDS:
        least, most = (getattr(column, side, None) for side in ("min", "max"))
        return "out_of_bounds", f"{least} … {most or getattr(column, 'max_exclusive', None)}"
    is_code = (column.metadata or {}).get("kind") is Kind.CODE
    return ("not_a_code" if is_code else "too_long"), None


def _in_the_future(frame: pl.DataFrame, columns: Iterable[Field], now: dt.datetime) -> pl.DataFrame:
    """Find times that are said to have happened and lie more than a day ahead."""
    latest = now + dt.timedelta(days=1)
    found = [
        _failures(frame.filter(pl.col(one.name) > latest), "in_the_future", column=one.name)
        for one in columns
        if one.has_happened
    ]
    return pl.concat(found) if found else pl.DataFrame(schema=FAILURES_SCHEMA)


def _as_json(rows: pl.DataFrame, lines: pl.Series) -> pl.DataFrame:
    """Keep wrong records whole, as JSON of header → delivered text."""
    wanted = rows.filter(pl.col("source_line").is_in(lines.unique().implode()))
    cells = pl.struct(pl.exclude("source_line")).struct.json_encode().alias("raw")
    return wanted.select("source_line", cells)


def in_wgs84(rows: pl.DataFrame) -> pl.DataFrame:
    """Convert points to WGS-84; the delivered system stays beside them as a record."""
    if not set(POINT) <= set(rows.columns) or rows["coordinate_system"].null_count() == rows.height:
        return rows
    parts = []
    for (system,), group in rows.group_by("coordinate_system", maintain_order=True):
        if system in {None, "wgs84"}:
            parts.append(group)
            continue
        longitude, latitude = to_wgs84(
            group["longitude"].to_numpy(), group["latitude"].to_numpy(), system=str(system)
        )
        parts.append(
            group.with_columns(
                pl.Series("longitude", longitude).fill_nan(None),
                pl.Series("latitude", latitude).fill_nan(None),
            )
        )
    return pl.concat(parts)
