"""Head to head: the pair that is truly equal is not told apart, the truly better street is."""

import pytest

from dashboard.charts.spec import Tone
from dashboard.scenes.desk import Desk
from dashboard.scenes.pair import pair
from dashboard.view import View
from warehouse.access import WHOLE_DISTRICT
from warehouse.catalog import metrics

EQUAL = ("320116010", "320116011")
BETTER, WORSE = "320116009", "320116008"


def tones(reader, one: str, other: str, language: str = "zh") -> dict[str, Tone]:
    desk = Desk(reader, language, WHOLE_DISTRICT)
    view = View(lang=language, period="2020", one=one, other=other)
    chart = pair(desk, view, metrics()["sv_satisfaction"]).duel
    return {row.key: row.tone for row in chart.rows}


def test_the_truly_equal_pair_is_not_told_apart_by_what_people_say(planted):
    assert tones(planted, *EQUAL)["sv_satisfaction"] is Tone.PLAIN


def test_the_truly_better_street_is_told_apart_from_the_truly_worse(planted):
    assert tones(planted, BETTER, WORSE)["sv_satisfaction"] is Tone.BETTER
    assert tones(planted, WORSE, BETTER)["sv_satisfaction"] is Tone.WORSE


@pytest.mark.parametrize("other", ["320116007", "320116008", "320116012", "320116110"])
def test_where_all_streets_are_equal_next_to_nothing_is_found(null, other):
    found = list(tones(null, "320116006", other).values())
    assert sum(tone in {Tone.BETTER, Tone.WORSE} for tone in found) <= 1
