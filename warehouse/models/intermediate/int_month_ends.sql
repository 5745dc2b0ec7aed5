-- Months with the day their states are taken on and the year that ends with them.
-- grain: month_start
select
    periods.period_start as month_start,
    periods.next_start,
    periods.state_on,
    (periods.next_start - interval 1 year)::date as year_start,
    -- A rolling year needs twelve months of history.
    (periods.next_start - interval 1 year)::date >= min(periods.period_start) over ()
        as has_full_year
from intermediate.int_periods_spanned as periods
where periods.period_kind = 'month'
