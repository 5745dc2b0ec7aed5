"""Cached answers of the warehouse's reader; nothing else in the dashboard caches.

Every answer is keyed by the version it came from and by the reader's scope, so that a new
version, or another reader, never meets an old answer. A page run takes one version, pinned at
its start, and every question of the run goes to that version.
"""

from collections.abc import Callable, Sequence

import polars as pl
import streamlit as st

from warehouse import account
from warehouse.access import WHOLE_DISTRICT, AccessScope
from warehouse.catalog import Metric, metrics
from warehouse.connection import Warehouse, Warehouses
from warehouse.data_dir import DataDir
from warehouse.evidence import Evidence
from warehouse.ledger import Manifest, manifests
from warehouse.periods import Period, PeriodKind
from warehouse.reader import Reader
from warehouse.rejected_csv import rejected_csv
from warehouse.snapshots import Version, versions

PINNED = "pinned_version"
MOST_ANSWERS = 600
MOST_EVIDENCE = 50
KEPT_VERSIONS = 4
# A page groups this many quarantined records by reason; the download holds all of them.
MOST_QUARANTINED = 200_000


def data_dir() -> DataDir:
    """Give the folder of this district's data."""
    return DataDir.from_environment()


@st.cache_resource(show_spinner=False)
def _warehouses() -> Warehouses:
    return Warehouses(data_dir())


@st.cache_resource(max_entries=KEPT_VERSIONS, show_spinner=False)
def _warehouse(version_id: str) -> Warehouse:
    """Keep a version open while anybody may still ask it."""
    warehouse = _warehouses().current()
    if warehouse.version.version_id != version_id:
        raise StaleVersionError(version_id)
    return warehouse


class StaleVersionError(RuntimeError):
    """The version of a page was retired while the page was open; the page must run anew."""


def pin() -> Version:
    """Choose the version of this run: the current one.

    Raises:
        NoVersionError: nothing has been published yet.
    """
    version = _warehouses().current().version
    st.session_state[PINNED] = version.version_id
    return version


def scope() -> AccessScope:
    """Give what this reader may see."""
    return WHOLE_DISTRICT


def reader() -> Reader:
    """Open the pinned version for this reader."""
    return _reader(st.session_state[PINNED], scope())


@st.cache_resource(max_entries=KEPT_VERSIONS, show_spinner=False)
def _reader(version_id: str, reader_scope: AccessScope) -> Reader:
    return Reader(_warehouse(version_id), reader_scope)


def ask(question: str, *arguments: object) -> pl.DataFrame:
    """Ask one of `QUESTIONS`; arguments are texts, numbers and tuples of them."""
    return _answer(st.session_state[PINNED], scope(), question, arguments)


@st.cache_data(max_entries=MOST_ANSWERS, show_spinner=False)
def _answer(
    version_id: str, reader_scope: AccessScope, question: str, arguments: tuple[object, ...]
) -> pl.DataFrame:
    return QUESTIONS[question](_reader(version_id, reader_scope), *arguments)


def board(
    metric_ids: Sequence[str], *, level: str, period: Period, within: str | None = None
) -> pl.DataFrame:
    """Give several metrics' values; see ``Reader.board``."""
    return ask("board", tuple(metric_ids), level, period.label, within)


def changed_board(
    metric_ids: Sequence[str],
    *,
    level: str,
    period: Period,
    then: Period,
    among: str | None = None,
) -> pl.DataFrame:
    """Give several metrics' values with their changes since another period.

    ``among`` limits streets to a setting (``urban``, ``rural``) before they are ranked.
    """
    return ask("changed_board", tuple(metric_ids), level, (period.label, then.label), among)


def series(
    metric_ids: Sequence[str], *, level: str, kind: PeriodKind, within: str | None = None
) -> pl.DataFrame:
    """Give metrics' values over time; see ``Reader.series``."""
    return ask("series", tuple(metric_ids), level, str(kind), within)


def evidence(metric_id: str, area_code: str, *, period: Period, limit: int) -> Evidence:
    """Give what lies behind one value; see ``Reader.evidence``."""
    return _evidence(st.session_state[PINNED], scope(), (metric_id, area_code, period.label), limit)


@st.cache_data(max_entries=MOST_EVIDENCE, show_spinner=False)
def _evidence(
    version_id: str, reader_scope: AccessScope, wanted: tuple[str, str, str], limit: int
) -> Evidence:
    metric_id, area_code, label = wanted
    return _reader(version_id, reader_scope).evidence(
        metric_id, area_code, period=Period.parse(label), limit=limit
    )


def all_metrics() -> list[Metric]:
    """List every metric in the order of pillars."""
    return list(metrics().values())


def periods(kind: PeriodKind) -> list[Period]:
    """List the periods of one kind that the data spans."""
    return [Period.parse(label) for label in ask("periods", str(kind))["period"]]


def loads() -> list[Manifest]:
    """Read the record of loads as it is now, built or not."""
    return manifests(data_dir())


def delivered_files() -> pl.DataFrame:
    """List every delivered file as the record of loads is now; see `account.delivered_files`."""
    return account.delivered_files(loads()).filter(~pl.col("is_derived"))


def quarantined() -> pl.DataFrame:
    """Read quarantined records, as many as a page summarises; see `account.rejected`."""
    return _quarantined(tuple(load.load_id for load in loads()))


@st.cache_data(max_entries=2, show_spinner=False)
def _quarantined(load_ids: tuple[str, ...]) -> pl.DataFrame:
    """Read quarantined records once a load; their number bounds what is read."""
    found, count = [], 0
    for piece in account.rejected_in_pieces(data_dir(), loads()):
        found.append(piece)
        count += piece.height
        if count >= MOST_QUARANTINED or not load_ids:
            break
    return pl.concat(found)


def quarantine_file(language: str) -> bytes:
    """Write all quarantined records as CSV, safe to open in a spreadsheet."""
    pieces = account.rejected_in_pieces(data_dir(), loads())
    return b"".join(text.encode() for text in rejected_csv(pieces, language=language))


def kept_versions() -> list[Version]:
    """List the versions that can be returned to, newest first."""
    return versions(data_dir())


def _board(
    reader: Reader, metric_ids: tuple[str, ...], level: str, period: str, within: str | None
) -> pl.DataFrame:
    return reader.board(metric_ids, level=level, period=Period.parse(period), within=within)


def _changed_board(
    reader: Reader,
    metric_ids: tuple[str, ...],
    level: str,
    periods: tuple[str, str],
    among: str | None,
) -> pl.DataFrame:
    now, before = map(Period.parse, periods)
    values = reader.board(metric_ids, level=level, period=now, among=among)
    moved = reader.changes(metric_ids, level=level, period=now, then=before)
    return values.join(moved, on=["metric_id", "area_code"], how="left", maintain_order="left")


def _series(
    reader: Reader, metric_ids: tuple[str, ...], level: str, kind: str, within: str | None
) -> pl.DataFrame:
    return reader.series(metric_ids, level=level, kind=PeriodKind(kind), within=within)


def _outlines(reader: Reader) -> pl.DataFrame:
    """Give the outlines of streets, with who keeps each of them."""
    keepers = reader.areas.rows.select("area_code", "managed_by")
    streets = reader.outlines().filter(pl.col("level") == "street")
    return streets.join(keepers, on="area_code", how="left", maintain_order="left")


def _periods(reader: Reader, kind: str) -> pl.DataFrame:
    labels = [one.label for one in reader.periods(PeriodKind(kind))]
    return pl.DataFrame({"period": pl.Series(labels, dtype=pl.String)})


QUESTIONS: dict[str, Callable[..., pl.DataFrame]] = {
    "board": _board,
    "changed_board": _changed_board,
    "series": _series,
    "periods": _periods,
    "beside": lambda reader, metric_id, level, period: reader.beside(
        metric_id, level=level, period=Period.parse(period)
    ),
    "caveats": lambda reader, metric_id: pl.DataFrame(
        {"caveat": pl.Series(reader.caveats(metric_id), dtype=pl.String)}
    ),
    "rankings": lambda reader: reader.rankings(),
    "annotations": lambda reader: reader.annotations(),
    "outlines": _outlines,
    "survey_waves": lambda reader: reader.survey_waves(),
    "survey_samples": lambda reader, period: reader.survey_samples(Period.parse(period)),
    "survey_traits": lambda reader, period: reader.survey_traits(Period.parse(period)),
    "unmatched": lambda reader: reader.unmatched(),
    "freshness": lambda reader: reader.freshness(),
}
