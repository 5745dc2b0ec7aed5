"""Bytes changed anywhere: a file is read or refused, and nothing else comes of it."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reading import geojson, parquet, workbook
from pipelines.refusal import RefusedFileError
from tests.reading import test_geojson, test_parquet
from tests.reading.workbooks import HEADER, unzipped, written, zipped

WORKBOOK = written([HEADER, *[(f"P{number}", "路灯", 2.5, number) for number in range(9)]])
PARTS = unzipped(WORKBOOK)
PARQUET = test_parquet.parquet({"patrol_id": ["P1", "P2"] * 9, "findings": [1.5] * 18})
GEOJSON = test_geojson.collection(*[test_geojson.feature(number=number) for number in range(3)])
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=5)


def changed(content: bytes, changes, cut: float = 1) -> bytes:
    octets = bytearray(content)
    for place, value in changes:
        octets[int(place * len(octets))] = value
    return bytes(octets[: int(cut * len(octets))])


def read_or_refused(reader, content: bytes) -> str | None:
    try:
        _, parcels = reader.read(io.BytesIO(content), sheet=None)
        for _ in parcels:
            pass
    except RefusedFileError as refusal:
        return refusal.reason
    return None


@pytest.mark.parametrize(
    ("reader", "content", "damage"),
    [
        (workbook, WORKBOOK, {"damaged_workbook", "encrypted_workbook", "unknown_format"}),
        (parquet, PARQUET, {"damaged_parquet"}),
        (geojson, GEOJSON, {"damaged_geojson", "unknown_coordinate_system"}),
    ],
)
@settings(max_examples=150, deadline=None)
@given(changes=CHANGES, cut=st.just(1) | st.floats(0, 1))
def test_a_changed_file_is_read_or_refused(reader, content, damage, changes, cut):
    reason = read_or_refused(reader, changed(content, changes, cut))
    assert reason in damage | {"oversized_workbook", None}


@settings(max_examples=150, deadline=None)
@given(part=st.sampled_from(sorted(PARTS)), changes=CHANGES)
def test_a_workbook_with_a_changed_part_is_read_or_refused(part, changes):
    content = zipped({**PARTS, part: changed(PARTS[part], changes)})
    assert read_or_refused(workbook, content) in {
        "damaged_workbook",
        "empty_file",
        "too_many_columns",
        None,
    }
