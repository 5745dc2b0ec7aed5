-- Sources with events: the months they cover, and until when they are known.
-- grain: source
with covered as (
    select
        months.source,
        min(months.month_start) as first_month,
        max(months.month_start) as last_month
    from intermediate.int_months_known as months
    where months.is_covered
    group by all
)

select
    covered.source,
    covered.first_month,
    covered.last_month,
    cutoffs.cutoff_at,
    cutoffs.complete_until,
    -- Whenever it was exported: after its last month a source says nothing, not nought.
    least(cutoffs.complete_until, covered.last_month + interval 1 month) as known_until
from covered
left join intermediate.int_cutoffs as cutoffs on covered.source = cutoffs.source
