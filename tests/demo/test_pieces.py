"""Small pieces of the generator."""

import datetime as dt
import tomllib

import numpy as np
import pytest

from pipelines.demo.sharing import place_within_groups, share_out
from pipelines.demo.streams import Streams
from pipelines.demo.survey_truth import level_for
from pipelines.demo.toml_text import toml_text


@pytest.mark.parametrize("total", [0, 1, 7, 995])
def test_what_is_shared_out_adds_up(total):
    shares = share_out(total, [5, 1, 1, 3.5])
    assert shares.sum() == total
    assert (abs(shares - total * np.array([5, 1, 1, 3.5]) / 10.5) < 1).all()


def test_a_stream_does_not_depend_on_the_others():
    streams = Streams(7)
    first = streams.of("patrols", "2019-04").random(3)
    streams.of("something", "new").random(100)
    assert (streams.of("patrols", "2019-04").random(3) == first).all()
    assert (streams.of("patrols", "2019-05").random(3) != first).any()
    assert (Streams(8).of("patrols", "2019-04").random(3) != first).any()


def test_members_are_drawn_from_their_own_group():
    rng = np.random.default_rng(1)
    found = place_within_groups(rng, np.array([2, 0, 3]), np.array([0, 1, 2, 2, 0]))
    assert found[1] == -1
    assert set(found[[0, 4]]) <= {0, 1}
    assert set(found[[2, 3]]) <= {2, 3, 4}


def test_the_level_gives_the_wanted_share():
    log_odds, weights = np.array([-0.5, 0.0, 0.7]), np.array([0.2, 0.5, 0.3])
    level = level_for(0.945, log_odds, weights)
    assert (weights / (1 + np.exp(-level - log_odds))).sum() == pytest.approx(0.945)


def test_toml_reads_back_as_it_was():
    body = {
        "day": dt.date(2020, 1, 24),
        "at": dt.datetime(2021, 1, 4, 8),
        "is": True,
        "share": 0.25,
        "名": ["竹镇镇", 'a"b'],
        "none": [],
        "inner": {"2020-Q1": 1, "deeper": {"x": 1.5}},
        "rows": [{"a": 1, "b": {"c": 2}}, {"a": 2, "b": {"c": 3}}],
    }
    assert tomllib.loads(toml_text(body)) == body
