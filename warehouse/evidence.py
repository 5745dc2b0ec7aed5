"""The rows behind a number: which facts enter it, and the file and line they were delivered in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from warehouse.areas import Area, AreaTree
from warehouse.catalog import LEVELS, Counts, Kind, Metric
from warehouse.connection import Warehouse
from warehouse.delivered_rows import DeliveredRows, Wanted, no_loads, nothing_delivered
from warehouse.periods import Period
from warehouse.reasons_withheld import Reason

# Marts of single events, and what is shown of each of them. All carry file and line.
EVENTS: Mapping[str, tuple[str, ...]] = {
    "marts.fct_matters": ("matter_id", "category", "status", "reported_at", "due_at", "closed_at"),
    "marts.fct_matters_held": ("matter_id", "held_at_level"),
    "marts.fct_revisits": ("matter_id", "revisited_at", "outcome"),
    "marts.fct_whistles": ("matter_id", "whistled_at", "answered_at"),
    "marts.fct_tasks": ("task_id", "assigned_on", "category", "task_hours"),
    "marts.fct_mediations": ("mediation_id", "kind", "opened_on", "concluded_on", "outcome"),
}
VALUE = """
select numerator, denominator, withheld
from marts.fct_metric_counts
where metric_id = $metric_id and level = $level and area_code = $area_code
    and period_kind = $period_kind and period_start = $period_start
"""
FACTS = """
with entering as (
    select
        {shown}
        facts.place_key,
        coalesce(({numerator})::double, 0) as numerator,
        coalesce(({denominator})::double, 0) as denominator,
        facts.load_seq, facts.file_no, facts.source_line
    from {model} as facts
    inner join marts.bridge_places_areas as places
        on facts.place_key = places.place_key
        and places.level = $level and places.area_code = $area_code
    where {in_period}
)

select
    entering.* exclude (place_key),
    split_part(regexp_replace(entering.place_key, '^area/', ''), '@', 1) as place_code,
    files.load_id, files.file,
    count(*) over () as fact_count
from entering
left join marts.dim_files as files
    on entering.load_seq = files.load_seq and entering.file_no = files.file_no
where entering.numerator != 0 or entering.denominator != 0
order by entering.numerator, entering.load_seq, entering.file_no, entering.source_line
limit $limit
"""
FACTS_BY_FILE = """
select files.load_id, files.file, files.source, count(*) as row_count
from {model} as facts
inner join marts.bridge_places_areas as places
    on facts.place_key = places.place_key
    and places.level = $level and places.area_code = $area_code
inner join marts.dim_files as files
    on facts.load_seq = files.load_seq and facts.file_no = files.file_no
where {in_period}
    and (coalesce(({numerator})::double, 0) != 0 or coalesce(({denominator})::double, 0) != 0)
group by all
order by all
"""
PLACES = """
with places as (
    select
        facts.place_key,
        sum(({numerator})::double) as numerator,
        sum(({denominator})::double) as denominator
    from {model} as facts
    inner join marts.bridge_places_areas as places
        on facts.place_key = places.place_key
        and places.level = $level and places.area_code = $area_code
    where {in_period}
    group by all
    having sum(({numerator})::double) is not null or sum(({denominator})::double) is not null
)

select
    coalesce(grids.grid_code, areas.area_code) as place_code,
    coalesce(grids.name_zh, areas.name_zh) as name_zh,
    coalesce(grids.name_en, areas.name_en) as name_en,
    coalesce(places.numerator, 0) as numerator,
    coalesce(places.denominator, 0) as denominator,
    grids.load_seq, grids.file_no, grids.source_line,
    files.load_id, files.file,
    count(*) over () as fact_count
from places
left join marts.dim_grids as grids on places.place_key = grids.grid_key
left join marts.dim_areas as areas on places.place_key = 'area/' || areas.area_code
left join marts.dim_files as files
    on grids.load_seq = files.load_seq and grids.file_no = files.file_no
order by place_code, places.place_key
limit $limit
"""
CELLS = """
select area_code as place_code, numerator, denominator, withheld
from marts.fct_metric_counts
where metric_id = $metric_id and level = $level and list_contains($codes, area_code)
    and period_kind = $period_kind and period_start = $period_start
order by area_code
"""
BY_PERIOD = "facts.period_kind = $period_kind and facts.period_start = $period_start"
BY_DATE = "facts.{dated_by} >= $period_start and facts.{dated_by} < $next_start"
# What a median counts has no expression of its own.
MEDIAN_PARTS = ("facts.is_closed and facts.closed_at < $next_start", "not facts.is_cancelled")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What lies behind one number.

    Attributes:
        withheld: why there is no number; then there is no evidence either.
        numerator, denominator: of the number.
        facts: the rows that enter it, at most as many as asked for: for single events their key
            and what is shown of them, for grids and communities what each contributes;
            ``place_code``, ``numerator`` and ``denominator`` (what the row adds), and where it
            was delivered: ``load_id``, ``file``, ``source_line``. Of persons and households only
            cells that are published themselves: the others have nulls and ``withheld``.
        fact_count: how many such rows there are.
        delivered: rows of the metric's source as delivered, at most as many as asked for, with
            ``load_id``, ``file`` and ``source_line``; what names a person or household is masked.
        delivered_count: how many such rows there are.
        loads: one row a file that contributed: ``load_id``, ``file``, ``source``, ``row_count``.
    """

    withheld: str | None
    numerator: float | None = None
    denominator: float | None = None
    facts: pl.DataFrame = field(default_factory=lambda: no_facts())
    fact_count: int = 0
    delivered: pl.DataFrame = field(default_factory=nothing_delivered)
    delivered_count: int = 0
    loads: pl.DataFrame = field(default_factory=no_loads)


def no_facts() -> pl.DataFrame:
    """Give no facts, with the columns that all of them have."""
    return pl.DataFrame(
        schema={"place_code": pl.String, "numerator": pl.Float64, "denominator": pl.Float64}
    )


@dataclass(frozen=True, slots=True)
class EvidenceRoom:
    """Looks up what lies behind the numbers of one version."""

    warehouse: Warehouse
    areas: AreaTree

    def show(self, metric: Metric, area: Area, *, period: Period, limit: int) -> Evidence:
        """Give the evidence of one value; see `Reader.evidence`."""
        params = _params(metric, area, period)
        value = self.warehouse.ask(VALUE, {k: params[k] for k in _named(VALUE, params)})
        if not value.height:
            return Evidence(Reason.NO_DATA)
        numerator, denominator, withheld = value.row(0)
        if withheld:
            return Evidence(withheld)
        facts, count = self._facts(metric, area, params={**params, "limit": limit})
        rows = self._delivered(metric, area, period=period, facts=facts, limit=limit)
        delivered, loads = rows.count, rows.loads
        if _is_event(metric):
            # Only the rows shown were looked up in the lake; each fact has one.
            delivered, loads = count, self._ask(FACTS_BY_FILE, metric, params)
        return Evidence(None, numerator, denominator, facts, count, rows.rows, delivered, loads)

    def _facts(
        self, metric: Metric, area: Area, *, params: dict[str, Any]
    ) -> tuple[pl.DataFrame, int]:
        if metric.is_asked:
            # An estimate is no sum of rows; its answers are shown as delivered.
            return no_facts(), 0
        if metric.counts is not Counts.THINGS:
            cells = self._cells(metric, area, params)
            return cells.head(params["limit"]), cells.height
        rows = self._ask(FACTS if _is_event(metric) else PLACES, metric, params)
        count = int(rows["fact_count"][0]) if rows.height else 0
        return rows.drop("fact_count"), count

    def _cells(self, metric: Metric, area: Area, params: dict[str, Any]) -> pl.DataFrame:
        """Give the finest published cells of an area: withheld ones stay withheld."""
        finest = metric.levels[-1] if metric.levels[-1] in _from(area.level) else area.level
        codes = sorted(self.areas.codes_within(area.code, finest))
        asked = {**params, "level": finest, "codes": codes}
        return self.warehouse.ask(CELLS, {k: asked[k] for k in _named(CELLS, asked)})

    def _ask(self, sql: str, metric: Metric, params: dict[str, Any]) -> pl.DataFrame:
        parts = (metric.numerator or "0", metric.denominator or "0")
        if metric.kind is Kind.MEDIAN:
            parts = MEDIAN_PARTS
        text = sql.format(
            model=metric.model,
            numerator=parts[0],
            denominator=parts[1],
            shown="".join(f"facts.{name}, " for name in EVENTS.get(metric.model, ())),
            in_period=BY_DATE.format(dated_by=metric.dated_by) if metric.dated_by else BY_PERIOD,
        )
        return self.warehouse.ask(text, {name: params[name] for name in _named(text, params)})

    def _delivered(
        self, metric: Metric, area: Area, *, period: Period, facts: pl.DataFrame, limit: int
    ) -> DeliveredRows:
        """Look up rows as delivered: those of the facts, or those of the places and the time."""
        wanted = Wanted(
            source=metric.evidence,
            area=area,
            period=period,
            looks_back=metric.needs_full_year,
            is_personal=metric.counts is not Counts.THINGS,
            limit=limit,
        )
        return DeliveredRows.of(
            self.warehouse, self.areas, wanted, lines=facts if _is_event(metric) else None
        )


def _is_event(metric: Metric) -> bool:
    return metric.model in EVENTS


def _from(level: str) -> tuple[str, ...]:
    return LEVELS[LEVELS.index(level) :]


def _params(metric: Metric, area: Area, period: Period) -> dict[str, Any]:
    return {
        "metric_id": metric.metric_id,
        "level": area.level,
        "area_code": area.code,
        "period_kind": str(period.kind),
        "period_start": period.start,
        "next_start": period.next_start,
    }


def _named(sql: str, params: Mapping[str, Any]) -> list[str]:
    """Name the parameters that a query binds: the engine refuses others."""
    return [name for name in params if f"${name}" in sql]
