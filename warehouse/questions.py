"""What is asked of one table and answered as it stands."""

ANNOTATIONS = """
select occurred_on, area_code, label_zh, label_en, source
from marts.dim_annotations
order by occurred_on, label_zh
"""
CAVEATS = "select caveat from marts.dim_caveats where metric_id = $metric_id order by caveat"
FRESHNESS = "select * exclude (first_month) from marts.dim_sources order by source"
OUTLINES = """
select areas.area_code, areas.level, areas.name_zh, areas.name_en, areas.is_counted,
    areas.managed_by, outlines.geometry
from marts.dim_areas as areas
inner join marts.dim_outlines as outlines on areas.area_code = outlines.area_code
where areas.level in ('district', 'street')
order by areas.level, areas.area_code
"""
PERIODS = "select period_start from marts.dim_periods where period_kind = $kind order by all"
RANKINGS = "select * from marts.fct_rankings order by metric_id, peer_set, period, area_code"
UNMATCHED = "select source, reason, code, row_count from marts.fct_unmatched order by all"
