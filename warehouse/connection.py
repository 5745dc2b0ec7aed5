"""Open published versions to read: one locked-down connection a version, one cursor a question."""

import threading
from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl

from warehouse.data_dir import DataDir
from warehouse.snapshots import NoVersionError, Version, current_id, describe, version_file

# Nothing a question could do reaches the file system, the network or the engine's settings.
LOCKED_DOWN: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY",
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "memory_limit": "1GB",
    "lock_configuration": True,
}
# The pointer may move on and the old file be retired between two reads.
ATTEMPTS = 5


class Warehouse:
    """One published version, open for reading from any thread."""

    def __init__(
        self,
        root: duckdb.DuckDBPyConnection,
        version: Version,
        *,
        data_dir: DataDir | None = None,
    ) -> None:
        """Take an open connection; most callers want `open_current`.

        Args:
            root: the version, open to read.
            version: its description.
            data_dir: where the rows behind it are kept; without it nothing is traced to them.
        """
        self.version = version
        self.data_dir = data_dir
        self._root = root

    def ask(self, sql: str, params: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """Run one question on a cursor of its own.

        A connection shared between threads returns other threads' rows; a cursor does not.
        """
        with self._root.cursor() as cursor:
            found: pl.DataFrame = cursor.sql(sql, params=dict(params or {}) or None).pl()
        return found

    def close(self) -> None:
        """Let go of the file; questions under way finish first."""
        self._root.close()


class Warehouses:
    """Opens the current version once and hands it to everybody, until the pointer moves."""

    def __init__(self, data_dir: DataDir) -> None:
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._held: Warehouse | None = None

    def current(self) -> Warehouse:
        """Give the current version, opening it if it is not open yet.

        Raises:
            NoVersionError: nothing has been published yet.
        """
        held = self._held
        version_id = current_id(self._data_dir)
        if held is not None and held.version.version_id == version_id:
            return held
        with self._lock:
            # Whoever still uses the old one keeps it alive; the last of them lets it go.
            self._held = open_current(self._data_dir)
            return self._held


def open_current(data_dir: DataDir) -> Warehouse:
    """Open the current version.

    Raises:
        NoVersionError: nothing has been published yet.
    """
    for _ in range(ATTEMPTS):
        version_id = current_id(data_dir)
        if version_id is None:
            raise NoVersionError
        try:
            path = version_file(data_dir, version_id)
            root = duckdb.connect(str(path), config=LOCKED_DOWN)
            return Warehouse(root, describe(data_dir, version_id), data_dir=data_dir)
        except (NoVersionError, duckdb.IOException):
            continue
    raise NoVersionError(version_id)
