"""The record of loads: one manifest a load, written in one step and never changed.

A load exists when its manifest does. Files in the lake that no manifest names are debris of a
load that died, and nobody reads them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from warehouse.data_dir import DataDir
from warehouse.durable import write_durably


class LedgerError(RuntimeError):
    """A manifest cannot be read; the message names the file."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What became of one delivered file.

    Attributes:
        file_no: position in the load, from 1; rows carry it.
        file: the file's name as delivered, below the folder it was loaded from.
        source: name of the source; null for a refused file nobody could place.
        sha256: of the delivered bytes.
        size: in bytes.
        encoding: how the text was read; null for workbooks and Parquet.
        sheet: the worksheet the rows came from.
        mapping: the mapping file that was used.
        mapping_sha256: of the mapping file's bytes.
        records, accepted, quarantined, skipped: the account; the first is the sum of the others.
        refused: the reason code when nothing of the file was taken.
        details: what the refusal's sentence is filled with.
        reasons: quarantined records by rule; a record that breaks two rules counts in both.
        notes: what was put right or left aside without touching a value's meaning, with counts.
        earliest, latest: first and last date among the accepted rows, where they have one.
        exported_at: when the sending system wrote the file, where it said so.
        parts: Parquet files below the lake that hold the accepted rows.
        quarantine: Parquet files below the lake that hold the quarantined records.
        left_aside: delivered columns that the contract does not know.
        is_derived: whether the rows were made of other files' codes, not delivered.
    """

    file_no: int
    file: str
    source: str | None
    sha256: str
    size: int
    encoding: str | None = None
    sheet: str | None = None
    mapping: str | None = None
    mapping_sha256: str | None = None
    records: int = 0
    accepted: int = 0
    quarantined: int = 0
    skipped: int = 0
    refused: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    earliest: str | None = None
    latest: str | None = None
    exported_at: str | None = None
    parts: tuple[str, ...] = ()
    quarantine: tuple[str, ...] = ()
    left_aside: tuple[str, ...] = ()
    is_derived: bool = False


TUPLES = ("parts", "quarantine", "left_aside")


def _file_record(body: dict[str, Any]) -> FileRecord:
    tuples: dict[str, Any] = {name: tuple(body.get(name, ())) for name in TUPLES}
    return FileRecord(**{**body, **tuples})


@dataclass(frozen=True, slots=True)
class Manifest:
    """One load: when, how, and what became of each file.

    Attributes:
        load_id: unique name of the load, sortable by time.
        load_seq: 1 for the first load of this folder; rows carry it, later ones win.
        loaded_at: UTC, ISO 8601.
        mode: ``append``, ``upsert`` or ``replace``.
        scope: for ``replace``: the ``months`` and ``areas`` whose earlier rows this load takes
            away, and ``places``: the areas and everything below them when it was loaded.
        as_of: the cut-off the operator stated, local time, ISO 8601.
        is_demonstration: whether the delivery said that it is invented.
        has_sketched_outlines: whether the delivery said that its outlines are illustrative.
        code_version: the program that wrote it.
        files: one record a file.
    """

    load_id: str
    load_seq: int
    loaded_at: str
    mode: str
    scope: Mapping[str, Any]
    as_of: str | None
    is_demonstration: bool
    has_sketched_outlines: bool
    code_version: str
    files: tuple[FileRecord, ...]

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read a manifest that ``to_json`` wrote."""
        body = json.loads(text)
        files = tuple(_file_record(one) for one in body.pop("files"))
        return cls(**body, files=files)

    def to_json(self) -> str:
        """Write the manifest as JSON that a person can read."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)


def manifests(data_dir: DataDir) -> list[Manifest]:
    """Read every load, oldest first.

    Raises:
        LedgerError: a manifest is not what this program wrote.
    """
    found = []
    for path in sorted(data_dir.loads.glob("*.json")):
        try:
            found.append(Manifest.from_json(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError, KeyError) as error:
            raise LedgerError(f"{path.name}: not a manifest: {error}") from error
    return sorted(found, key=lambda manifest: manifest.load_seq)


def record(data_dir: DataDir, manifest: Manifest) -> Path:
    """Make a load exist: write its manifest in one step."""
    path = data_dir.loads / f"{manifest.load_id}.json"
    write_durably(path, manifest.to_json())
    return path


def parts(loads: Iterable[Manifest], source: str, *, is_derived: bool = False) -> list[str]:
    """Name the Parquet files, below the lake, that hold accepted rows of ``source``.

    Args:
        loads: the loads to look into.
        source: name of the source.
        is_derived: whether to name what was made of other files' codes, or what was delivered.
    """
    return [
        part
        for load in loads
        for file in load.files
        if file.source == source and file.is_derived == is_derived
        for part in file.parts
    ]


def every_part(loads: Sequence[Manifest], source: str) -> list[str]:
    """Name the parts of ``source``, delivered and derived."""
    return parts(loads, source) + parts(loads, source, is_derived=True)
