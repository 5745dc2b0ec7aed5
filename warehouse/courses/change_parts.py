"""Where a change came from: the streets' and classes' own ratios, or their weight."""

import polars as pl

from warehouse.catalog import Metric
from warehouse.statistics import CellCounts, decompose_change

CELLS = ("area_code", "class")


class UnsplittableError(ValueError):
    """A change has no parts: a cell is withheld, or has nothing that it is divided by."""


def change_parts(before: pl.DataFrame, after: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Split the change of a ratio into parts that add up to it.

    Args:
        before: one row an area and class of the earlier period: ``area_code``, ``class``,
            ``numerator``, ``denominator``.
        after: the same of the later one.
        metric: whose counts they are.

    Returns:
        One row a part: ``factor`` (``rate``, ``class_mix``, ``area_mix``), ``area_code``,
        ``class`` (null for parts of a mix) and ``part``, in the metric's unit.

    Raises:
        UnsplittableError: a cell has no counts, or a numerator and nothing to divide it by (matters
            outside any grid, per member of a grid); or a period counted nothing.

    Source: docs/methods.md#decomposition
    """
    cells = pl.concat([before.select(CELLS), after.select(CELLS)]).unique().sort(CELLS)
    areas = cells["area_code"].unique(maintain_order=True).to_list()
    classes = cells["class"].unique().sort().to_list()
    tables = [_table(one, areas=areas, classes=classes) for one in (before, after)]
    split = decompose_change(tables[0], after=tables[1])
    rates = pl.DataFrame(
        {
            "factor": "rate",
            "area_code": [area for area in areas for _ in classes],
            "class": classes * len(areas),
            "part": split.rates.ravel(),
        }
    ).join(cells, on=CELLS, how="semi", maintain_order="left")
    mixes = [
        pl.DataFrame({"factor": name, "area_code": areas, "part": part}).with_columns(
            pl.lit(None, pl.String).alias("class")
        )
        for name, part in (("class_mix", split.class_mix), ("area_mix", split.area_mix))
    ]
    columns = ("factor", "area_code", "class", "part")
    return pl.concat([rates, *(mix.select(columns) for mix in mixes)]).with_columns(
        pl.col("part") * metric.per
    )


def _table(counts: pl.DataFrame, *, areas: list[str], classes: list[str]) -> CellCounts:
    """Set counts out by area and class; a class that an area does not have is empty."""
    if counts.select(pl.col("numerator", "denominator").is_null().any()).row(0) != (False, False):
        raise UnsplittableError("a cell is withheld")
    if counts.filter((pl.col("denominator") == 0) & (pl.col("numerator") > 0)).height:
        raise UnsplittableError("a class counts what another one is divided by")
    if not counts["denominator"].sum():
        raise UnsplittableError("a period counted nothing")
    every = pl.DataFrame({"area_code": areas}).join(
        pl.DataFrame({"class": classes}), how="cross", maintain_order="left_right"
    )
    full = every.join(counts, on=CELLS, how="left", maintain_order="left")
    shape = (len(areas), len(classes))
    return CellCounts(
        *(
            full[name].cast(pl.Float64).fill_null(0.0).to_numpy().reshape(shape)
            for name in ("numerator", "denominator")
        )
    )
