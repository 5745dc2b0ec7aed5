"""The table of what streets cannot change leaves the screen with its numbers, each of its kind."""

import datetime as dt
import io

import openpyxl
import pytest

from dashboard.charts.spec import ContextTable
from dashboard.exports.book import book
from dashboard.exports.compose import compose
from dashboard.exports.native import excel_format
from dashboard.exports.recipe import Item, Recipe
from dashboard.scenes.desk import Desk
from dashboard.text import LANGUAGES
from warehouse.access import WHOLE_DISTRICT
from warehouse.connection import open_current
from warehouse.reader import Reader

DAY = dt.date(2021, 1, 5)


@pytest.fixture(params=LANGUAGES)
def briefing(request, demonstration):
    reader = Reader(open_current(demonstration.data_dir))
    items = (Item("compare", "context", {"section": "likes"}),)
    recipe = Recipe("x", items, language=request.param)
    return compose(Desk(reader, request.param, WHOLE_DISTRICT), recipe, issued_on=DAY).briefing


def test_a_workbook_holds_every_number_in_its_own_form(briefing):
    (part,) = briefing.parts
    assert isinstance(part.chart, ContextTable)
    sheets = openpyxl.load_workbook(io.BytesIO(book(briefing))).worksheets
    (sheet,) = [one for one in sheets if one.title == part.title[: len(one.title)]]
    table = part.chart.table()
    rows = list(sheet.iter_rows())
    head = next(at for at, row in enumerate(rows) if row[0].value == table.columns[0])
    written = rows[head : head + len(table.rows) + 1]
    width = len(table.columns)
    assert [cell.value for cell in written[0][:width]] == list(table.columns)
    for cells, row in zip(written[1:], table.rows, strict=True):
        assert cells[0].value == row[0]
        for cell, value, number in zip(cells[1:width], row[1:], part.chart.numbers, strict=True):
            assert cell.value == (None if value is None else pytest.approx(value))
            if value is not None:
                assert cell.number_format == excel_format(number)
