"""Load delivered files: read, check, land; a load becomes visible as a whole or not at all."""

import datetime as dt
import secrets
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace

from pipelines.accept import Accepted
from pipelines.area_register import AreaCollector, known_places, one_district
from pipelines.deliveries import DeliveredFile, delivered_files
from pipelines.delivery_note import DeliveryNote, note_for
from pipelines.intake import Intake, Workshop
from pipelines.known_bytes import KnownBytes
from pipelines.land import prepare, remove_debris, settle
from pipelines.local_time import local_now
from pipelines.opening import Opener
from pipelines.reading.regular_file import opened
from pipelines.refusal import RefusedFileError
from pipelines.request import LoadIdentity, LoadRequest
from pipelines.settlement import settle_repeats
from pipelines.sources import SOURCES
from pipelines.tally import Tally
from warehouse.code_version import CODE_VERSION
from warehouse.data_dir import DataDir
from warehouse.durable import only_writer
from warehouse.lake import places_within
from warehouse.ledger import FileRecord, Manifest, manifests, record

LOCK = "loads.lock"
DERIVED = "derived from the data"
SETTLING = "settling"

Progress = Callable[[str, float], None]
Taken = Tally | FileRecord


def load(data_dir: DataDir, request: LoadRequest, *, progress: Progress | None = None) -> Manifest:
    """Load what ``request`` names and record it.

    Args:
        data_dir: where the district's data is kept.
        request: what to load, and how.
        progress: told what is being done, a file's name or ``SETTLING``, and the share of the
            bytes that are done.

    Returns:
        The manifest, with the account of every file; refused files are in it too. Where there
        was no file, nothing is recorded.

    Raises:
        BusyError: another load is running.
        EntryError: a delivery note cannot be used, or two mappings contradict each other.
        OSError: a named path does not exist, or the data folder cannot be written.
    """
    files = [_Noted.of(file) for file in delivered_files(request.paths)]
    with only_writer(data_dir.root / LOCK):
        earlier = manifests(data_dir)
        # Whatever a load that was killed has left: nobody else writes here now.
        remove_debris(data_dir, earlier)
        prepare(data_dir)
        with ThreadPoolExecutor(max_workers=1) as writer:
            work = _Load(data_dir, request, earlier, writer)
            try:
                return work.run(files, _Meter(progress or _silent, files))
            finally:
                work.tidy()


def _silent(_stage: str, _share: float) -> None:
    return None


@dataclass(frozen=True, slots=True)
class _Noted:
    """A delivered file, what its sender says of it, and its size as far as it can be told."""

    file: DeliveredFile
    note: DeliveryNote
    size: int

    @classmethod
    def of(cls, file: DeliveredFile) -> "_Noted":
        note = note_for(file.path, below=file.root)
        try:
            return cls(file, note, file.path.lstat().st_size)
        except OSError:
            # Taking it will say what is the matter.
            return cls(file, note, 0)


class _Meter:
    """Tells how far a load is, by the bytes that are behind it."""

    def __init__(self, progress: Progress, files: Sequence[_Noted]) -> None:
        self._progress = progress
        self._whole = sum(one.size for one in files) or 1
        self._done = 0

    def during(self, noted: _Noted, taken: Taken) -> None:
        octets = taken.octets if isinstance(taken, Tally) else 0
        behind = self._done + min(octets, noted.size)
        self._progress(f"{noted.file.name} {taken.records:,}", behind / self._whole)

    def after(self, noted: _Noted) -> None:
        self._done += noted.size

    def settling(self) -> None:
        self._progress(SETTLING, 1.0)


class _Load:
    """One load at work."""

    def __init__(
        self,
        data_dir: DataDir,
        request: LoadRequest,
        earlier: Sequence[Manifest],
        writer: Executor,
    ) -> None:
        now = local_now()
        seq = max((load.load_seq for load in earlier), default=0) + 1
        load_id = f"{seq:06d}-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        places = places_within(data_dir, request.scope.areas, earlier)
        self._request = replace(request, scope=replace(request.scope, places=tuple(places)))
        self._data_dir = data_dir
        self._earlier = earlier
        self._workshop = Workshop(
            data_dir,
            LoadIdentity(load_id, seq, now),
            Opener(self._request, now=now),
            KnownBytes(earlier, self._request),
            AreaCollector(one_district(request.mappings)),
            writer,
        )

    def tidy(self) -> None:
        """Remove what the load needed only while it ran."""
        load_id = self._workshop.identity.load_id
        shutil.rmtree(self._data_dir.scratch / load_id, ignore_errors=True)

    def run(self, files: Sequence[_Noted], meter: _Meter) -> Manifest:
        """Take every file, settle what stands twice, and record the load."""
        intakes = []
        for number, noted in enumerate(files, start=1):
            exported_at = _iso(noted.note.exported_at)
            base = FileRecord(number, noted.file.name, None, "", 0, exported_at=exported_at)
            intake = Intake(self._workshop, noted.file, base)
            intakes.append((intake, self._take(intake, noted, meter)))
        meter.settling()
        taken = [_unless_changed(intake, one) for intake, one in intakes]
        tallies = [one for one in taken if isinstance(one, Tally)]
        mode = self._request.mode
        settle_repeats(self._data_dir, tallies, earlier=self._earlier, mode=mode)
        records = [
            one.close() if isinstance(one, Tally) else one
            for one in [*taken, *self._derived(tallies, after=len(files))]
        ]
        return self._recorded(records, [noted.note for noted in files])

    def _take(self, intake: Intake, noted: _Noted, meter: _Meter) -> Taken:
        """Take one file; a refusal becomes part of the record."""
        taken: Taken = intake.record
        try:
            for taken in intake.take():
                meter.during(noted, taken)
        except RefusedFileError as refusal:
            taken = intake.refused(refusal)
        meter.after(noted)
        self._workshop.known.add(taken.so_far() if isinstance(taken, Tally) else taken)
        return taken

    def _derived(self, tallies: Sequence[Tally], *, after: int) -> list[Tally]:
        """Write the registers that mappings make of the data."""
        now: dict[str, list[str]] = {}
        for tally in tallies:
            now.setdefault(tally.source.name, []).extend(tally.rows.parts)
        known = known_places(self._data_dir.lake, self._earlier, now=now)
        made = []
        registers = self._workshop.areas.registers(known)
        for number, (name, rows) in enumerate(registers.items(), start=after + 1):
            base = FileRecord(number, DERIVED, name, "", 0, is_derived=True)
            tally = self._workshop.tally(SOURCES[name], base)
            tally.add(Accepted(rows))
            made.append(tally)
        return made

    def _recorded(self, files: Sequence[FileRecord], notes: Sequence[DeliveryNote]) -> Manifest:
        """Make the load exist."""
        identity, request = self._workshop.identity, self._request
        manifest = Manifest(
            load_id=identity.load_id,
            load_seq=identity.load_seq,
            loaded_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            mode=request.mode,
            scope=asdict(request.scope) if request.mode == "replace" else {},
            as_of=_iso(request.as_of),
            is_demonstration=any(note.is_demonstration for note in notes),
            has_sketched_outlines=any(note.has_sketched_outlines for note in notes),
            code_version=CODE_VERSION,
            files=tuple(files),
        )
        if files:
            parts = [part for file in files for part in (*file.parts, *file.quarantine)]
            settle(self._data_dir.lake, parts)
            record(self._data_dir, manifest)
        return manifest


def _unless_changed(intake: Intake, taken: Taken) -> Taken:
    """Refuse a file after all that was written to while the load ran."""
    if isinstance(taken, Tally) and intake.stamp is not None:
        try:
            with opened(intake.file.path, unchanged_since=intake.stamp):
                pass
        except RefusedFileError as refusal:
            # That it was moved away meanwhile takes nothing from what was read.
            if refusal.reason == "changed_while_reading":
                taken.discard()
                return intake.refused(refusal)
    return taken


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat(sep=" ") if moment else None
