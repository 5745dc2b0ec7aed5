"""How long things take when some of them are not finished yet (Kaplan–Meier)."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from warehouse.statistics.inputs import Floats, normal_quantile, refuse, together

# A curve this close to the quantile has met it: products of fractions end this far apart.
_MEETS = 1e-9


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The time by which a share of each group is finished; one position a group.

    Attributes:
        group: the groups, sorted.
        subjects: how many durations the group holds, finished or not.
        events: how many of them are finished.
        value: the quantile, in the unit of the durations; nan where it is not reached yet.
        low: lower limit; nan where even this is not reached yet.
        high: upper limit; nan where it is not reached yet.
    """

    group: NDArray[np.generic]
    subjects: NDArray[np.int64]
    events: NDArray[np.int64]
    value: Floats
    low: Floats
    high: Floats


def survival_curves(
    durations: ArrayLike, *, is_event: ArrayLike, groups: ArrayLike, confidence: float = 0.95
) -> pl.DataFrame:
    """Estimate for each group which share is still open after each duration.

    Args:
        durations: time to the end, or to the cut-off for what is still open; 0 or more, any
            unit; nan is left out.
        is_event: true where it ended, false where it was still open.
        groups: which group each belongs to.
        confidence: of the limits, on the log-log scale.

    Returns:
        one row per group and duration at which something ended, in that order: ``group``,
        ``duration``, ``at_risk_count``, ``event_count``, ``survival``, ``low`` and ``high``
        (shares; ``high`` null once nothing is open any more).

    Raises:
        ValueError: a duration is negative or infinite, or the arrays differ in length.

    Source: docs/methods.md#kaplan-meier
    """
    z = normal_quantile(confidence)
    return (
        _observations(durations, is_event=is_event, groups=groups)
        .lazy()
        .group_by("group", "duration")
        .agg(event_count=pl.col("is_event").sum().cast(pl.Int64), left=pl.len().cast(pl.Int64))
        .sort("group", "duration")
        .with_columns(at_risk_count=pl.col("left").cum_sum(reverse=True).over("group"))
        .filter(pl.col("event_count") > 0)
        .with_columns(_survival(), _greenwood())
        .with_columns(low=_limit(z).fill_null(0.0), high=_limit(-z))
        .select("group", "duration", "at_risk_count", "event_count", "survival", "low", "high")
        .collect()
    )


def survival_quantiles(
    durations: ArrayLike,
    *,
    is_event: ArrayLike,
    groups: ArrayLike,
    quantile: float = 0.5,
    confidence: float = 0.95,
) -> Quantiles:
    """Give for each group the time by which a share of it is finished, with its interval.

    Args:
        durations: as for ``survival_curves``.
        is_event: true where it ended, false where it was still open.
        groups: which group each belongs to.
        quantile: the share finished; 0.5 is the median.
        confidence: of the interval (Brookmeyer and Crowley, log-log scale).

    Returns:
        one position per group that has a duration, sorted.

    Raises:
        ValueError: ``quantile`` is not between 0 and 1, a duration is negative or infinite, or
            the arrays differ in length.

    Source: docs/methods.md#kaplan-meier
    """
    if not 0 < quantile < 1:
        raise ValueError(f"quantile = {quantile} is not between 0 and 1")
    curves = survival_curves(
        durations, is_event=is_event, groups=groups, confidence=confidence
    ).lazy()
    found = (
        _observations(durations, is_event=is_event, groups=groups)
        .lazy()
        .group_by("group")
        .agg(subjects=pl.len().cast(pl.Int64), events=pl.col("is_event").sum().cast(pl.Int64))
        .join(_crossings(curves, level=1 - quantile), on="group", how="left")
        .sort("group")
        .collect()
    )
    return Quantiles(**{name: found[name].to_numpy() for name in found.columns})


def _observations(durations: ArrayLike, *, is_event: ArrayLike, groups: ArrayLike) -> pl.DataFrame:
    (duration,) = together(durations=durations)
    refuse((duration < 0) | np.isinf(duration), what="negative or infinite", duration=duration)
    columns = {
        "group": np.asarray(groups),
        "duration": duration,
        "is_event": np.asarray(is_event, dtype=np.bool_),
    }
    lengths = {name: column.shape for name, column in columns.items()}
    if duration.ndim != 1 or len(set(lengths.values())) > 1:
        raise ValueError(f"columns differ in length: {lengths}")
    return pl.DataFrame(columns).filter(pl.col("duration").is_not_nan())


def _survival() -> pl.Expr:
    """Product over the durations so far of the share of those at risk that did not end."""
    stays = 1 - pl.col("event_count") / pl.col("at_risk_count")
    return stays.cum_prod().over("group").alias("survival")


def _greenwood() -> pl.Expr:
    """Greenwood's sum: the relative variance of the curve; infinite once nothing is open."""
    ended, at_risk = pl.col("event_count"), pl.col("at_risk_count")
    return (ended / (at_risk * (at_risk - ended))).cum_sum().over("group").alias("greenwood")


def _limit(z: float) -> pl.Expr:
    """Limit of the curve on the log-log scale; null at 0, where that scale ends."""
    log_survival = pl.col("survival").log()
    spread = pl.col("greenwood").sqrt() / log_survival.abs()
    limit = pl.col("survival").pow((z * spread).exp())
    return pl.when(pl.col("survival") > _MEETS).then(limit)


def _crossings(curves: pl.LazyFrame, *, level: float) -> pl.LazyFrame:
    """Find where each curve and its limits first fall to a level."""

    def first(column: str) -> pl.Expr:
        return pl.col("duration").filter(pl.col(column) <= level + _MEETS).first()

    # A curve that runs flat at the level itself is met halfway, as in R and SAS.
    is_met = ((pl.col("survival") - level).abs() <= _MEETS).any()
    below = pl.col("duration").filter(pl.col("survival") < level - _MEETS).first()
    value = pl.when(is_met).then((first("survival") + below.fill_null(first("survival"))) / 2)
    return curves.group_by("group", maintain_order=True).agg(
        value=value.otherwise(first("survival")), low=first("low"), high=first("high")
    )
