"""Charts of single grids leave the page as points with their limits, streets, columns and rows."""

import pytest

from dashboard.charts.spec import ChangeChart, FunnelChart, NetMap, StepChart, Tone
from dashboard.exports.native import Kind, Mark, NativeTable
from dashboard.exports.office.scale import points_scale, scale_of
from dashboard.exports.translate import native
from dashboard.scenes import Desk
from dashboard.scenes.grids import grids
from dashboard.text import LANGUAGES
from dashboard.view import View
from warehouse.access import WHOLE_DISTRICT, AccessScope
from warehouse.connection import open_current
from warehouse.reader import Reader


@pytest.fixture(scope="module")
def warehouse(demonstration):
    return open_current(demonstration.data_dir)


@pytest.fixture(params=LANGUAGES)
def scene(request, warehouse):
    desk = Desk(Reader(warehouse), request.param, WHOLE_DISTRICT)
    own = desk.ask("grids", "2020")["area_code"][0]
    return grids(desk, View(lang=request.param, grid=own))


def chart_of(scene, kind):
    (found,) = [one for one in scene.charts if isinstance(one, kind)]
    return found


def test_a_funnel_keeps_every_grid_and_its_limits(scene):
    chart = chart_of(scene, FunnelChart)
    (made,) = native(chart)
    assert made.kind is Kind.POINTS
    points = [one for one in made.series if one.mark is Mark.POINT]
    assert sum(len(one.values) for one in points) == len(chart.points)
    assert {(x, y) for one in points for x, y in zip(one.xs, one.values, strict=True)} == {
        (one.size, one.value) for one in chart.points
    }
    for mark, curve in zip((Mark.DASHED, Mark.LINE), chart.curves, strict=True):
        drawn = {one.values for one in made.series if one.mark is mark and len(one.values) > 2}
        assert drawn == {curve.lows, curve.highs}
    # The longest series of points comes first: one program leaves out shorter ones before it.
    assert len(points[0].values) == max(len(one.values) for one in points)
    across, up = points_scale(made), scale_of(made)
    assert "%" in up.number_format
    assert "%" not in across.number_format
    assert across.high >= max(one.size for one in chart.points)


def test_the_chosen_grid_stands_out(scene):
    chart = chart_of(scene, FunnelChart)
    own = [one for one in native(chart)[0].series if one.is_own]
    assert [one.name for one in own] == [one.name for one in chart.points if one.is_own]


def test_the_map_of_grids_is_streets_in_an_office_program_and_says_so(scene):
    chart = chart_of(scene, NetMap)
    (made,) = native(chart)
    assert made.face.note.endswith(chart.office_note)
    assert [one.key for one in made.areas] == [one.key for one in chart.streets]
    clear = sum(one.tone in {Tone.BETTER, Tone.WORSE} for one in chart.cells)
    counted = [one.text for one in made.areas]
    assert sum(int(text.replace(" of ", "/").split("/")[0]) for text in counted) == clear


def test_steps_are_columns_from_nought_and_changes_a_table(scene):
    (columns,) = native(chart_of(scene, StepChart))
    assert (columns.kind, columns.span[0]) == (Kind.COLUMNS, 0)
    chart = chart_of(scene, ChangeChart)
    (table,) = native(chart)
    assert isinstance(table, NativeTable)
    assert [row[0].text for row in table.rows] == [row.name for row in chart.rows]


def test_a_reader_of_one_street_takes_its_grids_alone(warehouse):
    whole = Desk(Reader(warehouse), "zh", WHOLE_DISTRICT)
    register = whole.ask("grids", "2020")
    street = register["street_code"].sort()[-1]
    scope = AccessScope(frozenset({street}))
    scene = grids(Desk(Reader(warehouse, scope), "zh", scope), View())
    theirs = set(register.filter(register["street_code"] == street)["area_code"])
    shown = {one.key for one in chart_of(scene, FunnelChart).points}
    assert shown <= theirs
    assert set(scene.offered) == theirs
    assert {one.key for one in chart_of(scene, NetMap).cells} <= theirs
