"""A course of ranks leaves the screen with 1 on top, and one interval: that of its own street."""

import io
import zipfile

import openpyxl
import pytest
from lxml import etree

from dashboard.exports.gaps import GAP
from dashboard.exports.native import Kind
from dashboard.exports.office.chart_files import chart_files
from dashboard.exports.office.scale import scale_of
from dashboard.exports.translate import native
from dashboard.scenes.desk import Desk
from dashboard.scenes.rank_course import rank_course
from dashboard.text import LANGUAGES
from dashboard.view import View
from warehouse.access import WHOLE_DISTRICT
from warehouse.catalog import metrics
from warehouse.connection import open_current
from warehouse.reader import Reader

NAMES = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
VIEWS = ({}, {"period": "2020-02"}, {"area": "320116110"}, {"period": "2019"})


@pytest.fixture(scope="module")
def reader(demonstration):
    return Reader(open_current(demonstration.data_dir))


@pytest.fixture(params=LANGUAGES)
def desk(request, reader):
    return Desk(reader, request.param, WHOLE_DISTRICT)


def chart_of(desk, metric_id="sv_satisfaction", **view):
    return rank_course(desk, View(lang=desk.language, **view), metrics()[metric_id]).bumps


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_lines_hold_the_ranks_of_the_screen(desk, view):
    chart = chart_of(desk, **view)
    (made,) = native(chart)
    assert made.kind is Kind.LINES
    assert made.is_rank
    kept = [at for at, name in enumerate(made.categories) if name != GAP]
    assert [made.categories[at] for at in kept] == list(chart.shorts)
    assert [[one.values[at] for at in kept] for one in made.series] == [
        [point.rank for point in row.points] for row in chart.rows
    ]
    # Nobody joins two ways of asking: an empty place lies between them.
    assert len(made.categories) - len(kept) == len(chart.breaks)
    gaps = set(range(len(made.categories))) - set(kept)
    assert {one.values[at] for one in made.series for at in gaps} <= {None}
    assert made.face == chart.face
    low, high = made.span
    for series, row in zip(made.series, chart.rows, strict=True):
        assert bool(series.lows) == series.is_own == row.is_own
        triples = zip(series.lows, series.values, series.highs, strict=row.is_own)
        for least, value, most in triples:
            assert value is None or low < least <= value <= most < high


def test_months_are_not_ranked_and_no_quarter_to_come_is_shown(desk):
    assert chart_of(desk, period="2020-02").shorts[-1] == "2020 Q1"
    assert chart_of(desk, period="2019").shorts[-1] == "2019 Q4"


def test_an_office_program_turns_the_axis_of_ranks_round(desk):
    (made,) = native(chart_of(desk))
    files = chart_files(made, size_pt=10, words=desk.words, fingerprint="0")
    chart = etree.fromstring(files.chart_xml)
    (up,) = chart.findall(".//c:valAx/c:scaling/c:orientation", NAMES)
    assert up.get("val") == "maxMin"
    assert chart.find(".//c:catAx/c:crosses", NAMES).get("val") == "max"
    assert chart.find(".//c:legend", NAMES) is None
    named = chart.findall(".//c:ser/c:dLbls/c:dLbl/c:showSerName", NAMES)
    ranked = [one for one in made.series if any(value is not None for value in one.values)]
    assert [one.get("val") for one in named] == ["1"] * len(ranked)
    assert scale_of(made).step == 1
    assert len(chart.findall(".//c:errBars", NAMES)) == 1
    with zipfile.ZipFile(io.BytesIO(files.workbook)) as package:
        assert package.testzip() is None
    sheet = openpyxl.load_workbook(io.BytesIO(files.workbook)).worksheets[0]
    first = [cell.value for cell in sheet[2]][1 : 1 + len(made.series)]
    assert first == [series.values[0] for series in made.series]
