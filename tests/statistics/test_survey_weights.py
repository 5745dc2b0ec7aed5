"""Weights of survey responses: raked to residents, within limits, and accounted for."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.statistics.survey import kish, rake_weights

AGES = ("18-29", "30-44", "45-59", "60+")
SEXES = ("female", "male")


def responses_of(rows):
    """Responses from (wave, street, sex, age band, base weight)."""
    schema = {
        "wave": pl.String,
        "street_code": pl.String,
        "sex": pl.String,
        "age_band": pl.String,
        "base_weight": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row").with_row_index("response_id")


def margins_of(cells, *, residents=(100, 200, 300, 400)):
    """Margins of (wave, street) cells: the same age bands for both sexes."""
    rows = [
        (wave, street, sex, age, people)
        for wave, street in cells
        for sex in SEXES
        for age, people in zip(AGES, residents, strict=True)
    ]
    schema = dict.fromkeys(["wave", "street_code", "sex", "age_band"], pl.String)
    return pl.DataFrame(rows, schema={**schema, "residents": pl.Int64}, orient="row")


def street(size, *, wave="2020-Q1", code="s1", seed=0, ages=(0.15, 0.2, 0.3, 0.35)):
    random = np.random.default_rng(seed)
    return [
        (wave, code, str(sex), str(age), None)
        for sex, age in zip(
            random.choice(SEXES, size, p=[0.6, 0.4]), random.choice(AGES, size, p=ages), strict=True
        )
    ]


@pytest.mark.parametrize("case", ["raked_cluster", "raked_srs"])
def test_weights_are_those_of_the_published_raking(reference, case):
    published = reference("survey_weighted_api")
    adjusted = next(one for one in published["adjusted"] if one["id"] == case)
    schools, targets = pl.DataFrame(published["data"][adjusted["data"]]), adjusted["targets"]
    responses = schools.select(
        wave=pl.lit("1"),
        street_code=pl.lit("a"),
        sex="stype",
        age_band=pl.col("big").cast(pl.String),
        base_weight="pw",
    )
    # Any table with the published margins rakes alike: raking sees no more of it.
    margins = pl.DataFrame(
        [
            {
                "wave": "1",
                "street_code": "a",
                "sex": sex,
                "age_band": big,
                "residents": n * m / 6194,
            }
            for sex, n in targets["stype"].items()
            for big, m in targets["big"].items()
        ]
    )
    found = rake_weights(responses, margins=margins)
    tolerance = published["tolerance_relative"]
    assert found.responses["weight"].to_list() == pytest.approx(adjusted["weights"], rel=tolerance)
    report = found.report.row(0, named=True)
    assert report["n_eff"] == pytest.approx(adjusted["kish"]["n_eff"], rel=tolerance)
    assert report["deff_w"] == pytest.approx(adjusted["kish"]["deff"], rel=tolerance)


def test_weights_add_up_to_the_residents_of_every_street_by_sex_and_by_age():
    cells = [("2020-Q1", "s1"), ("2020-Q1", "s2"), ("2020-Q2", "s1")]
    rows = [
        row
        for seed, (wave, code) in enumerate(cells)
        for row in street(150, wave=wave, code=code, seed=seed)
    ]
    margins = margins_of(cells)
    found = rake_weights(responses_of(rows), margins=margins)
    for trait in ("sex", "age_band"):
        keys = ["wave", "street_code", trait]
        reached = found.responses.group_by(keys).agg(pl.col("weight").sum()).sort(keys)
        wanted = margins.group_by(keys).agg(pl.col("residents").sum()).sort(keys)
        assert reached["weight"].to_list() == pytest.approx(wanted["residents"].to_list())
    assert found.report["basis"].unique().to_list() == ["raked"]
    assert found.report["is_converged"].all()
    assert found.report["is_within_limits"].all()
    assert found.report["merged"].null_count() == 3


def test_no_weight_leaves_its_limits_where_they_can_be_kept():
    rows = street(400, ages=(0.08, 0.2, 0.3, 0.42))
    skewed = [(*row[:4], 1.0 + 4 * (place % 7 == 0)) for place, row in enumerate(rows)]
    found = rake_weights(
        responses_of(skewed),
        margins=margins_of([("2020-Q1", "s1")], residents=(220, 200, 280, 300)),
    )
    report = found.report.row(0, named=True)
    assert report["is_within_limits"]
    assert report["lowest_ratio"] >= 0.3 * 0.999
    assert 2.9 < report["highest_ratio"] <= 3 * 1.001
    assert found.responses["weight"].sum() == pytest.approx(2000)


def test_an_age_band_without_answers_is_merged_with_the_next_older():
    rows = [row for row in street(200) if row[3] != "30-44"]
    found = rake_weights(responses_of(rows), margins=margins_of([("2020-Q1", "s1")]))
    assert found.report["merged"].to_list() == ["age_band 30-44 + 45-59"]
    by_age = dict(found.responses.group_by("age_band").agg(pl.col("weight").sum()).iter_rows())
    assert by_age == pytest.approx({"18-29": 200, "45-59": 1000, "60+": 800})


def test_the_oldest_band_without_answers_is_merged_with_the_one_before():
    rows = [row for row in street(200) if row[3] != "60+"]
    found = rake_weights(responses_of(rows), margins=margins_of([("2020-Q1", "s1")]))
    assert found.report["merged"].to_list() == ["age_band 45-59 + 60+"]


def test_a_band_with_too_few_answers_for_the_limits_is_merged():
    rows = [
        ("2020-Q1", "s1", "female", "18-29", None),
        *(row for row in street(200) if row[3] != "18-29"),
    ]
    found = rake_weights(responses_of(rows), margins=margins_of([("2020-Q1", "s1")]))
    assert found.report["merged"].to_list() == ["age_band 18-29 + 30-44"]
    assert found.report["is_within_limits"].all()


def test_if_one_sex_did_not_answer_only_age_is_met():
    rows = [(*row[:2], "female", *row[3:]) for row in street(200)]
    found = rake_weights(responses_of(rows), margins=margins_of([("2020-Q1", "s1")]))
    assert found.report["merged"].to_list() == ["sex female + male"]
    assert found.responses["weight"].sum() == pytest.approx(2000)


def test_answers_that_do_not_state_their_sex_keep_their_share():
    rows = [
        (*row[:2], None if place % 10 == 0 else row[2], *row[3:])
        for place, row in enumerate(street(200))
    ]
    found = rake_weights(responses_of(rows), margins=margins_of([("2020-Q1", "s1")]))
    by_sex = dict(found.responses.group_by("sex").agg(pl.col("weight").sum()).iter_rows())
    assert by_sex == pytest.approx({None: 200, "female": 900, "male": 900})


def test_margins_that_contradict_the_answers_leave_the_base_weights():
    # All the women are young and all the men are old: no weights give half of each and a third.
    rows = [("2020-Q1", "s1", "female", "18-29", 2.0)] * 20
    rows += [("2020-Q1", "s1", "male", "60+", 2.0)] * 20
    margins = margins_of([("2020-Q1", "s1")], residents=(300, 0, 0, 700))
    found = rake_weights(responses_of(rows), margins=margins)
    assert found.report.select("basis", "is_converged", "residents").row(0) == (
        "scaled",
        False,
        2000.0,
    )
    assert found.responses["weight"].to_list() == pytest.approx([50.0] * 40)
    assert found.responses["sex_margin"].null_count() == 40


def test_a_wave_without_margins_takes_the_residents_of_the_nearest_wave():
    cells = [("2020-Q1", "s1"), ("2020-Q3", "s1"), ("2020-Q4", "s1")]
    rows = [row for wave, code in cells for row in street(50, wave=wave, code=code)]
    margins = pl.concat(
        [margins_of(cells[:1]), margins_of(cells[2:], residents=(200, 400, 600, 800))]
    )
    found = rake_weights(responses_of(rows), margins=margins)
    assert found.report["residents"].to_list() == [2000, 4000, 4000]
    assert found.report["basis"].to_list() == ["raked", "scaled", "raked"]
    assert found.report["is_converged"].to_list() == [True, None, True]
    second = found.responses.filter(pl.col("wave") == "2020-Q3")
    assert second["weight"].to_list() == pytest.approx([80.0] * 50)


def test_a_street_nobody_counted_weighs_like_the_others_of_its_wave():
    rows = street(50, code="s1") + street(20, code="s2")
    found = rake_weights(responses_of(rows), margins=margins_of([("2020-Q1", "s1")]))
    assert found.report["basis"].to_list() == ["raked", "base"]
    assert found.report["residents"].to_list() == [2000, None]
    second = found.responses.filter(pl.col("street_code") == "s2")
    assert second["weight"].to_list() == pytest.approx([40.0] * 20)


def test_without_any_margins_base_weights_stay_and_missing_ones_are_filled():
    rows = [("w", "s1", None, None, base) for base in (1.0, 3.0, None)]
    rows += [("w", "s2", None, None, None)]
    found = rake_weights(responses_of(rows), margins=margins_of([]))
    assert found.responses["weight"].to_list() == [1, 3, 2, 1]
    assert found.responses["prior_weight"].to_list() == [1, 3, 2, 1]
    assert found.report["basis"].to_list() == ["base", "base"]


def test_no_responses_make_an_empty_report():
    found = rake_weights(responses_of([]), margins=margins_of([("w", "s")]))
    assert found.responses.is_empty()
    assert found.report.is_empty()


@pytest.mark.parametrize(
    ("row", "residents", "message"),
    [
        (("w", "s", None, None, 0.0), 1, "base_weight"),
        (("w", "s", None, None, 1.0), -1, "residents"),
        (("w", None, None, None, 1.0), 1, "street_code"),
    ],
)
def test_impossible_weights_are_refused(row, residents, message):
    margins = margins_of([("w", "s")]).with_columns(residents=pl.lit(residents))
    with pytest.raises(ValueError, match=message):
        rake_weights(responses_of([row]), margins=margins)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2020-Q1", "2020-Q2"]),
        st.sampled_from(["s1", "s2"]),
        st.sampled_from([*SEXES, None]),
        st.sampled_from([*AGES, None]),
        st.sampled_from([1.0, 2.5, None]),
    ),
    min_size=1,
    max_size=40,
)


@settings(deadline=None, max_examples=40)
@given(ROWS, st.sets(st.tuples(st.sampled_from(["2020-Q1", "2020-Q2"]), st.just("s1"))))
def test_whatever_comes_every_answer_has_a_weight_and_streets_their_residents(rows, cells):
    responses = responses_of(rows)
    found = rake_weights(responses, margins=margins_of(sorted(cells)))
    assert found.responses.select(responses.columns).equals(responses)
    assert found.responses["weight"].is_finite().all()
    assert (found.responses["weight"] > 0).all()
    counted = found.report.drop_nulls("residents")
    for wave, code, total in counted.select("wave", "street_code", "residents").iter_rows():
        of_street = (pl.col("wave") == wave) & (pl.col("street_code") == code)
        assert found.responses.filter(of_street)["weight"].sum() == pytest.approx(total, rel=1e-3)
    assert (found.report["n_eff"] <= found.report["n"] * (1 + 1e-9)).all()


@settings(deadline=None, max_examples=25)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_responses_does_not_matter(rows, random):
    margins = margins_of([("2020-Q1", "s1"), ("2020-Q2", "s2")])
    order = random.sample(range(len(rows)), len(rows))
    straight = rake_weights(responses_of(rows), margins=margins)
    turned = rake_weights(responses_of([rows[place] for place in order]), margins=margins)
    there = straight.responses["weight"].to_numpy()[order]
    assert turned.responses["weight"].to_numpy() == pytest.approx(there, rel=1e-6)


def test_kish_counts_what_unequal_weights_cost():
    groups, size = kish([1, 1, 1, 3, 1, np.nan], groups=["a", "a", "b", "b", "c", "c"])
    assert groups.tolist() == ["a", "b", "c"]
    assert size.tolist() == pytest.approx([2, 1.6, 1])
