"""Published versions: files that never change, and one small pointer that says which is current.

Nothing ever writes a file that a page has open. Publishing gives a finished file its name and
then moves the pointer, each in one step, so that a reader, or a crash, sees the old version or
the new one. Rolling back moves the pointer; unlinked files stay readable for whoever has them
open.
"""

import datetime as dt
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from warehouse.data_dir import DataDir
from warehouse.durable import replace_durably, write_durably

KEPT_VERSIONS = 12
UNFINISHED = ".building"


class NoVersionError(RuntimeError):
    """Nothing has been published yet, or the version that was asked for is gone."""


@dataclass(frozen=True, slots=True)
class Version:
    """One published version.

    Attributes:
        version_id: its name, shown on every page and export.
        built_at: UTC, ISO 8601.
        cutoff_on: the last day on which anything happened; null when nothing is dated.
        fingerprint: of the loads, models and metrics it was built from.
        loads: ids of the loads it holds.
        code_version: the program that built it.
        is_demonstration: whether any of its rows are invented.
        has_sketched_outlines: whether its outlines are illustrative.
        row_counts: rows of each table.
    """

    version_id: str
    built_at: str
    cutoff_on: str | None
    fingerprint: str
    loads: tuple[str, ...]
    code_version: str
    is_demonstration: bool
    has_sketched_outlines: bool
    row_counts: Mapping[str, int]

    @classmethod
    def from_json(cls, text: str) -> "Version":
        """Read what ``publish`` wrote."""
        body: dict[str, Any] = json.loads(text)
        return cls(**{**body, "loads": tuple(body["loads"])})


def version_file(data_dir: DataDir, version_id: str) -> Path:
    """Name the file of a version."""
    return data_dir.versions / f"{version_id}.duckdb"


def _facts_file(data_dir: DataDir, version_id: str) -> Path:
    return data_dir.versions / f"{version_id}.json"


def unfinished_file(data_dir: DataDir, version_id: str) -> Path:
    """Name the file in which a version is put together before it is published."""
    return data_dir.versions / f"{version_id}.duckdb{UNFINISHED}"


def publish(data_dir: DataDir, version: Version, *, kept: int = KEPT_VERSIONS) -> None:
    """Make a finished, closed version file the current one, and retire the oldest.

    The file is expected at `unfinished_file`.
    """
    facts = json.dumps(asdict(version), ensure_ascii=False, indent=1)
    write_durably(_facts_file(data_dir, version.version_id), facts)
    replace_durably(
        unfinished_file(data_dir, version.version_id), version_file(data_dir, version.version_id)
    )
    point_to(data_dir, version.version_id)
    for old in versions(data_dir)[kept:]:
        remove(data_dir, old.version_id)


def point_to(data_dir: DataDir, version_id: str) -> None:
    """Make a version current.

    Raises:
        NoVersionError: its file is not there.
    """
    if not version_file(data_dir, version_id).exists():
        raise NoVersionError(version_id)
    write_durably(data_dir.pointer, json.dumps({"version": version_id}))


def current_id(data_dir: DataDir) -> str | None:
    """Tell which version is current; none before the first is published."""
    try:
        body = json.loads(data_dir.pointer.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return str(body["version"])


def current(data_dir: DataDir) -> Version | None:
    """Describe the current version; none before the first is published."""
    version_id = current_id(data_dir)
    return None if version_id is None else describe(data_dir, version_id)


def describe(data_dir: DataDir, version_id: str) -> Version:
    """Describe one version.

    Raises:
        NoVersionError: it is not there.
    """
    try:
        return Version.from_json(_facts_file(data_dir, version_id).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NoVersionError(version_id) from error


def versions(data_dir: DataDir) -> list[Version]:
    """Describe every version that can be returned to, newest first."""
    found = [
        Version.from_json(path.read_text(encoding="utf-8"))
        for path in data_dir.versions.glob("*.json")
        if path.with_suffix(".duckdb").exists()
    ]
    return sorted(found, key=lambda one: (one.built_at, one.version_id), reverse=True)


def remove(data_dir: DataDir, version_id: str) -> None:
    """Retire a version; the current one stays."""
    if version_id == current_id(data_dir):
        return
    for path in (version_file(data_dir, version_id), _facts_file(data_dir, version_id)):
        with suppress(FileNotFoundError):
            path.unlink()


def remove_unfinished(data_dir: DataDir) -> int:
    """Delete what a build left behind when it was killed; only a builder may call this."""
    debris = [
        *data_dir.versions.glob(f"*{UNFINISHED}*"),
        *data_dir.versions.glob(".*.tmp"),
        *(
            path
            for path in data_dir.versions.glob("*.json")
            if not path.with_suffix(".duckdb").exists()
        ),
    ]
    for path in debris:
        path.unlink()
    return len(debris)


def new_version_id(data_dir: DataDir, *, cutoff_on: str | None, fingerprint: str) -> str:
    """Name a new version: the day the data is known to, a piece of the fingerprint, a number."""
    day = (cutoff_on or f"{dt.datetime.now(dt.UTC):%Y-%m-%d}").replace("-", "")
    stem = f"{day}-{fingerprint[:4]}"
    taken = {one.version_id for one in versions(data_dir)}
    numbers = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in numbers if one not in taken)
