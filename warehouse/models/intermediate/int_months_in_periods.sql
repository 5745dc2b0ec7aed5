-- Which months make up a period, so that what is counted by month can be summed to any period.
-- grain: month_start, period_kind
select
    months.period_start as month_start,
    periods.period_kind,
    periods.period_start,
    periods.next_start,
    -- The last month that there is: a period under way ends with the month under way.
    months.period_start = max(months.period_start) over (
        partition by periods.period_kind, periods.period_start
    ) as is_last_month
from intermediate.int_periods_spanned as months
inner join intermediate.int_periods_spanned as periods
    on months.period_start >= periods.period_start
    and months.period_start < periods.next_start
where months.period_kind = 'month'
