"""Save a district's data as one file and bring it back, checked byte by byte."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

from warehouse.data_dir import DataDir
from warehouse.durable import only_writer, replace_durably
from warehouse.ledger import manifests
from warehouse.snapshots import current_id, point_to, version_file

CONTENTS = "contents.json"
CHUNK = 1 << 20


class BackupError(RuntimeError):
    """A backup cannot be written or used; the message says why."""


def save(data_dir: DataDir, archive: Path) -> int:
    """Write the lake, its record and the current version into ``archive``.

    Returns:
        Its size in bytes.

    Raises:
        BackupError: the file exists already.
        BusyError: a load is running.
    """
    if archive.exists():
        raise BackupError(str(archive))
    draft = archive.with_name(f".{archive.name}.part")
    with only_writer(data_dir.root / "loads.lock"):
        files = list(_kept(data_dir))
        digests = {path.relative_to(data_dir.root).as_posix(): _digest(path) for path in files}
        with tarfile.open(draft, "w") as tar:
            listing = json.dumps(
                {"files": digests, "current": current_id(data_dir)}, indent=1
            ).encode()
            entry = tarfile.TarInfo(CONTENTS)
            entry.size = len(listing)
            tar.addfile(entry, io.BytesIO(listing))
            for path in files:
                tar.add(path, path.relative_to(data_dir.root).as_posix())
    replace_durably(draft, archive)
    return archive.stat().st_size


def _kept(data_dir: DataDir) -> Iterator[Path]:
    """List the files that cannot be made again, and the current version, which takes time."""
    yield from sorted(path for path in data_dir.lake.rglob("*") if path.is_file())
    yield from sorted(data_dir.loads.glob("*.json"))
    if (version_id := current_id(data_dir)) is not None:
        yield version_file(data_dir, version_id)
        yield version_file(data_dir, version_id).with_suffix(".json")


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def bring_back(data_dir: DataDir, archive: Path) -> None:
    """Unpack a backup into an empty data folder and check every file.

    Raises:
        BackupError: the archive is damaged, or the folder holds data already.
    """
    if data_dir.loads.exists() and any(data_dir.loads.iterdir()):
        raise BackupError("not_empty")
    data_dir.root.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(archive) as tar:
            listing = tar.extractfile(CONTENTS)
            if listing is None:
                raise BackupError(CONTENTS)
            contents = json.loads(listing.read())
            # "data" refuses absolute paths, links out of the folder and devices.
            tar.extractall(data_dir.root, filter="data")
    except (tarfile.TarError, KeyError, OSError, ValueError) as error:
        raise BackupError(str(error)) from error
    finally:
        (data_dir.root / CONTENTS).unlink(missing_ok=True)
    for name, digest in contents["files"].items():
        path = data_dir.root / name
        if not path.exists() or _digest(path) != digest:
            raise BackupError(name)
    manifests(data_dir)
    if contents["current"] is not None:
        point_to(data_dir, contents["current"])
