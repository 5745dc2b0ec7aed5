"""What XlsxWriter writes and openpyxl reads, this reads alike."""

import datetime as dt
import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reading.number_text import number_text
from pipelines.reading.workbook import read
from tests.reading.workbooks import written

CELLS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9)
    .map(str.strip)
    .filter(lambda text: text and "_x" not in text and not text.startswith("{=")),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9, allow_subnormal=False),
    st.booleans(),
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6)


def as_text(value):
    """Write what openpyxl gives as this project writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        moment = value + dt.timedelta(microseconds=500_000)
        whole = moment.replace(microsecond=0)
        return str(whole if whole.time() != dt.time() else whole.date())
    return value if value is None or isinstance(value, str) else number_text(float(value))


@settings(max_examples=60, deadline=None)
@given(table=TABLES.filter(lambda rows: any(cell is not None for row in rows for cell in row)))
def test_two_readers_agree(table):
    content = written(table)
    preface, parcels = read(io.BytesIO(content), sheet=None)
    ours = {}
    for lines, _, _, _, _, *columns in parcels:
        for at, line in enumerate(lines.to_pylist()):
            ours[line] = tuple(column[at].as_py() for column in columns)
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    theirs = {
        line: tuple(as_text(cell) for cell in cells[: preface.width])
        for line, cells in enumerate(book.active.iter_rows(values_only=True), start=1)
        if any(cell is not None for cell in cells)
    }
    book.close()
    width = preface.width
    assert ours == {line: cells + (None,) * (width - len(cells)) for line, cells in theirs.items()}
