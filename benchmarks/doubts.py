"""How often clean data is called worth checking: counts at the edge, and whole districts."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from benchmarks.district import run
from benchmarks.figure import Figure
from warehouse.build import create
from warehouse.connection import open_current
from warehouse.data_dir import DataDir
from warehouse.lake_tables import SEEDS_DIR
from warehouse.model_files import model_files
from warehouse.reader import Reader

SEEDS = (11, 12, 13, 14)
SCALE = 0.2
SEED = 20_201_231
STREETS, QUARTERS = 9, 20_000
# Of a hundred quarters.
PROMISED = 0.1
DOUBTS = "marts.fct_doubts"
LIMITS = "intermediate.int_doubt_limits"
FIRST = "1000-01-01"
# What the two models read besides the drawn counts.
EMPTY = (
    *(f"create schema {schema}" for schema in ("seeds", "staging", "intermediate", "marts")),
    f"create table seeds.doubt_limits as from read_csv('{SEEDS_DIR / 'doubt_limits.csv'}')",
    "create table staging.stg_patrols (latitude double)",
    "create table marts.fct_full_scores (metric_id varchar, street_code varchar, "
    "period_start date, unit_count bigint, full_count bigint, expected_count double)",
)


@dataclass(frozen=True, slots=True)
class Edge:
    """A rule with counts as large as in the demonstration, and shares just still believed."""

    check_id: str
    trials: int
    share: float
    units: int = 1


EDGES = (
    Edge("full_scores", 330, 0.62),
    Edge("month_end", 18_000, 0.096),
    Edge("travel", 17_800, 0.001),
    Edge("identical_answers", 55, 0.4, units=6),
    Edge("terminations", 36, 0.55),
)


def measure(work: Path) -> list[Figure]:
    """Count rule-quarters with any flag: drawn at the edge, then in districts without a cause."""
    chance = np.random.default_rng(SEED)
    return [*(_at_the_edge(edge, chance) for edge in EDGES), *_clean_districts(work)]


def _at_the_edge(edge: Edge, chance: np.random.Generator) -> Figure:
    """Draw every count from what the rule still believes, and let the model judge."""
    size = QUARTERS * STREETS * edge.units
    number = np.arange(size)
    tested = pl.DataFrame(
        {
            "check_id": edge.check_id,
            "subject": "drawn",
            "part": 1,
            "street_code": (number // edge.units % STREETS).astype(str),
            "quarter": number // (edge.units * STREETS),
            "unit_code": (number % edge.units).astype(str),
            "comparison_count": 1.0,
            "observed_count": chance.binomial(edge.trials, edge.share, size),
            "trial_count": edge.trials,
            "expected_share": edge.share,
        }
    )
    flagged = _judged(tested)
    return Figure.at_most(
        f"quarters with a flag, {edge.check_id}, at the edge of what is believed",
        100 * flagged / QUARTERS,
        limit=PROMISED,
        unit="%",
        note=f"{QUARTERS:,} quarters of {STREETS} streets",
    )


def _judged(tested: pl.DataFrame) -> int:
    """Give the number of quarters in which the models flag anything."""
    with duckdb.connect() as con:
        for statement in EMPTY:
            con.execute(statement)
        con.register("drawn", tested)
        con.execute(
            "create table intermediate.int_doubts_tested as select * exclude (quarter), "
            f"(date '{FIRST}' + to_months(3 * quarter::integer))::date as period_start from drawn"
        )
        models = {model.name: model for model in model_files()}
        for name in (LIMITS, DOUBTS):
            create(con, models[name])
        rows = con.sql(f"select distinct period_start from {DOUBTS} where is_doubtful").fetchall()
    return len(rows)


def _clean_districts(work: Path) -> list[Figure]:
    """Build districts in which all streets are truly alike, each from a seed of its own."""
    found = pl.concat(_district(work / f"clean-{seed}", seed) for seed in SEEDS)
    counted = found.group_by("check_id", maintain_order=True).agg(
        pl.len().alias("made"), pl.col("is_doubtful").sum().alias("flagged")
    )
    return [
        Figure.at_most(
            f"flags in clean districts, {check_id}",
            100 * flagged / made,
            limit=PROMISED,
            unit="%",
            note=f"{flagged} of {made:,} comparisons, {len(SEEDS)} districts at scale {SCALE}",
        )
        for check_id, made, flagged in counted.sort("check_id").iter_rows()
    ]


def _district(data: Path, seed: int) -> pl.DataFrame:
    out = data / "inbox" / "demo"
    options = ("--seed", str(seed), "--scale", str(SCALE), "--scenario", "null")
    run(data, "pipelines", "demo", "--out", str(out), *options)
    folders = [str(one) for one in sorted(out.iterdir()) if one.is_dir()]
    run(data, "pipelines", "load", *(one for one in folders if "corrections" not in one))
    run(data, "pipelines", "build")
    warehouse = open_current(DataDir(data))
    rows = Reader(warehouse).doubts()
    warehouse.close()
    return rows
