"""Load delivered files: read, check, land; a load becomes visible as a whole or not at all."""

import datetime as dt
import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from pipelines.accept import Accepted
from pipelines.area_register import AreaCollector
from pipelines.deliveries import DeliveredFile, delivered_files
from pipelines.delivery_note import DeliveryNote, note_for
from pipelines.intake import Intake, LoadIdentity, LoadRequest
from pipelines.land import prepare, remove_debris, settle
from pipelines.refusal import RefusedFileError
from pipelines.settlement import settle_repeats
from pipelines.sources import SOURCES
from pipelines.tally import Tally
from warehouse.code_version import CODE_VERSION
from warehouse.data_dir import DataDir
from warehouse.durable import only_writer
from warehouse.ledger import FileRecord, Manifest, manifests, record

HOME = ZoneInfo("Asia/Shanghai")
LOCK = "loads.lock"
DERIVED = "derived from the data"

Progress = Callable[[str, float], None]


def load(data_dir: DataDir, request: LoadRequest, *, progress: Progress | None = None) -> Manifest:
    """Load what ``request`` names and record it.

    Args:
        data_dir: where the district's data is kept.
        request: what to load, and how.
        progress: told the name of the file at work and the share of the bytes that are done.

    Returns:
        The manifest, with the account of every file; refused files are in it too.

    Raises:
        BusyError: another load is running.
        FileNotFoundError: a named path does not exist.
        DeliveryNoteError: a delivery note cannot be used.
    """
    files = list(delivered_files(request.paths))
    with only_writer(data_dir.root / LOCK):
        earlier = manifests(data_dir)
        remove_debris(data_dir, earlier)
        prepare(data_dir)
        work = _Load(data_dir, request, earlier)
        try:
            return work.run(files, progress or _silent)
        finally:
            work.tidy()


def _silent(_stage: str, _share: float) -> None:
    return None


def _at_share(progress: Progress, share: float, stage: str) -> None:
    progress(stage, share)


class _Load:
    """One load at work."""

    def __init__(
        self, data_dir: DataDir, request: LoadRequest, earlier: Sequence[Manifest]
    ) -> None:
        now = dt.datetime.now(HOME).replace(tzinfo=None, microsecond=0)
        seq = max((load.load_seq for load in earlier), default=0) + 1
        load_id = f"{seq:06d}-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        self._data_dir = data_dir
        self._request = request
        self._earlier = earlier
        self._identity = LoadIdentity(load_id, seq, now)
        self._areas = AreaCollector()
        self._intake = Intake(data_dir, request, self._identity, earlier=earlier, areas=self._areas)

    def tidy(self) -> None:
        """Remove what the load needed only while it ran."""
        shutil.rmtree(self._data_dir.scratch / self._identity.load_id, ignore_errors=True)

    def run(self, files: Sequence[DeliveredFile], progress: Progress) -> Manifest:
        """Take every file, settle what stands twice, and record the load."""
        notes = [note_for(file.path, below=file.root) for file in files]
        sizes = [file.path.lstat().st_size for file in files]
        taken = list[Tally | FileRecord]()
        for number, (file, note) in enumerate(zip(files, notes, strict=True), start=1):
            base = FileRecord(number, file.name, None, "", 0, exported_at=_iso(note.exported_at))
            share = sum(sizes[: number - 1]) / (sum(sizes) or 1)
            taken.append(self._take(file, base, partial(_at_share, progress, share)))
        progress("…", 1.0)
        taken += self._derived(len(files))
        tallies = [one for one in taken if isinstance(one, Tally)]
        for tally in tallies:
            tally.flush()
        settle_repeats(
            self._data_dir,
            tallies,
            earlier=self._earlier,
            mode=self._request.mode,
            keeps={one.source.name: one.keep for one in self._request.mappings if one.keep},
        )
        return self._record(
            [one.close() if isinstance(one, Tally) else one for one in taken], notes
        )

    def _take(
        self, file: DeliveredFile, base: FileRecord, progress: Callable[[str], None]
    ) -> Tally | FileRecord:
        """Take one file; a refusal becomes part of the record."""
        taken: Tally | FileRecord = base
        try:
            for taken in self._intake.take(file, base):
                progress(f"{file.name} {taken.records:,}")
        except RefusedFileError as refusal:
            known = taken.base if isinstance(taken, Tally) else taken
            return replace(known, refused=refusal.reason, details=dict(refusal.details))
        return taken

    def _derived(self, taken: int) -> list[Tally]:
        """Write the registers that mappings make of the data."""
        tallies = []
        for number, (name, rows) in enumerate(self._areas.registers().items(), start=taken + 1):
            base = FileRecord(number, DERIVED, name, "", 0, is_derived=True)
            tally = self._intake.tally(SOURCES[name], base)
            tally.add(Accepted(rows))
            tallies.append(tally)
        return tallies

    def _record(self, files: Sequence[FileRecord], notes: Sequence[DeliveryNote]) -> Manifest:
        """Make the load exist."""
        settle(
            self._data_dir.lake,
            [part for file in files for part in (*file.parts, *file.quarantine)],
        )
        request = self._request
        manifest = Manifest(
            load_id=self._identity.load_id,
            load_seq=self._identity.load_seq,
            loaded_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            mode=request.mode,
            scope=dict(request.scope),
            as_of=_iso(request.as_of),
            is_demonstration=any(note.is_demonstration for note in notes),
            has_sketched_outlines=any(note.has_sketched_outlines for note in notes),
            code_version=CODE_VERSION,
            files=tuple(files),
        )
        record(self._data_dir, manifest)
        return manifest


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat(sep=" ") if moment else None
