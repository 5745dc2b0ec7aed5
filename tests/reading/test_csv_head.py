"""The header of a CSV file: where it is, what parts it, and what makes it useless."""

import pytest

from pipelines.reading.delivery import Wishes

HEADER = "patrol_id,grid_code,started_at,findings"
ROW = "P1,G1,2020-03-02 08:00:00,0"
CELLS = ("P1", "G1", "2020-03-02 08:00:00", "0")


def text(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def swapped(delimiter: str, *lines: str) -> bytes:
    return text(*(line.replace(",", delimiter) for line in lines))


@pytest.mark.parametrize(
    ("delimiter", "notes"),
    [(",", {}), (";", {"semicolon_delimiter": 1}), ("\t", {"tab_delimiter": 1})],
)
def test_the_delimiter_is_found_from_the_header(deliver, delimiter, notes):
    outcome = deliver(swapped(delimiter, HEADER, ROW))
    assert outcome.rows == [CELLS]
    assert outcome.notes == notes


def test_other_delimiters_in_the_rows_are_text(deliver):
    outcome = deliver(text(HEADER, "a;b;c;d,G1\t;,;;,;"))
    assert outcome.rows == [("a;b;c;d", "G1\t;", ";;", ";")]


def test_a_stated_delimiter_is_used(deliver):
    outcome = deliver(swapped("|", HEADER, ROW), wishes=Wishes(delimiter="|"))
    assert outcome.rows == [CELLS]


@pytest.mark.parametrize("delimiter", ["", "ab", "，", '"', "\n", " ", "a"])
def test_what_cannot_part_cells_is_no_delimiter(delimiter):
    with pytest.raises(ValueError, match="delimiter"):
        Wishes(delimiter=delimiter)


def test_an_encoding_nobody_knows_cannot_be_stated():
    with pytest.raises(LookupError):
        Wishes(encoding="gbk-18")


def test_fullwidth_commas_are_refused(refusal):
    assert refusal(swapped("，", HEADER, ROW)) == ("fullwidth_delimiter", {})
    everything = {"known": lambda cells: 1.0}
    assert refusal(swapped("，", "甲,乙", "1,2"), **everything) == ("fullwidth_delimiter", {})


def test_names_are_trimmed_and_known_in_any_order(deliver):
    outcome = deliver(text(" Findings ,\u3000GRID_CODE,patrol_id\t,备注", "0,G1,P1,x"))
    assert outcome.header == ("Findings", "GRID_CODE", "patrol_id", "备注")
    assert outcome.rows == [("0", "G1", "P1", "x")]


def test_a_quoted_header_may_hold_line_ends(deliver):
    outcome = deliver(text('"patrol_id","grid_code","说明\n（选填）",findings', "P1,G1,x,0"))
    assert outcome.header[2] == "说明\n（选填）"
    assert outcome.lines == [3]


@pytest.mark.parametrize("block_size", [None, 10])
def test_titles_above_the_header_are_noted(deliver, block_size):
    content = text("2020 年巡查台账,,,", "", "制表：综治中心,,单位：次,", HEADER, ROW)
    outcome = deliver(content, block_size=block_size)
    assert outcome.about.header_line == 4
    assert outcome.notes == {"title_rows": 2}
    assert outcome.lines == [5]
    assert outcome.records == 1


def test_a_header_half_known_is_the_best_there_is(deliver):
    outcome = deliver(text("台账", "patrol_id,grid_code,甲,乙", ROW))
    assert outcome.about.header_line == 2


def test_many_unknown_columns_do_not_hide_the_header(deliver):
    outcome = deliver(text("patrol_id,grid_code,甲,乙,丙,丁", "P1,G1,1,2,3,4"))
    assert outcome.header == ("patrol_id", "grid_code", "甲", "乙", "丙", "丁")


@pytest.mark.parametrize(
    "content",
    [
        text(ROW, ROW),
        text("patrol_id,grid_code,12,2020-01-02,4,5", "P1,G1,1,2,3,4"),
        text("patrol_id,甲,乙,丙", "P1,1,2,3"),
        text(*["标题"] * 10, HEADER, ROW),
        text("说明"),
    ],
)
def test_no_header_is_no_delivery(refusal, content):
    assert refusal(content) == ("no_header", {"most": 10})


def test_the_header_may_be_the_tenth_record(deliver):
    assert deliver(text(*["标题"] * 9, HEADER, ROW)).about.header_line == 10


def test_a_stated_header_line_is_used(deliver, refusal):
    content = text("甲,乙", "", "丙,丁", "1,2")
    wishes = Wishes(header_line=3)
    outcome = deliver(content, wishes=wishes, known=lambda cells: 1.0)
    assert outcome.header == ("丙", "丁")
    assert outcome.notes == {"title_rows": 1}
    assert outcome.rows == [("1", "2")]
    assert refusal(content, wishes=Wishes(header_line=2)) == ("no_header", {"most": 10})
    assert refusal(content, wishes=Wishes(header_line=9)) == ("no_header", {"most": 10})


@pytest.mark.parametrize("name", ["*", "^.*$", "line", "reason", "0", "rows", "a b", "序号*"])
def test_any_name_will_do_for_a_column(deliver, name):
    outcome = deliver(text(f"patrol_id,grid_code,{name}", "1,2,x", "合计,,", ",,", "1,2"))
    assert outcome.header == ("patrol_id", "grid_code", name)
    assert outcome.rows == [("1", "2", "x")]
    assert [reason for _, reason, _ in outcome.broken] == ["total_row", "too_few_cells"]
    assert outcome.blank == 1


def test_a_stated_header_line_that_cannot_be_parted_is_no_header(refusal):
    content = text('"a"b,c', "1,2")
    assert refusal(content, wishes=Wishes(header_line=1)) == ("no_header", {"most": 10})


@pytest.mark.parametrize("twin", ["grid_code", " Grid_Code ", "ｇｒｉｄ_ｃｏｄｅ"])
def test_two_columns_of_one_name_are_refused(refusal, twin):
    assert refusal(text(f"patrol_id,grid_code,{twin}", "1,2,3"))[0] == "repeated_header"


def test_the_name_that_rows_keep_their_line_under_is_refused(refusal):
    content = text("patrol_id,source_line,grid_code", "1,2,3")
    assert refusal(content) == ("reserved_header", {"column": "source_line"})


def test_columns_without_a_name_get_their_number(deliver):
    outcome = deliver(text("patrol_id,grid_code,,", "1,2,,x"))
    assert outcome.header == ("patrol_id", "grid_code", "#3", "#4")
    assert outcome.notes == {"unnamed_columns": 2}
    assert outcome.rows == [("1", "2", None, "x")]


def test_more_than_200_columns_are_refused(deliver, refusal):
    names = ["patrol_id", "grid_code", *(f"c{number}" for number in range(199))]
    assert len(deliver(text(",".join(names[:200]), "1" + "," * 199)).header) == 200
    expected = ("too_many_columns", {"found": 201, "most": 200})
    assert refusal(text(",".join(names), "1")) == expected


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n \t\n", b" \t ", b"\xff\xfe", b",,,\n,,\n"],
)
def test_nothing_is_no_delivery(refusal, content):
    assert refusal(content)[0] == "empty_file"


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_header_alone_is_a_delivery_of_nothing(deliver, end):
    outcome = deliver((HEADER + end).encode())
    assert outcome.header == tuple(HEADER.split(","))
    assert outcome.records == 0
    assert outcome.notes == {"header_only": 1}


def test_an_open_quote_above_the_header_is_named(refusal):
    assert refusal(text('"台账', "x")) == ("open_quote", {"line": 1})
