"""Values of areas as they would be with the district's mix."""

import numpy as np
import polars as pl

from warehouse.catalog import Kind, Metric
from warehouse.statistics import Outcome, Polarity, outcomes, rank_areas, tie_bands
from warehouse.statistics.inputs import Floats
from warehouse.statistics.mix_adjust import adjust_directly
from warehouse.statistics.ranking import UnrankableError

CONFIDENCE = 0.95
Z = 1.959963984540054


def adjusted_values(crude: pl.DataFrame, metric: Metric, *, parts: pl.DataFrame) -> pl.DataFrame:
    """Give every area's value with the district's mix, and what then may be claimed of it.

    Args:
        crude: one row an area, as ``Reader.board`` gives them, of one metric.
        metric: whose values they are.
        parts: the classes of one dimension, as ``Analysis.parts`` gives them.

    Returns:
        ``crude`` with ``crude`` (its value), ``outcome_crude`` (against the benchmark), and
        ``value``, ``low`` and ``high`` (95 %) adjusted; ``outcome`` against the benchmark, which
        claims nothing where the adjusted table as a whole is level; ``reason``, why an area has
        no adjusted value (``warehouse.statistics.mix_adjust.Unadjusted``; ``not_shown`` where the
        crude one is not shown either).

    Source: docs/methods.md#direct-adjustment
    """
    areas = crude["area_code"].to_list()
    classes = parts["class"].unique().sort().to_list()
    part = _table(parts, "numerator", areas=areas, classes=classes)
    whole = _table(parts, "denominator", areas=areas, classes=classes)
    reference = np.nansum(whole, axis=0)
    if metric.kind is Kind.SURVEY:
        part, whole = _effective(parts, part, whole, crude=crude, classes=classes)
    made = adjust_directly(part, whole, reference=reference, is_share=metric.kind is not Kind.RATE)
    shown = crude["value"].is_not_null().to_numpy()
    value, low, high = (
        np.where(shown, one * metric.per, np.nan) for one in (made.value, made.low, made.high)
    )
    reason = np.where(shown, made.reason, "not_shown")
    benchmark = crude["benchmark"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    said = outcomes(low, high, benchmark=benchmark, polarity=metric.polarity)
    out = crude["is_small"].to_numpy() | crude["is_provisional"].to_numpy()
    if _is_level(np.where(out, np.nan, value), (high - low) / (2 * Z), metric.polarity):
        said = np.where(said == Outcome.NOT_COMPARED, said, Outcome.SIMILAR.value)
    said = np.where(out, Outcome.NOT_COMPARED.value, said)
    return crude.with_columns(
        pl.col("value").alias("crude"),
        pl.col("outcome_benchmark").alias("outcome_crude"),
    ).with_columns(
        pl.Series("value", value).fill_nan(None),
        pl.Series("low", low).fill_nan(None),
        pl.Series("high", high).fill_nan(None),
        pl.Series("outcome", said, dtype=pl.String),
        pl.Series("reason", reason, dtype=pl.String),
    )


def _table(parts: pl.DataFrame, column: str, *, areas: list[str], classes: list[str]) -> Floats:
    """Set a column as areas x classes: 0 where an area has nothing, nan where it is withheld."""
    held = {
        (area, kind): np.nan if value is None else value
        for area, kind, value in parts.select("area_code", "class", column).iter_rows()
    }
    return np.array([[held.get((area, one), 0.0) for one in classes] for area in areas])


def _effective(
    parts: pl.DataFrame,
    part: Floats,
    whole: Floats,
    *,
    crude: pl.DataFrame,
    classes: list[str],
) -> tuple[Floats, Floats]:
    """Turn weighted persons into what the answers of each class are worth."""
    answers = _table(parts, "n", areas=crude["area_code"].to_list(), classes=classes)
    asked = crude["n"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    worth = crude["effective_n"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    sizes = answers * np.where(asked > 0, worth / np.where(asked > 0, asked, 1), np.nan)[:, None]
    share = np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
    # A class that was not asked stays empty; one that was withheld stays unknown.
    is_empty = (whole == 0) & (answers == 0)
    return np.where(is_empty, 0, share * sizes), np.where(is_empty, 0, sizes)


def _is_level(value: Floats, error: Floats, polarity: Polarity) -> bool:
    if np.count_nonzero(~np.isnan(value)) <= 1:
        return False
    try:
        found = rank_areas(value, standard_errors=np.nan_to_num(error), polarity=polarity)
    except UnrankableError:
        return False
    return float(np.nanmax(tie_bands(found))) == 1
