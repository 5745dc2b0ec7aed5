"""Take one delivered file: place it, read it, part its records, write them."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from pipelines.accept import Accepted
from pipelines.ahead import one_ahead
from pipelines.area_register import AreaCollector
from pipelines.deliveries import DeliveredFile
from pipelines.keys import KeyFile
from pipelines.known_bytes import KnownBytes
from pipelines.land import PartWriter, QuarantineWriter
from pipelines.opening import Opened, Opener
from pipelines.reading.batch import TextBatch
from pipelines.reading.facts import inspect
from pipelines.reading.regular_file import Stamp
from pipelines.refusal import RefusedFileError
from pipelines.request import LoadIdentity
from pipelines.source import Source
from pipelines.tally import NOTHING_TOLD, Tally, Told
from warehouse.data_dir import DataDir
from warehouse.ledger import FileRecord


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all files of a load are taken with.

    Attributes:
        data_dir: where the lake is.
        identity: which load this is.
        opener: opens the files.
        known: recognises files that were loaded before.
        areas: collects the places that mapped rows mention.
        writer: writes parts while others are read.
    """

    data_dir: DataDir
    identity: LoadIdentity
    opener: Opener
    known: KnownBytes
    areas: AreaCollector
    writer: Executor

    def tally(self, source: Source, base: FileRecord, told: Told = NOTHING_TOLD) -> Tally:
        """Open an account for rows of ``source``."""
        lake, identity = self.data_dir.lake, self.identity
        scratch = self.data_dir.scratch / identity.load_id / f"{base.file_no:04d}.keys"
        rows = PartWriter(
            lake,
            source,
            self.writer,
            load_id=identity.load_id,
            stamp=(identity.load_seq, base.file_no),
        )
        quarantine = QuarantineWriter(
            lake, self.writer, load_id=identity.load_id, file_no=base.file_no
        )
        keys = KeyFile(scratch, source.key)
        return Tally(source, base, writers=(rows, quarantine), keys=keys, told=told)


class Intake:
    """Takes one file.

    Attributes:
        file: where it lies.
        record: what is known of it so far; a refusal keeps it.
        stamp: what it was when it was inspected; none before.
    """

    def __init__(self, workshop: Workshop, file: DeliveredFile, base: FileRecord) -> None:
        self._workshop = workshop
        self.file = file
        self.record = base
        self.stamp: Stamp | None = None

    def take(self) -> Iterator[Tally | FileRecord]:
        """Read the file; yield its account as it grows, the last time when it is complete.

        Raises:
            RefusedFileError: nothing of the file is taken.
            OSError: the lake cannot be written.
        """
        facts = inspect(self.file.path)
        self.stamp = facts.stamp
        self.record = replace(self.record, sha256=facts.sha256, size=facts.size)
        mapping = self._workshop.opener.mapping_for(self.file)
        if (known := self._workshop.known.known(self.record, mapping)) is not None:
            yield known
            return
        opened = self._workshop.opener.open(self.file, facts)
        self.record = replace(
            self.record,
            source=opened.source.name,
            encoding=opened.delivery.encoding,
            sheet=opened.delivery.sheet,
            mapping=mapping.name if mapping else None,
            mapping_sha256=mapping.sha256 if mapping else None,
            left_aside=opened.left_aside,
        )
        told = Told(mapping.keep if mapping else None, opened.inspector.shown)
        tally = self._workshop.tally(opened.source, self.record, told)
        yield from self._read(opened, tally)

    def refused(self, refusal: RefusedFileError) -> FileRecord:
        """Give the record of the file when nothing of it is taken."""
        return replace(self.record, refused=refusal.reason, details=dict(refusal.details))

    def _read(self, opened: Opened, tally: Tally) -> Iterator[Tally]:
        tally.note(opened.delivery.notes)
        work = (partial(_part, opened, batch) for batch in opened.delivery.batches())
        try:
            for accepted, delivered in one_ahead(work):
                if opened.bound is not None:
                    self._workshop.areas.note(opened.bound, accepted.rows, delivered)
                tally.add(accepted)
                yield tally
            tally.flush()
        except RefusedFileError:
            tally.discard()
            raise
        yield tally


def _part(opened: Opened, batch: TextBatch) -> tuple[Accepted, pl.DataFrame]:
    return opened.part(batch), batch.rows
