"""Every chart of every page can leave it, with the numbers it had there."""

import re

import pytest

from dashboard.charts.spec import BarChart, DotChart, LadderChart, PairChart, SlopeChart, WaveChart
from dashboard.exports.gaps import GAP
from dashboard.exports.native import Kind, NativeChart
from dashboard.exports.translate import native
from dashboard.scenes import SCENES, Desk
from dashboard.text import LANGUAGES
from dashboard.view import View
from warehouse.access import WHOLE_DISTRICT
from warehouse.connection import open_current
from warehouse.reader import Reader

VIEWS = ({}, {"period": "2020-Q1"}, {"area": "320116013"}, {"metric": "tm_turnover"})


@pytest.fixture(scope="module")
def reader(demonstration):
    return Reader(open_current(demonstration.data_dir))


@pytest.fixture(params=LANGUAGES)
def desk(request, reader):
    return Desk(reader, request.param, WHOLE_DISTRICT)


def charts(desk):
    for name, scene in SCENES.items():
        for view in VIEWS:
            for chart in scene(desk, View(lang=desk.language, **view)).charts:
                yield name, chart


def numbers(values) -> list[float]:
    return sorted(one for one in values if one is not None)


def test_every_chart_has_a_native_form(desk):
    for name, chart in charts(desk):
        made = native(chart)
        assert made, name
        assert all(one.face.title == chart.face.title for one in made)
        assert all(one.face.alt and one.face.provenance.version for one in made)
        ids = [one.face.chart_id for one in made]
        assert len(set(ids)) == len(ids)


def test_native_charts_hold_the_numbers_of_the_screen(desk):
    for name, chart in charts(desk):
        drawn = [one for one in native(chart) if isinstance(one, NativeChart)]
        found = numbers(value for one in drawn for series in one.series for value in series.values)
        for value in numbers(SHOWN.get(type(chart), lambda _: [])(chart)):
            assert any(value == pytest.approx(one, abs=1e-9) for one in found), (name, value)


SHOWN = {
    DotChart: lambda chart: [row.value for row in chart.rows],
    SlopeChart: lambda chart: [one for row in chart.rows for one in (row.then, row.now)],
    WaveChart: lambda chart: [one.value for panel in chart.panels for one in panel.points],
    BarChart: lambda chart: [one for row in chart.rows for one in (row.wide, row.thin)],
    PairChart: lambda chart: [one for row in chart.rows for one in (row.first, row.second)],
    LadderChart: lambda chart: [float(one.rank) for one in chart.places],
}


def test_intervals_stay_with_their_values_and_inside_the_axis(desk):
    for _, chart in charts(desk):
        for one in native(chart):
            if not isinstance(one, NativeChart):
                continue
            low, high = one.span
            for series in one.series:
                for part in (series.values, series.lows, series.highs):
                    assert all(value is None or low <= value <= high for value in part)
                triples = zip(series.lows, series.values, series.highs, strict=series.lows != ())
                for least, value, most in triples:
                    assert least is None or least <= value <= most


def test_axes_name_quarters_in_few_letters(desk):
    chart = next(one for _, one in charts(desk) if isinstance(one, WaveChart) and not one.is_empty)
    for one in native(chart):
        assert all(name == GAP or re.fullmatch(r"20\d\d Q[1-4]", name) for name in one.categories)
    # The page's own table keeps the words of its language.
    words = {row[0] for row in chart.table().rows}
    assert any("季度" in one for one in words) == (desk.language == "zh")


def test_columns_begin_at_zero(desk):
    for _, chart in charts(desk):
        for one in native(chart):
            if isinstance(one, NativeChart) and one.kind is Kind.COLUMNS:
                assert one.span[0] == 0


def test_a_kind_nobody_translates_is_an_error():
    with pytest.raises(TypeError, match="no export for object"):
        native(object())
