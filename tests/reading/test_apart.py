"""The child process that parses a file may die in every way; the parent only says so."""

import gc
import resource
from pathlib import Path

import psutil
import pytest

from pipelines.reading.child import Order
from pipelines.reading.delivery import Limits, open_delivery
from pipelines.refusal import RefusedFileError
from tests.reading.reading import outcome_of, recognise
from tests.reading.workbooks import HEADER, written

ROWS = [HEADER, *((f"P{number}", "G1", None, number) for number in range(2000))]


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "patrols.xlsx"
    path.write_bytes(written(ROWS))
    return path


def end_of(path, **limits) -> str:
    with pytest.raises(RefusedFileError) as refusal:
        list(open_delivery(path, recognise=recognise, limits=Limits(**limits)).batches())
    assert refusal.value.reason == "reader_died"
    return refusal.value.details["found"]


@pytest.fixture
def children():
    """Tell which processes a test has started; servers of other tests are none of its own."""
    others = set(psutil.Process().children())
    return lambda: [one for one in psutil.Process().children() if one not in others]


def test_too_little_memory_ends_the_child_alone(workbook):
    before = resource.getrlimit(resource.RLIMIT_AS)
    found = end_of(workbook, memory=120 << 20)
    assert found.startswith((">", "exit status", "SIG"))
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert len(outcome_of(workbook).rows) == 2000


def test_a_text_that_fills_the_memory_ends_the_child_alone(tmp_path):
    path = tmp_path / "grids.geojson"
    path.write_bytes(b'{"type":"FeatureCollection","features":[' + b"[[]],\n" * 4_000_000 + b"0]}")
    assert end_of(path, memory=400 << 20) in {"> 400 MB", "SIGSEGV", "SIGABRT"}


def test_too_little_time_ends_the_child_alone(workbook):
    assert end_of(workbook, cpu_seconds=0) in {"SIGXCPU", "SIGKILL"}


def test_a_silent_child_is_not_waited_for(workbook, children):
    assert end_of(workbook, silent_seconds=0.001) == "0.001 s"
    assert children() == []


def test_a_killed_child_is_named(workbook, children):
    delivery = open_delivery(workbook, recognise=recognise, limits=Limits())
    for child in children():
        child.kill()
    found = None
    try:
        list(delivery.batches())
    except RefusedFileError as refusal:
        found = refusal.details["found"]
    # A short table may have been sent whole before the signal came.
    assert found in {None, "SIGKILL"}


def test_a_delivery_let_go_leaves_no_process(workbook, children):
    delivery = open_delivery(workbook, recognise=recognise)
    assert len(children()) == 1
    del delivery
    gc.collect()
    assert children() == []


def test_a_delivery_read_in_part_leaves_no_process(workbook, children):
    batches = open_delivery(workbook, recognise=recognise).batches()
    next(batches)
    batches.close()
    del batches
    gc.collect()
    assert children() == []


def test_no_descriptor_stays_open(workbook):
    outcome_of(workbook)
    gc.collect()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        outcome_of(workbook)
    gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_the_child_gets_nothing_of_the_environment(workbook, children, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_PARENT", "x")
    delivery = open_delivery(workbook, recognise=recognise)
    (child,) = children()
    assert "SECRET_OF_THE_PARENT" not in child.environ()
    list(delivery.batches())


def test_an_order_is_read_as_it_was_written():
    order = Order("workbook", memory=1, cpu_seconds=2, sheet="一月")
    assert Order.from_json(order.to_json()) == order
