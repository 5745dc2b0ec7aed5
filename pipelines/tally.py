"""The account of one file while it is read: every record is accepted, quarantined or skipped."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipelines.accept import Accepted
from pipelines.keys import KeyFile
from pipelines.land import PartWriter, QuarantineWriter
from pipelines.source import Source
from warehouse.ledger import FileRecord


class Tally:
    """Counts the records of one file and hands them on to where they are kept."""

    def __init__(
        self,
        source: Source,
        base: FileRecord,
        *,
        rows: PartWriter,
        quarantine: QuarantineWriter,
        keys: KeyFile,
    ) -> None:
        self.source = source
        self.base = base
        self.rows = rows
        self.keys = keys
        self.accepted = 0
        self.quarantined = 0
        self.skipped = 0
        self._quarantine = quarantine
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

    def discard(self, lake: Path) -> None:
        """Remove what was written of a file that is refused after all."""
        for part in (*self.rows.parts, *self._quarantine.parts):
            (lake / part).unlink(missing_ok=True)

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

    def _note_span(self, rows: pl.DataFrame) -> None:
        if self.source.dated_by is None or not rows.height:
            return
        dates = rows[self.source.dated_by].cast(pl.Date)
        known = [one for one in (*self._span, dates.min(), dates.max()) if isinstance(one, dt.date)]
        if known:
            self._span = [min(known), max(known)]
