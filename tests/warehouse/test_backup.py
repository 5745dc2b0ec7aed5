"""A district saved as one file and brought back, byte by byte."""

import io
import tarfile

import pytest

from tests.load.city import City, table
from warehouse.backup import (
    ArchiveExistsError,
    DamagedBackupError,
    FolderInUseError,
    NothingToSaveError,
    bring_back,
    save,
)
from warehouse.data_dir import DataDir
from warehouse.snapshots import current_id


@pytest.fixture(scope="module")
def archive(built, tmp_path_factory):
    path = tmp_path_factory.mktemp("backup") / "district.tar"
    size = save(built.data_dir, path)
    assert size == path.stat().st_size > 0
    return path


def files(data_dir):
    return {
        path.relative_to(data_dir.root).as_posix(): path.read_bytes()
        for folder in (data_dir.lake, data_dir.loads)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_was_saved_comes_back_and_answers_alike(built, archive, tmp_path):
    city = City(tmp_path)
    bring_back(city.data_dir, archive)
    assert files(city.data_dir) == files(built.data_dir)
    assert current_id(city.data_dir) == current_id(built.data_dir)
    asked = {"level": "street", "period": "2020-Q1"}
    assert city.values("sv_security", **asked) == built.values("sv_security", **asked)


def test_what_came_back_can_be_built_and_loaded_into(archive, tmp_path):
    city = City(tmp_path)
    bring_back(city.data_dir, archive)
    assert city.run("build", "--force").code == 0
    more = city.deliver("more.csv", table("tasks", {"task_id": "T9999", "grid_code": "S1G1"}))
    assert city.load(more, "--source", "tasks").file["accepted"] == 1


def test_a_folder_in_use_is_left_alone(built, archive):
    before = files(built.data_dir)
    with pytest.raises(FolderInUseError):
        bring_back(built.data_dir, archive)
    assert files(built.data_dir) == before


def test_an_archive_is_never_written_over(built, archive):
    before = archive.read_bytes()
    with pytest.raises(ArchiveExistsError):
        save(built.data_dir, archive)
    assert archive.read_bytes() == before


def test_there_must_be_something_to_save(tmp_path):
    with pytest.raises(NothingToSaveError):
        save(DataDir(tmp_path / "data"), tmp_path / "district.tar")
    assert not (tmp_path / "district.tar").exists()


def test_a_missing_archive_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        bring_back(DataDir(tmp_path / "data"), tmp_path / "nowhere.tar")


def rewritten(archive, target, change):
    """Copy an archive, with one member changed or left out."""
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for number, member in enumerate(old.getmembers()):
            body = old.extractfile(member)
            content = change(number, member, body.read() if body else b"")
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))


@pytest.mark.parametrize(
    "change",
    [
        lambda number, _member, body: body[:-1] + b"?" if number == 3 else body,
        lambda number, _member, body: None if number == 3 else body,
        lambda number, _member, body: None if number == 0 else body,
        lambda number, _member, body: b"{}" if number == 0 else body,
    ],
    ids=["changed", "a file missing", "no contents", "empty contents"],
)
def test_a_damaged_archive_leaves_the_folder_empty(archive, tmp_path, change):
    damaged = tmp_path / "damaged.tar"
    rewritten(archive, damaged, change)
    data_dir = DataDir(tmp_path / "data")
    with pytest.raises(DamagedBackupError):
        bring_back(data_dir, damaged)
    assert not data_dir.loads.exists()
    assert not data_dir.lake.exists()
    assert current_id(data_dir) is None


def test_a_torn_archive_is_damaged(archive, tmp_path):
    torn = tmp_path / "torn.tar"
    torn.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    with pytest.raises(DamagedBackupError):
        bring_back(DataDir(tmp_path / "data"), torn)


def test_an_archive_writes_nothing_outside_its_folder(archive, tmp_path):
    evil = tmp_path / "evil.tar"
    rewritten(archive, evil, lambda _number, _member, body: body)
    with tarfile.open(evil, "a") as tar:
        entry = tarfile.TarInfo("../../outside.txt")
        entry.size = 1
        tar.addfile(entry, io.BytesIO(b"x"))
    with pytest.raises(DamagedBackupError):
        bring_back(DataDir(tmp_path / "in" / "data"), evil)
    assert not list(tmp_path.rglob("outside.txt"))
