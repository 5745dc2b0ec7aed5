"""Save a district's data as one file and bring it back, checked byte by byte."""

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from warehouse.data_dir import DataDir
from warehouse.durable import only_writer, replace_durably, sync_file, sync_folder
from warehouse.ledger import LedgerError, manifests
from warehouse.snapshots import current_id, point_to, version_file

CONTENTS = "contents.json"
LOCK = "loads.lock"
UNPACKED = "unpacked"
CHUNK = 1 << 20

Progress = Callable[[str, float], None]


class BackupError(RuntimeError):
    """A backup cannot be written or used; the message names the file."""


class ArchiveExistsError(BackupError):
    """Something has the archive's name already."""


class NothingToSaveError(BackupError):
    """Nothing has been loaded yet."""


class FolderInUseError(BackupError):
    """The data folder holds loads already."""


class DamagedBackupError(BackupError):
    """The archive is incomplete or was changed."""


def _silent(_stage: str, _share: float) -> None:
    return None


def save(data_dir: DataDir, archive: Path, *, progress: Progress = _silent) -> int:
    """Write the lake, its record and the current version into ``archive``.

    Returns:
        Its size in bytes.

    Raises:
        ArchiveExistsError: the file exists already.
        NothingToSaveError: nothing has been loaded yet.
        BusyError: a load is running.
        OSError: the archive cannot be written; none is left.
    """
    if archive.exists():
        raise ArchiveExistsError(str(archive))
    if not data_dir.loads.exists():
        raise NothingToSaveError(str(data_dir.root))
    draft = archive.with_name(f".{archive.name}.part")
    try:
        with only_writer(data_dir.root / LOCK):
            _write(draft, data_dir, progress)
        replace_durably(draft, archive)
    finally:
        draft.unlink(missing_ok=True)
    return archive.stat().st_size


def _write(draft: Path, data_dir: DataDir, progress: Progress) -> None:
    current = current_id(data_dir)
    files = list(_kept(data_dir, current))
    digests = {_name(path, data_dir): _digest(path) for path in files}
    contents = json.dumps({"files": digests, "current": current}, indent=1).encode()
    with tarfile.open(draft, "w") as tar:
        entry = tarfile.TarInfo(CONTENTS)
        entry.size = len(contents)
        tar.addfile(entry, io.BytesIO(contents))
        for number, path in enumerate(files):
            progress(path.name, number / len(files))
            tar.add(path, _name(path, data_dir))


def _name(path: Path, data_dir: DataDir) -> str:
    return path.relative_to(data_dir.root).as_posix()


def _kept(data_dir: DataDir, current: str | None) -> Iterator[Path]:
    """List the files that cannot be made again, and the current version, which takes time."""
    yield from sorted(path for path in data_dir.lake.rglob("*") if path.is_file())
    yield from sorted(data_dir.loads.glob("*.json"))
    if current is not None:
        yield version_file(data_dir, current)
        yield version_file(data_dir, current).with_suffix(".json")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def bring_back(data_dir: DataDir, archive: Path, *, progress: Progress = _silent) -> None:
    """Unpack a backup into an empty data folder, once every file is checked.

    Raises:
        FileNotFoundError: there is no such archive.
        DamagedBackupError: the archive is incomplete or was changed; the folder stays empty.
        FolderInUseError: the folder holds data already.
        BusyError: a load is running.
    """
    with only_writer(data_dir.root / LOCK):
        if data_dir.loads.exists() and any(data_dir.loads.glob("*.json")):
            raise FolderInUseError(str(data_dir.root))
        aside = DataDir(data_dir.scratch / UNPACKED)
        shutil.rmtree(aside.root, ignore_errors=True)
        try:
            contents = _unpack(archive, aside, progress)
            _move_in(aside, data_dir)
        finally:
            shutil.rmtree(aside.root, ignore_errors=True)
        if contents["current"] is not None:
            point_to(data_dir, contents["current"])


def _unpack(archive: Path, aside: DataDir, progress: Progress) -> dict[str, Any]:
    """Unpack beside the data and hold every file against its digest."""
    aside.root.mkdir(parents=True)
    try:
        with archive.open("rb") as file, tarfile.open(fileobj=file) as tar:
            # "data" refuses absolute paths, links out of the folder and devices.
            tar.extractall(aside.root, filter="data")
        contents: dict[str, Any] = json.loads((aside.root / CONTENTS).read_text(encoding="utf-8"))
        for number, (name, digest) in enumerate(contents["files"].items()):
            progress(name, number / len(contents["files"]))
            if _digest(aside.root / name) != digest:
                raise DamagedBackupError(name)
            sync_file(aside.root / name)
        manifests(aside)
    except (tarfile.TarError, KeyError, ValueError, LedgerError) as error:
        raise DamagedBackupError(str(error)) from error
    except FileNotFoundError as error:
        if not archive.exists():
            raise
        raise DamagedBackupError(str(error.filename)) from error
    return contents


def _move_in(aside: DataDir, data_dir: DataDir) -> None:
    """Move what was unpacked into place; the record of loads comes last and makes it exist."""
    for source, target in (
        (aside.lake, data_dir.lake),
        (aside.versions, data_dir.versions),
        (aside.loads, data_dir.loads),
    ):
        if source.exists():
            shutil.rmtree(target, ignore_errors=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
            for folder in (target, *(one for one in target.iterdir() if one.is_dir())):
                sync_folder(folder)
            sync_folder(target.parent)
