"""Withhold values that rest on too little, and counts of few persons or households."""

from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl

from warehouse.catalog import Counts, Kind
from warehouse.reasons_withheld import Reason
from warehouse.statistics.disclosure import primary, secondary

# Areas add up to the one above them; grids belong to another community once they have moved.
FAMILIES = """
select
    counting.level || '/' || counting.area_code as cell,
    counting.level, counting.area_code, counting.period_kind, counting.period_start,
    counting.numerator, counting.denominator,
    if(
        counting.level = 'grid',
        if(
            grids.community_code != grids.street_code,
            'community/' || grids.community_code,
            'street/' || grids.street_code
        ),
        above.level || '/' || above.area_code
    ) as parent
from counting
inner join intermediate.int_periods_spanned as periods
    on counting.period_kind = periods.period_kind
    and counting.period_start = periods.period_start
left join intermediate.int_grids_versioned as grids
    on counting.level = 'grid'
    and counting.area_code = grids.grid_code
    and grids.valid_from <= periods.state_on
    and grids.valid_to > periods.state_on
left join intermediate.int_areas_chosen as areas
    on counting.level != 'grid' and counting.area_code = areas.area_code
left join intermediate.int_areas_chosen as above on areas.parent_code = above.area_code
where {where}
"""
TOO_LITTLE = """
update counting set
    withheld = case
        when denominator = 0 then '{no_denominator}'
        when {is_share} and numerator > denominator * (1 + 1e-9) then '{more_than_all}'
        when least(coalesce(n, denominator), coalesce(effective_n, n, denominator)) < {least}
            then '{below_minimum}'
        when {is_median} and value is null then '{median_not_reached}'
    end
where {where} and withheld is null
"""
FEW = """
update counting set
    withheld = few.withheld, numerator = null, denominator = null, excluded_count = null
from few
where {where}
    and counting.level = few.level and counting.area_code = few.area_code
    and counting.period_kind = few.period_kind and counting.period_start = few.period_start
"""
HIDDEN_SCHEMA = {
    "level": pl.String,
    "area_code": pl.String,
    "period_kind": pl.String,
    "period_start": pl.Date,
    "withheld": pl.String,
}


@dataclass(frozen=True, slots=True)
class Withheld:
    """Which rows of the table ``counting`` are looked at, and by which rules.

    Attributes:
        where: condition that picks the rows of one figure.
        kind: how the figure comes about.
        counts: what its numerator counts.
        least: the smallest denominator that carries a value.
    """

    where: str
    kind: Kind
    counts: Counts
    least: float


def withhold(con: duckdb.DuckDBPyConnection, rule: Withheld) -> None:
    """Take away from ``counting`` what must not or cannot be shown, and say why."""
    if rule.counts is not Counts.THINGS and rule.kind in {Kind.SHARE, Kind.RATE, Kind.COUNT}:
        _withhold_few(con, rule)
    con.execute(
        TOO_LITTLE.format(
            where=rule.where,
            least=rule.least,
            is_share=rule.kind is Kind.SHARE,
            is_median=rule.kind is Kind.MEDIAN,
            no_denominator=Reason.NO_DENOMINATOR,
            more_than_all=Reason.MORE_THAN_ALL,
            below_minimum=Reason.BELOW_MINIMUM,
            median_not_reached=Reason.MEDIAN_NOT_REACHED,
        )
    )


def _withhold_few(con: duckdb.DuckDBPyConnection, rule: Withheld) -> None:
    """Withhold counts of 1 to 4 persons or households, and what would give them away."""
    rows = con.sql(FAMILIES.format(where=rule.where)).pl()
    hidden = [
        _few(group, kind=rule.kind) for _, group in rows.group_by("period_kind", "period_start")
    ]
    con.register("few", pl.concat([pl.DataFrame(schema=HIDDEN_SCHEMA), *hidden]))
    con.execute(FEW.format(where=rule.where))
    con.unregister("few")


def _few(rows: pl.DataFrame, *, kind: Kind) -> pl.DataFrame:
    """Find the cells of one period that must go; one row each, with the reason."""
    part = rows["numerator"].to_numpy()
    whole = rows["denominator"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    if kind is Kind.SHARE:
        few = primary(np.minimum(part, whole), whole)
        counts = np.column_stack([part, np.maximum(whole - part, 0)])
    else:
        few = primary(part, np.full_like(part, np.nan))
        counts = part[:, None]
    hidden = secondary(
        counts,
        cells=rows["cell"].to_numpy(),
        parents=rows["parent"].fill_null("").to_numpy(),
        withheld=few,
    )
    reason = np.where(few, Reason.FEW_PERSONS.value, Reason.PROTECTS_ANOTHER.value)
    return (
        rows.with_columns(pl.Series("withheld", reason, dtype=pl.String))
        .filter(pl.Series(hidden))
        .select(list(HIDDEN_SCHEMA))
    )
