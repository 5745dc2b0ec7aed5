-- Months in which a source has events, and whether they lie within what it covers.
-- grain: source, month_start
with monthly as (
    select
        dated.source,
        dated.month_start,
        sum(dated.row_count)::bigint as row_count
    from intermediate.int_sources_dated as dated
    group by all
),

spaced as (
    select
        monthly.*,
        coalesce(
            monthly.month_start > lag(monthly.month_start) over by_month + interval 1 year, false
        ) as is_after_gap
    from monthly
    window by_month as (partition by monthly.source order by monthly.month_start)
),

stretched as (
    select
        spaced.*,
        count(*) filter (spaced.is_after_gap) over (
            partition by spaced.source
            order by spaced.month_start
        ) as stretch
    from spaced
),

weighed as (
    select
        stretched.*,
        sum(stretched.row_count) over (partition by stretched.source, stretched.stretch)
            as stretch_rows,
        sum(stretched.row_count) over (partition by stretched.source) as source_rows
    from stretched
)

select
    weighed.source,
    weighed.month_start,
    weighed.row_count,
    -- A few rows more than a year away from all others have a wrong year.
    weighed.stretch_rows >= 0.05 * weighed.source_rows as is_covered
from weighed
