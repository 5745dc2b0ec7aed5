"""Cached answers of the warehouse's reader; nothing else in the dashboard keeps answers.

Every answer is keyed by the version it came from and by the reader's scope, so that a new
version, or another reader, never meets an old answer. A page run takes one version, pinned at
its start, and every question of the run goes to that version.
"""

import polars as pl
import streamlit as st

from dashboard.scenes.desk import QUESTIONS, Desk
from warehouse import account
from warehouse.access import WHOLE_DISTRICT, AccessScope
from warehouse.connection import Warehouse, Warehouses
from warehouse.data_dir import DataDir
from warehouse.evidence import Evidence
from warehouse.ledger import Manifest, manifests
from warehouse.periods import Period
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


@st.cache_resource(max_entries=KEPT_VERSIONS, show_spinner=False)
def _reader(version_id: str, reader_scope: AccessScope) -> Reader:
    return Reader(_warehouse(version_id), reader_scope)


class KeptDesk(Desk):
    """The desk of a page run: answers are kept by version, scope and question."""

    def ask(self, question: str, *arguments: object) -> pl.DataFrame:
        """Ask one of `QUESTIONS`, or give the answer it had."""
        return _answer(self.version.version_id, self.scope, question, arguments)

    def evidence(self, metric_id: str, area_code: str, *, period: Period, limit: int) -> Evidence:
        """Give what lies behind one value; see ``Reader.evidence``."""
        wanted = (metric_id, area_code, period.label)
        return _evidence(self.version.version_id, self.scope, wanted, limit)


def desk(language: str) -> KeptDesk:
    """Open the pinned version for this reader."""
    return KeptDesk(_reader(st.session_state[PINNED], scope()), language, scope())


@st.cache_data(max_entries=MOST_ANSWERS, show_spinner=False)
def _answer(
    version_id: str, reader_scope: AccessScope, question: str, arguments: tuple[object, ...]
) -> pl.DataFrame:
    return QUESTIONS[question](_reader(version_id, reader_scope), *arguments)


@st.cache_data(max_entries=MOST_EVIDENCE, show_spinner=False)
def _evidence(
    version_id: str, reader_scope: AccessScope, wanted: tuple[str, str, str], limit: int
) -> Evidence:
    metric_id, area_code, label = wanted
    return _reader(version_id, reader_scope).evidence(
        metric_id, area_code, period=Period.parse(label), limit=limit
    )


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
