"""How areas stand among each other: their ranks quarter by quarter, and what they cannot change."""

import polars as pl

from warehouse.catalog import Metric
from warehouse.connection import Warehouse
from warehouse.judge import ranked
from warehouse.likeness import VARIABLES
from warehouse.periods import Period, PeriodKind
from warehouse.sight import Sight
from warehouse.survey_account import SurveyAccount
from warehouse.values import ValueBook

CONTEXT = """
with held as (
    select
        grids.street_code as area_code,
        grids.kind,
        grids.household_count,
        grids.resident_count,
        grids.setting = 'rural' as is_rural,
        -- A grid that nobody counted leaves the street's total open.
        bool_and(grids.household_count is not null) over streets as has_households,
        bool_and(grids.resident_count is not null) over streets as has_residents
    from marts.dim_periods as periods
    inner join marts.dim_grids as grids
        on periods.state_on >= grids.valid_from and periods.state_on < grids.valid_to
    where periods.period_kind = $period_kind and periods.period_start = $period_start
    window streets as (partition by grids.street_code)
)

select
    area_code,
    count(*) as grid_count,
    count(*) filter (kind = 'dedicated') / count(*) as dedicated_share,
    (sum(household_count) filter (has_households))::double as household_count,
    (sum(resident_count) filter (has_residents))::double as resident_count,
    if(
        bool_and(has_households and is_rural is not null),
        sum(household_count * is_rural::int)::double / nullif(sum(household_count), 0),
        null
    ) as rural_share
from held
group by area_code
"""
SHOWN = {
    **dict.fromkeys(("metric_id", "area_code", "name_zh", "name_en", "period"), pl.String),
    "period_start": pl.Date,
    **dict.fromkeys(("value", "low", "high"), pl.Float64),
    **dict.fromkeys(("rank", "rank_low", "rank_high", "peers"), pl.Int64),
    **dict.fromkeys(("is_small", "is_provisional", "is_break"), pl.Boolean),
}


class PeerBook:
    """Answers questions about areas among their peers, within one reader's sight."""

    def __init__(self, warehouse: Warehouse, book: ValueBook, sight: Sight) -> None:
        self._warehouse = warehouse
        self._book = book
        self._sight = sight

    def ranks(self, metric: Metric, *, level: str, among: str | None = None) -> pl.DataFrame:
        """Give the ranks of one metric in every quarter, as `Reader.board` gives them for one.

        Args:
            metric: the metric.
            level: of the areas.
            among: as for ``Reader.board``.

        Returns:
            One row a counted area and quarter that has any counts, oldest first: ``metric_id``,
            ``area_code`` and its names, ``period``, ``period_start``, ``value``, ``low``,
            ``high``, ``rank``, ``rank_low`` and ``rank_high`` (null where not ranked), ``peers``,
            ``is_small``, ``is_provisional``, and ``is_break``: the survey was asked another way
            than in the quarter before.
        """
        kind = PeriodKind.QUARTER
        over = self._book.over([metric], level=level, kind=kind)
        quarters = [
            self._ranked(rows, metric, level=level, among=among)
            for _, rows in over.group_by("period", maintain_order=True)
        ]
        if not quarters:
            return pl.DataFrame(schema=SHOWN)
        found = SurveyAccount(self._warehouse).with_breaks(pl.concat(quarters), [metric], kind)
        return self._sight.kept(found, level=level).select(
            pl.col(name).cast(dtype) for name, dtype in SHOWN.items()
        )

    def _ranked(
        self, rows: pl.DataFrame, metric: Metric, *, level: str, among: str | None
    ) -> pl.DataFrame:
        """Rank every counted area of a level in one quarter, those without counts last."""
        period = Period.parse(rows["period"][0])
        areas = self._book.areas.at(level, period)
        if among is not None:
            areas = areas.filter(pl.col("setting") == among)
        same = ("metric_id", "period", "period_kind", "period_start")
        placed = areas.join(
            rows.drop("level"), on="area_code", how="left", maintain_order="left"
        ).with_columns(
            *(pl.lit(rows[name][0]).alias(name) for name in same),
            pl.col("is_small", "is_provisional").fill_null(value=False),
        )
        return ranked(placed, [metric])

    def context(self, period: Period) -> pl.DataFrame:
        """Give what streets cannot change, as their grids were when a period ended.

        Returns:
            One row a counted street: ``area_code`` and its names, ``household_count`` and
            ``resident_count`` (of the grids; the street's own where not all grids were counted),
            ``household_size`` (residents a household), ``rural_share`` (of households, 0–1: in
            grids of a rural setting), ``dedicated_share`` (of grids, 0–1), ``grid_count``. Null
            where the registers leave it open.
        """
        params = {"period_kind": str(period.kind), "period_start": period.start}
        streets = self._book.areas.at("street", period)
        placed = (
            streets.rename({"household_count": "households", "resident_count": "residents"})
            .join(self._warehouse.ask(CONTEXT, params), on="area_code", how="left")
            .with_columns(
                pl.coalesce("household_count", "households").alias("household_count"),
                pl.coalesce("resident_count", "residents").alias("resident_count"),
            )
            .with_columns(
                (pl.col("resident_count") / pl.col("household_count")).alias("household_size")
            )
            .sort("area_code")
        )
        return self._sight.kept(
            placed.select(
                *("area_code", "name_zh", "name_en"),
                *(pl.col(one).cast(pl.Float64) for one in VARIABLES),
            ),
            level="street",
        )
