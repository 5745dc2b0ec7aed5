"""The overview says no more than the intervals do, and its numbers are those of the rows."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.headlines import HeadlineData, headline_row
from dashboard.charts.spec import Tone
from dashboard.charts.target_rows import target_table
from dashboard.stories import overview as story
from dashboard.stories.phrases import counted as in_words
from dashboard.stories.phrases import listed
from tests.dashboard.boards import (
    BOTH,
    CASES,
    HEADLINES,
    MANY,
    STREETS,
    ZH,
    Case,
    boards,
    counted,
    is_clear,
    judged,
    moved,
    says,
)
from tests.dashboard.test_stories_compare import FACE, clear_names, names_in, numbers_in
from warehouse.catalog import metrics
from warehouse.statistics import Polarity

LEADS = [metric for metric in metrics().values() if metric.is_lead]
GOALS = st.integers(700, 990).map(lambda one: one / 1000)
NO_RANKINGS = pl.DataFrame(
    schema={"metric_id": pl.String, "value": pl.Float64, "published_rank": pl.Int64}
)


@st.composite
def own_boards(draw, of: Sequence = HEADLINES):
    """Draw one area's values of several metrics, with changes."""
    frames = []
    for metric in of:
        scale = metric.per if metric.unit != "share" else 1.0
        goals = (draw(st.none() | GOALS.map(lambda one, by=scale: one * by)), None)
        now, then = (counted(metric, [Case(*draw(CASES))], goals=goals) for _ in range(2))
        frames.append(moved(metric, judged(metric, now), then))
    return pl.concat(frames)


def side_of_target(row) -> str:
    """Tell from the limits alone on which side of its target a value lies."""
    sides = [side for side in ("above", "below") if is_clear(row, side, "target")]
    return sides[0] if sides and not row["is_provisional"] else ""


def rows_of(values: pl.DataFrame) -> dict[str, dict]:
    return {row["metric_id"]: row for row in values.iter_rows(named=True)}


@MANY
@given(own_boards(), st.sampled_from(BOTH))
def test_the_headline_claims_a_target_met_or_missed_only_where_the_interval_clears_it(own, words):
    sentence = story.headline(HEADLINES, own, [], words)
    rows = rows_of(own)
    for key, side in (("overview.better", "above"), ("overview.worse", "below")):
        names = [
            metric.short_label[words.language]
            for metric in HEADLINES
            if side_of_target(rows[metric.metric_id]) == side
        ]
        names = names if words is ZH else [name.lower() for name in names]
        assert says(sentence, key, words, names=listed(names, words)) == bool(names)


@MANY
@given(own_boards(), st.sampled_from(BOTH))
def test_the_headline_says_of_every_metric_what_can_be_said(own, words):
    sentence = story.headline(HEADLINES, own, [], words).lower()
    for metric in HEADLINES:
        assert sentence.count(metric.short_label[words.language].lower()) == 1
    assert says(sentence, "overview.none_worse", words)


@MANY
@given(own_boards(of=LEADS), st.sampled_from(BOTH))
def test_the_pillars_are_counted_by_what_their_intervals_say(own, words):
    title = story.pillar_title(own, words)
    assert says(title, "overview.pillars", words, count=in_words(len(LEADS), words))
    rows = rows_of(own)
    wins = {Polarity.HIGH_IS_GOOD: "above", Polarity.LOW_IS_GOOD: "below"}
    better = worse = 0
    for metric in LEADS:
        side = side_of_target(rows[metric.metric_id])
        better += bool(side) and side == wins[metric.polarity]
        worse += bool(side) and side != wins[metric.polarity]
    for number, key in ((better, "overview.count_better"), (worse, "overview.count_worse")):
        assert says(title, key, words, count=in_words(number, words)) == bool(number)


@MANY
@given(own_boards(), st.sampled_from(BOTH))
def test_the_large_figures_agree_with_their_intervals(own, words):
    made = HeadlineData(HEADLINES, own, _course(own), NO_RANKINGS, "")
    chart = headline_row(made, face=FACE, words=words)
    rows = rows_of(own)
    for hero in chart.heroes:
        row = rows[hero.key]
        side = side_of_target(row)
        assert (hero.status.tone in {Tone.BETTER, Tone.WORSE}) == bool(side)
        assert ("▲" in hero.status.text, "▼" in hero.status.text) == (
            side == "above",
            side == "below",
        )
        if row["withheld"]:
            assert hero.reason == hero.why
            assert hero.reason
            assert numbers_in(hero.number_text) == []
        else:
            (shown,) = numbers_in(hero.number_text)
            assert abs(shown - row["value"] * 100) <= 0.05 + 1e-9
        if row["is_small"] and not row["withheld"]:
            assert round(row["effective_n"]) in [round(one) for one in numbers_in(hero.why)]


def _course(own: pl.DataFrame) -> pl.DataFrame:
    return own.select("metric_id", "period", "value")


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_the_map_names_the_streets_it_colours(board, words):
    metric, values = board
    title = story.map_title(values, metric, words)
    above, below = (clear_names(values, side, words) for side in ("above", "below"))
    assert names_in(title, words) == {*above, *below}
    assert says(title, "overview.map_none", words) == (not above and not below)


def _misses(row, metric) -> bool:
    """Tell from the 99.8 % limits whether a value is worse than its target and the district."""
    low = row["low_998"] if row["low_998"] is not None else row["value"]
    high = row["high_998"] if row["high_998"] is not None else row["value"]
    goals = (row["target"], row["benchmark"])
    if row["value"] is None or row["is_small"] or row["is_provisional"] or None in goals:
        return False
    if metric.polarity is Polarity.LOW_IS_GOOD:
        return low > max(goals)
    return metric.polarity is Polarity.HIGH_IS_GOOD and high < min(goals)


@MANY
@given(st.lists(boards(), min_size=1, max_size=4), st.sampled_from(BOTH))
def test_exceptions_clearly_miss_target_and_district(boards_drawn, words):
    distinct = {metric.metric_id: (metric, values) for metric, values in boards_drawn}
    streets = pl.concat([values for _, values in distinct.values()])
    wanted = [metric for metric, _ in distinct.values()]
    found = story.shortfalls(wanted, streets, words)
    missing = {
        (row["metric_id"], row["area_code"])
        for row in streets.iter_rows(named=True)
        if _misses(row, distinct[row["metric_id"]][0])
    }
    shown = [(one.metric.metric_id, one.area_code) for one in found]
    assert set(shown) <= missing
    assert bool(shown) == bool(missing)
    assert len(shown) <= 3
    assert len({metric for metric, _ in shown}) == len({area for _, area in shown}) == len(shown)


@pytest.mark.parametrize("goals", [(0.908, 0.95), (0.95, 0.908)], ids=["target", "district"])
def test_what_lies_between_the_two_intervals_is_no_exception(goals):
    metric = metrics()["pt_on_time"]
    streets = judged(metric, counted(metric, [Case(893, 1500)], goals=goals))
    (row,) = streets.iter_rows(named=True)
    assert row["high"] < min(goals) < row["high_998"] < max(goals)
    assert story.shortfalls([metric], streets, ZH) == []


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_the_evidence_of_an_exception_is_its_row(board, words):
    metric, values = board
    rows = {row["area_code"]: row for row in values.iter_rows(named=True)}
    for one in story.shortfalls([metric], values, words):
        row = rows[one.area_code]
        labels = (*metric.numerator_label.values(), *metric.denominator_label.values())
        evidence = one.evidence
        for label in labels:
            evidence = evidence.replace(label, "")
        told = numbers_in(evidence)
        if metric.kind != "survey":
            assert round(row["denominator"]) in [round(n) for n in told]
            assert round(row["numerator"]) in [round(n) for n in told]
        assert one.area == row["name_zh" if words is ZH else "name_en"]


@pytest.mark.parametrize("words", BOTH)
def test_what_comes_first_is_named_in_the_headline(words):
    metric = metrics()["pt_on_time"]
    cases = [Case(900, 3000), Case(300, 3000), Case(910, 3000)]
    streets = judged(metric, counted(metric, cases, goals=(0.8, 0.7)))
    found = story.shortfalls([metric], streets, words)
    assert [one.area_code for one in found] == ["320116001"]
    own = pl.concat(
        judged(one, counted(one, [Case(950, 3000)], goals=(0.9, None))) for one in HEADLINES
    )
    sentence = story.headline(HEADLINES, own, found, words)
    assert STREETS[1][0 if words is ZH else 1] in sentence
    assert says(sentence, "overview.better", words)
    assert not says(sentence, "overview.none_worse", words)


@MANY
@given(boards(of=LEADS), own_boards(of=LEADS), st.sampled_from(BOTH))
def test_the_street_behind_clearly_misses_the_target(board, own, words):
    metric, peers = board
    table = target_table([metric], values=own, peers=peers, is_ranked=False, face=FACE, words=words)
    (row,) = table.rows
    side = "above" if metric.polarity is Polarity.LOW_IS_GOOD else "below"
    missing = clear_names(peers, side, words, level="target")
    assert (row.behind.tone is Tone.WORSE) == bool(missing)
    if missing:
        assert any(name in row.behind.text for name in missing)
    else:
        assert row.behind.text == words("bullets.none_behind")
