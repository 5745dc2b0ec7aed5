"""Households on the list of those to be visited regularly.

A household is known by a key alone. When its grid is redrawn it leaves the list under the old
code and joins it under the new one on the same day.
"""

import binascii
import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.demo.grids import epoch_spans
from pipelines.demo.plan import Plan
from pipelines.demo.streams import Streams

KINDS = ("独居老人", "低收入家庭", "残疾人家庭", "留守儿童家庭", "优抚对象", "其他")
KIND_SHARES = (0.36, 0.20, 0.17, 0.08, 0.07, 0.12)
EARLIEST = dt.date(2014, 1, 1)
SHORTEST_STAY = 120  # days on the list
LAST_JOINING = 25  # days before the end that the last household joined
KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Households:
    """Every household of the district, numbered part by part.

    Attributes:
        first: for each part, the number of its first household.
        counts: for each part, how many there are.
        salt: makes the keys of two seeds differ.
    """

    first: NDArray[np.int64]
    counts: NDArray[np.int64]
    salt: int

    @property
    def total(self) -> int:
        """How many there are."""
        return int(self.counts.sum())

    def parts_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Tell in which part each household lives."""
        return np.searchsorted(self.first, numbers, side="right") - 1

    def keys(self, numbers: NDArray[np.int64]) -> pl.Series:
        """Give the hashed keys that the city delivers in place of names (splitmix64)."""
        mixed = numbers.astype(np.uint64) + np.uint64(self.salt)
        with np.errstate(over="ignore"):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            mixed ^= mixed >> np.uint64(31)
        text = binascii.hexlify(mixed.astype(">u8").tobytes())
        # A letter in front: a spreadsheet would take some hexadecimal keys for numbers.
        return "H" + pl.Series(np.frombuffer(text, dtype=f"S{KEY_BYTES}").astype(f"U{KEY_BYTES}"))


def count_households(parts: pl.DataFrame, *, streams: Streams) -> Households:
    """Number the households of all parts."""
    counts = parts["households"].to_numpy().astype(np.int64)
    salt = int(streams.of("households", "salt").integers(0, 2**62))
    return Households(np.cumsum(counts) - counts, counts, salt)


def make_listings(
    parts: pl.DataFrame, households: Households, *, plan: Plan, streams: Streams
) -> pl.DataFrame:
    """Choose the households on the list and when each joins and leaves it.

    Returns:
        One row a household that was ever on the list: ``number``, ``part``, ``kind``,
        ``listed`` and ``delisted`` (null while it is on the list).
    """
    rng = streams.of("households", "list")
    first = np.datetime64(plan["dates"]["first"], "D")
    is_home = ~parts["is_dedicated"].to_numpy()
    eligible = np.flatnonzero(np.repeat(is_home, households.counts))
    staying = plan.scaled(plan["essay"]["key_households"])
    gone = plan.scaled(plan["visits"]["key_gone"])
    numbers = rng.choice(eligible, size=staying + gone, replace=False)
    early = np.datetime64(EARLIEST, "D") + rng.integers(
        0, -plan.day_number(EARLIEST), staying + gone
    )
    window = plan.day_number(plan["dates"]["end"]) - LAST_JOINING
    late = first + rng.integers(0, window, staying + gone)
    joins_before = rng.random(staying + gone) < plan["visits"]["key_joining_before"]
    is_gone = np.arange(staying + gone) >= staying
    listed = np.where(joins_before | is_gone, early, late)
    delisted = first + rng.integers(SHORTEST_STAY, window, staying + gone)
    kind = rng.choice(len(KINDS), size=staying + gone, p=KIND_SHARES)
    return pl.DataFrame(
        {
            "number": numbers,
            "part": households.parts_of(numbers),
            "kind": np.array(KINDS)[kind],
            "listed": pl.Series(listed).cast(pl.Date),
            "delisted": pl.Series(np.where(is_gone, delisted, np.datetime64("NaT"))).cast(pl.Date),
        }
    ).sort("number")


def list_rows(
    listings: pl.DataFrame, coded: pl.DataFrame, *, households: Households, plan: Plan
) -> pl.DataFrame:
    """Write the list as the city exports it, one row for each time under one grid code.

    Returns:
        Columns as the contract has them but for the pairing; ``delisted_on`` is the first day
        off the list.
    """
    of_epochs = (
        listings.join(coded.select("part", "epoch", "grid_code"), on="part")
        .join(epoch_spans(plan), on="epoch")
        .with_columns(
            listed_on=pl.max_horizontal("listed", "from"),
            delisted_on=pl.min_horizontal("delisted", "until"),
        )
        .filter(pl.col("delisted_on").is_null() | (pl.col("delisted_on") > pl.col("listed_on")))
    )
    is_on_it = pl.col("delisted_on").null_count() > 0
    rows = (
        of_epochs.group_by("number", "grid_code")
        .agg(
            pl.col("kind").first(),
            pl.col("listed_on").min(),
            pl.when(~is_on_it).then(pl.col("delisted_on").max()).alias("delisted_on"),
        )
        .sort("listed_on", "number")
    )
    keys = households.keys(rows["number"].to_numpy()).alias("household_key")
    return rows.select(keys, "grid_code", "kind", "listed_on", "delisted_on")


def paired(rows: pl.DataFrame, party: pl.DataFrame) -> pl.DataFrame:
    """Add the organ that is paired with the branch of each household's grid."""
    pairings = (
        party.filter(pl.col("kind") == "pairing")
        .sort("organisation_id")
        .group_by("grid_code", maintain_order=True)
        .agg(pl.col("organisation_id").first().alias("paired_organisation"))
    )
    return rows.join(pairings, on="grid_code", how="left", maintain_order="left")
