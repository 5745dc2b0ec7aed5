"""Part a batch into rows that keep their contract and records that break it, with reasons."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from pipelines.claims import broken_rules
from pipelines.contract import Field
from pipelines.convert import FAILURES_SCHEMA, Circumstances, convert
from pipelines.points import POINT, in_wgs84, looks_swapped
from pipelines.reading.batch import TextBatch
from pipelines.scope import Scope
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
LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Accepted:
    """One batch, parted.

    Attributes:
        rows: typed rows that keep the contract, points in WGS-84.
        quarantine: one row a record and reason, columns as in `QUARANTINE_SCHEMA`.
        blank: records without any content.
        notes: what was put right, with counts.
        octets: how many bytes of the file the batch took; 0 where that is not known.
    """

    rows: pl.DataFrame
    quarantine: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=QUARANTINE_SCHEMA))
    blank: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)
    octets: int = 0


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
        shown: column of the contract → what the sender calls it.
        now: local time of the load; what has happened cannot be later.
        serial_epoch: see `Circumstances`.
        scope: what a ``replace`` load may bring.
    """

    source: Source
    headings: Mapping[str, str]
    shown: Mapping[str, str]
    now: dt.datetime
    serial_epoch: str | None = None
    scope: Scope | None = None

    def part(self, batch: TextBatch, *, origin: Origin | None = None) -> Accepted:
        """Part one batch; ``origin`` is given where a mapping made its rows."""
        converted = convert(
            batch.rows,
            self.source.fields,
            headings=self.headings,
            circumstances=Circumstances(batch.is_ascii, self.serial_epoch),
        )
        unreadable = converted.failures
        if origin is not None:
            unreadable = pl.concat([unreadable, origin.failures])
        wrong = self._wrong(converted.frame, unreadable)
        rows, quarantine = converted.frame, _broken(batch.broken)
        if wrong.height:
            rows = rows.filter(~pl.col("source_line").is_in(wrong["source_line"].implode()))
            raw = _as_json(batch.rows if origin is None else origin.delivered, wrong)
            named = self._named(wrong, batch.rows)
            kept = named.join(raw, on="source_line", how="left", maintain_order="left")
            quarantine = pl.concat([quarantine, kept.select(list(QUARANTINE_SCHEMA))])
        notes = {**converted.notes, **batch.notes}
        return Accepted(in_wgs84(rows), quarantine, batch.blank, notes, batch.octets)

    def nothing(self) -> Accepted:
        """Part a file without records."""
        return Accepted(self.source.contract.create_empty())

    def _wrong(self, frame: pl.DataFrame, unreadable: pl.DataFrame) -> pl.DataFrame:
        """Collect what is wrong with the rows; nothing but a look at each for those in order."""
        found = [
            unreadable,
            _in_the_future(frame, self.source.fields, self.now),
            _exchanged(frame),
        ]
        if self.scope is not None:
            found.append(self.scope.outside(frame, self.source))
        if not self.source.contract.is_valid(frame):
            found.append(broken_rules(frame, self.source.contract, unreadable=unreadable))
        return _without_echoes(pl.concat(found))

    def _named(self, failures: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
        """Name delivered headers in the failures, and show delivered values."""
        wanted = failures.filter(pl.col("value").is_null() & pl.col("column").is_not_null())
        texts = [
            rows.filter(pl.col("source_line").is_in(group["source_line"].implode())).select(
                "source_line",
                pl.lit(name).alias("column"),
                exactly(self.headings[str(name)]).alias("delivered"),
            )
            for (name,), group in wanted.group_by("column")
            if name in self.headings
        ]
        if texts:
            failures = failures.join(
                pl.concat(texts), on=["source_line", "column"], how="left", maintain_order="left"
            ).with_columns(pl.coalesce("value", "delivered").alias("value"))
        return failures.with_columns(
            pl.col("value").str.slice(0, LONGEST_SHOWN),
            pl.col("column").replace(dict(self.shown)),
        )


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


def _in_the_future(frame: pl.DataFrame, columns: Iterable[Field], now: dt.datetime) -> pl.DataFrame:
    """Find times that are said to have happened and lie more than a day ahead."""
    names = [one.name for one in columns if one.has_happened]
    is_late = {name: pl.col(name) > now + dt.timedelta(days=1) for name in names}
    found = [pl.DataFrame(schema=FAILURES_SCHEMA)]
    if names and frame.select(pl.any_horizontal(is_late.values()).any()).item():
        found += [
            _failures(frame.filter(late), name, "in_the_future") for name, late in is_late.items()
        ]
    return pl.concat(found)


def _failures(lines: pl.DataFrame, column: str, reason: str) -> pl.DataFrame:
    return lines.select(
        "source_line",
        pl.lit(column).alias("column"),
        pl.lit(reason).alias("reason"),
        pl.lit(None, pl.String).alias("value"),
        pl.lit(None, pl.String).alias("hint"),
    )


def _exchanged(frame: pl.DataFrame) -> pl.DataFrame:
    """Find points whose longitude and latitude may have been exchanged."""
    if not set(POINT) <= set(frame.columns):
        return pl.DataFrame(schema=FAILURES_SCHEMA)
    return _failures(frame.filter(looks_swapped()), POINT[0], "looks_swapped")


def _without_echoes(failures: pl.DataFrame) -> pl.DataFrame:
    """Leave out that a coordinate is out of bounds where it only stands in the other's place."""
    swapped = failures.filter(pl.col("reason") == "looks_swapped")["source_line"]
    is_bound = (pl.col("reason") == "out_of_bounds") & pl.col("column").is_in(POINT)
    return failures.filter(~(is_bound & pl.col("source_line").is_in(swapped.implode())))


def _as_json(rows: pl.DataFrame, wrong: pl.DataFrame) -> pl.DataFrame:
    """Keep wrong records whole, as JSON of header → delivered text."""
    lines = wrong["source_line"].unique()
    wanted = rows.filter(pl.col("source_line").is_in(lines.implode()))
    cells = pl.struct(pl.exclude("source_line")).struct.json_encode().alias("raw")
    return wanted.select("source_line", cells)
