"""Grid members: seats, the people who hold them one after the other, and their postings.

A head covers a few neighbouring grids; full-time and part-time members have one each. When the
net is redrawn a posting ends and the same member starts in the grid that took its place on the
next day; that is no leaving.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo.grids import epoch_spans
from pipelines.demo.periods import months
from pipelines.demo.plan import Plan
from pipelines.demo.sharing import spread_lognormal
from pipelines.demo.streams import Streams

ROLES = ("full_time", "part_time", "head")
EARLIEST = np.datetime64("2014-06-01")
FEWEST_DAYS = 45  # nobody leaves sooner than this after the one before
TURNOVER = "leaving_after_pay_change"
DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Seats:
    """Places to be filled.

    Attributes:
        table: one row a seat: ``seat``, ``role`` (position in `ROLES`), ``street``.
        parts: one row a seat and part that it covers: ``seat``, ``part``.
    """

    table: pl.DataFrame
    parts: pl.DataFrame


def make_postings(
    parts: pl.DataFrame, coded: pl.DataFrame, *, plan: Plan, streams: Streams
) -> pl.DataFrame:
    """Make every posting of the three years.

    Returns:
        One row a posting, columns as the contract has them; ``ended_on`` is the last day,
        null while the posting goes on.
    """
    seats = _seats(parts, plan=plan, rng=streams.of("members", "seats"))
    spells = _spells(seats.table, plan=plan, streams=streams)
    rows = _under_codes(spells.join(seats.parts, on="seat"), coded, plan=plan)
    is_there = pl.col("ended").null_count() > 0
    return (
        rows.group_by("member", "grid_code")
        .agg(
            pl.col("started").min().alias("started_on"),
            pl.when(~is_there).then(pl.col("ended").max()).alias("ended_on"),
            pl.col("role", "street").first(),
        )
        .sort("member", "started_on", "grid_code")
        .pipe(_described, plan=plan, rng=streams.of("members", "people"))
    )


def _under_codes(spells: pl.DataFrame, coded: pl.DataFrame, *, plan: Plan) -> pl.DataFrame:
    """Cut spells where the net is redrawn, and name the grid of each piece."""
    last_day = pl.col("until").dt.offset_by("-1d")
    return (
        spells.join(coded.select("part", "epoch", "grid_code"), on="part")
        .join(epoch_spans(plan), on="epoch")
        .with_columns(
            started=pl.max_horizontal("started", "from"),
            ended=pl.min_horizontal("ended", last_day),
        )
        .filter(pl.col("ended").is_null() | (pl.col("ended") >= pl.col("started")))
    )


def _seats(parts: pl.DataFrame, *, plan: Plan, rng: np.random.Generator) -> Seats:
    """Decide which parts have a full-time and a part-time seat, and who shares a head."""
    section, count = plan["members"], parts.height
    position = np.arange(count)
    has_full_time = rng.random(count) < section["full_time_seats"]
    has_part_time = rng.random(count) < section["part_time_seats"]
    community = parts["community"].to_numpy()
    within = position - np.searchsorted(community, community)
    head = np.unique(community * count + within // section["head_covers"], return_inverse=True)[1]
    groups = [position[has_full_time], position[has_part_time], position]
    owners = [
        np.arange(groups[0].size),
        groups[0].size + np.arange(groups[1].size),
        groups[0].size + groups[1].size + head,
    ]
    covered = pl.DataFrame(
        {
            "seat": np.concatenate(owners),
            "part": np.concatenate(groups),
            "role": np.repeat(range(len(ROLES)), [len(group) for group in groups]),
        }
    ).join(parts.select("part", "street"), on="part", maintain_order="left")
    table = covered.group_by("seat").agg(pl.col("role", "street").first()).sort("seat")
    return Seats(table, covered.select("seat", "part"))


def _spells(seats: pl.DataFrame, *, plan: Plan, streams: Streams) -> pl.DataFrame:
    """Let people leave and be replaced, seat by seat.

    Returns:
        One row a person: ``seat``, ``role``, ``street``, ``started``, ``ended``, ``member``
        (running number).
    """
    rng = streams.of("members", "turnover")
    left = _leavings(seats, plan=plan, rng=rng)
    vacancy = _vacancy_days(seats, plan=plan)[left["seat"].to_numpy()]
    wait = np.ceil(rng.exponential(vacancy)).astype(int) + 3
    gap_to_next = left.select(
        (pl.col("left").shift(-1).over("seat") - pl.col("left")).dt.total_days().fill_null(9999)
    ).to_series()
    wait = np.minimum(wait, gap_to_next.to_numpy() - FEWEST_DAYS // 3)
    arrivals = left.with_columns(
        started=left["left"] + pl.Series(wait).cast(pl.Duration("ms")) * 86_400_000
    ).select("seat", "started")
    before = EARLIEST + rng.integers(0, 3 * DAYS_A_YEAR, seats.height)
    first = pl.DataFrame({"seat": seats["seat"], "started": pl.Series(before).cast(pl.Date)})
    return (
        pl.concat([first, arrivals])
        .filter(pl.col("started") < plan["dates"]["end"])
        .sort("seat", "started")
        .join_asof(
            left.rename({"left": "ended"}),
            left_on="started",
            right_on="ended",
            by="seat",
            strategy="forward",
            check_sortedness=False,
        )
        .join(seats, on="seat", how="left", maintain_order="left")
        .with_row_index("member", offset=1)
    )


def _leavings(seats: pl.DataFrame, *, plan: Plan, rng: np.random.Generator) -> pl.DataFrame:
    """Draw who leaves when: ``seat``, ``left`` (last day), in order."""
    yearly = plan["members"]["yearly_leaving"]
    base = np.array([yearly[role] for role in ROLES])[seats["role"].to_numpy()]
    drawn = []
    for month in months(plan):
        rate = _raised(base, seats, plan=plan, day=month.first)
        leaves = np.flatnonzero(rng.random(seats.height) < rate / 12)
        days = np.datetime64(month.first) + rng.integers(0, 28, len(leaves))
        drawn.append(pl.DataFrame({"seat": leaves, "left": pl.Series(days).cast(pl.Date)}))
    since = pl.col("left") - pl.col("left").shift(1).over("seat")
    return (
        pl.concat(drawn)
        .sort("seat", "left")
        .filter(since.is_null() | (since >= pl.duration(days=FEWEST_DAYS)))
    )


def _raised(
    base: NDArray[np.float64], seats: pl.DataFrame, *, plan: Plan, day: dt.date
) -> NDArray[np.float64]:
    """Raise the yearly rate of leaving where and when the pattern is planted."""
    pattern = plan.patterns.get(TURNOVER)
    if pattern is None or day < pattern.first:
        return base
    touched = _is_touched(seats, plan=plan) & (seats["role"].to_numpy() != ROLES.index("head"))
    return np.where(touched, pattern.planted["yearly_leaving"], base)


def _vacancy_days(seats: pl.DataFrame, *, plan: Plan) -> NDArray[np.float64]:
    usual = np.full(seats.height, float(plan["members"]["vacancy_days"]))
    pattern = plan.patterns.get(TURNOVER)
    if pattern is None:
        return usual
    return np.where(_is_touched(seats, plan=plan), pattern.planted["vacancy_days"], usual)


def _is_touched(rows: pl.DataFrame, *, plan: Plan) -> NDArray[np.bool_]:
    """Tell which rows belong to a street with the raised turnover."""
    pattern = plan.patterns.get(TURNOVER)
    touched = pattern.areas if pattern else ()
    return np.isin(np.array(plan.streets)[rows["street"].to_numpy()], touched)


def _described(postings: pl.DataFrame, *, plan: Plan, rng: np.random.Generator) -> pl.DataFrame:
    """Add code, role, party membership, training and pay."""
    count = int(postings["member"].max() or 0) + 1  # type: ignore[arg-type]  # an integer column
    role = postings["role"].to_numpy()
    party = np.array([plan["members"]["party_share"][name] for name in ROLES])
    pay = np.array([plan["members"]["monthly_pay"][name] for name in ROLES], dtype=float)[role]
    pattern = plan.patterns.get(TURNOVER)
    if pattern:
        still_there = (postings["ended_on"].fill_null(pattern.last) >= pattern.first).to_numpy()
        lowered = still_there & (role == ROLES.index("full_time"))
        lowered &= _is_touched(postings, plan=plan)
        pay = np.where(lowered, pattern.planted["monthly_pay"], pay)
    member = postings["member"].to_numpy()
    level = spread_lognormal(rng, count, deviation=0.06)[member]
    return postings.select(
        pl.format("RY{}", pl.col("member").cast(pl.String).str.zfill(6)).alias("member_code"),
        "grid_code",
        pl.Series("role", np.array(ROLES)[role]),
        pl.Series("is_party_member", rng.random(count)[member] < party[role]),
        "started_on",
        "ended_on",
        pl.Series("training_hours", np.round(rng.gamma(4.0, 9.0, count)[member] * 2) / 2),
        pl.Series("monthly_pay", np.round(pay * level, -1)),
    )
