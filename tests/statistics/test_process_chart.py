"""Process charts: limits, the four rules, baselines and the promise kept or not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.statistics import (
    Assurance,
    Baseline,
    Polarity,
    Rule,
    Variation,
    process_chart,
)
from warehouse.statistics.process_rules import monotone_runs, pairs_in_three, runs

PUBLISHED_AS = {
    "Common Cause": (Rule.COMMON_CAUSE, 0),
    "Above UCL": (Rule.OUTSIDE, 1),
    "Below LCL": (Rule.OUTSIDE, -1),
    "7 Point Trend (Increasing)": (Rule.TREND, 1),
    "7 Point Trend (Decreasing)": (Rule.TREND, -1),
    "2 in 3 Above CL": (Rule.TWO_OF_THREE, 1),
    "2 in 3 Below CL": (Rule.TWO_OF_THREE, -1),
    "7 Points Above CL": (Rule.SHIFT, 1),
    "7 Points Below CL": (Rule.SHIFT, -1),
}
POLARITIES = {
    "increase": Polarity.HIGH_IS_GOOD,
    "decrease": Polarity.LOW_IS_GOOD,
    "neutral": Polarity.NO_JUDGEMENT,
}
ASSURANCES = {
    None: Assurance.NOT_JUDGED,
    "consistent_pass": Assurance.PASSES,
    "consistent_fail": Assurance.FAILS,
    "inconsistent": Assurance.HIT_OR_MISS,
}
CASES = [
    "national_attendances",
    "national_attendances_unscreened",
    "national_4h_performance_pct_target95",
    "national_4h_performance_pct_fix12",
    "national_attendances_rebased",
    "vignette_outlier_screened",
    "vignette_outlier_unscreened",
    "package_test_rnorm20",
    "org_4h_performance_pct_R1F",
    "org_4h_performance_pct_R1H",
    "org_4h_performance_pct_R1K",
    "org_4h_performance_pct_RA2",
]
STEADY = [90, 92, 91, 89, 90, 93, 88, 91, 90, 92, 89, 91, 90, 88, 92]


def drawn(case):
    later = [case["dates"].index(one) for one in case["rebase"] or []]
    return process_chart(
        case["values"],
        polarity=POLARITIES[case["improvement_direction"]],
        target=case["target"],
        baselines=[
            Baseline(fixed_after=case["fix_after_n_points"]),
            *(Baseline(start, "a year begins") for start in later),
        ],
        is_screened=case["screen_outliers"],
    )


@pytest.fixture
def published(reference):
    return reference("xmr_making_data_count")


def test_every_published_series_is_here(published):
    assert [case["id"] for case in published["cases"]] == CASES


@pytest.mark.parametrize("name", CASES)
def test_a_series_is_read_as_published(published, name):
    [case] = [one for one in published["cases"] if one["id"] == name]
    expected = case["expected"]
    chart = drawn(case)
    limits = {int(row[0]): row[1:] for row in expected["limits_by_group"]}
    assert chart.baseline.tolist() == expected["rebase_group"]
    for index, (centre, low, high) in limits.items():
        at = chart.baseline == index
        tolerance = {"rel": published["tolerance"], "abs": published["tolerance"]}
        assert chart.centre[at] == pytest.approx(np.full(at.sum(), centre), **tolerance)
        assert chart.low[at] == pytest.approx(np.full(at.sum(), low), **tolerance)
        assert chart.high[at] == pytest.approx(np.full(at.sum(), high), **tolerance)
    found = list(zip(chart.rule.tolist(), chart.direction.tolist(), strict=True))
    assert found == [PUBLISHED_AS[one] for one in expected["special_cause"]]
    said = [one.removeprefix("special_cause_") for one in expected["point_type"]]
    assert chart.variation.tolist() == said
    assert chart.assurance == ASSURANCES[expected["assurance"]]


def test_the_rules_mark_what_the_published_units_mark(published):
    for unit in published["rule_units"]:
        if unit["fn"].startswith("shift"):
            found, ends = runs(np.array(unit["side"], dtype=np.int8)), unit["expected"]
        elif unit["fn"].startswith("trend"):
            found, ends = monotone_runs(np.array(unit["y"], dtype=float)), unit["expected"]
        else:
            is_near = np.array(unit["close"], dtype=bool)
            windows = pairs_in_three(is_near, side=np.array(unit["side"], dtype=np.int8))
            assert windows.tolist() == [bool(one) for one in unit["expected"]]
            continue
        marked = np.zeros(len(ends), dtype=bool)
        for end in np.flatnonzero(ends):
            marked[end - 6 : end + 1] = True
        assert (found != 0).tolist() == marked.tolist()
        assert set(found[marked]) <= {np.sign(sum(ends)), unit.get("side", [0])[0]}


def test_few_points_have_trial_limits_and_one_has_none():
    def chart(size):
        return process_chart(STEADY[:size], polarity=Polarity.HIGH_IS_GOOD, target=80)

    assert chart(12).is_trial.all()
    assert not chart(13).is_trial.any()
    assert np.isnan(chart(1).low).all()
    assert chart(1).rule.tolist() == [Rule.UNKNOWN]
    assert chart(1).variation.tolist() == [Variation.UNKNOWN]
    assert chart(1).assurance is chart(0).assurance is Assurance.NOT_JUDGED


def test_a_fixed_baseline_does_not_move_with_later_points():
    fixed = [Baseline(fixed_after=12)]
    before = process_chart(STEADY[:12], polarity=Polarity.HIGH_IS_GOOD, baselines=fixed)
    after = process_chart([*STEADY[:12], 60, 55], polarity=Polarity.HIGH_IS_GOOD, baselines=fixed)
    assert after.high[-1] == before.high[-1]
    assert not after.is_trial.any()
    assert after.rule[-2:].tolist() == [Rule.OUTSIDE, Rule.OUTSIDE]
    assert after.variation[-2:].tolist() == [Variation.CONCERN, Variation.CONCERN]


def test_a_new_baseline_needs_its_place_and_a_reason():
    for wrong, message in (
        ([Baseline(0), Baseline(6)], "baseline at 6: no reason"),
        ([Baseline(3, "moved")], "do not follow"),
        ([Baseline(0), Baseline(9, "a"), Baseline(6, "b")], "do not follow"),
        ([], "do not follow"),
        ([Baseline(fixed_after=5)], "fixed after 5 points, fewer than 12"),
    ):
        with pytest.raises(ValueError, match=message):
            process_chart(STEADY, polarity=Polarity.HIGH_IS_GOOD, baselines=wrong)


@pytest.mark.parametrize(
    ("polarity", "target", "said"),
    [
        (Polarity.HIGH_IS_GOOD, 70, Assurance.PASSES),
        (Polarity.HIGH_IS_GOOD, 99, Assurance.FAILS),
        (Polarity.LOW_IS_GOOD, 99, Assurance.PASSES),
        (Polarity.LOW_IS_GOOD, 70, Assurance.FAILS),
        (Polarity.HIGH_IS_GOOD, 90, Assurance.HIT_OR_MISS),
        (Polarity.NO_JUDGEMENT, 70, Assurance.NOT_JUDGED),
        (Polarity.HIGH_IS_GOOD, None, Assurance.NOT_JUDGED),
    ],
)
def test_the_limits_say_whether_a_target_is_kept(polarity, target, said):
    assert process_chart(STEADY, polarity=polarity, target=target).assurance is said


def test_a_month_without_value_is_passed_over():
    whole = process_chart(STEADY, polarity=Polarity.HIGH_IS_GOOD)
    gap = process_chart([*STEADY[:5], np.nan, *STEADY[5:]], polarity=Polarity.HIGH_IS_GOOD)
    assert gap.rule[5] == Rule.UNKNOWN
    assert np.delete(gap.rule, 5).tolist() == whole.rule.tolist()
    assert gap.high[5] == whole.high[5]


def test_equal_values_are_no_special_cause():
    chart = process_chart([0.1 + 0.2] * 20, polarity=Polarity.HIGH_IS_GOOD)
    assert set(chart.rule) == {Rule.COMMON_CAUSE}


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=60))
def test_turning_a_series_over_turns_the_signals_over(values):
    up = process_chart(values, polarity=Polarity.HIGH_IS_GOOD)
    down = process_chart([-one for one in values], polarity=Polarity.LOW_IS_GOOD)
    assert up.rule.tolist() == down.rule.tolist()
    assert up.direction.tolist() == (-down.direction).tolist()
    assert up.variation.tolist() == down.variation.tolist()
    assert up.low == pytest.approx(-down.high, abs=1e-9)


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=40), st.floats(0.01, 100))
def test_the_unit_of_a_series_does_not_matter(values, factor):
    one = process_chart(values, polarity=Polarity.NO_JUDGEMENT)
    other = process_chart(np.array(values) * 2.0**3, polarity=Polarity.NO_JUDGEMENT)
    assert one.rule.tolist() == other.rule.tolist()
    assert process_chart(np.array(values) * factor, polarity=Polarity.NO_JUDGEMENT).high == (
        pytest.approx(one.high * factor, rel=1e-9, abs=1e-9)
    )


def test_a_steady_process_is_left_in_peace():
    rng = np.random.default_rng(7)
    charts = [
        process_chart(rng.normal(90, 2, size=24), polarity=Polarity.HIGH_IS_GOOD)
        for _ in range(500)
    ]
    outside = np.mean([np.mean(chart.rule == Rule.OUTSIDE) for chart in charts])
    flagged = np.mean([np.mean(chart.rule != Rule.COMMON_CAUSE) for chart in charts])
    # Limits of three sigmas let 0.27 % of points out; estimated from 24 points, somewhat more.
    assert 0.002 < outside < 0.012
    assert flagged < 0.06
