"""The page of grids: every number of a sentence is that of its rows, in both languages."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import format as fmt
from dashboard.charts.grid_changes import Drafted, change_chart, step_chart
from dashboard.charts.grid_funnel import Chosen, by_place, funnel_chart, judged
from dashboard.charts.spec import Face, Provenance, Tone
from dashboard.stories import grid_profile
from dashboard.stories import grids as story
from tests.dashboard.boards import BOTH, MANY, ZH, says
from warehouse.adjustment import Change, Grid, Norm, adjustments, spread_of
from warehouse.catalog import metrics
from warehouse.statistics import wilson

CLOSED = metrics()["ev_on_time_close"]
REWORK = metrics()["ev_rework"]
NORM = Norm(low=200, middle=300, high=500, workload_ratio=1.5)
SIDES = {"high": CLOSED, "low": REWORK}
COUNTS = st.lists(st.tuples(st.integers(20, 120), st.floats(0, 1)), min_size=10, max_size=40)
NETS = st.lists(st.tuples(st.integers(50, 900), st.integers(0, 90)), min_size=2, max_size=16)
FACE = Face("x", "x", "x", "x", Provenance((), "", "", None, "", "", "", is_demonstration=False))


def board(counts) -> pl.DataFrame:
    rows = [
        {
            "area_code": f"G{number:02}",
            "name_zh": f"第{number}网格",
            "name_en": f"Grid {number}",
            "numerator": float(round(size * share)),
            "denominator": float(size),
            "value": round(size * share) / size,
        }
        for number, (size, share) in enumerate(counts)
    ]
    return pl.DataFrame(rows)


def net(cells) -> tuple[Grid, ...]:
    return tuple(
        Grid(f"G{number:02}", "C1", "S1", households, matters / 12, 12.0, NORM)
        for number, (households, matters) in enumerate(cells)
    )


def chain(count: int) -> pl.DataFrame:
    """Let every grid border on the next."""
    pairs = [(n, n + 1) for n in range(count - 1)] + [(n + 1, n) for n in range(count - 1)]
    return pl.DataFrame(
        [(f"G{one:02}", f"G{other:02}", 500.0, False) for one, other in pairs],
        schema={
            "area_code": pl.String,
            "neighbour_code": pl.String,
            "border_m": pl.Float64,
            "is_inferred": pl.Boolean,
        },
        orient="row",
    )


@MANY
@given(COUNTS, st.sampled_from(sorted(SIDES)), st.sampled_from(BOTH))
def test_the_headline_counts_the_grids_beyond_the_outer_limits(counts, side, words):
    metric = SIDES[side]
    rows = board(counts)
    found = judged(rows, metric, is_opened=False)
    part, whole = rows["numerator"].to_numpy(), rows["denominator"].to_numpy()
    centre = part.sum() / whole.sum()
    # Counted here from the limits of every size, as the drawing shows them.
    z = 3.0902323061678132
    reach = z * (centre * (1 - centre) / whole) ** 0.5
    above = int((rows["value"].to_numpy() > centre + reach + 1e-12).sum())
    below = int((rows["value"].to_numpy() < centre - reach - 1e-12).sum())
    better, worse = (above, below) if side == "high" else (below, above)
    assert (found.count(Tone.BETTER), found.count(Tone.WORSE)) == (better, worse)
    sentence = story.headline(found, metric, None, words)
    if not better and not worse:
        assert says(sentence, "grids.headline_even", words, all=len(counts))
    for key, count in (("worse", worse), ("better", better)):
        assert says(sentence, f"grids.headline_{key}", words, count=count) == bool(count)
    texts = story.funnel_texts(found, metric, period="2020", words=words)
    chance = f"{len(counts) * 0.002:.1f}"
    outside = better + worse
    key = "grids.funnel_title" if outside else "grids.funnel_none"
    assert says(texts.title, key, words, outside=outside, chance=chance)
    assert says(texts.note, "grids.funnel_note", words, count=len(counts), withheld=0)


@MANY
@given(COUNTS, st.sampled_from(BOTH))
def test_points_of_the_funnel_hold_the_counts_and_its_key_adds_up(counts, words):
    rows = board(counts)
    found = judged(rows, CLOSED, is_opened=False)
    chosen = Chosen(frozenset(rows["area_code"]), "G03")
    chart = funnel_chart(found, chosen=chosen, face=FACE, words=words)
    assert [(one.size, one.value) for one in chart.points] == list(
        rows.select("denominator", "value").iter_rows()
    )
    assert [one.key for one in chart.points if one.is_own] == ["G03"]
    said = {tone: sum(one.tone is tone for one in chart.points) for tone, _ in chart.states}
    assert sum(said.values()) == len(counts)
    for tone, text in chart.states:
        assert fmt.count(said[tone]) in text
    for one in chart.points:
        # What is drawn towards the others lies between its own value and theirs.
        ends = sorted((one.value, found.centre))
        assert ends[0] - 0.05 <= one.steadied <= ends[1] + 0.05


def test_limits_open_where_grids_differ_by_more_than_chance():
    counts = [(100, 0.5 + 0.4 * (-1) ** number) for number in range(30)]
    plain, opened = (judged(board(counts), CLOSED, is_opened=one) for one in (False, True))
    assert plain.count(Tone.WORSE) == plain.count(Tone.BETTER) == 15
    assert opened.count(Tone.WORSE) == opened.count(Tone.BETTER) == 0
    for words in BOTH:
        phi = f"{plain.overdispersion.phi:.2f}"
        assert says(story.beyond_chance(plain, words), "grids.spread_not_asked", words, phi=phi)
        assert says(story.beyond_chance(opened, words), "grids.spread_applied", words, phi=phi)


@pytest.mark.parametrize("words", BOTH)
def test_without_any_value_the_page_says_so(words):
    found = judged(
        board([(30, 0.5)]).with_columns(pl.lit(None, pl.Float64).alias("value")),
        CLOSED,
        is_opened=False,
    )
    assert found.withheld == 1
    assert says(story.headline(found, CLOSED, None, words), "grids.headline_none", words)
    assert story.beyond_chance(found, words) == ""
    chart = funnel_chart(found, chosen=Chosen(frozenset({"G00"})), face=FACE, words=words)
    assert chart.is_empty


@pytest.mark.parametrize("words", BOTH)
def test_the_map_says_where_most_of_them_lie(words):
    register = pl.DataFrame(
        {"area_code": ["A", "B", "C", "D"], "street_code": ["S1", "S1", "S2", "S3"]}
    )
    names = {"S1": "甲", "S2": "乙", "S3": "丙"}
    found = judged(board([(30, 0.5)] * 12), CLOSED, is_opened=False)

    def title(*codes: str) -> str:
        places = by_place(codes, register, level="street")
        return story.net_texts(found, places, names, period="2020", words=words).title

    assert says(title("A", "B", "C"), "grids.net_title", words, place="甲", count=2, all=3)
    assert says(title("A", "B"), "grids.net_all", words, place="甲", all=2)
    assert says(title("A", "C", "D"), "grids.net_spread", words, all=3, places=3)
    assert title() == words("grids.net_none")


@MANY
@given(NETS, st.sampled_from(BOTH))
def test_changes_are_counted_by_kind_and_what_is_left_is_said(cells, words):
    plan = adjustments(net(cells), chain(len(cells)))
    shown = plan.candidates[:3]
    texts = story.changes_texts(plan, shown, words=words)
    if not plan.candidates:
        assert texts.title == words("grids.changes_none")
        return
    assert says(texts.title, "grids.changes_title", words, count=len(plan.candidates))
    for kind in Change:
        count = sum(one.change is kind for one in plan.candidates)
        assert says(texts.title, f"grids.some_{kind}", words, count=count) == bool(count)
    left = sum(not NORM.low <= one.households <= NORM.high for one in plan.after)
    assert says(texts.note, "grids.changes_left", words, left=left) == bool(left)
    chart = change_chart(Drafted(shown, {}, NORM), face=FACE, words=words)
    for row, one in zip(chart.rows, shown, strict=True):
        assert sum(row.before) == sum(row.after) == sum(one.after)
        assert fmt.count(one.grid.households) in row.texts[0] or "workload" in one.cause


@MANY
@given(NETS, st.sampled_from(BOTH))
def test_the_spread_before_and_after_is_that_of_the_nets(cells, words):
    plan = adjustments(net(cells), chain(len(cells)))
    sides = (spread_of(plan.before), spread_of(plan.after))
    for column, grids in enumerate((plan.before, plan.after), start=1):
        homes = [one.households for one in grids]
        mean = sum(homes) / len(homes)
        deviation = (sum((one - mean) ** 2 for one in homes) / len(homes)) ** 0.5
        outside = sum(not NORM.low <= one <= NORM.high for one in homes) / len(homes)
        rows = {row[0]: row[column] for row in story.spread_rows(sides, words)}
        assert rows[words("grids.even_grids")] == fmt.count(len(homes))
        assert rows[words("grids.even_variation")] == f"{deviation / mean:.2f}"
        assert rows[words("grids.even_outside")] == f"{100 * outside:.1f}%"
    title = story.steps_texts(sides, NORM, words=words).title
    before, after = (f"{one.variation:.2f}" for one in sides)
    assert says(title, "grids.steps_title", words, before=before, after=after)
    then, now = (f"{one.workload_variation:.2f}" for one in sides)
    if any(matters for _, matters in cells):
        said = story.work_note(sides, plan, words)
        assert says(said, "grids.work_same", words, before=then) == (then == now)
        for key, is_so in (("more", now < then), ("less", now > then)):
            assert says(said, f"grids.work_{key}_even", words, before=then, after=now) == is_so
        merged = any(one.change is Change.MERGE for one in plan.candidates)
        assert (words("grids.work_adds").strip() in said) == (merged and now > then)
    chart = step_chart(plan.before, plan.after, norm=NORM, face=FACE, words=words)
    assert sum(one.before for one in chart.bins) == len(plan.before)
    assert sum(one.after for one in chart.bins) == len(plan.after)


@pytest.mark.parametrize("words", BOTH)
@pytest.mark.parametrize(
    ("households", "kind", "place"),
    [
        (199, "comprehensive", "below"),
        (200, "comprehensive", "within"),
        (501, "comprehensive", "above"),
        (6, "dedicated", None),
        (None, "comprehensive", None),
    ],
)
def test_a_size_is_held_against_the_norm_where_there_is_one(words, households, kind, place):
    row = {"household_count": households, "kind": kind}
    said = grid_profile.against_norm(row, NORM, words)
    if place is None:
        assert said == fmt.count(households)
    else:
        assert said == words(f"grids.norm_{place}", households=households)


def test_the_interval_of_a_listed_grid_leaves_out_the_centre():
    """A grid beyond the 99.8 % limits also differs by its own 95 % interval, nearly always."""
    rows = board([(60, 0.9)] * 30 + [(80, 0.5)])
    found = judged(rows, CLOSED, is_opened=False)
    listed = story.notable(found, 5)
    assert listed["area_code"].to_list() == ["G30"]
    _, high = wilson(40.0, 80.0, confidence=0.95)
    assert float(high) < found.centre
    assert ZH("grids.listed")


@pytest.mark.parametrize("words", BOTH)
def test_a_profile_sets_work_beside_the_mean_and_names_the_change(words):
    row = {
        "household_count": 150,
        "kind": "comprehensive",
        "resident_count": 400,
        "full_time_count": 1.0,
        "part_time_count": 0.5,
        "matter_count": 30,
        "month_count": 12.0,
    }
    held = grid_profile.Yardstick(NORM, 4.25, "X")
    facts = dict(grid_profile.facts(row, held, words))
    assert facts[words("grids.fact_work")] == words("grids.per_month", number="2.5", mean="4.2")
    assert facts[words("grids.what")] == "X"
    assert facts[words("grids.fact_members")] == words("grids.members", full="1", part="0.5")
    unknown = grid_profile.facts({**row, "matter_count": None}, held, words)
    assert (words("grids.fact_work"), fmt.NOTHING) in unknown
    alone = grid_profile.facts(row, grid_profile.Yardstick(None, 4.25), words)
    assert words("grids.what") not in dict(alone)
