"""The CSV of a chart holds its numbers and runs nothing."""

import csv
import io

import pytest

from dashboard.charts.spec import Table
from dashboard.exports.csv_file import csv_file
from tests.exports.briefings import HOSTILE, charts

FORMULAS = [*HOSTILE[:4], " =1+1", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "-"]
TEXTS = ["a&b", "<b>x</b>", "甲街道", 'say "x", y', "a\nb", "5-6", ""]


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_knows_the_encoding_and_the_line_ends():
    data = csv_file(Table(("街道", "满意率"), (("甲", 0.5),)))
    assert data == "\ufeff街道,满意率\r\n甲,0.5\r\n".encode()


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_begins_like_a_formula_is_quoted(text):
    titles, cells = read(csv_file(Table((text, "n"), ((text, 1.0),))))
    assert titles == [f"'{text}", "n"]
    assert cells == [f"'{text}", "1.0"]


@pytest.mark.parametrize("text", TEXTS)
def test_other_text_stays_as_it_is(text):
    assert read(csv_file(Table(("name", "n"), ((text, 1.0),))))[1][0] == text


def test_numbers_stay_numbers_and_unrounded():
    values = (-0.1, 1 / 3, 1e-9, 12900.0)
    row = read(csv_file(Table(("a", "b", "c", "d"), (values,))))[1]
    assert tuple(float(one) for one in row) == values


def test_no_value_is_an_empty_cell():
    assert read(csv_file(Table(("name", "n"), (("甲", None),))))[1] == ["甲", ""]


@pytest.mark.parametrize("chart", charts("en"), ids=lambda one: one.face.chart_id)
def test_every_chart_has_its_table(chart):
    table = chart.table()
    titles, *rows = read(csv_file(table))
    assert len(titles) == len(table.columns)
    assert len(rows) == len(table.rows)
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, cells, strict=True):
            if isinstance(cell, str):
                assert text.removeprefix("'") == cell
            elif cell is not None:
                assert float(text) == cell
