"""Shares of residents estimated from weighted responses."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import binomtest

from warehouse.statistics.survey import estimate_shares, rake_weights

NO_MARGIN = pl.lit(None, pl.Int32)


def schools(published, name):
    """The published sample as weighted responses that were not raked."""
    return pl.DataFrame(published["data"][name]).with_columns(
        wave=pl.lit("1"),
        street_code=pl.lit("a"),
        prior_weight="pw",
        weight="pw",
        sex_margin=NO_MARGIN,
        age_band_margin=NO_MARGIN,
        y=pl.col("y") == 1,
        award=pl.col("award") == 1,
    )


@pytest.mark.parametrize("case", ["stratified_no_fpc", "cluster_no_fpc", "srs_no_fpc"])
def test_estimates_are_those_of_the_published_designs(reference, case):
    published = reference("survey_weighted_api")
    design = next(one for one in published["cases"] if one["id"] == case)
    responses = schools(published, design["data"])
    if "strata" in design["design"]:
        responses = responses.with_columns(street_code=design["design"]["strata"])
    psu, tolerance = design["design"].get("psu"), published["tolerance_relative"]
    found = estimate_shares(responses, item="y", psu=psu).row(0, named=True)
    assert found["share"] == pytest.approx(design["mean_y"]["estimate"], rel=tolerance)
    assert found["se"] == pytest.approx(design["mean_y"]["se"], rel=tolerance)
    assert found["df"] == design["df"]
    assert found["low_95"] == pytest.approx(design["ci95_y"]["logit"]["lower"], rel=tolerance)
    assert found["high_95"] == pytest.approx(design["ci95_y"]["logit"]["upper"], rel=tolerance)
    assert found["interval"] == "logit"
    if "mean_y_deff_replace" in design:
        assert found["deff"] == pytest.approx(design["mean_y_deff_replace"], rel=tolerance)
    for name, domain in (("by_stype_y", "stype"), ("by_big_y", "big")):
        if name in design:
            by = estimate_shares(responses, item="y", psu=psu, domains=[domain])
            assert by[domain].cast(pl.String).to_list() == design[name]["level"]
            assert by["share"].to_list() == pytest.approx(design[name]["estimate"], rel=tolerance)
            assert by["se"].to_list() == pytest.approx(design[name]["se"], rel=tolerance)


@pytest.mark.parametrize("case", ["poststratified_cluster", "raked_cluster", "raked_srs"])
def test_raking_is_accounted_for_as_published(reference, case):
    published = reference("survey_weighted_api")
    adjusted = next(one for one in published["adjusted"] if one["id"] == case)
    psu, tolerance = adjusted["design"].get("psu"), published["tolerance_relative"]
    second = "big" if "big" in adjusted["targets"] else "stype"
    responses = schools(published, adjusted["data"]).with_columns(
        weight=pl.Series(adjusted["weights"]),
        sex_margin=pl.col("stype").rank("dense").cast(pl.Int32),
        age_band_margin=pl.col(second).rank("dense").cast(pl.Int32),
    )
    for item in ("y", "award"):
        if f"mean_{item}" in adjusted:
            found = estimate_shares(responses, item=item, psu=psu).row(0, named=True)
            expected = adjusted[f"mean_{item}"]
            assert found["share"] == pytest.approx(expected["estimate"], rel=tolerance)
            assert found["se"] == pytest.approx(expected["se"], rel=tolerance)
            assert found["n_eff"] == pytest.approx(adjusted["kish"]["n_eff"], rel=tolerance)
    if "by_stype_y" in adjusted:
        by = estimate_shares(responses, item="y", psu=psu, domains=["stype"])
        assert by["se"].to_list() == pytest.approx(adjusted["by_stype_y"]["se"], rel=tolerance)


def asked(answers, *, weight=None, street=None):
    """Responses of one wave that were not raked."""
    size = len(answers)
    return pl.DataFrame(
        {
            "wave": ["w"] * size,
            "street_code": street or ["s"] * size,
            "weight": weight or [10.0] * size,
            "answer": answers,
        },
        schema_overrides={"weight": pl.Float64, "answer": pl.Boolean},
    ).with_columns(prior_weight="weight", sex_margin=NO_MARGIN, age_band_margin=NO_MARGIN)


def test_where_all_answer_alike_the_interval_is_the_exact_one_and_says_so():
    found = estimate_shares(asked([True] * 40 + [None] * 5), item="answer").row(0, named=True)
    exact = binomtest(40, 40).proportion_ci(0.95, method="exact")
    assert found["interval"] == "beta"
    assert (found["share"], found["n"]) == (1, 40)
    assert found["low_95"] == pytest.approx(exact.low)
    assert found["high_95"] == found["high_998"] == 1
    assert found["low_998"] < found["low_95"]
    assert found["se"] is found["deff"] is None


def test_unequal_weights_widen_the_interval_of_answers_that_are_alike():
    even = estimate_shares(asked([False] * 40), item="answer").row(0, named=True)
    weight = [10.0, 30.0] * 20
    uneven = estimate_shares(asked([False] * 40, weight=weight), item="answer").row(0, named=True)
    assert even["low_95"] == uneven["low_95"] == 0
    assert uneven["high_95"] > even["high_95"]
    assert uneven["n_eff"] == pytest.approx(32)


def test_streets_that_are_each_of_one_mind_are_not_known_for_certain():
    responses = asked([True] * 20 + [False] * 20, street=["a"] * 20 + ["b"] * 20)
    found = estimate_shares(responses, item="answer").row(0, named=True)
    assert (found["share"], found["interval"]) == (0.5, "beta")
    assert found["low_95"] < 0.4


def test_a_single_answer_has_no_interval():
    found = estimate_shares(asked([True, None]), item="answer").row(0, named=True)
    assert (found["share"], found["n"], found["interval"]) == (1, 1, "none")
    assert found["low_95"] is found["high_998"] is None


def test_a_street_with_a_single_answer_takes_part_in_the_district():
    responses = asked([True, False] * 10 + [True], street=["a"] * 20 + ["b"])
    district = estimate_shares(responses, item="answer").row(0, named=True)
    assert district["share"] == pytest.approx(11 / 21)
    assert district["interval"] == "logit"
    streets = estimate_shares(responses, item="answer", domains=["street_code"])
    assert streets["interval"].to_list() == ["logit", "none"]


def test_no_valid_answer_gives_no_row():
    nothing = estimate_shares(asked([None, None]), item="answer", domains=["wave"])
    assert nothing.is_empty()
    assert (
        nothing.columns == estimate_shares(asked([True]), item="answer", domains=["wave"]).columns
    )
    empty = estimate_shares(asked([]), item="answer")
    assert empty.is_empty()


def test_rows_without_a_domain_belong_to_none():
    responses = asked([True, False] * 10).with_columns(
        group=pl.Series(["x"] * 12 + [None] * 8, dtype=pl.String)
    )
    found = estimate_shares(responses, item="answer", domains=["group"])
    assert found.select("group", "n").rows() == [("x", 12)]


def test_a_response_without_a_sampling_unit_is_one_of_its_own():
    units = pl.Series("psu", ["1"] * 10 + ["2"] * 10 + [None] * 10, dtype=pl.String)
    found = estimate_shares(asked([True, False] * 15).with_columns(units), item="answer", psu="psu")
    assert found["df"].to_list() == [11]


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="columns are missing: psu, trust"):
        estimate_shares(asked([True]), item="trust", psu="psu")


def test_other_periods_change_nothing():
    first = asked([True, False, True, True] * 10)
    second = asked([False, False, True] * 10).with_columns(wave=pl.lit("v"))
    together = estimate_shares(pl.concat([first, second]), item="answer", domains=["wave"])
    alone = estimate_shares(first, item="answer", domains=["wave"])
    assert together.filter(pl.col("wave") == "w").equals(alone)


def simulated(*, waves, asked_in_each, seed):
    """Waves that ask too many old people and women, and what they should find."""
    random = np.random.default_rng(seed)
    ages, sexes = np.array(["18-29", "30-44", "45-59", "60+"]), np.array(["female", "male"])
    people, answering = np.array([0.18, 0.27, 0.3, 0.25]), np.array([0.1, 0.22, 0.3, 0.38])
    content = np.array([0.7, 0.8, 0.9, 0.95])
    streets = [f"s{street}" for street in range(5)]
    size = waves * 5 * asked_in_each
    age, sex = random.choice(4, size, p=answering), random.choice(2, size, p=[0.6, 0.4])
    responses = pl.DataFrame(
        {
            "wave": np.repeat([f"{wave:03}" for wave in range(waves)], 5 * asked_in_each),
            "street_code": np.tile(np.repeat(streets, asked_in_each), waves),
            "sex": sexes[sex],
            "age_band": ages[age],
            "answer": random.random(size) < content[age] + 0.03 * sex,
        }
    ).with_columns(base_weight=pl.lit(None, pl.Float64))
    cell = pl.DataFrame({"age_band": ages, "share": people}).join(
        pl.DataFrame({"sex": sexes}), how="cross"
    )
    margins = (
        responses.select("wave", "street_code")
        .unique()
        .join(cell, how="cross")
        .with_columns(residents=pl.col("share") * 10_000)
    )
    return responses, margins, float(people @ content) + 0.015


def test_intervals_cover_what_all_residents_would_have_said():
    """60 waves of 5 streets: 300 street estimates and 60 of the district."""
    responses, margins, truth = simulated(waves=60, asked_in_each=330, seed=2018)
    weighted = rake_weights(responses, margins=margins).responses
    for domains, share in ((["wave", "street_code"], (0.93, 0.98)), (["wave"], (0.9, 1))):
        found = estimate_shares(weighted, item="answer", domains=domains)
        assert share[0] < found.select(_covers(truth, "95")).item() <= share[1]
        assert found.select(_covers(truth, "998")).item() > 0.98
    unweighted = responses["answer"].mean()
    district = estimate_shares(weighted, item="answer").row(0, named=True)
    assert abs(unweighted - truth) > 0.02
    assert abs(district["share"] - truth) < 0.005


def _covers(truth, name):
    return ((pl.col(f"low_{name}") <= truth) & (pl.col(f"high_{name}") >= truth)).mean()
