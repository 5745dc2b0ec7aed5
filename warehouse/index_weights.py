"""The weights of the index, from a file the district owns."""

import math
import tomllib
from pathlib import Path

import polars as pl

from warehouse.catalog import PILLARS, Kind, Metric, metrics
from warehouse.data_dir import DataDir
from warehouse.statistics import Polarity

SHIPPED = Path(__file__).parent / "index.toml"
LEVEL = "street"
SCHEMA = {
    "metric_id": pl.String,
    "pillar": pl.String,
    "pillar_weight": pl.Float64,
    "metric_weight": pl.Float64,
}


class IndexWeightsError(ValueError):
    """The file of weights cannot be used.

    Attributes:
        where: the table and key of the file.
    """

    def __init__(self, path: Path, where: str, what: str) -> None:
        super().__init__(f"{path.name}: {where}: {what}" if where else f"{path.name}: {what}")
        self.where = where


def indexed() -> list[Metric]:
    """List the metrics an index can be made of: those of streets that have a better direction."""
    return [
        metric
        for metric in metrics().values()
        if LEVEL in metric.levels
        and metric.kind is not Kind.SAMPLE
        and metric.polarity is not Polarity.NO_JUDGEMENT
    ]


def weights_file(data_dir: DataDir) -> Path:
    """Name the file of weights in force: the district's own, or the one shipped."""
    return data_dir.index_weights if data_dir.index_weights.exists() else SHIPPED


def index_weights(path: Path) -> pl.DataFrame:
    """Read the weights of every metric of the index.

    Args:
        path: TOML with the tables ``pillars`` and ``metrics``: name = weight.

    Returns:
        One row a metric: ``metric_id``, ``pillar``, ``pillar_weight`` (pillars sum to 1) and
        ``metric_weight`` (metrics of a pillar sum to 1, or are all 0).

    Raises:
        IndexWeightsError: the file is no TOML, names what there is not, or a weight is no number
            from 0 up, or all of them are 0.
    """
    shipped, own = _tables(SHIPPED), _tables(path)
    of_pillars = {**dict.fromkeys(PILLARS, 1.0), **shipped["pillars"], **own["pillars"]}
    of_metrics = {**shipped["metrics"], **own["metrics"]}
    rows = [
        (one.metric_id, one.pillar, of_pillars[one.pillar], of_metrics.get(one.metric_id, 1.0))
        for one in indexed()
    ]
    held = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    in_pillar = pl.col("metric_weight").sum().over("pillar")
    pillars = held.filter(pl.col("metric_weight") > 0).unique("pillar")["pillar_weight"].sum()
    if not pillars:
        raise IndexWeightsError(path, "", "every weight is 0")
    return held.with_columns(
        pl.when(in_pillar > 0).then(pl.col("pillar_weight") / pillars).otherwise(0.0),
        pl.when(in_pillar > 0).then(pl.col("metric_weight") / in_pillar).otherwise(0.0),
    )


def _tables(path: Path) -> dict[str, dict[str, float]]:
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise IndexWeightsError(path, "", str(error)) from error
    known = {"pillars": set(PILLARS), "metrics": {one.metric_id for one in indexed()}}
    if unknown := body.keys() - known.keys():
        raise IndexWeightsError(path, f"[{min(unknown)}]", "no such table: pillars or metrics")
    return {name: _weights(path, name, body.get(name, {}), of=known[name]) for name in known}


def _weights(path: Path, table: str, held: object, *, of: set[str]) -> dict[str, float]:
    if not isinstance(held, dict):
        raise IndexWeightsError(path, table, "not a table")
    for name, weight in held.items():
        if name not in of:
            raise IndexWeightsError(path, f"[{table}] {name}", f"none of {', '.join(sorted(of))}")
        if not _is_weight(weight):
            raise IndexWeightsError(path, f"[{table}] {name}", f"not a number from 0 up: {weight}")
    return {name: float(weight) for name, weight in held.items()}


def _is_weight(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and value >= 0
