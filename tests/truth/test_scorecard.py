"""The scorecard colours what was planted, and hardly anything where all streets are equal."""

import pytest

from dashboard.charts.spec import Tone
from dashboard.scenes.desk import Desk
from dashboard.scenes.scorecard import scorecard
from dashboard.text import words
from dashboard.view import View
from warehouse.access import WHOLE_DISTRICT

ZHUZHEN, MAAN, LONGCHI, CHENGQIAO, JINNIUHU = (
    "320116110",
    "320116012",
    "320116007",
    "320116008",
    "320116009",
)
YEAR = {"period": "2020", "against": "district"}
PLANTED = [
    (ZHUZHEN, "ev_on_time_close", Tone.WORSE),
    (ZHUZHEN, "ev_stuck_street", Tone.WORSE),
    (MAAN, "tm_turnover", Tone.WORSE),
    (LONGCHI, "dl_offlist", Tone.WORSE),
    (CHENGQIAO, "sv_satisfaction", Tone.WORSE),
    (JINNIUHU, "sv_satisfaction", Tone.BETTER),
]


def seen(reader, language: str = "zh", **view: str):
    return scorecard(Desk(reader, language, WHOLE_DISTRICT), View(lang=language, **YEAR, **view))


@pytest.mark.parametrize(("street", "metric_id", "tone"), PLANTED)
def test_what_was_planted_is_coloured(planted, street, metric_id, tone):
    table = seen(planted).table
    at = [column.key for column in table.columns].index(metric_id)
    (row,) = [row for row in table.rows if row.key == street]
    assert row.cells[at].tone is tone


def test_the_stalled_street_is_the_one_the_index_puts_behind(planted):
    index = seen(planted).index
    assert index.rows[-1].key == ZHUZHEN
    assert index.rows[0].key == JINNIUHU


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_all_streets_are_equal_the_index_tells_none_apart(null, language):
    scene = seen(null, language)
    said = words(language)
    assert scene.headline.lower().endswith(said("score.level", count="{}").split("{}")[-1])
    firm = {Tone.BETTER, Tone.WORSE}
    cells = [cell for row in scene.table.rows for cell in row.cells]
    # Tables that are level as a whole claim nothing; of fourteen, one may not be, by chance.
    assert sum(cell.tone in firm and cell.is_strong for cell in cells) <= 1


def test_a_reader_who_moves_weights_moves_the_index_and_not_the_cells(planted):
    plain, moved = seen(planted), seen(planted, weights="0-0-10-0-0-0")
    assert plain.table.rows[0].cells
    assert plain.index.rows != moved.index.rows
    by_area = {row.key: row.cells for row in plain.table.rows}
    assert all(by_area[row.key] == row.cells for row in moved.table.rows)
    assert moved.index.rows[-1].key == ZHUZHEN
    assert plain.notes != moved.notes


@pytest.mark.parametrize("weights", ["1-2", "a-b-c-d-e-f", "0-0-0-0-0-0", "-1-1-1-1-1-1"])
def test_weights_in_a_link_that_make_no_sense_change_nothing(planted, weights):
    assert seen(planted, weights=weights).index == seen(planted).index
