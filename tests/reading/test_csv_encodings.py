"""Encodings and line ends: what is accepted as it was meant, and what cannot be."""

import gzip

import pytest

from pipelines.reading.delivery import Wishes
from pipelines.reading.text.stream import line_at

CHINESE = "巡查编号,网格编码,开始时间,发现问题数\nP1,路灯,2020-03-02 08:00:00,0\nP2,路灯,,1\n"
ENGLISH = "patrol_id,grid_code,started_at,findings\nP1,G1,2020-03-02 08:00:00,0\n"
ROWS = [("P1", "路灯", "2020-03-02 08:00:00", "0"), ("P2", "路灯", None, "1")]


@pytest.mark.parametrize("block_size", [None, 7])
@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (CHINESE.encode(), "utf-8"),
        (CHINESE.encode("utf-8-sig"), "utf-8-sig"),
        (CHINESE.encode("gb18030"), "gb18030"),
        (CHINESE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16"),
    ],
)
def test_every_usual_encoding_gives_the_same(deliver, content, encoding, block_size):
    outcome = deliver(content, block_size=block_size)
    assert outcome.about.encoding == encoding
    assert outcome.rows == ROWS
    assert outcome.lines == [2, 3]


def test_characters_that_need_four_bytes_are_kept(deliver):
    text = CHINESE.replace("路灯", "𠮷㐂")
    assert deliver(text.encode("gb18030")).rows[0][1] == "𠮷㐂"


def test_a_gb18030_line_that_is_utf8_by_chance_is_no_contradiction(deliver):
    """女 is C5 AE, a valid sequence of two bytes in UTF-8."""
    outcome = deliver("巡查编号,网格编码\n1,女\n2,男\n".encode("gb18030"))
    assert outcome.rows == [("1", "女"), ("2", "男")]


@pytest.mark.parametrize("count", [1, 2000])
def test_one_line_in_another_encoding_refuses_the_file(refusal, count):
    good, bad = "P,路灯\n".encode(), "P,路灯\n".encode("gb18030")
    content = "巡查编号,网格编码\n".encode() + good * count + bad + good
    assert refusal(content) == ("mixed_encoding", {"line": count + 2})


def test_one_utf8_line_in_gb18030_is_named(refusal):
    content = CHINESE.encode("gb18030") * 3 + "P9,路灯,,\n".encode() + CHINESE.encode("gb18030")
    assert refusal(content) == ("mixed_encoding", {"line": 10})


def test_an_invalid_byte_is_named_with_its_line(refusal):
    assert refusal(CHINESE.encode() + b"P3,ab\xffc,,\n") == (
        "unknown_encoding",
        {"line": 4, "byte": 6},
    )


def test_an_invalid_byte_in_gb18030_is_named_with_its_line(refusal):
    content = CHINESE.encode("gb18030") + b"P3,ab\xffc,,\n"
    assert refusal(content) == ("unknown_encoding", {"line": 4, "byte": 6})


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_character_cut_off_at_the_end_tells_of_a_broken_transfer(refusal, encoding):
    content = (CHINESE + "P3,路").encode(encoding)[:-1]
    assert refusal(content) == ("cut_off", {"line": 4})


def test_utf16_without_mark_is_refused(refusal):
    for encoding in ("utf-16-le", "utf-16-be"):
        assert refusal(CHINESE.encode(encoding))[0] == "utf16_without_mark"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_nul_is_refused_with_its_line(refusal, encoding):
    content = ENGLISH.replace("G1", "G\0").encode(encoding)
    assert refusal(content) == ("has_nul", {"line": 2})


def test_big5_is_told_from_gb18030(refusal):
    text = "patrol_id,grid_code\n1,雨花臺區市容環境\n2,路燈不亮矛盾糾紛調解\n"
    assert refusal(text.encode("big5")) == ("looks_like_big5", {"line": 2})


def test_rare_characters_in_gb18030_are_not_taken_for_big5(deliver):
    text = "patrol_id,grid_code\n1,龘靐齉喆堃垚\n2,镕瞭燊\n"
    assert deliver(text.encode("gb18030")).about.encoding == "gb18030"


def test_a_stated_encoding_overrules_what_looks_otherwise(deliver):
    text = "patrol_id,grid_code\n1,雨花臺區市容環境\n2,路燈不亮矛盾糾紛調解\n"
    outcome = deliver(text.encode("big5"), wishes=Wishes(encoding="big5"))
    assert outcome.rows[0] == ("1", "雨花臺區市容環境")
    assert outcome.about.encoding == "big5"


def test_a_stated_encoding_that_does_not_fit_refuses_the_file(refusal):
    content = CHINESE.encode("gb18030")
    wishes = Wishes(encoding="utf-8")
    assert refusal(content, wishes=wishes) == ("unknown_encoding", {"line": 1, "byte": 3})


def test_stating_what_is_found_changes_nothing(deliver):
    outcome = deliver(CHINESE.encode("utf-8-sig"), wishes=Wishes(encoding="UTF8"))
    assert outcome.rows == ROWS


@pytest.mark.parametrize("ends", [("\n",), ("\r\n",), ("\r",), ("\n", "\r\n", "\r")])
@pytest.mark.parametrize("block_size", [None, 5])
def test_every_line_end_is_a_line_end(deliver, ends, block_size):
    lines = [*CHINESE.splitlines(), "P3,一,二,三", "P4,四,五,六"]
    text = "".join(line + ends[number % len(ends)] for number, line in enumerate(lines))
    outcome = deliver(text.encode(), block_size=block_size)
    assert outcome.lines == [2, 3, 4, 5]
    assert outcome.rows[-1] == ("P4", "四", "五", "六")
    assert outcome.broken == []


def test_no_line_end_is_needed_at_the_end(deliver):
    assert deliver(ENGLISH.rstrip().encode()).rows == [("P1", "G1", "2020-03-02 08:00:00", "0")]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (gzip.compress(CHINESE.encode()), "gzip"),
        (b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", "XLSX"),
        (b"PK\x03\x04\x14\x00\x06\x00notes.txt", "ZIP"),
        (b"<!DOCTYPE html><html><body>\xe8\xaf\xb7\xe7\x99\xbb\xe5\xbd\x95</body></html>", "HTML"),
        (b'<?xml version="1.0"?><rows/>', "XML"),
        (b'{"code": 401, "message": "login"}', "JSON"),
        (b'[{"patrol_id": 1}]', "JSON"),
        (b"%PDF-1.7", "PDF"),
        (b"PAR1....PAR1", "Parquet"),
        (b"SQLite format 3\0", "SQLite"),
    ],
)
def test_another_format_under_the_name_of_a_csv_is_refused(refusal, content, found):
    assert refusal(content) == ("misnamed_file", {"extension": ".csv", "found": found})


def test_an_old_or_encrypted_workbook_is_refused_under_any_name(refusal):
    for name in ("patrols.csv", "patrols.xls", "patrols.xlsx"):
        assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name) == (
            "encrypted_workbook",
            {},
        )


def test_a_file_without_a_usual_extension_is_taken_for_what_it_holds(deliver, refusal):
    assert deliver(ENGLISH.encode(), "export").lines == [2]
    assert refusal(gzip.compress(b"x"), "export.gz") == ("unknown_format", {"found": "gzip"})


def test_a_line_is_found_whatever_ends_the_others(tmp_path):
    content = b"1\n2\r\n3\r4" + b"x" * (1 << 20) + b"\r\n5"
    (tmp_path / "lines").write_bytes(content)
    with (tmp_path / "lines").open("rb") as file:
        assert line_at(file, at=len(content) - 1) == 5
        assert line_at(file, at=0) == 1
