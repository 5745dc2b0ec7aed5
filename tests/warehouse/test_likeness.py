"""Streets are ordered by their context alone, and told apart only where all tests allow it."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from tests.dashboard.boards import MANY, STREETS, Case, boards, counted, judged
from warehouse.catalog import Interval, metrics
from warehouse.likeness import NEAREST, VARIABLES, likeness, told_apart
from warehouse.statistics import Outcome

CODES = [f"32011600{number}" for number in range(len(STREETS))]
ON_TIME = metrics()["pt_on_time"]
FULL = next(
    one
    for one in metrics().values()
    if one.interval is Interval.NONE and one.polarity == "high_is_good" and one.unit == "share"
)
NUMBERS = st.integers(1, 50)


@st.composite
def contexts(draw) -> pl.DataFrame:
    size = draw(st.integers(1, len(CODES)))
    columns = {
        name: [float(draw(NUMBERS)) if draw(st.integers(0, 9)) else None for _ in range(size)]
        for name in VARIABLES
    }
    names = {
        "name_zh": [zh for zh, _ in STREETS[:size]],
        "name_en": [en for _, en in STREETS[:size]],
    }
    schema = dict.fromkeys(("area_code", "name_zh", "name_en"), pl.String)
    schema |= dict.fromkeys(VARIABLES, pl.Float64)
    return pl.DataFrame({"area_code": CODES[:size], **names, **columns}, schema=schema)


@MANY
@given(contexts())
def test_the_nearest_come_first_and_the_farthest_is_one(context):
    found = likeness(context, CODES[0])
    distances = [found.distances[code] for code in found.order]
    assert distances == sorted(distances)
    assert CODES[0] not in found.order
    assert found.nearest == found.order[:NEAREST]
    if distances and distances[-1] > 0:
        assert distances[-1] == pytest.approx(1)


@MANY
@given(contexts())
def test_distances_of_whole_registers_are_standardised_euclidean(context):
    table = context.select(VARIABLES).to_numpy()
    if np.isnan(table).any() or len(table) < 3:
        return
    table = table[:, table.std(axis=0) > 0]
    if not table.size:
        return
    plain = cdist(table[:1], table[1:], "seuclidean", V=table.var(axis=0, ddof=1))[0]
    found = likeness(context, CODES[0])
    for code, distance in zip(CODES[1:], plain, strict=False):
        assert found.distances[code] == pytest.approx(distance / (plain.max() or 1))


def test_a_street_that_is_not_there_has_no_neighbours():
    context = pl.DataFrame(
        {"area_code": ["A", "B"], **{name: [1.0, 2.0] for name in VARIABLES}},
    )
    assert likeness(context, "C").order == ()
    assert likeness(context.clear(), "A").order == ()


@MANY
@given(boards())
def test_small_and_withheld_values_are_not_compared(board):
    metric, values = board
    own, *others = values["area_code"]
    said = told_apart(values, metric, own=own, others=others)
    assert list(said) == others
    firm = {
        row["area_code"]
        for row in values.to_dicts()
        if row["value"] is not None and not row["is_small"] and not row["is_provisional"]
    }
    for code, outcome in said.items():
        assert (outcome is Outcome.NOT_COMPARED) == (not {own, code} <= firm)


def test_a_sure_difference_is_told_and_an_unsure_one_is_not():
    cases = [Case(980, 2000), Case(900, 2000), Case(975, 2000)]
    values = judged(ON_TIME, counted(ON_TIME, cases, goals=(None, 0.95)))
    said = told_apart(values, ON_TIME, own=CODES[0], others=CODES[1:3])
    assert said == {CODES[1]: Outcome.BETTER, CODES[2]: Outcome.SIMILAR}
    said = told_apart(values, ON_TIME, own=CODES[1], others=[CODES[0]])
    assert said == {CODES[0]: Outcome.WORSE}


def test_more_comparisons_ask_for_more():
    # Alone the difference is found; among streets that are all alike it is not.
    cases = [Case(920, 1000), Case(893, 1000), *[Case(920, 1000)] * 4]
    values = judged(ON_TIME, counted(ON_TIME, cases, goals=(None, 0.9)))
    alone = told_apart(values, ON_TIME, own=CODES[0], others=[CODES[1]])
    among = told_apart(values, ON_TIME, own=CODES[0], others=CODES[1:])
    assert alone[CODES[1]] is Outcome.BETTER
    assert among[CODES[1]] is Outcome.SIMILAR


def test_full_counts_differ_as_they_are():
    cases = [Case(500, 1000), Case(501, 1000), Case(500, 1000)]
    values = judged(FULL, counted(FULL, cases, goals=(None, None)))
    said = told_apart(values, FULL, own=CODES[0], others=CODES[1:3])
    assert said == {CODES[1]: Outcome.WORSE, CODES[2]: Outcome.SIMILAR}
