"""Specification, screen, slide and the workbook behind it say the same numbers."""

import io
from collections import defaultdict
from itertools import pairwise
from math import ceil

import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard.charts.drawn import figure
from dashboard.charts.spec import (
    BarChart,
    BumpChart,
    ControlChart,
    CourseGrid,
    DotChart,
    ForecastChart,
    LadderChart,
    PairChart,
    SlopeChart,
    WaveChart,
)
from dashboard.exports.deck import deck
from dashboard.exports.gaps import GAP
from dashboard.exports.native import Kind, Mark, NativeChart
from dashboard.exports.office.workbook import beyond
from dashboard.text import LANGUAGES
from dashboard.theme import LIGHT
from tests.exports.briefings import briefing
from tests.exports.chart_reading import cached, chart_series, charts, known, values_of
from tests.exports.desks import whole_briefing

NEAR = 1e-9
SMALL, WHOLE = "small", "whole"
# Half of the room that an axis leaves beyond the furthest interval.
LEAST_ROOM = 0.03


@pytest.fixture(
    scope="module", params=[(kind, one) for kind in (SMALL, WHOLE) for one in LANGUAGES]
)
def made(request, demonstration):
    """The small briefing, and every chart of every page."""
    kind, language = request.param
    if kind == SMALL:
        return briefing(language)
    return whole_briefing(demonstration.data_dir, language)


@pytest.fixture(scope="module")
def shown(made):
    return list(charts(made, Presentation(io.BytesIO(deck(made))).slides))


def drawn(chart):
    """Give the figure's traces that have numbers."""
    return [one for one in figure(chart, LIGHT).data if one.x is not None and one.y is not None]


def of_dots(chart, natives):
    screen = {
        key: x for one in drawn(chart) for key, x in zip(one.customdata or (), one.x, strict=False)
    }
    dots = [one for one in natives[0].series if one.mark is Mark.DOT]
    for place, row in enumerate(chart.rows):
        held = [one.values[place] for one in dots if one.values[place] is not None]
        yield held, [screen[row.key]] if row.key in screen else []


def of_slopes(chart, natives):
    screen = {one.customdata[0]: list(one.y) for one in drawn(chart) if one.customdata is not None}
    rows = [row for row in chart.rows if row.then is not None or row.now is not None]
    for row, series in zip(rows, natives[0].series, strict=True):
        assert series.name == row.name
        if row.key in screen:
            yield list(series.values), screen[row.key]


def of_waves(chart, natives):
    screen = defaultdict(dict)
    for one in drawn(chart):
        if one.customdata is not None:
            screen[one.yaxis or "y"] |= dict(zip(one.x, one.y, strict=True))
    axes = ["y", *(f"y{place}" for place in range(2, len(natives) + 1))]
    for axis, one in zip(axes, natives, strict=True):
        kept = [
            value
            for value, name in zip(one.series[0].values, one.categories, strict=True)
            if name != GAP
        ]
        yield known(kept), screen[axis]


def of_bars(chart, natives):
    for trace, series in zip(drawn(chart), natives[0].series, strict=False):
        yield list(series.values), list(trace.x)


def of_pairs(chart, natives):
    found = {tuple(one.x) for one in drawn(chart)}
    for series in natives[0].series:
        yield series.values in found, True


def of_ladders(chart, natives):
    screen = sorted((x, y) for one in drawn(chart) for x, y in zip(one.x, one.y, strict=True))
    series = natives[0].series
    held = sorted(pair for one in series for pair in zip(one.xs, one.values, strict=True))
    yield [number for pair in held for number in pair], [x for pair in screen for x in pair]


SCREENS = {
    DotChart: of_dots,
    SlopeChart: of_slopes,
    WaveChart: of_waves,
    BarChart: of_bars,
    PairChart: of_pairs,
    LadderChart: of_ladders,
}


def test_the_screen_draws_the_numbers_of_the_slide(made):
    seen = set()
    for part in made.parts:
        if type(part.chart) in SCREENS:
            seen.add(type(part.chart))
            for held, screen in SCREENS[type(part.chart)](part.chart, part.natives):
                assert held == pytest.approx(screen, abs=NEAR), part.name
    assert seen == SCREENS.keys()


BREAKS = {
    WaveChart: lambda chart: [sum(one.is_break for one in each.points) for each in chart.panels],
    ControlChart: lambda chart: [len(chart.restarts)],
    CourseGrid: lambda chart: [len(chart.breaks)],
    ForecastChart: lambda chart: [sum(one.is_break for one in chart.known)],
    BumpChart: lambda chart: [len(chart.breaks)],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_joins_two_ways_of_asking(demonstration, language):
    found = 0
    for part in whole_briefing(demonstration.data_dir, language).parts:
        if type(part.chart) not in BREAKS:
            continue
        for one, breaks in zip(part.natives, BREAKS[type(part.chart)](part.chart), strict=True):
            empty = [at for at, name in enumerate(one.categories) if name == GAP]
            assert len(empty) == breaks, part.name
            lines = [each for each in one.series if each.mark is Mark.LINE]
            assert {each.values[at] for each in lines for at in empty} <= {None}
            found += breaks
    assert found


STARTS = {
    WaveChart: lambda chart: {
        at for each in chart.panels for at, one in enumerate(each.points) if one.is_break
    },
    ControlChart: lambda chart: {ceil(at) for at, _ in chart.restarts},
    CourseGrid: lambda chart: set(chart.breaks),
    ForecastChart: lambda chart: {at for at, one in enumerate(chart.known) if one.is_break},
    BumpChart: lambda chart: {ceil(at) for at, _ in chart.breaks},
}


def test_no_line_of_the_screen_joins_them_either(demonstration):
    seen = set()
    for part in whole_briefing(demonstration.data_dir, "zh").parts:
        if not (starts := STARTS.get(type(part.chart), lambda _: set())(part.chart)):
            continue
        seen.add(type(part.chart))
        for line in drawn(part.chart):
            if "lines" not in line.mode:
                continue
            for (x, y), (later, other) in pairwise(zip(line.x, line.y, strict=True)):
                is_joined = y is not None and other is not None and later - x == 1
                assert not (is_joined and later in starts), part.name
    assert seen == STARTS.keys()


def test_a_slide_has_the_names_values_and_gaps_of_the_specification(shown):
    for one, shape in shown:
        for series, made in zip(one.series, chart_series(shape), strict=True):
            assert made.findtext(f"{qn('c:tx')}//{qn('c:v')}") == series.name
            assert cached(values_of(made)) == pytest.approx(known(series.values), abs=NEAR)
            count = values_of(made).find(f".//{qn('c:ptCount')}")
            assert int(count.get("val")) == len(series.values)


def test_whiskers_reach_to_the_ends_of_the_intervals(shown):
    for one, shape in shown:
        for series, made in zip(one.series, chart_series(shape), strict=True):
            bars = made.find(qn("c:errBars"))
            assert (bars is not None) == bool(series.lows)
            if bars is None:
                continue
            for end, lengths in zip(("plus", "minus"), beyond(series), strict=True):
                found = cached(bars.find(qn(f"c:{end}")))
                assert found == pytest.approx(known(lengths), abs=NEAR)


def test_every_reference_leads_to_the_cached_number(shown):
    for _, shape in shown:
        book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
        assert len(book.sheetnames) == 2
        cells = [cell for sheet in book for row in sheet for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
        for reference in shape.chart.element.iter(qn("c:numRef")):
            sheet, _, place = reference.find(qn("c:f")).text.rpartition("!")
            column = book[sheet.strip("'")][place.replace("$", "")]
            values = [cell.value for row in column for cell in row]
            assert cached(reference) == pytest.approx(known(values), abs=NEAR)


def test_every_interval_lies_within_its_axis_with_room_beyond(shown):
    for one, shape in shown:
        axis = list(shape.chart.element.iter(qn("c:valAx")))[-1]
        low, high = (float(next(axis.iter(qn(f"c:{end}"))).get("val")) for end in ("min", "max"))
        numbers = [x for two in one.series for x in (*two.values, *two.lows, *two.highs)]
        least, most = min(known(numbers).values()), max(known(numbers).values())
        room = LEAST_ROOM * (high - low)
        # What cannot be passed needs no room: the whole of a share, and nought below columns.
        assert high >= most + room or (one.number.is_share and high == 1.0 >= most)
        assert low <= least - room or (low == 0.0 <= least)


def test_every_kind_of_native_chart_is_held_to_this(made):
    kinds = {
        one.kind for part in made.parts for one in part.natives if isinstance(one, NativeChart)
    }
    assert kinds >= set(Kind)
