"""The course of ranks says no more than the rank intervals do, in both languages."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.bumps import bump_chart
from dashboard.charts.drawn.bumps import runs
from dashboard.stories import rank_course as story
from tests.dashboard.boards import BOTH, MANY, STREETS, says
from tests.dashboard.test_stories_compare import FACE, numbers_in
from warehouse.catalog import metrics
from warehouse.peer_book import SHOWN
from warehouse.statistics import Polarity

METRIC = metrics()["sv_satisfaction"]
UNJUDGED = next(one for one in metrics().values() if one.polarity is Polarity.NO_JUDGEMENT)
PLACES = len(STREETS)
QUARTERS = [(year, quarter) for year in (2019, 2020) for quarter in (1, 2, 3, 4)]
OWN = "320116000"


@st.composite
def courses(draw) -> pl.DataFrame:
    """Draw ranks with intervals over quarters; streets without a rank, another way of asking."""
    count = draw(st.integers(1, len(QUARTERS)))
    broken = draw(st.sets(st.integers(0, count - 1), max_size=2))
    rows = []
    for at, (year, quarter) in enumerate(QUARTERS[:count]):
        order = draw(st.permutations(range(PLACES)))
        missing = draw(st.sets(st.integers(0, PLACES - 1), max_size=3))
        ranked = [one for one in order if one not in missing]
        for street, (zh, en) in enumerate(STREETS):
            place = ranked.index(street) + 1 if street in ranked else None
            ends = _ends(draw, place, len(ranked))
            rows.append(
                {
                    "metric_id": METRIC.metric_id,
                    "area_code": f"32011600{street}",
                    "name_zh": zh,
                    "name_en": en,
                    "period": f"{year}-Q{quarter}",
                    "period_start": dt.date(year, 3 * quarter - 2, 1),
                    "rank": place,
                    "rank_low": ends[0],
                    "rank_high": ends[1],
                    "peers": len(ranked) if place else None,
                    "is_small": place is None,
                    "is_provisional": False,
                    "is_break": at in broken,
                }
            )
    return pl.DataFrame(rows, schema=SHOWN)


def _ends(draw, place: int | None, last: int) -> tuple[int | None, int | None]:
    if place is None:
        return None, None
    return draw(st.integers(1, place)), draw(st.integers(place, last))


def held(ranks: pl.DataFrame) -> list[dict]:
    own = ranks.filter(pl.col("area_code") == OWN)
    return [row for row in own.iter_rows(named=True) if row["rank"] is not None]


def since_the_last_break(ranks: pl.DataFrame) -> list[dict]:
    """Keep the ranked quarters that can be compared with the last of them."""
    found: list[dict] = []
    for row in ranks.filter(pl.col("area_code") == OWN).iter_rows(named=True):
        if row["is_break"]:
            later = [one for one in held(ranks) if one["period"] >= row["period"]]
            found = [] if later else found
        if row["rank"] is not None:
            found.append(row)
    return found


@MANY
@given(courses(), st.sampled_from(BOTH))
def test_a_change_is_claimed_only_where_the_intervals_part(ranks, words):
    title = story.course_title(ranks, OWN, METRIC, words)
    rows = held(ranks)
    alike = since_the_last_break(ranks)
    if len(rows) < 2 or len(alike) < 2:
        assert not any(says(title, f"ranks.{one}", words) for one in ("rose", "fell", "overlap"))
        return
    first, last = alike[0], alike[-1]
    rose = last["rank_high"] < first["rank_low"]
    fell = last["rank_low"] > first["rank_high"]
    assert says(title, "ranks.rose", words) == rose
    assert says(title, "ranks.fell", words) == fell
    assert says(title, "ranks.overlap", words) == (not rose and not fell)
    ends = [one[name] for one in (first, last) for name in ("rank", "rank_low", "rank_high")]
    assert {float(one) for one in ends} <= set(numbers_in(title))


@MANY
@given(courses(), st.sampled_from(BOTH))
def test_the_title_counts_the_quarters_that_are_surely_in_one_half(ranks, words):
    rows = held(ranks)
    if len(rows) < 2:
        return
    front = sum(row["rank_high"] * 2 < row["peers"] + 1 for row in rows)
    back = sum(row["rank_low"] * 2 > row["peers"] + 1 for row in rows)
    title = story.course_title(ranks, OWN, METRIC, words)
    total = len(rows)
    neither = says(title, "ranks.neither", words, total=total)
    assert neither == (not front and not back)
    if front and back:
        assert says(title, "ranks.both", words, total=total, front=front, back=back)
    elif front:
        assert says(title, "ranks.front", words, total=total, count=front)
    elif back:
        assert says(title, "ranks.back", words, total=total, count=back)


@MANY
@given(courses(), st.sampled_from(BOTH))
def test_a_street_that_was_ranked_once_or_never_moves_nowhere(ranks, words):
    rows = held(ranks)
    title = story.course_title(ranks, OWN, METRIC, words)
    assert says(title, "ranks.never", words) == (not rows)
    assert says(title, "ranks.once", words) == (len(rows) == 1)
    texts = story.course_texts(ranks, OWN, METRIC, words)
    assert texts.title == title
    assert title in texts.alt
    for row in rows:
        assert f"{row['rank']} (" in texts.alt


@MANY
@given(courses(), st.sampled_from(BOTH))
def test_the_chart_draws_every_rank_and_joins_only_what_may_be_joined(ranks, words):
    chart = bump_chart(ranks, own=OWN, face=FACE, words=words)
    assert len(chart.rows) == PLACES
    assert sum(row.is_own for row in chart.rows) == 1
    quarters = ranks["period"].unique(maintain_order=True).to_list()
    for row in chart.rows:
        known = ranks.filter(pl.col("area_code") == row.key)
        assert [point.rank for point in row.points] == known["rank"].to_list()
        assert [point.low for point in row.points] == known["rank_low"].to_list()
        breaks = set(known.filter("is_break")["period"])
        for run in runs(chart, row):
            positions = [at for at, _ in run]
            assert positions == list(range(positions[0], positions[-1] + 1))
            assert not breaks & {quarters[at] for at in positions[1:]}
        drawn = sum(len(run) for run in runs(chart, row))
        assert drawn == known["rank"].drop_nulls().len()
    last = [row.last for row in chart.rows if row.last is not None]
    assert last == sorted(last)


@pytest.mark.parametrize("words", BOTH)
def test_what_cannot_be_ranked_is_said(words):
    nothing = pl.DataFrame(schema=SHOWN)
    assert says(story.course_title(nothing, "", METRIC, words), "ranks.nothing", words)
    assert says(story.course_title(nothing, "", UNJUDGED, words), "ranks.unjudged", words)
    assert list(story.course_notes(nothing, METRIC, is_asked_for=False, words=words)) == []
    assert bump_chart(nothing, own="", face=FACE, words=words).is_empty


@MANY
@given(courses(), st.sampled_from(BOTH), st.booleans())
def test_every_break_and_every_gap_has_its_note(ranks, words, is_asked_for):
    notes = list(story.course_notes(ranks, METRIC, is_asked_for=is_asked_for, words=words))
    if not ranks["rank"].drop_nulls().len():
        return
    assert (words("ranks.chosen") in notes) == (not is_asked_for)
    assert (words("ranks.gaps") in notes) == bool(ranks["rank"].null_count())
    broken = ranks.filter("is_break")["period"].n_unique()
    assert sum(says(one, "ranks.asked_otherwise", words) for one in notes) == broken
