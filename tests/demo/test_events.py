"""What happens in the district fits together: codes, places, times and steps."""

import datetime as dt

import polars as pl
import pytest
import shapely

from pipelines.demo import places
from pipelines.demo.defects import stray_codes

END = dt.datetime(2021, 1, 1)


@pytest.fixture(scope="module")
def grids(planted):
    return planted.typed("grids")


@pytest.fixture(scope="module")
def patrols(planted):
    return planted.typed("patrols")


@pytest.fixture(scope="module")
def matters(planted):
    return planted.typed("matters")


@pytest.fixture(scope="module")
def steps(planted):
    return planted.typed("matter_steps")


def unmatched(rows, grids, *, at):
    """Give the rows whose grid was not valid at their time."""
    day = pl.col(at).cast(pl.Date)
    valid = rows.join(grids, on="grid_code", suffix="_grid").filter(
        (day >= pl.col("valid_from")) & (pl.col("valid_to").is_null() | (day < pl.col("valid_to")))
    )
    key = rows.columns[0] if rows.columns[0] != "source_line" else rows.columns[1]
    return rows.filter(pl.col("grid_code").is_not_null()).join(valid, on=key, how="anti")


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ("patrols", "started_at"),
        ("household_visits", "visited_on"),
        ("matters", "reported_at"),
        ("tasks", "assigned_on"),
        ("mediations", "opened_on"),
    ],
)
def test_events_name_a_grid_of_their_time_strays_apart(planted, grids, source, at):
    rows = planted.typed(source)
    strays = sum(one["count"] for one in planted.truth["strays"] if f"/{source}_" in one["file"])
    lost = unmatched(rows, grids, at=at)
    assert lost.height == strays
    assert set(lost["grid_code"]) <= stray_codes()


def test_about_thirty_rows_name_a_grid_that_does_not_exist(planted):
    assert sum(one["count"] for one in planted.truth["strays"]) == 30


def test_members_are_posted_to_the_grids_they_patrol(planted, patrols):
    postings = planted.typed("grid_members").select("member_code", "grid_code")
    named = patrols.filter(
        pl.col("member_code").is_not_null() & ~pl.col("grid_code").is_in(list(stray_codes()))
    )
    assert named.height > 0.98 * patrols.height
    assert named.join(postings, on=["member_code", "grid_code"], how="anti").height == 0


def test_patrols_lie_inside_their_street(patrols):
    placed = patrols.filter(pl.col("longitude").is_not_null())
    assert set(placed["coordinate_system"]) == {"gcj02"}
    for code, outline in places.street_outlines().items():
        rows = placed.filter(pl.col("grid_code").str.starts_with(code)).filter(
            ~pl.col("grid_code").is_in(list(stray_codes()))
        )
        inside = shapely.intersects_xy(
            outline.shape.buffer(1e-6), rows["longitude"].to_numpy(), rows["latitude"].to_numpy()
        )
        assert inside.all()


def test_nothing_happens_after_the_end(planted, patrols, matters, steps):
    latest = [
        patrols["started_at"].max(),
        patrols["ended_at"].max(),
        matters["reported_at"].max(),
        matters["closed_at"].max(),
        steps["at"].max(),
    ]
    assert max(latest) < END
    for source, column in (
        ("household_visits", "visited_on"),
        ("tasks", "assigned_on"),
        ("mediations", "concluded_on"),
        ("grid_members", "ended_on"),
    ):
        assert planted.typed(source)[column].max() < END.date()


def test_every_key_household_was_visited_in_2020(planted):
    listed = planted.typed("key_households").filter(pl.col("delisted_on").is_null())
    visits = planted.typed("household_visits").filter(pl.col("visited_on").dt.year() == 2020)
    assert listed.height == round(12_900 * 0.1)
    assert listed.join(visits, on="household_key", how="anti").height == 0


def test_steps_of_a_matter_begin_with_its_report_and_belong_to_it(matters, steps):
    first = steps.sort("at").group_by("matter_id", maintain_order=True).first()
    both = matters.join(first, on="matter_id", how="left", suffix="_step")
    assert (both["step"] == "reported").all()
    assert (both["at"] == both["reported_at"]).all()
    assert steps.join(matters, on="matter_id", how="anti").height == 0


def test_a_closed_matter_was_closed_when_it_was_fed_back_last(matters, steps):
    last = steps.filter(pl.col("step") == "fed_back").group_by("matter_id").agg(pl.col("at").max())
    closed = matters.filter(pl.col("status") == "closed").join(last, on="matter_id", how="left")
    # Where the stamp was lost there is none to compare with.
    assert closed["at"].null_count() < 0.02 * closed.height
    known = closed.filter(pl.col("at").is_not_null())
    assert (known["at"] == known["closed_at"]).all()


def test_open_matters_are_not_closed_and_terminated_ones_say_so(matters, steps):
    assert matters.filter(pl.col("status") == "open")["closed_at"].null_count() == (
        matters.filter(pl.col("status") == "open").height
    )
    ended = matters.filter(pl.col("status") == "terminated")
    stamps = steps.filter(pl.col("step") == "terminated")
    assert 0 < ended.height < 0.03 * matters.height
    assert set(ended["matter_id"]) == set(stamps["matter_id"])


def test_open_matters_wait_for_something(matters, steps):
    waiting = matters.filter(pl.col("status") == "open")
    last = steps.sort("at").group_by("matter_id", maintain_order=True).last()
    found = waiting.join(last, on="matter_id", how="left", suffix="_step")
    assert set(found["step"]) <= {
        "reported",
        "accepted",
        "dispatched",
        "whistled",
        "answered",
        "contacted",
        "escalated",
        "handled",
        "returned",
    }
    before = steps.filter(pl.col("step").is_in(["fed_back", "returned"])).sort("at")
    reopened = before.group_by("matter_id", maintain_order=True).last()
    assert not (waiting.join(reopened, on="matter_id", suffix="_step")["step"] == "fed_back").any()


def test_volumes_follow_the_scale(patrols, matters, steps, planted):
    assert patrols.height == pytest.approx(200_000, rel=0.03)
    assert matters.height == pytest.approx(15_000, rel=0.05)
    assert 6.5 < steps.height / matters.height < 7.8
    assert planted.typed("survey_responses").height == 12 * 2_902
