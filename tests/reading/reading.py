"""Write a file, read it to its end, and hold what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from pipelines.reading.batch import BROKEN_SCHEMA, TextBatch
from pipelines.reading.delivery import inspect, open_delivery
from pipelines.reading.text.delivery import CsvDelivery
from pipelines.reading.wishes import NO_WISHES
from warehouse.reasons import reasons

KNOWN = frozenset(("patrol_id", "grid_code", "started_at", "findings")) | frozenset(
    ("巡查编号", "网格编码", "开始时间", "发现问题数")
)


def recognise(cells: Sequence[str]) -> float:
    """Tell how many of ``cells`` are column names of the tests' deliveries."""
    return sum(cell.strip().casefold() in KNOWN for cell in cells) / len(cells)


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Attributes:
        header: the delivered column names.
        rows: the cells of each accepted row.
        lines: the line of each accepted row.
        broken: line, reason and what is shown of each broken record.
        raw: the broken records as delivered.
        blank: how many records are blank.
        notes: of the delivery and all batches.
        about: the delivery itself.
    """

    header: tuple[str, ...]
    rows: list[tuple[str | None, ...]]
    lines: list[int]
    broken: list[tuple[int, str, str | None]]
    raw: list[str]
    blank: int
    notes: dict[str, int]
    about: object

    @property
    def records(self) -> int:
        return len(self.rows) + len(self.broken) + self.blank


def outcome_of(path: Path, *, wishes=NO_WISHES, block_size=None, known=recognise) -> Outcome:
    """Read the file at ``path`` to its end."""
    delivery = open_delivery(path, recognise=known, wishes=wishes, facts=inspect(path))
    if block_size and isinstance(delivery, CsvDelivery):
        delivery = replace(delivery, block_size=block_size)
    notes = dict(delivery.notes)
    batches = []
    for batch in delivery.batches():
        check(batch, delivery.header)
        notes.update(batch.notes)
        batches.append(batch)
    rows = pl.concat([batch.rows for batch in batches])
    broken = pl.concat([batch.broken for batch in batches])
    return Outcome(
        delivery.header,
        rows.drop("source_line").rows(),
        rows["source_line"].to_list(),
        broken.select("source_line", "reason", "found").rows(),
        broken["raw"].to_list(),
        sum(batch.blank for batch in batches),
        notes,
        delivery,
    )


def check(batch: TextBatch, header: tuple[str, ...]) -> None:
    """Hold a batch to its promises."""
    assert batch.rows.schema == {"source_line": pl.UInt32, **dict.fromkeys(header, pl.String)}
    assert batch.broken.schema == BROKEN_SCHEMA
    assert batch.records == batch.rows.height + batch.broken.height + batch.blank
    assert set(batch.broken["reason"]) <= set(reasons())
    if batch.is_ascii:
        assert all((cell or "").isascii() for row in batch.rows.rows() for cell in row[1:])
