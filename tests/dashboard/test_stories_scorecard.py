"""The scorecard says of streets what its numbers say, and no more."""

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.spec import ScoreColumn, ScoreRow, ScoreTable, Tone
from dashboard.charts.spec.scores import ScoreCell
from dashboard.format import NumberFormat
from dashboard.stories import scorecard as story
from dashboard.stories.phrases import counted, listed
from tests.charts.any_chart import chart_of
from tests.dashboard.boards import BOTH, ZH

CODES = ("A", "B", "C", "D", "E")
NAMES = dict(zip(CODES, ("甲山", "乙水", "丙田", "丁林", "戊桥"), strict=True))
NUMBER = NumberFormat(is_share=True, decimals=1)
MANY = settings(max_examples=60, deadline=None)


@st.composite
def indices(draw) -> pl.DataFrame:
    """Draw ranks with their intervals, and some streets without."""
    known = draw(st.integers(0, len(CODES)))
    rows = []
    for place, code in enumerate(CODES, start=1):
        if place > known:
            rows.append((code, None, None, None, None))
            continue
        low, high = draw(st.integers(1, place)), draw(st.integers(place, known))
        rows.append((code, place, low, high, draw(st.floats(0, 1))))
    schema = {
        "area_code": pl.String,
        "rank": pl.Int64,
        "rank_low": pl.Int64,
        "rank_high": pl.Int64,
        "kept_share": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


@MANY
@given(indices(), st.sampled_from(BOTH))
def test_the_headline_names_only_streets_that_others_are_clearly_ahead_of(index, words):
    sentence = story.headline(index, NAMES, words)
    ranked = index.filter(pl.col("rank").is_not_null())
    behind = set(ranked.filter(pl.col("rank_low") > 1)["area_code"])
    first = set(ranked.filter(pl.col("rank_high") == 1)["area_code"])
    named = {code for code, name in NAMES.items() if name in sentence}
    assert named <= behind | first
    assert first <= named or ranked.height <= 1
    if not ranked.height:
        assert sentence == words("score.nothing")
    elif ranked.height > 1 and not behind | first:
        assert counted(ranked.height, words) in sentence.lower()
    if behind and ranked.height > 1:
        last = max(ranked.filter(pl.col("rank_low") > 1)["rank_low"])
        if story.FEW < last < ranked.height:
            assert counted(last - 1, words) in sentence


@MANY
@given(indices(), st.sampled_from(BOTH))
def test_the_title_counts_the_places_that_hold_under_other_weights(index, words):
    texts = story.index_texts(index, metrics=26, period="2020", is_own=False, words=words)
    firm = sum(share is not None and share >= 0.8 for share in index["kept_share"])
    if not index["rank"].drop_nulls().len():
        assert texts.title == words("score.nothing")
    elif firm:
        assert counted(firm, words) in texts.title.lower()
    else:
        assert texts.title == words("score.none_firm")
    assert "26" in texts.note


def card(worse: list[int], total: int = 6) -> ScoreTable:
    cells = [
        tuple(
            ScoreCell(0.5, "50.0", Tone.WORSE if at < count else Tone.BETTER) for at in range(total)
        )
        for count in worse
    ]
    rows = tuple(
        ScoreRow(code, NAMES[code], held) for code, held in zip(CODES, cells, strict=False)
    )
    columns = tuple(ScoreColumn(str(at), "", "", "", NUMBER) for at in range(total))
    base = chart_of(ScoreTable, "x")
    return ScoreTable(base.face, columns, rows, rows[0], base.headings, base.legend)


@MANY
@given(
    st.lists(st.integers(0, 6), min_size=2, max_size=5),
    st.sampled_from(["district", "target"]),
    st.sampled_from(BOTH),
)
def test_the_title_counts_the_metrics_on_which_a_street_is_clearly_worse(worse, against, words):
    title = story.table_title(card(worse), against=against, words=words)
    numbers = [int(one) for one in re.findall(r"\d+", title)]
    most = max(worse)
    if not most:
        assert numbers == [6]
        return
    rest = sorted({count for count in worse if count < most})
    spread = [rest[0], rest[-1]] if len(rest) > 1 else rest
    assert numbers == [6, most, *spread] or words is not ZH
    assert set(numbers) == {6, most, *spread}
    last = [NAMES[code] for code, count in zip(CODES, worse, strict=False) if count == most]
    if len(last) <= story.FEW:
        assert listed(last, words) in title


@pytest.mark.parametrize("words", BOTH)
def test_what_moving_weights_does_is_said(words):
    assert words("score.moved") in story.notes([], is_own=True, words=words)
    assert words("score.may_move") in story.notes([], is_own=False, words=words)
