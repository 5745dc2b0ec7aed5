"""What the answers of a wave and street are weighted to: residents by sex and by age band."""

import polars as pl

# One cell of the weighting: the residents of a street, as one wave asked them.
CELL = ("wave", "street_code")

# No answer counts for less than 0.3 or more than 3 average answers of its wave and street.
LOWEST_RATIO, HIGHEST_RATIO = 0.3, 3.0


def margin_of(trait: str) -> str:
    """Name the column that holds the margin of a trait."""
    return f"{trait}_margin"


def target_of(trait: str) -> str:
    """Name the column that holds what the weights of a margin should add up to."""
    return f"{trait}_target"


def margin_targets(responses: pl.DataFrame, *, margins: pl.DataFrame, trait: str) -> pl.DataFrame:
    """Give the targets of one trait, levels that cannot be met merged with their neighbours.

    A level (an age band, a sex) without answers or residents, or with so few or so many answers
    that its residents cannot be met within the limits on weights, is merged with the next one
    in the order of their names, the last with the one before. Answers without a level keep
    their share, and the others share the rest.

    Args:
        responses: one row per response; ``ratio`` has the mean 1 in each wave and street.
        margins: one row per wave, street, sex and age band with its ``residents``.
        trait: ``sex`` or ``age_band``.

    Returns:
        one row per wave, street and level (null: not stated) of the cells that have both
        answers and residents: the trait, the number of its margin, the target of that margin
        (in sums of ``ratio``), and the levels merged (null if it stands alone).

    Source: docs/methods.md#raking
    """
    level = pl.col(trait)
    return (
        _levels(responses, margins=margins, trait=trait)
        .with_columns(_merged_group(level))
        .with_columns(
            pl.col("target").sum().over(*CELL, "group").alias(target_of(trait)),
            pl.struct(*CELL, "group").rank("dense").cast(pl.Int32).alias(margin_of(trait)),
            pl.when(pl.len().over(*CELL, "group") > 1)
            .then(level.sort().str.join(" + ").over(*CELL, "group"))
            .alias(f"{trait}_merged"),
        )
        .select(*CELL, trait, margin_of(trait), target_of(trait), f"{trait}_merged")
    )


def _levels(responses: pl.DataFrame, *, margins: pl.DataFrame, trait: str) -> pl.DataFrame:
    """Set answers against residents, level by level, in the cells that have both."""
    answers = responses.group_by(*CELL, trait).agg(
        answers=pl.len().cast(pl.Float64), answered=pl.col("ratio").sum()
    )
    people = margins.drop_nulls(trait).group_by(*CELL, trait).agg(pl.col("residents").sum())
    stated = pl.when(pl.col(trait).is_not_null()).then("residents")
    all_answers, all_people = (
        pl.col("answered").sum().over(*CELL),
        pl.col("residents").sum().over(*CELL),
    )
    left_unstated = pl.col("answered").filter(pl.col(trait).is_null()).sum().over(*CELL)
    return (
        answers.join(people, on=[*CELL, trait], how="full", coalesce=True, nulls_equal=True)
        .with_columns(pl.col("answers", "answered", "residents").fill_null(0.0))
        .filter((pl.col("answered") > 0) | (pl.col("residents") > 0))
        .filter(all_answers > 0, all_people > 0)
        .with_columns(
            target=(stated / all_people * (all_answers - left_unstated)).fill_null(
                pl.col("answered")
            )
        )
    )


def _merged_group(level: pl.Expr) -> pl.Expr:
    """Number the groups of merged levels within a cell; the unstated are a group of their own."""
    ratio = pl.col("target") / pl.col("answers")  # infinite where there are no answers
    is_met = ratio.is_between(LOWEST_RATIO, HIGHEST_RATIO) & level.is_not_null()
    begun = is_met.cast(pl.Int32).cum_sum().shift(1, fill_value=0).over(CELL, order_by=level)
    last = (is_met.sum().cast(pl.Int32) - 1).clip(lower_bound=0).over(CELL)
    return (
        pl.when(level.is_null()).then(-1).otherwise(pl.min_horizontal(begun, last)).alias("group")
    )
