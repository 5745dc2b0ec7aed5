"""Versions: published in one step, returned to, retired; readers see the old or the new."""

import threading

import duckdb
import pytest

from warehouse.connection import Warehouses, open_current
from warehouse.data_dir import DataDir
from warehouse.durable import write_durably
from warehouse.snapshots import (
    NoVersionError,
    Version,
    current,
    current_id,
    describe,
    new_version_id,
    point_to,
    publish,
    remove,
    remove_unfinished,
    unfinished_file,
    version_file,
    versions,
)

BOTH = "select (select number from marts.one) as one, (select number from marts.other) as other"


@pytest.fixture
def data_dir(tmp_path):
    found = DataDir(tmp_path)
    found.versions.mkdir(parents=True)
    return found


def finished(data_dir, number):
    """Put a version together: two tables that say the same number."""
    version = Version(
        f"v{number:03}",
        f"2020-01-01T00:00:{number:02}.000000+00:00",
        "2020-01-01",
        f"{number:04}",
        (),
        "",
        False,
        False,
        {"one": 1},
    )
    with duckdb.connect(str(unfinished_file(data_dir, version.version_id))) as con:
        con.execute("create schema marts")
        for table in ("one", "other"):
            con.execute(f"create table marts.{table} as select {number} as number")
    return version


def published(data_dir, number, *, kept=12):
    version = finished(data_dir, number)
    publish(data_dir, version, kept=kept)
    return version


def listed(data_dir):
    return [one.version_id for one in versions(data_dir)]


def test_before_the_first_version_there_is_none(data_dir):
    assert current(data_dir) is None
    with pytest.raises(NoVersionError):
        open_current(data_dir)


def test_what_was_published_is_current_and_described(data_dir):
    version = published(data_dir, 1)
    assert current(data_dir) == version
    assert describe(data_dir, "v001") == version
    assert open_current(data_dir).ask(BOTH).row(0) == (1, 1)


def test_rolling_back_moves_the_pointer_and_keeps_the_newer(data_dir):
    published(data_dir, 1)
    published(data_dir, 2)
    point_to(data_dir, "v001")
    assert current_id(data_dir) == "v001"
    assert open_current(data_dir).ask(BOTH).row(0) == (1, 1)
    assert listed(data_dir) == ["v002", "v001"]


def test_nobody_returns_to_a_version_that_is_gone(data_dir):
    published(data_dir, 1)
    with pytest.raises(NoVersionError, match="v009"):
        point_to(data_dir, "v009")
    with pytest.raises(NoVersionError, match="v009"):
        describe(data_dir, "v009")
    assert current_id(data_dir) == "v001"


def test_the_oldest_versions_are_retired(data_dir):
    for number in range(1, 6):
        published(data_dir, number, kept=3)
    assert listed(data_dir) == ["v005", "v004", "v003"]
    kept = sorted(path.name for path in data_dir.versions.iterdir())
    assert kept == [f"v00{n}.{kind}" for n in (3, 4, 5) for kind in ("duckdb", "json")]


def test_the_current_version_is_never_retired(data_dir):
    published(data_dir, 1)
    remove(data_dir, "v001")
    assert listed(data_dir) == ["v001"]


def test_a_reader_keeps_the_version_it_has_open(data_dir):
    published(data_dir, 1)
    reader = open_current(data_dir)
    published(data_dir, 2, kept=1)
    assert not version_file(data_dir, "v001").exists()
    assert reader.ask(BOTH).row(0) == (1, 1)
    assert open_current(data_dir).ask(BOTH).row(0) == (2, 2)


def test_readers_see_the_old_version_or_the_new_one_while_others_are_published(data_dir):
    published(data_dir, 0)
    warehouses = Warehouses(data_dir)
    seen, is_over = [], threading.Event()

    def read():
        mine = []
        while not is_over.is_set():
            one, other = warehouses.current().ask(BOTH).row(0)
            mine.append((one, one == other))
        seen.append(mine)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for thread in readers:
        thread.start()
    for number in range(1, 16):
        published(data_dir, number, kept=2)
    is_over.set()
    for thread in readers:
        thread.join()
    assert len(seen) == len(readers)
    for mine in seen:
        numbers = [number for number, _ in mine]
        assert numbers == sorted(numbers)
        assert all(is_whole for _, is_whole in mine)
    assert warehouses.current().ask(BOTH).row(0) == (15, 15)


def test_a_version_is_opened_once_until_the_pointer_moves(data_dir):
    published(data_dir, 1)
    warehouses = Warehouses(data_dir)
    first = warehouses.current()
    assert warehouses.current() is first
    published(data_dir, 2)
    assert warehouses.current() is not first


def test_nothing_can_be_written_through_a_reader(data_dir):
    published(data_dir, 1)
    reader = open_current(data_dir)
    for statement in (
        "insert into marts.one values (9)",
        "copy marts.one to 'out.csv'",
        "select * from read_csv('/etc/passwd')",
        "set enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            reader.ask(statement)


def test_what_a_killed_build_left_is_removed(data_dir):
    version = published(data_dir, 1)
    finished(data_dir, 2)
    # Killed between its description and its file.
    write_durably(data_dir.versions / "v003.json", "{}")
    assert remove_unfinished(data_dir) == 2
    assert versions(data_dir) == [version]
    assert open_current(data_dir).ask(BOTH).row(0) == (1, 1)


def test_a_name_says_the_day_and_is_taken_once(data_dir):
    def name():
        return new_version_id(data_dir, cutoff_on="2020-12-31", fingerprint="abcdef")

    assert name() == "20201231-abcd"
    version = finished(data_dir, 1)
    file = unfinished_file(data_dir, version.version_id)
    file.rename(unfinished_file(data_dir, name()))
    publish(data_dir, Version(**{**_fields(version), "version_id": name()}))
    assert name() == "20201231-abcd-2"


def _fields(version):
    return {name: getattr(version, name) for name in version.__dataclass_fields__}
