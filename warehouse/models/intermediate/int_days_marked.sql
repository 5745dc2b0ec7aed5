-- Days of the months that the events span: weekend or not, among the last of its month or not.
-- grain: day_on
with days as (
    select
        months.period_start as month_start,
        months.next_start,
        unnest(
            generate_series(
                months.period_start,
                (months.next_start - interval 1 day)::date,
                interval 1 day
            )
        )::date as day_on
    from intermediate.int_periods_spanned as months
    where months.period_kind = 'month'
)

select
    days.day_on,
    days.month_start,
    (isodow(days.day_on) >= 6)::integer as is_weekend,
    (days.day_on >= days.next_start - limits.month_end_days::integer)::integer as is_month_end
from days
cross join intermediate.int_doubt_limits as limits
