"""Parquet: every type becomes the text a person would type; damage refuses the file."""

import datetime as dt
import io
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.reading.parquet import as_text

NAME = "patrols.parquet"
UTC = dt.UTC


def parquet(columns, **options) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def test_rows_stand_where_a_csv_would_have_them(deliver):
    table = {
        "patrol_id": ["P1", None, " P3 ", "合计", "x" * 70_000],
        "网格编码": ["G1", "", "G3", None, "G5"],
        "findings": pa.array([1, None, 3, 4, 5]),
    }
    outcome = deliver(parquet(table), NAME)
    assert outcome.header == ("patrol_id", "网格编码", "findings")
    assert outcome.rows == [("P1", "G1", "1"), ("P3", "G3", "3")]
    assert outcome.lines == [2, 4]
    assert outcome.blank == 1
    assert outcome.broken == [(5, "total_row", None), (6, "cell_too_long", "65536")]
    assert outcome.raw[0] == "合计,,4"
    assert (outcome.about.header_line, outcome.about.encoding) == (1, None)
    assert outcome.records == 5


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        ([1, None, -5], pa.int64(), ["1", None, "-5"]),
        ([320116001001001024], pa.int64(), ["320116001001001024"]),
        ([True, False], pa.bool_(), ["true", "false"]),
        ([5.0, 0.1, 99.04, 1e14, 123456789012345.0], pa.float64(),
         ["5", "0.1", "99.04", "100000000000000", "123456789012345"]),
        ([1e-7, 118.773428], pa.float64(), ["0.0000001", "118.773428"]),
        ([3.20116006001001e17, float("nan")], pa.float64(), ["3.20116006001001E+17", "nan"]),
        ([0.1], pa.float32(), ["0.1"]),
        ([Decimal("99.040"), None], pa.decimal128(9, 3), ["99.040", None]),
        ([Decimal("0.00000001")], pa.decimal128(9, 8), ["0.00000001"]),
        ([dt.date(2020, 3, 2)], pa.date32(), ["2020-03-02"]),
        ([dt.datetime(2020, 3, 2, 8), dt.datetime(2020, 3, 2, 8, 0, 0, 500)], pa.timestamp("us"),
         ["2020-03-02 08:00:00", "2020-03-02 08:00:00.000500"]),
        ([dt.datetime(2020, 3, 2, 20, tzinfo=UTC)], pa.timestamp("ms", "UTC"),
         ["2020-03-03 04:00:00"]),
        ([dt.datetime(2020, 3, 2, 20, tzinfo=UTC)], pa.timestamp("ns", "America/New_York"),
         ["2020-03-03 04:00:00"]),
        ([dt.time(8, 30)], pa.time64("us"), ["08:30:00"]),
        ([b"ab", None], pa.binary(), ["ab", None]),
        ([b"\xff\x00"], pa.binary(), ["ff00"]),
        ([[1, 2], None], pa.list_(pa.int64()), ["[1, 2]", None]),
        ([{"路": "灯"}], pa.struct([("路", pa.string())]), ['{"路": "灯"}']),
        ([None, None], pa.null(), [None, None]),
        (["路灯"], pa.large_string(), ["路灯"]),
    ],
)  # fmt: skip
def test_every_type_has_its_text(values, kind, texts):
    assert as_text(pa.array(values, kind)).to_pylist() == texts


def test_repeated_values_are_told_out():
    assert as_text(pa.array(["路灯", None, "路灯"]).dictionary_encode()).to_pylist() == [
        "路灯",
        None,
        "路灯",
    ]


def test_no_rows_are_a_delivery_of_nothing(deliver):
    outcome = deliver(parquet({"patrol_id": pa.array([], pa.string())}), NAME)
    assert outcome.records == 0
    assert outcome.notes == {"header_only": 1}


@pytest.mark.parametrize("name", ["*", "^.*$", "line", "reason", "found", "blank", "filled", "0"])
def test_any_name_will_do_for_a_column(deliver, name):
    outcome = deliver(parquet({"patrol_id": ["P1", None, "合计"], name: ["x", None, None]}), NAME)
    assert outcome.header == ("patrol_id", name)
    assert outcome.rows == [("P1", "x")]
    assert outcome.broken == [(4, "total_row", None)]
    assert outcome.blank == 1


def test_two_columns_of_one_name_are_refused(refusal):
    table = pa.table([["1"], ["2"]], names=["patrol_id", "Patrol_ID "])
    out = io.BytesIO()
    pq.write_table(table, out)
    assert refusal(out.getvalue(), NAME) == ("repeated_header", {"column": "Patrol_ID"})


def test_too_many_columns_are_refused(refusal):
    content = parquet({f"c{number}": ["1"] for number in range(201)})
    assert refusal(content, NAME) == ("too_many_columns", {"found": 201, "most": 200})


GOOD = parquet({"patrol_id": [f"P{number}" for number in range(5000)]}, write_page_checksum=True)


@pytest.mark.parametrize(
    "content",
    [
        GOOD[:-4],
        GOOD[: len(GOOD) // 2],
        b"PAR1",
        b"PAR1PAR1",
        b"PAR1" + bytes(100) + b"PAR1",
        GOOD[:-20] + b"\xff" * 12 + GOOD[-8:],
    ],
    ids=["cut", "half", "magic", "magic twice", "zeros", "flipped footer"],
)
def test_damage_refuses_the_file(refusal, content):
    assert refusal(content, NAME)[0] == "damaged_parquet"


def test_a_flipped_page_refuses_the_file(refusal):
    flipped = bytearray(GOOD)
    flipped[4:64] = bytes(octet ^ 0xFF for octet in flipped[4:64])
    assert refusal(bytes(flipped), NAME)[0] == "damaged_parquet"


def test_text_that_is_no_utf8_is_damage(refusal):
    table = pa.table({"patrol_id": pa.array([b"\xff\xfe"]).view(pa.string())})
    out = io.BytesIO()
    pq.write_table(table, out)
    assert refusal(out.getvalue(), NAME)[0] == "damaged_parquet"
