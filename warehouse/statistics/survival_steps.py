"""What a chart of survival curves is drawn from: steps, and the numbers still followed below."""

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from warehouse.statistics.survival import survival_curves


def survival_steps(
    durations: ArrayLike, *, is_event: ArrayLike, groups: ArrayLike, confidence: float = 0.95
) -> pl.DataFrame:
    """Give for each group the points of its curve, each of which holds until the next one.

    Args:
        durations: as for ``survival_curves``.
        is_event: true where it ended, false where it was still open.
        groups: which group each belongs to.
        confidence: of the limits, on the log-log scale.

    Returns:
        rows and columns of ``survival_curves``; before them one row a group at duration 0, where
        all are open and no limit is needed (1); after them, where somebody was followed longer
        than to the last end, one at the longest duration. Beyond it nothing is known.

    Raises:
        ValueError: as for ``survival_curves``.

    Source: docs/methods.md#kaplan-meier
    """
    curves = survival_curves(durations, is_event=is_event, groups=groups, confidence=confidence)
    followed = _followed(durations, groups=groups)
    starts = followed.group_by("group").agg(
        duration=pl.lit(0.0),
        at_risk_count=pl.len().cast(pl.Int64),
        event_count=pl.lit(0, dtype=pl.Int64),
        survival=pl.lit(1.0),
        low=pl.lit(1.0),
        high=pl.lit(1.0),
    )
    ends = followed.group_by("group").agg(
        duration=pl.col("duration").max(),
        at_risk_count=(pl.col("duration") == pl.col("duration").max()).sum().cast(pl.Int64),
        event_count=pl.lit(0, dtype=pl.Int64),
    )
    # A curve whose longest duration is an end, or 0, has its last row there already.
    known = pl.concat([starts, curves])
    beyond = ends.join(known, on=["group", "duration"], how="anti")
    limits = pl.col("survival", "low", "high")
    is_beyond = pl.col("survival").is_null()
    return (
        pl.concat([known, beyond], how="diagonal")
        .sort("group", "duration", maintain_order=True)
        .with_columns(
            pl.when(is_beyond).then(limits.forward_fill().over("group")).otherwise(limits)
        )
    )


def at_risk(durations: ArrayLike, *, groups: ArrayLike, times: ArrayLike) -> pl.DataFrame:
    """Count for each group how many were followed at least as long as each time.

    Args:
        durations: as for ``survival_curves``.
        groups: which group each belongs to.
        times: in the unit of the durations.

    Returns:
        one row per group and time, in that order: ``group``, ``duration``, ``at_risk_count``.

    Source: docs/methods.md#kaplan-meier
    """
    asked = pl.DataFrame({"time": np.asarray(times, dtype=np.float64)})
    return (
        _followed(durations, groups=groups)
        .join(asked, how="cross")
        .group_by("group", "time")
        .agg(at_risk_count=(pl.col("duration") >= pl.col("time")).sum().cast(pl.Int64))
        .sort("group", "time")
        .rename({"time": "duration"})
    )


def _followed(durations: ArrayLike, *, groups: ArrayLike) -> pl.DataFrame:
    columns = {"group": np.asarray(groups), "duration": np.asarray(durations, dtype=np.float64)}
    return pl.DataFrame(columns).filter(pl.col("duration").is_not_nan())
