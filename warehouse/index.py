"""网格治理指数 / Grid Governance Index: scores of areas, how sure their ranks are, and of what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.statistics import Polarity, rank_areas, tie_bands
from warehouse.statistics.composite import Aggregation, Weights, composite_index
from warehouse.statistics.inputs import Floats
from warehouse.statistics.scores import goalposts
from warehouse.statistics.weight_range import weight_range

# Draws of all values within their errors; the error of a score is then known to ±2 %.
DRAWS = 1_000
# The other ways to average that a reader could reasonably have chosen.
AGGREGATIONS = (Aggregation.ARITHMETIC, Aggregation.GEOMETRIC)
# A geometric mean knows no score of 0; COINr's range is used for all ways of averaging.
ONTO = (1.0, 100.0)
SEED = 20_201_231


@dataclass(frozen=True)
class Index:
    """The index of a set of areas.

    Attributes:
        rows: one row an area, best first, those without a score last: ``area_code``, ``score``
            (1–100; null where too little is known), ``standard_error``, ``rank``, ``rank_low``
            and ``rank_high`` (95 %, for the whole table, what chance in the values leaves),
            ``band``, ``weight_low`` and ``weight_high`` (ranks under 95 % of reasonable weightings
            and ways to average), ``kept_share`` (of those, that leave the area its rank) and
            ``known_share`` (of the weight, that rests on known values).
        pillars: one row an area and pillar: ``area_code``, ``pillar``, ``score``.
        metric_ids: the metrics that count.
        left_out: metrics that have weight but no ends of their scale.
    """

    rows: pl.DataFrame
    pillars: pl.DataFrame
    metric_ids: tuple[str, ...]
    left_out: tuple[str, ...]


def index_of(
    values: pl.DataFrame,
    *,
    goals: pl.DataFrame,
    weights: pl.DataFrame,
    of_pillars: Mapping[str, float] | None = None,
) -> Index:
    """Make the index of areas from their values.

    Args:
        values: one row a metric and area, as ``Reader.board`` gives them; a small or provisional
            value does not count.
        goals: ends of the scales, as ``Analysis.goals`` gives them.
        weights: as ``Analysis.weights`` gives them.
        of_pillars: other weights of pillars, for a reader who asks what they would change.

    Source: docs/methods.md#composite
    """
    posts = {row["metric_id"]: row for row in goals.iter_rows(named=True)}
    weighed = _weighed(weights, of_pillars or {})
    counted = [row for row in weighed if _has_ends(posts.get(row["metric_id"]))]
    left_out = tuple(row["metric_id"] for row in weighed if row not in counted)
    ids = [row["metric_id"] for row in counted]
    areas = values["area_code"].unique(maintain_order=True).to_list()
    if not ids or not areas:
        return _nothing(areas, left_out)
    held = _as_array(values, "value", areas=areas, metric_ids=ids)
    errors = np.nan_to_num(_as_array(values, "standard_error", areas=areas, metric_ids=ids))
    ends = np.array([[posts[one]["goal_low"], posts[one]["goal_high"]] for one in ids])
    names = list(dict.fromkeys(row["pillar"] for row in counted))
    scheme = Weights(
        pillar_of=np.array([names.index(row["pillar"]) for row in counted], dtype=np.intp),
        of_metrics=np.array([row["metric_weight"] for row in counted]),
        of_pillars=np.array(
            [next(r["pillar_weight"] for r in counted if r["pillar"] == name) for name in names]
        ),
    )
    scores = _scored(held, ends)
    made = composite_index(scores, weights=scheme)
    error = _errors(held, errors, ends=ends, scheme=scheme)
    sampled = rank_areas(made.index, standard_errors=error, polarity=Polarity.HIGH_IS_GOOD)
    swayed = weight_range(scores, weights=scheme, aggregations=AGGREGATIONS)
    columns = {
        "score": made.index,
        "standard_error": np.where(np.isnan(made.index), np.nan, error),
        "rank": sampled.rank,
        "rank_low": sampled.low_together,
        "rank_high": sampled.high_together,
        "band": tie_bands(sampled),
        "weight_low": swayed.low,
        "weight_high": swayed.high,
        "kept_share": swayed.kept_share,
        "known_share": _known_share(scores, scheme),
    }
    rows = pl.DataFrame({"area_code": areas, **columns}).with_columns(
        pl.col(pl.Float64).fill_nan(None)
    )
    whole = ["rank", "rank_low", "rank_high", "band", "weight_low", "weight_high"]
    pillars = pl.concat(
        pl.DataFrame({"area_code": areas, "pillar": name, "score": made.pillars[:, at]})
        for at, name in enumerate(names)
    ).with_columns(pl.col("score").fill_nan(None))
    return Index(
        rows.with_columns(pl.col(whole).cast(pl.Int64)).sort(
            pl.col("score").is_null(), -pl.col("score"), "area_code"
        ),
        pillars,
        tuple(ids),
        left_out,
    )


def _weighed(weights: pl.DataFrame, of_pillars: Mapping[str, float]) -> list[dict[str, Any]]:
    """Give the metrics that count, with a reader's weights of pillars in place of the file's."""
    own = pl.col("pillar").replace_strict(dict(of_pillars), default=None, return_dtype=pl.Float64)
    chosen = weights.with_columns(pl.coalesce(own, "pillar_weight").alias("pillar_weight"))
    return chosen.filter((pl.col("metric_weight") > 0) & (pl.col("pillar_weight") > 0)).to_dicts()


def _has_ends(row: Mapping[str, float | None] | None) -> bool:
    if row is None or row["goal_low"] is None or row["goal_high"] is None:
        return False
    return row["goal_low"] != row["goal_high"]


def _as_array(
    values: pl.DataFrame, column: str, *, areas: Sequence[str], metric_ids: Sequence[str]
) -> Floats:
    """Set a column as areas x metrics, nan where there is nothing that counts."""
    counts = ~pl.col("is_small") & ~pl.col("is_provisional") & pl.col("withheld").is_null()
    known = values.select("area_code", "metric_id", pl.when(counts).then(column).alias("held"))
    found = {(area, metric): held for area, metric, held in known.iter_rows()}
    rows = [[found.get((area, one)) for one in metric_ids] for area in areas]
    return np.array(rows, dtype=np.float64)


def _scored(values: Floats, ends: Floats) -> Floats:
    return goalposts(values, floor=ends[:, 0], target=ends[:, 1], onto=ONTO)


def _errors(values: Floats, errors: Floats, *, ends: Floats, scheme: Weights) -> Floats:
    """Give the standard error of each index by drawing all values within theirs."""
    random = np.random.default_rng(SEED)
    drawn = values + errors * random.standard_normal((DRAWS, *values.shape))
    scores = _scored(drawn, ends).reshape(-1, values.shape[1])
    index = composite_index(scores, weights=scheme).index.reshape(DRAWS, -1)
    spread: NDArray[np.float64] = index.std(axis=0, ddof=1)
    return np.nan_to_num(spread)


def _known_share(scores: Floats, scheme: Weights) -> Floats:
    full = scheme.of_metrics * scheme.of_pillars[scheme.pillar_of]
    return np.asarray((~np.isnan(scores) * full).sum(axis=1) / full.sum(), dtype=np.float64)


def _nothing(areas: list[str], left_out: tuple[str, ...]) -> Index:
    floats = ("score", "standard_error", "kept_share", "known_share")
    ranks = ("rank", "rank_low", "rank_high", "band", "weight_low", "weight_high")
    rows = pl.DataFrame({"area_code": pl.Series(areas, dtype=pl.String)}).with_columns(
        *(pl.lit(None, pl.Float64).alias(name) for name in floats),
        *(pl.lit(None, pl.Int64).alias(name) for name in ranks),
    )
    schema = {"area_code": pl.String, "pillar": pl.String, "score": pl.Float64}
    return Index(rows, pl.DataFrame(schema=schema), (), left_out)
