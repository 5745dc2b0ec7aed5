-- Matters registered in a period, for the workload of those who handle them.
-- grain: place_key, period_kind, period_start
select
    matters.place_key,
    periods.period_kind,
    periods.period_start,
    count(*) as registered_matter_count
from intermediate.int_matters_placed as matters
inner join intermediate.int_periods_spanned as periods
    on matters.reported_at >= periods.period_start
    and matters.reported_at < periods.next_start
where
    matters.place_key is not null
    and matters.status != 'cancelled'
group by all
