"""The course of ranks finds what was planted, and its ranks are those of each quarter."""

import pytest

from dashboard.scenes.desk import Desk
from dashboard.scenes.rank_course import rank_course
from dashboard.stories.rank_course import half, verdict
from dashboard.text import words
from dashboard.view import View
from warehouse.access import WHOLE_DISTRICT
from warehouse.catalog import metrics
from warehouse.periods import Period

JINNIUHU, ZHUZHEN = "320116009", "320116110"


def ranks_of(reader, metric_id: str):
    return reader.peers.ranks(reader.metric(metric_id), level="street")


@pytest.mark.parametrize("metric_id", ["sv_satisfaction", "ev_on_time_close", "ev_median_days"])
def test_the_ranks_of_a_quarter_are_those_that_its_board_gives(planted, metric_id):
    shown = ("area_code", "rank", "rank_low", "rank_high", "peers")
    found = ranks_of(planted, metric_id)
    assert found["period"].n_unique() == 12
    for period in found["period"].unique():
        alone = planted.values(metric_id, level="street", period=Period.parse(period))
        rows = found.filter(period=period)
        assert rows.select(shown).sort("area_code").equals(alone.select(shown).sort("area_code"))


def test_the_truly_better_street_is_first_and_says_how_surely(planted):
    desk = Desk(planted, "zh", WHOLE_DISTRICT)
    scene = rank_course(desk, View(), metrics()["sv_satisfaction"])
    (own,) = [row for row in scene.bumps.rows if row.is_own]
    assert own.key == JINNIUHU
    last = own.points[-1]
    assert (last.rank, last.low) == (1, 1)
    assert last.high < scene.bumps.places / 2
    assert last.text in own.end_text


def test_the_stalled_street_falls_from_one_half_to_the_end(planted):
    rows = ranks_of(planted, "ev_on_time_close").filter(area_code=ZHUZHEN).to_dicts()
    assert [half(row) for row in rows[:4]] == [""] * 4
    assert [half(row) for row in rows[-3:]] == ["back"] * 3
    assert rows[-1]["rank_low"] == rows[-1]["peers"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_all_streets_are_equal_no_street_moves(null, language):
    moved = 0
    for metric_id in ("sv_satisfaction", "ev_on_time_close", "pt_on_time", "ev_response"):
        for street in ranks_of(null, metric_id).partition_by("area_code"):
            ranked = [row for row in street.to_dicts() if row["rank"] is not None]
            moved += len(ranked) > 1 and verdict(ranked[0], ranked[-1]) != "overlap"
    assert moved == 0
    desk = Desk(null, language, WHOLE_DISTRICT)
    scene = rank_course(desk, View(lang=language), metrics()["sv_satisfaction"])
    assert words(language)("ranks.overlap") in scene.bumps.face.title
