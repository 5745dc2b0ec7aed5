"""Open a delivered file: what it delivers, under which names, and who judges its rows."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.accept import Accepted, Inspector
from pipelines.contract import Kind
from pipelines.deliveries import DeliveredFile
from pipelines.mapping import BoundMapping
from pipelines.mapping import Mapping as MappingFile
from pipelines.reading.batch import Delivery, TextBatch
from pipelines.reading.delivery import open_delivery
from pipelines.reading.facts import FileFacts
from pipelines.reading.format import Format
from pipelines.reading.wishes import NO_WISHES
from pipelines.recognise import headings, place, share_of_known_names
from pipelines.refusal import RefusedFileError
from pipelines.request import LoadRequest
from pipelines.scope import Scope
from pipelines.source import Source
from pipelines.sources import SOURCES

# Shown to whoever delivers a file without a header.
EXAMPLE = ("事项编号", "网格编码", "上报时间", "状态")


@dataclass(frozen=True, slots=True)
class Opened:
    """One file, ready to be read.

    Attributes:
        delivery: its header and its records.
        inspector: judges the records.
        bound: the mapping that makes rows of them, where there is one.
        left_aside: delivered columns that nobody takes.
    """

    delivery: Delivery
    inspector: Inspector
    bound: BoundMapping | None
    left_aside: tuple[str, ...]

    @property
    def source(self) -> Source:
        """What the file delivers."""
        return self.inspector.source

    @property
    def origins(self) -> Mapping[str, str]:
        """Column of the contract → where its text comes from."""
        if self.bound is None:
            return self.inspector.shown
        return {column.column: column.origin for column in self.bound.columns}

    def part(self, batch: TextBatch) -> Accepted:
        """Part one batch into accepted rows and quarantined records."""
        if self.bound is None:
            return self.inspector.part(batch)
        mapped = self.bound.apply(batch.rows)
        made = replace(batch, rows=mapped.rows, is_ascii=False)
        return self.inspector.part(made, origin=mapped.origin)


class Opener:
    """Opens the files of one load."""

    def __init__(self, request: LoadRequest, *, now: dt.datetime) -> None:
        self._request = request
        self._now = now

    def mapping_for(self, file: DeliveredFile) -> MappingFile | None:
        """Choose the mapping of a file; none where the load has none.

        Raises:
            RefusedFileError: there are mappings, and none fits.
        """
        for mapping in self._request.mappings:
            if mapping.fits(file.name):
                return mapping
        if self._request.mappings:
            raise RefusedFileError("no_mapping_fits", found=file.name)
        return None

    def open(self, file: DeliveredFile, facts: FileFacts) -> Opened:
        """Open a file that was inspected.

        Raises:
            RefusedFileError: nothing of it can be taken.
        """
        mapping = self.mapping_for(file)
        delivery = _open(file, facts, mapping)
        has_outlines = facts.format is Format.GEOJSON
        if mapping is not None:
            bound = mapping.bound(delivery.header, file_name=file.name)
            opened = self._mapped(delivery, bound)
        else:
            opened = self._plain(delivery, self._source(delivery.header, file))
        if has_outlines and not opened.source.has_geometry:
            raise RefusedFileError("no_geometry_here", source=opened.source.name)
        if self._scope:
            self._scope.check(opened.source)
        return opened if has_outlines else _without_outlines(opened)

    @property
    def _scope(self) -> Scope | None:
        return self._request.scope if self._request.mode == "replace" else None

    def _source(self, header: Sequence[str], file: DeliveredFile) -> Source:
        if self._request.source is not None:
            return SOURCES[self._request.source]
        return place(header, file_name=file.name)

    def _plain(self, delivery: Delivery, source: Source) -> Opened:
        found = headings(delivery.header, source)
        inspector = self._inspector(delivery, source, found.by_column, found.by_column)
        return Opened(delivery, inspector, None, found.extra)

    def _mapped(self, delivery: Delivery, bound: BoundMapping) -> Opened:
        headers = {column.column: column.column for column in bound.columns}
        inspector = self._inspector(delivery, bound.mapping.source, headers, bound.shown)
        taken = set(bound.headers.values())
        left = tuple(name for name in delivery.header if name not in taken)
        return Opened(delivery, inspector, bound, left)

    def _inspector(
        self,
        delivery: Delivery,
        source: Source,
        headers: Mapping[str, str],
        shown: Mapping[str, str],
    ) -> Inspector:
        return Inspector(
            source,
            headers,
            shown,
            now=self._now,
            serial_epoch=delivery.serial_epoch,
            scope=self._scope,
        )


def _without_outlines(opened: Opened) -> Opened:
    """Leave outlines aside that nobody has checked: they come as GeoJSON alone."""
    inspector = opened.inspector
    outlines = {one.name for one in inspector.source.fields if one.kind is Kind.GEOMETRY}
    named = {name: shown for name, shown in inspector.shown.items() if name in outlines}
    if not named:
        return opened
    kept = {name: text for name, text in inspector.headings.items() if name not in outlines}
    left = (*opened.left_aside, *named.values())
    return replace(opened, inspector=replace(inspector, headings=kept), left_aside=left)


def _open(file: DeliveredFile, facts: FileFacts, mapping: MappingFile | None) -> Delivery:
    """Open a file; its header is known by the names of the mapping or of the contracts."""
    names = mapping.delivered_names if mapping else None

    def recognise(cells: Sequence[str]) -> float:
        return share_of_known_names(cells, names)

    wishes = mapping.wishes if mapping else NO_WISHES
    try:
        return open_delivery(file.path, recognise=recognise, wishes=wishes, facts=facts)
    except RefusedFileError as refusal:
        if refusal.reason == "no_header":
            refusal.details["example"] = ", ".join(sorted(names) if names else EXAMPLE)
        raise
