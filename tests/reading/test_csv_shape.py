"""Records of a CSV file: which become rows, which are kept as broken, which stop the file."""

import tracemalloc
from dataclasses import replace

import pytest

from pipelines.reading.delivery import open_delivery
from pipelines.reading.limits import CELL_MOST, LINE_MOST, RAW_MOST
from pipelines.refusal import RefusedFileError
from tests.reading.reading import outcome_of, recognise

HEADER = "patrol_id,grid_code,started_at,findings\n"
GOOD = ("P1", "G1", "T", "0")


def csv(*records: str) -> bytes:
    return (HEADER + "".join(f"{record}\n" for record in ("P1,G1,T,0", *records))).encode()


@pytest.mark.parametrize("block_size", [None, 9])
@pytest.mark.parametrize(
    ("record", "cells"),
    [
        ('P2,"第一行\n第二行",T,1', ("P2", "第一行\n第二行", "T", "1")),
        ('P2,"第一行\r\n第二行",T,1', ("P2", "第一行\n第二行", "T", "1")),
        ('P2,"说 ""好""",T,1', ("P2", '说 "好"', "T", "1")),
        ('P2,路灯 5" 坏,T,1', ("P2", '路灯 5" 坏', "T", "1")),
        ('P2,坏",T,1', ("P2", '坏"', "T", "1")),
        ('P2, "x" ,T,1', ("P2", '"x"', "T", "1")),
        ('P2,"x" ,T,1', ("P2", "x", "T", "1")),
        ("P2,\\路灯\\,T,1", ("P2", "\\路灯\\", "T", "1")),
        ('P2,"C:\\",T,1', ("P2", "C:\\", "T", "1")),
        (" P2 ,\tG1\t,  ,1 ", ("P2", "G1", None, "1")),
        ('P2," G1 ","",1', ("P2", "G1", None, "1")),
        ("P2,\u3000G1\xa0,T,1", ("P2", "\u3000G1\xa0", "T", "1")),
        ("001,=HYPERLINK(1),<b>x</b>,'; drop", ("001", "=HYPERLINK(1)", "<b>x</b>", "'; drop")),
        ("3.2E+14,NaN,６０,1;060", ("3.2E+14", "NaN", "６０", "1;060")),
        ("a\x0bb,c\x0cd,\u2028,\x85", ("a\x0bb", "c\x0cd", "\u2028", "\x85")),
        ("\u202ex,a\u200bb,-,无", ("\u202ex", "a\u200bb", "-", "无")),
        ("P2,总计划办公室,T,1", ("P2", "总计划办公室", "T", "1")),
    ],
)
def test_text_is_delivered_as_it_is(deliver, record, cells, block_size):
    outcome = deliver(csv(record, "P3,G1,T,2"), block_size=block_size)
    assert outcome.rows == [GOOD, cells, ("P3", "G1", "T", "2")]
    last = 4 + record.replace("\r\n", "\n").count("\n")
    assert outcome.lines == [2, 3, last]
    assert outcome.records == 3


@pytest.mark.parametrize("block_size", [None, 9])
@pytest.mark.parametrize(
    ("record", "reason", "found"),
    [
        ("P2,G1,T", "too_few_cells", "3/4"),
        ("P2", "too_few_cells", "1/4"),
        ("P2,G1,T,0,,", "too_many_cells", "6/4"),
        ("P2,路灯,坏了,T,0", "too_many_cells", "5/4"),
        ("P2,“路灯,坏了”,T,0", "too_many_cells", "5/4"),
        ('P2,"坏"了,T,0', "text_after_quote", None),
        ('P2,"坏""了"x,T,0', "text_after_quote", None),
        ('P2,"他说\\"好\\"",T,0', "backslash_escape", None),
        ('P2,"他说\\"好\\" 行",T,0', "backslash_escape", None),
        ('P2,"好\\"",T,0', "backslash_escape", None),
        ("合计,,,60", "total_row", None),
        (",合  计,,60", "total_row", None),
        ("小计：3 条,,,60", "total_row", None),
        ("总计,60", "total_row", None),
        ('"合计",,,60', "total_row", None),
    ],
)
def test_a_record_without_the_headers_shape_is_kept_apart(
    deliver, record, reason, found, block_size
):
    outcome = deliver(csv(record, "P3,G1,T,2"), block_size=block_size)
    assert outcome.broken == [(3, reason, found)]
    assert outcome.raw == [record]
    assert outcome.rows == [GOOD, ("P3", "G1", "T", "2")]
    assert outcome.lines == [2, 4]
    assert outcome.records == 3


@pytest.mark.parametrize("block_size", [None, 3])
def test_blank_records_are_counted_and_left_out(deliver, block_size):
    outcome = deliver(
        csv("", ",,,", " , ,\t,", '"","",,', ",", "P2,G1,T,0", ""), block_size=block_size
    )
    assert outcome.blank == 6
    assert outcome.lines == [2, 8]
    assert outcome.records == 8


def test_nothing_behind_the_last_line_end_is_no_record(deliver):
    assert deliver(csv()).records == 1


@pytest.mark.parametrize("block_size", [None, 11])
@pytest.mark.parametrize(
    ("records", "line"),
    [
        (('P2,"路灯,T,0', "P3,G1,T,1"), 3),
        (("P2,G1,T,0", 'P3,"好\n坏","开,1', "P4,G1,T,1"), 5),
        (('P2,"路灯,T,0', 'P3,"x",T,1'), 3),
        (('P2,"路灯,T,0', 'P3,"",T,1', "P4,,,"), 3),
        (("P2,G1,T,0", 'P3,G1,T,"'), 4),
    ],
)
def test_an_open_quote_refuses_the_file_and_names_its_line(refusal, records, line, block_size):
    assert refusal(csv(*records), block_size=block_size) == ("open_quote", {"line": line})


@pytest.mark.parametrize("block_size", [None, 1 << 16])
def test_a_quote_that_stays_open_for_megabytes_is_refused(refusal, block_size):
    content = csv('P2,"x', *["P,G,T,0"] * 1_200_000)
    assert refusal(content, block_size=block_size) == ("open_quote", {"line": 3})


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_beyond_64_kb_breaks_its_record(deliver, quote):
    long, longest = "长" * (CELL_MOST // 3 + 1), "x" * CELL_MOST
    records = [f"P2,{quote}{long}{quote},T,0", f"P3,{quote}{longest}{quote},T,1"]
    outcome = deliver(csv(*records))
    assert outcome.broken == [(3, "cell_too_long", "65536")]
    assert outcome.raw == [records[0][:RAW_MOST]]
    assert outcome.rows[1] == ("P3", longest, "T", "1")


@pytest.mark.parametrize("block_size", [None, 1 << 20])
def test_a_line_beyond_4_mb_refuses_the_file(refusal, block_size):
    content = csv("P2,G1,T,0", f"P3,{'x' * LINE_MOST},T,0", "P4,G1,T,0")
    expected = ("line_too_long", {"line": 4, "most": LINE_MOST})
    assert refusal(content, block_size=block_size) == expected


@pytest.fixture
def memory():
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


def test_an_endless_line_is_refused_without_holding_it(tmp_path, memory):
    path = tmp_path / "endless.csv"
    with path.open("wb") as file:
        file.write(HEADER.encode())
        for _ in range(128):
            file.write(b"x" * (1 << 20))
    with pytest.raises(RefusedFileError) as refusal:
        outcome_of(path)
    assert refusal.value.reason == "line_too_long"
    assert memory() < 48 << 20


def test_memory_does_not_grow_with_the_file(tmp_path, memory):
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(HEADER.encode())
        for _ in range(64):
            file.write(b"P1,G1,2020-03-02 08:00:00,0\n" * (1 << 15))
    delivery = replace(open_delivery(path, recognise=recognise), block_size=1 << 20)
    assert sum(batch.rows.height for batch in delivery.batches()) == 1 << 21
    assert memory() < 64 << 20


def test_a_quoted_record_beyond_4_mb_refuses_the_file(refusal):
    content = csv('P2,"' + "x\n" * (LINE_MOST // 2) + '",T,0')
    assert refusal(content) == ("line_too_long", {"line": 3, "most": LINE_MOST})


@pytest.mark.parametrize("block_size", [None, 1 << 10])
def test_trouble_here_and_there_leaves_the_rest_as_it_is(deliver, block_size):
    records, broken = [], []
    for number in range(3000):
        is_bad = number % 700 == 350
        record = f'P{number},"a"b,T,0' if is_bad else f'P{number},"路,灯",5",{number}'
        records.append(record)
        if is_bad:
            broken.append((number + 3, "text_after_quote", None))
    outcome = deliver(csv(*records), block_size=block_size)
    assert outcome.broken == broken
    assert len(outcome.rows) == 3001 - len(broken)
    assert outcome.lines == sorted(set(range(2, 3003)) - {line for line, *_ in broken})
    assert outcome.rows[1] == ("P0", "路,灯", '5"', "0")


def test_a_column_alone_is_read_too(deliver):
    outcome = deliver(b'patrol_id\n1\n\n"2"\n 3 \n""\n4,5\n')
    assert outcome.rows == [("1",), ("2",), ("3",)]
    assert outcome.blank == 2
    assert outcome.broken == [(7, "too_many_cells", "2/1")]


@pytest.mark.parametrize(
    ("content", "is_ascii"), [(csv("P2,G2,T,0"), True), (csv("P,路,,"), False)]
)
def test_a_batch_says_whether_it_is_ascii(tmp_path, content, is_ascii):
    (tmp_path / "a.csv").write_bytes(content)
    (batch,) = open_delivery(tmp_path / "a.csv", recognise=recognise).batches()
    assert batch.is_ascii is is_ascii
