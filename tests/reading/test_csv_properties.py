"""Any table that Python's own writer writes is read back as it was."""

import csv
import io
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.ahead import one_ahead
from pipelines.reading.text.blocks import Shape
from pipelines.reading.text.grammar import Grammar, OpenQuoteError
from pipelines.reading.text.reader import RecordReader
from pipelines.refusal import RefusedFileError
from tests.reading.reading import outcome_of
from warehouse.reasons import reasons

HEADER = ("patrol_id", "grid_code", "started_at")
# No character that another encoding could not write, and none that spells 合计.
CELLS = st.text(
    st.sampled_from('ab1 \t"",;\n\\\'是路灯，·é\u3000-')
    | st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]),
    max_size=6,
)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12)


@dataclass(frozen=True)
class Style:
    """How a table is written."""

    delimiter: str
    quoting: int
    newline: str
    encoding: str

    @property
    def padding(self) -> str:
        return " \t".replace(self.delimiter, "")

    def written(self, table) -> str:
        text = io.StringIO(newline="")
        # Python would leave a line feed bare between carriage returns.
        quoting = csv.QUOTE_ALL if self.newline == "\r" else self.quoting
        csv.writer(
            text, delimiter=self.delimiter, quoting=quoting, lineterminator=self.newline
        ).writerows(table)
        return text.getvalue()


STYLES = st.builds(
    Style,
    st.sampled_from(",;\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)


@settings(max_examples=200, deadline=None)
@given(table=TABLES, style=STYLES, block_size=st.integers(1, 60) | st.just(8 << 20))
def test_what_python_writes_is_read_back(tmp_path_factory, table, style, block_size):
    path = tmp_path_factory.getbasetemp() / "table.csv"
    path.write_bytes(style.written([HEADER, *table]).encode(style.encoding))
    outcome = outcome_of(path, block_size=block_size)
    rows, lines, line = [], [], 2
    for record in table:
        cells = tuple(cell.strip(style.padding) or None for cell in record)
        if any(cells):
            rows.append(cells)
            lines.append(line)
        line += 1 + "".join(record).count("\n")
    assert outcome.rows == rows
    assert outcome.lines == lines
    assert outcome.broken == []
    assert outcome.records == len(table)


def one_by_one(data: bytes, shape: Shape):
    """Read records by the grammar alone: what every faster way must give too."""
    tray, at, line = shape.tray(), 0, 2
    while at < len(data):
        try:
            record = shape.grammar.record_at(data, at, is_last=True)
        except OpenQuoteError as error:
            return ("open_quote", error.refusal(data, line=line, start=at).details)
        tray.put(record, data, line=line)
        line += data.count(b"\n", at, record.end + 1)
        at = record.end + 1
    batch = tray.batch()
    return batch.rows.rows(), batch.broken.rows(), batch.blank


def block_by_block(blocks, shape: Shape):
    reader = RecordReader(shape, line=2, stretch=1)

    def readings():
        for block in blocks:
            yield from reader.take(block)
        yield from reader.finish()

    rows, broken, blank = [], [], 0
    try:
        for batch in one_ahead(readings()):
            rows += batch.rows.rows()
            broken += batch.broken.rows()
            blank += batch.blank
    except RefusedFileError as refusal:
        return refusal.reason, refusal.details
    return rows, broken, blank


@settings(max_examples=700, deadline=None)
@given(
    text=st.text(st.sampled_from('a1,,""\n\n \t\\;是计合'), max_size=60),
    cuts=st.lists(st.integers(0, 180), max_size=6),
    delimiter=st.sampled_from(",;\t"),
)
def test_blocks_give_what_single_records_give(text, cuts, delimiter):
    shape = Shape(("a", "b", "c"), Grammar(delimiter))
    data = text.encode()
    ends = sorted({min(cut, len(data)) for cut in cuts} | {len(data)})
    blocks = [data[start:end] for start, end in zip([0, *ends], [*ends, len(data)], strict=True)]
    whole = data if data.endswith(b"\n") or not data else data + b"\n"
    assert block_by_block(blocks, shape) == one_by_one(whole, shape)


@settings(max_examples=300, deadline=None)
@given(
    content=st.binary(max_size=80)
    | st.lists(st.sampled_from([b"P,G,T\n", "路,灯,坏\n".encode(), "路,灯\n".encode("gbk"), b'"',
                                b",", b"\n", b"\r", b"\xff\xfe", b"\0", b"\xe8"])).map(b"".join),
    starts_with_header=st.booleans(),
    block_size=st.integers(3, 40),
)  # fmt: skip
def test_any_bytes_are_read_or_refused(tmp_path_factory, content, starts_with_header, block_size):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    header = b"patrol_id,grid_code,started_at\n" if starts_with_header else b""
    path.write_bytes(header + content)
    said, lines = set(), []
    try:
        outcome = outcome_of(path, block_size=block_size)
        said, lines = {reason for _, reason, _ in outcome.broken}, outcome.lines
    except RefusedFileError as refusal:
        said = {refusal.reason}
    assert said <= set(reasons())
    assert lines == sorted(set(lines))
