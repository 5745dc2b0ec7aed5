"""The register of grids as pages ask for it: sizes, work, neighbours, outlines, the past of one."""

import polars as pl

from warehouse.connection import Warehouse
from warehouse.periods import Period
from warehouse.sight import Sight

# Months are compared by days: February is not a lighter month.
DAYS_A_MONTH = 30.4375
GRIDS = """
with judged as (
    select periods.*
    from marts.dim_periods as periods
    where periods.period_kind = $period_kind and periods.period_start = $period_start
),

here as (
    select
        grids.*,
        periods.period_kind,
        periods.period_start,
        periods.next_start,
        date_diff(
            'day',
            greatest(grids.valid_from, periods.period_start),
            least(grids.valid_to, periods.state_on + 1)
        ) / $days_a_month as month_count
    from judged as periods
    inner join marts.dim_grids as grids
        on periods.state_on >= grids.valid_from and periods.state_on < grids.valid_to
),

delivered as (
    select
        max(sources.first_on) filter (sources.source = 'patrols') as patrols_from,
        max(sources.first_on) filter (sources.source = 'matters') as matters_from,
        max(sources.first_on) filter (sources.source = 'household_visits') as visits_from,
        count(*) filter (sources.source = 'grid_members') > 0 as has_members
    from marts.dim_sources as sources
),

patrols as (
    select here.grid_key, sum(months.patrol_count) as patrol_count
    from here
    inner join marts.fct_grid_months as months
        on here.grid_key = months.grid_key
        and here.period_start <= months.month_start
        and here.next_start > months.month_start
    group by all
),

visits as (
    select here.grid_key, sum(months.visit_count) as visit_count
    from here
    inner join marts.fct_grid_visits as months
        on here.grid_key = months.place_key
        and here.period_start <= months.month_start
        and here.next_start > months.month_start
    group by all
)

select
    here.grid_code as area_code,
    here.grid_key,
    here.name_zh,
    here.name_en,
    here.kind,
    here.setting,
    here.community_code,
    here.street_code,
    here.household_count,
    here.resident_count,
    here.period_kind,
    here.period_start,
    here.month_count,
    if(delivered.has_members, coalesce(done.full_time_count, 0), null)
        as full_time_count,
    if(delivered.has_members, coalesce(done.part_time_count, 0), null)
        as part_time_count,
    if(delivered.patrols_from < here.next_start, coalesce(patrols.patrol_count, 0), null)::bigint
        as patrol_count,
    if(delivered.matters_from < here.next_start, coalesce(done.registered_matter_count, 0), null)
        as matter_count,
    if(delivered.visits_from < here.next_start, coalesce(visits.visit_count, 0), null)::bigint
        as visit_count,
    outlines.longitude,
    outlines.latitude
from here
cross join delivered
left join marts.fct_place_periods as done
    on here.grid_key = done.place_key
    and here.period_kind = done.period_kind
    and here.period_start = done.period_start
left join patrols on here.grid_key = patrols.grid_key
left join visits on here.grid_key = visits.grid_key
left join marts.dim_grid_outlines as outlines on here.grid_key = outlines.grid_key
where here.street_code is not null
order by here.grid_code
"""
OUTLINES = """
select grids.grid_code as area_code, grids.street_code, outlines.geometry, outlines.longitude,
    outlines.latitude, outlines.is_inferred, periods.period_kind, periods.period_start
from marts.dim_periods as periods
inner join marts.dim_grids as grids
    on periods.state_on >= grids.valid_from and periods.state_on < grids.valid_to
inner join marts.dim_grid_outlines as outlines on grids.grid_key = outlines.grid_key
where periods.period_kind = $period_kind and periods.period_start = $period_start
order by grids.grid_code
"""
NEIGHBOURS = """
select grids.grid_code as area_code, others.grid_code as neighbour_code,
    neighbours.border_m, neighbours.is_inferred, periods.period_kind, periods.period_start
from marts.dim_periods as periods
inner join marts.dim_grids as grids
    on periods.state_on >= grids.valid_from and periods.state_on < grids.valid_to
inner join marts.bridge_grid_neighbours as neighbours on grids.grid_key = neighbours.grid_key
inner join marts.dim_grids as others
    on neighbours.neighbour_key = others.grid_key
    and periods.state_on >= others.valid_from
    and periods.state_on < others.valid_to
where periods.period_kind = $period_kind and periods.period_start = $period_start
order by grids.grid_code, others.grid_code
"""
VERSIONS = """
with made_from as (
    select lineage.grid_code, lineage.changed_on,
        string_agg(lineage.predecessor_code, ';' order by lineage.predecessor_code) as codes
    from marts.bridge_grid_lineage as lineage
    group by all
),

became as (
    select lineage.predecessor_code as grid_code,
        string_agg(lineage.grid_code, ';' order by lineage.grid_code) as codes
    from marts.bridge_grid_lineage as lineage
    group by all
)

select grids.grid_key, grids.name_zh, grids.name_en, grids.kind, grids.setting,
    grids.community_code, grids.household_count, grids.resident_count,
    grids.valid_from,
    if(grids.valid_to >= date '9999-01-01', null, grids.valid_to) as valid_to,
    if(made_from.changed_on = grids.valid_from, made_from.codes, null) as predecessor_codes,
    if(
        grids.valid_to = max(grids.valid_to) over () and grids.valid_to < date '9999-01-01',
        became.codes,
        null
    ) as successor_codes
from marts.dim_grids as grids
left join made_from on grids.grid_code = made_from.grid_code
left join became on grids.grid_code = became.grid_code
where grids.grid_code = $grid_code
order by grids.valid_from
"""
MONTHS = """
select
    periods.period_start as month_start,
    sum(patrols.patrol_count)::bigint as patrol_count,
    sum(done.registered_matter_count)::bigint as matter_count,
    sum(visits.visit_count)::bigint as visit_count,
    sum(done.full_time_count)::double as full_time_count,
    sum(done.part_time_count)::double as part_time_count
from marts.dim_periods as periods
inner join marts.dim_grids as grids
    on periods.next_start > grids.valid_from and periods.period_start < grids.valid_to
left join marts.fct_place_periods as done
    on grids.grid_key = done.place_key
    and periods.period_kind = done.period_kind
    and periods.period_start = done.period_start
left join marts.fct_grid_months as patrols
    on grids.grid_key = patrols.grid_key and periods.period_start = patrols.month_start
left join marts.fct_grid_visits as visits
    on grids.grid_key = visits.place_key and periods.period_start = visits.month_start
where periods.period_kind = 'month' and list_contains($grid_keys, grids.grid_key)
group by all
order by all
"""
NORMS = "select setting, name, norm_value from marts.dim_grid_norms order by setting, name"


class GridBook:
    """Answers questions about single grids, within one reader's sight."""

    def __init__(self, warehouse: Warehouse, sight: Sight) -> None:
        self._warehouse = warehouse
        self._sight = sight

    def register(self, period: Period) -> pl.DataFrame:
        """List the grids that a period ended with.

        Returns:
            One row a grid: ``area_code``, ``grid_key``, names, ``kind``, ``setting``,
            ``community_code``, ``street_code``, ``household_count`` and ``resident_count``
            (null where nobody counted), ``month_count`` (months of the period, known by now,
            that this version existed), ``full_time_count`` and ``part_time_count`` (at the end),
            ``patrol_count``, ``matter_count``, ``visit_count`` (of this version in the period;
            null where the source was not delivered), ``longitude``, ``latitude`` (a point
            inside; null without an outline).
        """
        found = self._warehouse.ask(GRIDS, {**_asked(period), "days_a_month": DAYS_A_MONTH})
        return self._sight.kept(found, level="grid")

    def outlines(self, period: Period) -> pl.DataFrame:
        """Give the outlines of the grids that a period ended with.

        Returns:
            One row a grid whose place is known: ``area_code``, ``street_code``, ``geometry``
            (GeoJSON, WGS-84, borders shortened), ``longitude`` and ``latitude`` of a point
            inside, ``is_inferred`` (drawn from what became of it).
        """
        found = self._warehouse.ask(OUTLINES, _asked(period))
        return self._sight.kept(found, level="grid")

    def neighbours(self, period: Period) -> pl.DataFrame:
        """Give the pairs of grids that share a border at a period's end.

        Returns:
            Two rows a pair, one each way: ``area_code``, ``neighbour_code``, ``border_m`` (null
            where one outline was drawn for both), ``is_inferred``. Both may be seen.
        """
        found = self._sight.kept(self._warehouse.ask(NEIGHBOURS, _asked(period)), level="grid")
        return found.filter(pl.col("neighbour_code").is_in(set(found["area_code"])))

    def versions(self, grid_code: str) -> pl.DataFrame:
        """Give what a grid was, oldest first, as far as it lay where the reader may look.

        Returns:
            One row a version: ``grid_key``, names, ``kind``, ``setting``, ``community_code``,
            sizes, ``valid_from``, ``valid_to`` (null for the one that still holds),
            ``predecessor_codes`` (grids it was made from then) and ``successor_codes`` (grids
            made from it when it ended), joined by ``;``.

        Raises:
            UnknownAreaError, OutOfScopeError: there is no such grid, or it is not theirs.
        """
        self._sight.check_rows_of(grid_code)
        found = self._warehouse.ask(VERSIONS, {"grid_code": grid_code})
        seen = self._sight.areas.visible(self._sight.scope)
        return found if seen is None else found.filter(pl.col("community_code").is_in(seen))

    def months(self, grid_code: str) -> pl.DataFrame:
        """Give what happened in a grid month by month, oldest first.

        Returns:
            One row a month: ``month_start``, ``patrol_count``, ``matter_count``,
            ``visit_count``, ``full_time_count``, ``part_time_count`` (at the month's end); null
            where nothing is recorded.

        Raises:
            UnknownAreaError, OutOfScopeError: as for ``versions``.
        """
        keys = self.versions(grid_code)["grid_key"].to_list()
        return self._warehouse.ask(MONTHS, {"grid_keys": keys})

    def norms(self) -> pl.DataFrame:
        """Give what grids are held against: ``setting``, ``name``, ``norm_value``."""
        return self._warehouse.ask(NORMS)


def _asked(period: Period) -> dict[str, object]:
    return {"period_kind": str(period.kind), "period_start": period.start}
