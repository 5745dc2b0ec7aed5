"""The text tables of the tests themselves."""

import pytest

from tests.tables import read_table, write_table


def test_cells_are_read_by_their_header():
    rows = read_table("""
        grid_code | is_due | closed_at
        ----------+--------+-----------
        S1G1      | T      | 2020-03-01
        S1G2      | F      | –
        S1G3      |        |
        """)
    assert rows == [
        {"grid_code": "S1G1", "is_due": True, "closed_at": "2020-03-01"},
        {"grid_code": "S1G2", "is_due": False, "closed_at": None},
        {"grid_code": "S1G3", "is_due": None, "closed_at": None},
    ]


def test_a_header_alone_is_an_empty_table():
    assert read_table("a | b\n--+--") == []


def test_a_row_with_too_few_cells_is_refused():
    with pytest.raises(ValueError, match="1 cells below 2 names: 3"):
        read_table("a | b\n--+--\n3")


def test_a_table_without_a_rule_is_refused():
    with pytest.raises(ValueError, match="no rule below the header: 1"):
        read_table("a | b\n1 | 2")


def test_what_is_written_can_be_read():
    rows = [
        {"name": "文峰社区", "n": None, "is_due": True},
        {"name": "G", "n": "12", "is_due": False},
    ]
    assert read_table(write_table(rows)) == rows
