"""How many residents a street has when a wave brings no margins of its own."""

import polars as pl

from warehouse.statistics.survey.margins import CELL


def known_residents(responses: pl.DataFrame, *, margins: pl.DataFrame) -> pl.DataFrame:
    """Give each wave and street its residents, from the nearest wave that counted them.

    Args:
        responses: one row per response, with ``wave`` and ``street_code``.
        margins: one row per ``wave``, ``street_code``, ``sex`` and ``age_band`` with its
            ``residents``.

    Returns:
        one row per wave and street that has responses: ``residents``, null where no wave
        counted those of the street. Waves are near by their place in the order of their names.

    Source: docs/methods.md#raking
    """
    waves = pl.concat([responses["wave"], margins["wave"]]).unique().sort()
    place = pl.DataFrame({"wave": waves}).with_row_index("place")
    counted = (
        margins.group_by(CELL)
        .agg(pl.col("residents").sum().cast(pl.Float64))
        .filter(pl.col("residents") > 0)
        .join(place, on="wave")
        .sort("place")
        .select("street_code", "place", "residents")
    )
    return (
        responses.select(CELL)
        .unique()
        .join(place, on="wave")
        .sort("place")
        .join_asof(
            counted,
            on="place",
            by="street_code",
            strategy="nearest",
            check_sortedness=False,  # both were sorted just above
        )
        .select(*CELL, "residents")
    )
