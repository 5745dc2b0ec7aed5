"""What a path may lead to, and what is told of a file before it is read."""

import hashlib
import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.reading.delivery import inspect, open_delivery
from pipelines.reading.regular_file import BLOCK
from pipelines.refusal import RefusedFileError
from tests.reading.reading import recognise
from tests.reading.workbooks import HEADER, written

CONTENT = b"patrol_id,grid_code\nP1,G1\n"


def refused(path) -> str:
    with pytest.raises(RefusedFileError) as refusal:
        inspect(path)
    return refusal.value.reason


@pytest.fixture
def csv(tmp_path):
    path = tmp_path / "patrols.csv"
    path.write_bytes(CONTENT)
    return path


@pytest.mark.parametrize("size", [0, 1, 999, BLOCK, 2 * BLOCK + 77])
def test_a_file_is_known_by_its_digest_and_size(tmp_path, size):
    content = (b"patrol_id,grid_code\n" * (size // 20 + 1))[:size]
    (tmp_path / "a.csv").write_bytes(content)
    facts = inspect(tmp_path / "a.csv")
    assert (facts.sha256, facts.size) == (hashlib.sha256(content).hexdigest(), size)


def test_a_file_that_will_be_refused_has_its_digest_all_the_same(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\x1f\x8b" + bytes(50))
    facts = inspect(path)
    assert facts.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert facts.refusal.reason == "misnamed_file"


def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    assert refused(tmp_path / "a.csv") == "not_a_regular_file"


def test_links_folders_devices_and_sockets_are_no_files(tmp_path, csv):
    (tmp_path / "link.csv").symlink_to(csv)
    (tmp_path / "folder.csv").mkdir()
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(tmp_path / "socket.csv"))
        for name in ("link.csv", "folder.csv", "socket.csv", "/dev/zero"):
            assert refused(tmp_path / name) == "not_a_regular_file"


def test_what_is_not_there_cannot_be_read(tmp_path):
    with pytest.raises(RefusedFileError) as refusal:
        inspect(tmp_path / "gone.csv")
    assert refusal.value.details == {"found": "No such file or directory"}
    assert refused(tmp_path / ("x" * 300)) == "cannot_be_read"


def test_what_fails_while_it_is_read_is_refused():
    # A regular file that nobody can read from its beginning, not even root.
    assert refused(Path("/proc/self/mem")) == "cannot_be_read"


@pytest.mark.parametrize(
    "name", ["CON.csv", "a\nb.csv", "\u202evsc.csv", "..csv", " .csv", "路灯.CSV"]
)
def test_a_name_is_only_a_name(deliver, name):
    assert deliver(CONTENT, name).rows == [("P1", "G1")]


def test_a_change_between_inspecting_and_opening_is_noticed(csv):
    facts = inspect(csv)
    csv.write_bytes(CONTENT.replace(b"P1", b"P2"))
    os.utime(csv, ns=(0, facts.stamp.changed_ns + 1))
    with pytest.raises(RefusedFileError) as refusal:
        open_delivery(csv, recognise=recognise, facts=facts)
    assert refusal.value.reason == "changed_while_reading"


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", CONTENT * 9), ("a.xlsx", written([HEADER, ("P1", "G1")]))]
)
def test_a_change_while_reading_is_noticed(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    delivery = open_delivery(path, recognise=recognise)
    if name.endswith("csv"):
        delivery = replace(delivery, block_size=8)
    batches = delivery.batches()
    next(batches)
    with path.open("ab") as file:
        file.write(b"P2,G2\n")
    with pytest.raises(RefusedFileError) as refusal:
        list(batches)
    assert refusal.value.reason == "changed_while_reading"


def test_a_file_put_in_the_place_of_another_is_noticed(csv, tmp_path):
    facts = inspect(csv)
    other = tmp_path / "other"
    other.write_bytes(CONTENT)
    os.utime(other, ns=(0, facts.stamp.changed_ns))
    other.replace(csv)
    with pytest.raises(RefusedFileError) as refusal:
        list(open_delivery(csv, recognise=recognise, facts=facts).batches())
    assert refusal.value.reason == "changed_while_reading"
