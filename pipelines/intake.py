"""Take one delivered file: place it, read it, part its records, write them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipelines.accept import Accepted, Inspector
from pipelines.area_register import AreaCollector
from pipelines.deliveries import DeliveredFile
from pipelines.keys import KeyFile
from pipelines.land import PartWriter, QuarantineWriter
from pipelines.mapping import Mapping as MappingFile
from pipelines.reading.batch import Delivery, TextBatch
from pipelines.reading.delivery import open_delivery
from pipelines.reading.facts import FileFacts, inspect
from pipelines.reading.wishes import NO_WISHES
from pipelines.recognise import headings, place, share_of_known_names
from pipelines.refusal import RefusedFileError
from pipelines.source import Source
from pipelines.sources import SOURCES
from pipelines.tally import Tally
from warehouse.data_dir import DataDir
from warehouse.ledger import FileRecord, Manifest

HOME = ZoneInfo("Asia/Shanghai")
# Shown to whoever delivers a file without a header.
EXAMPLE = ("事项编号", "网格编码", "上报时间", "状态")


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What an operator asks to be loaded.

    Attributes:
        paths: files and folders.
        source: name of the source, where the files do not say it themselves.
        mappings: how foreign files become rows of a source; the first that fits a file is used.
        mode: ``append``, ``upsert`` or ``replace``.
        scope: for ``replace``: ``months`` and ``areas`` whose earlier rows are taken away; an
            empty list means all of them.
        as_of: the cut-off the operator states, local time.
    """

    paths: tuple[Path, ...]
    source: str | None = None
    mappings: tuple[MappingFile, ...] = ()
    mode: str = "append"
    scope: Mapping[str, Any] = field(default_factory=dict)
    as_of: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class LoadIdentity:
    """Which load this is.

    Attributes:
        load_id: unique name.
        load_seq: number, later ones win.
        now: local time.
    """

    load_id: str
    load_seq: int
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Sample:
    """What loading would do to the first rows of a file.

    Attributes:
        file: its name.
        source: what it delivers.
        origins: column of the contract → where its text comes from.
        extra: delivered columns that are left aside.
        accepted: the first rows, parted.
    """

    file: str
    source: Source
    origins: Mapping[str, str]
    extra: tuple[str, ...]
    accepted: Accepted


class Intake:
    """Takes the files of one load, one after the other."""

    def __init__(
        self,
        data_dir: DataDir,
        request: LoadRequest,
        identity: LoadIdentity,
        *,
        earlier: Sequence[Manifest],
        areas: AreaCollector,
    ) -> None:
        self._data_dir = data_dir
        self._request = request
        self._identity = identity
        self._earlier = earlier
        self._areas = areas

    def take(self, file: DeliveredFile, base: FileRecord) -> Iterator[Tally | FileRecord]:
        """Read one file; yield its account as it grows, the last time when it is complete.

        What is yielded first is a record of the bytes alone, so that a refusal can name them.

        Raises:
            RefusedFileError: nothing of the file is taken.
        """
        facts = inspect(file.path)
        base = replace(base, sha256=facts.sha256, size=facts.size)
        yield base
        mapping = self._mapping(file)
        if (known := self._same_bytes(base, mapping)) is not None:
            yield known
            return
        delivery = _open(file.path, facts, mapping)
        source, inspector = self._inspector(delivery, file, mapping)
        base = replace(
            base,
            encoding=delivery.encoding,
            sheet=delivery.sheet,
            mapping=mapping.name if mapping else None,
        )
        tally = self.tally(source, base)
        tally.note(delivery.notes)
        try:
            for batch in delivery.batches():
                self._add(tally, batch, inspector=inspector, mapping=mapping)
                yield tally
        except RefusedFileError:
            tally.discard(self._data_dir.lake)
            raise
        yield tally

    @classmethod
    def to_look(cls, data_dir: DataDir, request: LoadRequest) -> "Intake":
        """Make an intake that only looks at files."""
        now = dt.datetime.now(HOME).replace(tzinfo=None, microsecond=0)
        identity = LoadIdentity("", 0, now)
        return cls(data_dir, request, identity, earlier=(), areas=AreaCollector())

    def sample(self, file: DeliveredFile, *, rows: int) -> Sample:
        """Part the first rows of a file and keep nothing.

        Raises:
            RefusedFileError: nothing of the file could be taken.
        """
        mapping = self._mapping(file)
        delivery = _open(file.path, inspect(file.path), mapping)
        source, inspector = self._inspector(delivery, file, mapping)
        batch = next(delivery.batches(), None)
        if batch is None:
            return Sample(file.name, source, inspector.headings, (), inspector.nothing())
        first = replace(batch, rows=batch.rows.head(rows), broken=batch.broken.head(rows))
        if mapping is None:
            extra = headings(delivery.header, source).extra
            return Sample(file.name, source, inspector.headings, extra, inspector.part(first))
        mapped = mapping.apply(first.rows, file_name=file.name)
        accepted = inspector.part(replace(first, rows=mapped.rows), origin=mapped.origin)
        extra = tuple(sorted(set(delivery.header) - mapping.delivered_names))
        origins = {column.column: column.origin for column in mapping.columns}
        return Sample(file.name, source, origins, extra, accepted)

    def _add(
        self,
        tally: Tally,
        batch: TextBatch,
        *,
        inspector: Inspector,
        mapping: MappingFile | None,
    ) -> None:
        if mapping is None:
            tally.add(inspector.part(batch))
            return
        mapped = mapping.apply(batch.rows, file_name=tally.base.file)
        accepted = inspector.part(replace(batch, rows=mapped.rows), origin=mapped.origin)
        self._areas.note(mapping, accepted.rows, batch.rows)
        tally.add(accepted)

    def _mapping(self, file: DeliveredFile) -> MappingFile | None:
        if not self._request.mappings:
            return None
        for mapping in self._request.mappings:
            if mapping.fits(file.name):
                return mapping
        raise RefusedFileError("no_mapping_fits", found=file.name)

    def _same_bytes(self, base: FileRecord, mapping: MappingFile | None) -> FileRecord | None:
        """Find the record of the same bytes, loaded in the same way, with nothing after them.

        Sent again after a correction of the same source, an ``upsert`` may be meant to undo it.
        """
        if self._request.mode == "replace":
            return None
        known = (base.sha256, mapping.name if mapping else None)
        held: FileRecord | None = None
        for load in self._earlier:
            for file in load.files:
                is_same = file.refused is None and (file.sha256, file.mapping) == known
                if is_same and load.mode == self._request.mode:
                    held = file
                elif held and file.accepted and file.source == held.source:
                    held = held if self._request.mode == "append" else None
        if held is None:
            return None
        return replace(
            base,
            source=held.source,
            encoding=held.encoding,
            sheet=held.sheet,
            mapping=held.mapping,
            records=held.records,
            skipped=held.records,
            notes={"skipped_same_bytes": held.records},
        )

    def _inspector(
        self, delivery: Delivery, file: DeliveredFile, mapping: MappingFile | None
    ) -> tuple[Source, Inspector]:
        """Tell what the file delivers and prepare to judge its records."""
        if mapping is not None:
            source = mapping.source
            mapping.check_header(delivery.header)
            names = {column.column: column.column for column in mapping.columns}
        else:
            source = self._source(delivery.header, file)
            heads = headings(delivery.header, source)
            names = dict(heads.by_column)
        return source, Inspector(
            source, names, now=self._identity.now, serial_epoch=delivery.serial_epoch
        )

    def _source(self, header: Sequence[str], file: DeliveredFile) -> Source:
        if self._request.source is not None:
            return SOURCES[self._request.source]
        return place(header, file_name=file.name)

    def tally(self, source: Source, base: FileRecord) -> Tally:
        """Open an account for rows of ``source``."""
        lake, identity = self._data_dir.lake, self._identity
        scratch = self._data_dir.scratch / identity.load_id / f"{base.file_no:04d}.keys"
        return Tally(
            source,
            base,
            rows=PartWriter(
                lake, source, load_id=identity.load_id, stamp=(identity.load_seq, base.file_no)
            ),
            quarantine=QuarantineWriter(lake, load_id=identity.load_id, file_no=base.file_no),
            keys=KeyFile(scratch, source.key),
        )


def _open(path: Path, facts: FileFacts, mapping: MappingFile | None) -> Delivery:
    """Open a file; its header is known by the names of the mapping or of the contracts."""
    names = mapping.delivered_names if mapping else None

    def recognise(cells: Sequence[str]) -> float:
        return share_of_known_names(cells, names)

    wishes = mapping.wishes if mapping else NO_WISHES
    try:
        return open_delivery(path, recognise=recognise, wishes=wishes, facts=facts)
    except RefusedFileError as refusal:
        if refusal.reason == "no_header":
            refusal.details["example"] = ", ".join(sorted(names) if names else EXAMPLE)
        raise
