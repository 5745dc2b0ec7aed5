"""What a chart of survival curves is drawn from."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.statistics import at_risk, survival_curves, survival_steps

# Freireich et al. (1963), remission under 6-MP in weeks, as in Gehan (1965).
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


def test_the_published_curve_as_steps():
    steps = survival_steps(TREATED, is_event=RELAPSED, groups=["6-MP"] * 21)
    assert steps["duration"].to_list() == [0, 6, 7, 10, 13, 16, 22, 23, 35]
    assert steps["at_risk_count"].to_list() == [21, 21, 17, 15, 12, 11, 7, 6, 1]
    survival = [1, 0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482, 0.4482]
    low = [1, 0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881, 0.1881]
    high = [1, 0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801, 0.6801]
    assert steps["survival"].to_list() == pytest.approx(survival, abs=5.1e-5)
    assert steps["low"].to_list() == pytest.approx(low, abs=5.1e-5)
    assert steps["high"].to_list() == pytest.approx(high, abs=5.1e-5)


def test_how_many_were_still_followed():
    """Gehan's 21 patients: 21 at the start, 15 from the tenth week, 8 from the twentieth."""
    found = at_risk(TREATED, groups=["6-MP"] * 21, times=[0, 10, 20, 35, 40])
    assert found["at_risk_count"].to_list() == [21, 15, 8, 1, 0]
    assert found["duration"].to_list() == [0, 10, 20, 35, 40]


def test_a_curve_that_ends_with_its_last_matter_has_no_row_beyond():
    steps = survival_steps([1, 2], is_event=[1, 1], groups=["a", "a"])
    assert steps["duration"].to_list() == [0, 1, 2]
    assert steps["survival"].to_list() == [1, 0.5, 0]
    assert steps["high"].to_list()[-1] is None


def test_what_ends_at_once_falls_at_the_start():
    steps = survival_steps([0, 0, 3], is_event=[1, 0, 0], groups=["a"] * 3)
    assert steps["duration"].to_list() == [0, 0, 3]
    assert steps["survival"].to_list() == pytest.approx([1, 2 / 3, 2 / 3])
    nothing_yet = survival_steps([0, 0], is_event=[0, 0], groups=["a"] * 2)
    assert nothing_yet["survival"].to_list() == [1]


def test_a_group_where_nothing_ended_runs_level():
    steps = survival_steps([4, 9], is_event=[0, 0], groups=["a", "a"])
    assert steps["duration"].to_list() == [0, 9]
    assert steps["survival"].to_list() == [1, 1]
    assert steps["at_risk_count"].to_list() == [2, 1]


def test_nothing_at_all_has_no_steps():
    assert survival_steps([np.nan], is_event=[1], groups=["a"]).height == 0
    assert at_risk([], groups=[], times=[1]).height == 0


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.booleans(), st.sampled_from("ab")), min_size=1, max_size=30
    )
)
def test_steps_hold_the_curve_and_only_fall(matters):
    durations, is_event, groups = zip(*matters, strict=True)
    curves = survival_curves(durations, is_event=is_event, groups=groups)
    steps = survival_steps(durations, is_event=is_event, groups=groups)
    assert steps.filter(pl.col("event_count") > 0).equals(curves)
    for _, one in steps.group_by("group"):
        assert one["duration"].is_sorted()
        assert one["survival"].is_sorted(descending=True)
        assert one["survival"][0] == 1
        assert one["duration"][-1] == max(
            duration for duration, _, group in matters if group == one["group"][0]
        )
    counted = at_risk(durations, groups=groups, times=range(10))
    both = curves.join(counted, on=["group", "duration"], suffix="_counted")
    assert both["at_risk_count"].to_list() == both["at_risk_count_counted"].to_list()
