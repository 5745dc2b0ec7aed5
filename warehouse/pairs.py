"""Two areas against each other on many metrics: what differs, what it would take to tell."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from warehouse.catalog import Interval, Kind, Metric
from warehouse.statistics import Estimate, Polarity, difference
from warehouse.statistics.false_discovery import discoveries
from warehouse.statistics.inputs import Flags, Floats
from warehouse.statistics.sample_size import Plan, answers_needed, exposure_needed

CONFIDENCE = 0.95
# Of what is called different, this share may on average be chance.
RATE = 0.05
KEPT = ("value", "low", "high", "n", "effective_n", "withheld", "is_small", "is_provisional")


def head_to_head(
    values: pl.DataFrame, metrics: Sequence[Metric], *, first: str, second: str
) -> pl.DataFrame:
    """Compare two areas on every metric.

    Args:
        values: one row a metric and area, as ``Reader.board`` gives them.
        metrics: the metrics, in order.
        first: code of the one area.
        second: code of the other.

    Returns:
        One row a metric: ``metric_id``; of either area ``value``, ``low``, ``high``, ``n``,
        ``withheld``, ``is_small`` and ``is_provisional``, those of the second with ``_second``;
        ``difference`` (first less second, in the metric's unit) with ``difference_low`` and
        ``difference_high`` (95 %, null for full counts); ``is_different``: one of the findings of
        which at most 5 % are chance on average (Benjamini–Hochberg over the metrics that can be
        tested); ``is_full``: both are full counts, of which a difference is no matter of chance;
        ``needed``: how many answers or cases each of the two would need for an undecided
        difference of this size to be found four times in five (inf where the values are equal,
        null where the number is not known or the difference is decided).

    Source: docs/methods.md#false-discovery
    """
    order = pl.DataFrame({"metric_id": [one.metric_id for one in metrics]})
    sides = [
        values.filter(pl.col("area_code") == code).select("metric_id", *KEPT)
        for code in (first, second)
    ]
    rows = order.join(sides[0], on="metric_id", how="left", maintain_order="left").join(
        sides[1], on="metric_id", how="left", suffix="_second", maintain_order="left"
    )
    by_id = {one.metric_id: one for one in metrics}
    found = difference(
        _estimate(rows, ""), second=_estimate(rows, "_second"), confidence=CONFIDENCE
    )
    full = np.array([by_id[one].interval is Interval.NONE for one in rows["metric_id"]])
    firm = ~_any(rows, "is_small", "is_provisional")
    is_different = discoveries(np.where(full | ~firm, np.nan, found.p_value), rate=RATE)
    needed = _needed(rows, by_id, undecided=~is_different & ~full)
    return rows.with_columns(
        pl.Series("difference", found.value).fill_nan(None),
        pl.Series("difference_low", np.where(full, np.nan, found.low)).fill_nan(None),
        pl.Series("difference_high", np.where(full, np.nan, found.high)).fill_nan(None),
        pl.Series("is_different", is_different),
        pl.Series("is_full", full),
        pl.Series("needed", needed).fill_nan(None),
    )


def _floats(rows: pl.DataFrame, column: str) -> Floats:
    return rows[column].cast(pl.Float64).fill_null(np.nan).to_numpy()


def _estimate(rows: pl.DataFrame, suffix: str) -> Estimate:
    """Take an area's values; a full count is its own limit."""
    value = _floats(rows, f"value{suffix}")
    low, high = (_floats(rows, f"{side}{suffix}") for side in ("low", "high"))
    # Rounding in a survey's limits may leave them a hair inside the value.
    return Estimate(
        value,
        np.fmin(np.where(np.isnan(low), value, low), value),
        np.fmax(np.where(np.isnan(high), value, high), value),
    )


def _any(rows: pl.DataFrame, *names: str) -> Flags:
    held = [pl.col(f"{name}{side}").fill_null(value=True) for name in names for side in _SIDES]
    return rows.select(pl.any_horizontal(held)).to_series().to_numpy()


_SIDES = ("", "_second")


def _needed(rows: pl.DataFrame, by_id: Mapping[str, Metric], *, undecided: Flags) -> Floats:
    """Give what each area would need for a difference that was not found; nan where unknown."""
    needed = np.full(rows.height, np.nan)
    for at, row in enumerate(rows.iter_rows(named=True)):
        metric = by_id[row["metric_id"]]
        values = row["value"], row["value_second"]
        if not undecided[at] or None in values:
            continue
        if metric.kind is Kind.SURVEY:
            plan = Plan(design_effect=_design_effect(row))
            needed[at] = float(answers_needed(*values, plan=plan))
        elif metric.kind is Kind.SHARE and max(values) <= 1:
            needed[at] = float(answers_needed(*values))
        elif metric.kind is Kind.RATE and metric.polarity is not Polarity.NO_JUDGEMENT:
            needed[at] = float(exposure_needed(*(value / metric.per for value in values)))
    return needed


def _design_effect(row: Mapping[str, float]) -> float:
    """Give what an answer costs against one of a simple sample, over both areas."""
    asked = row["n"] + row["n_second"]
    worth = (row["effective_n"] or row["n"]) + (row["effective_n_second"] or row["n_second"])
    return max(asked / worth, 1.0) if worth else 1.0
