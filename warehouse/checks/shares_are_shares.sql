-- A share that is shown lies between nothing and everything.
select
    counts.metric_id,
    counts.level,
    counts.area_code,
    counts.period_kind,
    counts.period_start,
    counts.numerator,
    counts.denominator
from marts.fct_metric_counts as counts
where
    counts.withheld is null
    and (
        counts.numerator < 0
        or counts.denominator < 0
        or not isfinite(counts.numerator)
        or not isfinite(counts.denominator)
    )
