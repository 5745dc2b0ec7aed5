-- The last day of every month with what the months before it are, for states and rolling years.
-- grain: month_start
select
    periods.period_start as month_start,
    periods.next_start,
    (periods.next_start - interval 1 year)::date as year_start,
    -- A rolling year needs twelve months of history.
    (periods.next_start - interval 1 year)::date >= (
        select min(first_months.period_start)
        from intermediate.int_periods_spanned as first_months
        where first_months.period_kind = 'month'
    ) as has_full_year
from intermediate.int_periods_spanned as periods
where periods.period_kind = 'month'
