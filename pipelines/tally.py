"""The account of one file while it is read: every record is accepted, quarantined or skipped."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from pipelines.accept import Accepted
from pipelines.keys import KeyFile
from pipelines.land import PartWriter, QuarantineWriter
from pipelines.repeats import Keep
from pipelines.source import Source
from warehouse.ledger import FileRecord


@dataclass(frozen=True, slots=True)
class Told:
    """What the file's header or its mapping says of its rows.

    Attributes:
        keep: which of repeated rows the mapping wants to keep.
        shown: column of the contract → what the sender calls it.
    """

    keep: Keep | None = None
    shown: Mapping[str, str] = field(default_factory=dict)


NOTHING_TOLD = Told()


class Tally:
    """Counts the records of one file and hands them on to where they are kept.

    Attributes:
        source: what the file delivers.
        base: the file's record as far as it is known before its rows.
        rows: where accepted rows are written.
        keys: the hashed keys of the accepted rows.
        keep: which of repeated rows the file's mapping wants to keep.
        shown: column of the contract → what the sender calls it.
    """

    def __init__(
        self,
        source: Source,
        base: FileRecord,
        *,
        writers: tuple[PartWriter, QuarantineWriter],
        keys: KeyFile,
        told: Told = NOTHING_TOLD,
    ) -> None:
        self.source = source
        self.base = base
        self.rows, self._quarantine = writers
        self.keys = keys
        self.keep = told.keep
        self.shown = told.shown
        self.accepted = self.quarantined = self.skipped = self.octets = 0
        self._reasons: Counter[str] = Counter()
        self._notes: Counter[str] = Counter()
        self._span: list[dt.date] = []

    @property
    def records(self) -> int:
        """How many records the file held so far."""
        return self.accepted + self.quarantined + self.skipped

    def add(self, accepted: Accepted) -> None:
        """Count and write one batch."""
        self.rows.add(accepted.rows)
        self.keys.add(accepted.rows)
        self.accepted += accepted.rows.height
        self.octets += accepted.octets
        self.skip("blank", accepted.blank)
        self.note(accepted.notes)
        self._note_span(accepted.rows)
        self.set_aside(accepted.quarantine)

    def note(self, notes: Mapping[str, int]) -> None:
        """Add to what was put right or left aside."""
        self._notes.update(notes)

    def set_aside(self, records: pl.DataFrame) -> None:
        """Count and write quarantined records, one row a record and reason."""
        if not records.height:
            return
        self._quarantine.add(records)
        self.quarantined += records["source_line"].n_unique()
        counts = records.group_by("reason").agg(pl.col("source_line").n_unique())
        self._reasons.update(dict(counts.iter_rows()))

    def skip(self, why: str, records: int) -> None:
        """Count records that hold nothing new."""
        if records:
            self.skipped += records
            self._notes[f"skipped_{why}"] += records

    def take_back(self, records: int) -> None:
        """Count accepted rows that turned out not to be."""
        self.accepted -= records

    def flush(self) -> None:
        """Write what is waiting."""
        self.rows.flush()
        self._quarantine.flush()

    def discard(self) -> None:
        """Remove what was written of a file that is refused after all."""
        self.rows.discard()
        self._quarantine.discard()

    def so_far(self) -> FileRecord:
        """Give the file's record as far as it is known before repeated rows are settled."""
        return replace(self.base, records=self.records, accepted=self.accepted)

    def close(self) -> FileRecord:
        """Give the file's record."""
        self.flush()
        return replace(
            self.base,
            source=self.source.name,
            records=self.records,
            accepted=self.accepted,
            quarantined=self.quarantined,
            skipped=self.skipped,
            reasons=dict(sorted(self._reasons.items())),
            notes=dict(sorted(self._notes.items())),
            earliest=self._span[0].isoformat() if self._span else None,
            latest=self._span[1].isoformat() if self._span else None,
            parts=tuple(self.rows.parts),
            quarantine=tuple(self._quarantine.parts),
        )

    def look_again(self, lake: Path) -> None:
        """Forget parts without rows, and see between which days those of the others lie."""
        filled = [part for part in self.rows.parts if _height(lake / part)]
        for part in set(self.rows.parts) - set(filled):
            (lake / part).unlink()
        self.rows.parts = filled
        self._span = []
        if self.source.dated_by is not None:
            for part in filled:
                self._note_span(pl.read_parquet(lake / part, columns=[self.source.dated_by]))

    def _note_span(self, rows: pl.DataFrame) -> None:
        if self.source.dated_by is None or not rows.height:
            return
        dates = rows[self.source.dated_by]
        known = [*self._span, *map(_day, (dates.min(), dates.max()))]
        days = [one for one in known if one is not None]
        self._span = [min(days), max(days)] if days else []


def _height(part: Path) -> int:
    return int(pl.scan_parquet(part).select(pl.len()).collect().item())


def _day(moment: object) -> dt.date | None:
    if isinstance(moment, dt.datetime):
        return moment.date()
    return moment if isinstance(moment, dt.date) else None
