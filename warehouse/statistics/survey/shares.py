"""Shares among the residents, estimated from weighted responses, with design-based intervals."""

from collections.abc import Sequence
from enum import StrEnum
from typing import cast

import numpy as np
import polars as pl
import svy
from scipy.special import stdtrit

from warehouse.statistics.effective_size import kish_size
from warehouse.statistics.inputs import Floats
from warehouse.statistics.proportions import beta_interval, logit_interval
from warehouse.statistics.survey.margins import CELL, margin_of
from warehouse.statistics.survey.raking import TRAITS

CONFIDENCES = {"95": 0.95, "998": 0.998}

# Rounding errors of svy's sums: the answers of each stratum or margin were all alike.
_NO_SPREAD = 1e-7
_AT_THE_END = 1e-12

_ANSWER, _UNIT, _EVERYBODY = "_answer", "_unit", "_everybody"
_NUMBER = pl.lit(None, pl.Float64)
_ESTIMATED = ("share", "se", "df")
_COLUMNS = (
    "share",
    "se",
    "low_95",
    "high_95",
    "low_998",
    "high_998",
    "interval",
    "df",
    "n",
    "n_eff",
    "deff",
)


class IntervalKind(StrEnum):
    """Which interval an estimate could be given."""

    LOGIT = "logit"
    BETA = "beta"  # all answered alike, so no spread was measured: Korn and Graubard's interval
    NONE = "none"  # a single sampling unit


def estimate_shares(
    responses: pl.DataFrame, *, item: str, domains: Sequence[str] = (), psu: str | None = None
) -> pl.DataFrame:
    """Estimate which share of the residents of each domain would answer yes.

    The variance takes account of the strata (each wave and street), of the sampling units if
    given, and of the raking.

    Args:
        responses: one row per response of every wave, as ``rake_weights`` returns them. Keep
            rows of other domains: they belong to the design.
        item: a boolean column; null where there is no valid answer.
        domains: columns whose values part the responses, for example period and street; none
            for all responses together. Rows with a null in one of them belong to no domain.
        psu: column of the sampling unit, unique within its wave and street; a response without
            one is a unit of its own. None for responses that were drawn one by one.

    Returns:
        one row per domain with at least one valid answer: the domains, ``share``, ``se``,
        ``low_95``, ``high_95``, ``low_998``, ``high_998`` (shares, 0–1), ``interval`` (which kind;
        limits are null where there is none), ``df``, ``n`` (valid answers), ``n_eff`` (Kish,
        persons), ``deff`` (against a simple random sample of ``n``). ``se`` and ``deff`` are
        null where no spread was measured.

    Raises:
        ValueError: a column that is needed is missing.

    Source: docs/methods.md#survey-shares
    """
    frame = _prepared(responses, item=item, domains=domains, psu=psu)
    by = [*domains] or [_EVERYBODY]
    answered = frame.drop_nulls([_ANSWER, *by])
    sizes = answered.group_by(by).agg(n=pl.len().cast(pl.Int64), n_eff=kish_size(pl.col("weight")))
    parts = [
        sizes.join(_estimated(part, by=by, has_units=psu is not None), on=by)
        for part in _parted(frame, by=by)
    ]
    nothing = sizes.clear().with_columns(share=_NUMBER, se=_NUMBER, df=pl.lit(None, pl.Int64))
    found = pl.concat([nothing, *parts])
    return _with_intervals(found).sort(by).select(*domains, *_COLUMNS)


def _prepared(
    responses: pl.DataFrame, *, item: str, domains: Sequence[str], psu: str | None
) -> pl.DataFrame:
    """Keep what the design needs; a response without a sampling unit is one of its own."""
    design = [*CELL, "prior_weight", "weight", *map(margin_of, TRAITS)]
    missing = {item, *domains, *design, *([psu] if psu else [])} - set(responses.columns)
    if missing:
        raise ValueError(f"columns are missing: {', '.join(sorted(missing))}")
    own_unit = pl.format("row {}", pl.int_range(pl.len()))
    unit = pl.format("unit {}", psu).fill_null(own_unit) if psu else pl.lit(None)
    return responses.select(
        *dict.fromkeys([*design, *domains]),
        pl.col(item).cast(pl.Float64).alias(_ANSWER),
        unit.alias(_UNIT),
        pl.lit(value=True).alias(_EVERYBODY),
    )


def _parted(frame: pl.DataFrame, *, by: list[str]) -> list[pl.DataFrame]:
    """Part the responses by their first domain if it parts the strata as well.

    That changes no estimate, since strata are independent, and svy takes time in proportion to
    rows times domains. What has no answer is left out.
    """
    strata = frame.select(CELL).n_unique()
    is_parted = frame.select(*dict.fromkeys([*CELL, by[0]])).n_unique() == strata
    parts = frame.partition_by(by[0]) if is_parted else [frame]
    return [part for part in parts if part.drop_nulls([_ANSWER, *by]).height]


def _estimated(frame: pl.DataFrame, *, by: list[str], has_units: bool) -> pl.DataFrame:
    """Let svy estimate every domain: linearised, the scores centred on the raking margins."""
    margins = tuple(map(margin_of, TRAITS))
    raking = svy.WgtAdjustment(
        kind="raking", prev_wgt="prior_weight", new_wgt="weight", cells=margins
    )
    design = svy.Design(
        stratum=CELL,
        psu=_UNIT if has_units else None,
        wgt="weight",
        # A street with a single unit is set against the mean of all, rather than left out.
        singleton="center",
        wgt_adjustment=raking if frame[margins[0]].is_not_null().any() else None,
    )
    estimates = svy.Sample(frame, design).estimation.mean(_ANSWER, by=tuple(by), drop_nulls=True)
    # svy gives one result for one item, a list for several.
    return (
        cast(svy.Estimate, estimates)
        .to_polars()
        .select(*by, pl.col("est").alias("share"), "se", "df")
    )


def _with_intervals(found: pl.DataFrame) -> pl.DataFrame:
    """Add the limits and the design effect, and take away what was not measured."""
    share, error, df, n, n_eff = (
        found[name].cast(pl.Float64).to_numpy() for name in (*_ESTIMATED, "n", "n_eff")
    )
    is_alike = np.minimum(share, 1 - share) < _AT_THE_END
    share = np.where(is_alike, np.round(share), share)
    is_spread = (error > _NO_SPREAD) & (df > 0) & ~is_alike
    measured = np.where(is_spread, error, np.nan)
    simple = np.where(is_spread, share * (1 - share), np.nan) / (n - 1)
    columns = {"share": share, "se": measured, "deff": measured**2 / simple}
    for name, confidence in CONFIDENCES.items():
        spread = logit_interval(share, standard_error=measured, freedom=df, confidence=confidence)
        worth = _worth(n_eff, n=n, df=df, confidence=confidence)
        alike = beta_interval(share, size=worth, confidence=confidence)
        columns[f"low_{name}"], columns[f"high_{name}"] = np.where(is_spread, spread, alike)
    kinds = np.select(
        [is_spread, df > 0], [IntervalKind.LOGIT, IntervalKind.BETA], IntervalKind.NONE
    )
    return found.with_columns(
        *(pl.Series(name, values).fill_nan(None) for name, values in columns.items()),
        pl.Series("interval", kinds.astype(np.str_), dtype=pl.String),
    )


def _worth(n_eff: Floats, *, n: Floats, df: Floats, confidence: float) -> Floats:
    """Lower an effective size for the few degrees of freedom, as Korn and Graubard do."""
    tail = (1 - confidence) / 2
    of_answers, of_design = stdtrit(np.maximum(n - 1, 1), tail), stdtrit(np.maximum(df, 1), tail)
    worth = np.where(df > 0, n_eff * (of_answers / of_design) ** 2, np.nan)
    return np.minimum(worth, n)
