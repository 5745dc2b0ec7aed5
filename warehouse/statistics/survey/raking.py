"""Weights of survey responses, so that each street's answers stand for its residents."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl
import svy
from svy.core.types import Category, Number

from warehouse.statistics.effective_size import kish_size
from warehouse.statistics.survey.margins import (
    CELL,
    HIGHEST_RATIO,
    LOWEST_RATIO,
    margin_of,
    margin_targets,
    target_of,
)
from warehouse.statistics.survey.residents import known_residents

TRAITS = ("sex", "age_band")

_RAKED_WITHIN = 1e-8
_CYCLES = 50  # of trimming and raking in turn
# The last turn is a raking, so the limits are met only nearly.
_LIMITS_MET_WITHIN = 1e-3
# Further off than this the margins contradict the answers: no weights can meet them.
_MARGINS_MET_WITHIN = 1e-3


class Basis(StrEnum):
    """What the weights of a wave and street rest on."""

    RAKED = "raked"  # base weights raked to residents by sex and by age band
    SCALED = "scaled"  # base weights, brought to a number of residents
    BASE = "base"  # base weights as delivered, or 1


@dataclass(frozen=True, slots=True)
class WeightedResponses:
    """Responses with their weights, and how the weighting went.

    Attributes:
        responses: the responses as given, in their order, plus ``prior_weight`` and ``weight``
            (residents an answer stands for, before and after raking), ``sex_margin`` and
            ``age_band_margin`` (what it was raked to; null where it was not raked).
        report: one row per wave and street: ``n``; ``residents`` (null where none are known,
            from the nearest wave where the wave has no margins); ``basis``; ``is_converged``
            (null where there were no margins to meet); ``is_within_limits``; ``merged``
            (levels that had to be merged); ``n_eff`` (Kish, persons); ``deff_w`` (n over
            n_eff); ``lowest_ratio`` and ``highest_ratio`` (weights over their mean).
    """

    responses: pl.DataFrame
    report: pl.DataFrame


def rake_weights(responses: pl.DataFrame, *, margins: pl.DataFrame) -> WeightedResponses:
    """Weight the responses of each wave and street to its residents by sex and by age band.

    Args:
        responses: one row per response of any number of waves: ``wave``, ``street_code``,
            ``sex``, ``age_band`` (null: not stated), ``base_weight`` (null: not delivered).
        margins: one row per ``wave``, ``street_code``, ``sex`` and ``age_band`` with its
            ``residents``. Waves and streets may be missing.

    Returns:
        the weighted responses and the report on them.

    Raises:
        ValueError: a base weight is 0 or less, a number of residents is negative, or a response
            lacks its wave or street.

    Source: docs/methods.md#raking
    """
    _refuse_unusable(responses, margins)
    numbered = responses.with_row_index("row_number").with_columns(base=_base_weight())
    numbered = numbered.with_columns(ratio=pl.col("base") / pl.col("base").mean().over(CELL))
    tried = _raked(_against_margins(numbered, margins=margins))
    residents = known_residents(responses, margins=margins)
    weighted = (
        numbered.join(tried, on="row_number", how="left", maintain_order="left")
        .join(residents, on=CELL, how="left", maintain_order="left")
        .with_columns(_settled())
        .with_columns(scale=_scale())
        .with_columns(
            prior_weight=pl.col("ratio") * pl.col("scale"),
            weight=pl.col("final_ratio") * pl.col("scale"),
        )
    )
    added = ["prior_weight", "weight", *map(margin_of, TRAITS)]
    return WeightedResponses(weighted.select(*responses.columns, *added), _report(weighted))


def _refuse_unusable(responses: pl.DataFrame, margins: pl.DataFrame) -> None:
    if (responses["base_weight"] <= 0).any():
        raise ValueError("base_weight: a weight of 0 or less")
    if (margins["residents"] < 0).any():
        raise ValueError("residents: a negative number")
    if any(responses.select(CELL).null_count().row(0)):
        raise ValueError("wave, street_code: a response without its wave or street")


def _base_weight() -> pl.Expr:
    """Fill base weights that were not delivered: the mean of their cell, else 1."""
    delivered = pl.col("base_weight").cast(pl.Float64)
    return delivered.fill_null(delivered.mean().over(CELL)).fill_null(1.0)


def _against_margins(responses: pl.DataFrame, *, margins: pl.DataFrame) -> pl.DataFrame:
    """Set each response of a cell with margins against the margins it belongs to."""
    frame = responses
    for trait in TRAITS:
        frame = frame.join(
            margin_targets(responses, margins=margins, trait=trait),
            on=[*CELL, trait],
            nulls_equal=True,
            maintain_order="left",
        )
    return frame.with_columns(merged=pl.concat_list(map(_labelled, TRAITS)))


def _labelled(trait: str) -> pl.Expr:
    return pl.format(f"{trait} {{}}", f"{trait}_merged")


def _raked(frame: pl.DataFrame) -> pl.DataFrame:
    """Rake the ratios; one row per response that has margins, and whether they were met."""
    # Each wave by itself: svy goes through all rows once for each margin.
    parts = [part.with_columns(_svy_raked(part)) for part in frame.partition_by("wave")]
    nothing = frame.clear().with_columns(raked_ratio=pl.lit(None, pl.Float64))
    misses = [_miss(trait).max().over(CELL) for trait in TRAITS]
    return (
        pl.concat([nothing, *parts])
        .with_columns(is_converged=pl.max_horizontal(misses) <= _MARGINS_MET_WITHIN)
        .select("row_number", "raked_ratio", "is_converged", "merged", *map(margin_of, TRAITS))
    )


def _svy_raked(frame: pl.DataFrame) -> pl.Series:
    """Rake and trim in turn, all streets of a wave in one call.

    With a mean of 1 in every wave and street, the same two limits hold in all of them.
    """
    sample = svy.Sample(frame.select("ratio", *map(margin_of, TRAITS)), svy.Design(wgt="ratio"))
    raked = sample.weighting.rake(
        controls={margin_of(trait): _controls(frame, trait=trait) for trait in TRAITS},
        wgt_name="raked_ratio",
        tol=_RAKED_WITHIN,
        on_nonconvergence="ignore",  # judged street by street, by `is_converged`
        trimming=svy.TrimConfig(
            lower=LOWEST_RATIO, upper=HIGHEST_RATIO, redistribute=False, max_iter=_CYCLES
        ),
    )
    return raked.data.lazy().collect()["raked_ratio"]


def _controls(frame: pl.DataFrame, *, trait: str) -> dict[Category, Number]:
    return dict(frame.select(margin_of(trait), target_of(trait)).unique().iter_rows())


def _miss(trait: str) -> pl.Expr:
    """Give how far a margin is from its target, as a share of the target."""
    reached = pl.col("raked_ratio").sum().over(margin_of(trait))
    return (reached / pl.col(target_of(trait)) - 1).abs()


def _settled() -> Sequence[pl.Expr]:
    """Take the raked ratios where raking met the margins, else the base weights."""
    is_raked = pl.col("is_converged").fill_null(value=False)
    return (
        pl.when(is_raked).then("raked_ratio").otherwise("ratio").alias("final_ratio"),
        *(pl.when(is_raked).then(margin_of(trait)).alias(margin_of(trait)) for trait in TRAITS),
        pl.when(is_raked)
        .then(pl.lit(Basis.RAKED))
        .when(pl.col("residents").is_not_null())
        .then(pl.lit(Basis.SCALED))
        .otherwise(pl.lit(Basis.BASE))
        .alias("basis"),
    )


def _scale() -> pl.Expr:
    """Give how many residents an average answer of the cell stands for.

    Where nobody knows, it stands for as many as an average answer of that wave elsewhere; where
    nothing is known of the whole wave, base weights stay as they are.
    """
    is_known = pl.col("residents").is_not_null()
    own = pl.col("residents") / pl.len().over(CELL)
    of_wave = own.filter(is_known).mean().over("wave")
    return pl.coalesce(own, of_wave, pl.col("base").mean().over(CELL))


def _report(weighted: pl.DataFrame) -> pl.DataFrame:
    final = pl.col("final_ratio")
    is_met = (final.min() >= LOWEST_RATIO * (1 - _LIMITS_MET_WITHIN)) & (
        final.max() <= HIGHEST_RATIO * (1 + _LIMITS_MET_WITHIN)
    )
    return (
        weighted.group_by(CELL)
        .agg(
            pl.len().cast(pl.Int64).alias("n"),
            pl.col("residents", "basis", "is_converged").first(),
            is_within_limits=is_met,
            merged=pl.col("merged")
            .explode()
            .drop_nulls()
            .unique()
            .sort()
            .str.join("; ")
            .replace("", None),
            n_eff=kish_size(pl.col("weight")),
            lowest_ratio=final.min(),
            highest_ratio=final.max(),
        )
        .with_columns(deff_w=pl.col("n") / pl.col("n_eff"))
        .sort(CELL)
    )
