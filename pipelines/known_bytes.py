"""Recognise a file that was loaded before, byte by byte, so that it need not be read again."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.mapping import Mapping
from pipelines.request import LoadRequest
from warehouse.code_version import CODE_VERSION
from warehouse.ledger import FileRecord, Manifest


class KnownBytes:
    """The files of earlier loads, and those of this one so far."""

    def __init__(self, earlier: Sequence[Manifest], request: LoadRequest) -> None:
        self._earlier = earlier
        self._request = request
        self._now: list[FileRecord] = []

    def add(self, record: FileRecord) -> None:
        """Remember a file that this load has taken."""
        self._now.append(record)

    def known(self, base: FileRecord, mapping: Mapping | None) -> FileRecord | None:
        """Give the account of a file whose bytes hold nothing new; none where they may."""
        held = next((one for one in self._now if self._is_same(one, base, mapping)), None)
        held = held or self._loaded(base, mapping)
        if held is None:
            return None
        return replace(
            base,
            source=held.source,
            encoding=held.encoding,
            sheet=held.sheet,
            mapping=held.mapping,
            mapping_sha256=held.mapping_sha256,
            records=held.records,
            skipped=held.records,
            notes={"skipped_same_bytes": held.records},
        )

    def _loaded(self, base: FileRecord, mapping: Mapping | None) -> FileRecord | None:
        """Find the record of the same bytes, loaded in the same way, with nothing after them.

        Sent again after a correction of the same source, an ``upsert`` may be meant to undo it.
        A ``replace`` is always read: it takes away what it does not bring again.
        """
        if self._request.mode == "replace":
            return None
        held: FileRecord | None = None
        for load in self._earlier:
            for file in load.files:
                if load.mode == self._request.mode and self._is_same(file, base, mapping):
                    # A newer program may understand what an older one could not.
                    is_final = not file.quarantined or load.code_version == CODE_VERSION
                    held = file if is_final else None
                elif held and file.accepted and file.source == held.source:
                    held = held if self._request.mode == "append" else None
        return held

    def _is_same(self, one: FileRecord, base: FileRecord, mapping: Mapping | None) -> bool:
        """Tell whether ``one`` has the same bytes and would be read in the same way."""
        digest = mapping.sha256 if mapping else None
        if one.refused or (one.sha256, one.mapping_sha256) != (base.sha256, digest):
            return False
        if self._request.source not in {None, one.source}:
            return False
        by_name = mapping is not None and any(column.from_file for column in mapping.columns)
        return one.file == base.file if by_name else True
