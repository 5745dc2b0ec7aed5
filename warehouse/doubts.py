"""What in the data is worth checking: comparisons that were made, and those that stand out."""

import polars as pl

from warehouse.connection import Warehouse
from warehouse.periods import Period

COMPARISONS = """
select
    doubts.* exclude (doubt_id),
    areas.name_zh,
    areas.name_en,
    units.name_zh as unit_zh,
    units.name_en as unit_en,
    touched.metric_ids
from marts.fct_doubts as doubts
inner join marts.dim_areas as areas on doubts.area_code = areas.area_code
left join marts.dim_areas as units on doubts.unit_code = units.area_code
inner join (
    select
        metrics.check_id,
        metrics.subject,
        list(metrics.metric_id order by metrics.metric_id) as metric_ids
    from marts.bridge_doubts_metrics as metrics
    group by all
) as touched
    on doubts.check_id = touched.check_id and doubts.subject = touched.subject
where
    ($metric_id = '' or list_contains(touched.metric_ids, $metric_id))
    and doubts.period_start < $next_start
    and doubts.period_start + interval 3 month > $period_start
order by
    doubts.is_doubtful desc, doubts.period_start desc, doubts.check_id, doubts.subject,
    doubts.area_code
"""
# All that is known, where no period is asked for.
ALWAYS = ("0001-01-01", "9999-12-31")


def comparisons(
    warehouse: Warehouse, *, metric_id: str = "", period: Period | None = None
) -> pl.DataFrame:
    """Give every comparison of the checks for doubtful data, those that stand out first.

    Args:
        warehouse: the version that is asked.
        metric_id: keeps to what touches this metric.
        period: keeps to the quarters that share a day with it.

    Returns:
        One row a check, subject, street and quarter: ``check_id`` (the rule), ``subject`` (the
        source or metric it looks at), ``area_code`` with its names, ``unit_code`` with names
        where a community stands out rather than all of the street, ``period_kind``,
        ``period_start``, ``observed_count`` of ``trial_count``, ``expected_count`` (what would
        still be believed), ``chance`` (of as many without a cause, at most), ``allowed_chance``
        (below it a comparison stands out), ``quarter_chance`` (of a rule to flag anything in a
        quarter in which nothing is wrong), ``is_doubtful`` and ``metric_ids``.

    Source: docs/methods.md#doubts
    """
    start, end = (period.start, period.next_start) if period else ALWAYS
    return warehouse.ask(
        COMPARISONS, {"metric_id": metric_id, "period_start": start, "next_start": end}
    )
