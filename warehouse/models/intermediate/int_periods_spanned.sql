-- Months, quarters, halves and years that the delivered events span.
-- grain: period_kind, period_start
with span as (
    select
        date_trunc('month', min(files.earliest))::date as first_month,
        date_trunc('month', max(files.latest))::date as last_month
    from lake.files as files
    where files.is_dated
),

months as (
    select unnest(
        generate_series(span.first_month, span.last_month, interval 1 month)
    )::date as month_start
    from span
    where span.first_month is not null
),

kinds as (
    select
        months.month_start,
        unnest(['month', 'quarter', 'half', 'year']) as period_kind
    from months
),

starts as (
    select distinct
        kinds.period_kind,
        case kinds.period_kind
            when 'half'
                then make_date(year(kinds.month_start), if(month(kinds.month_start) < 7, 1, 7), 1)
            else date_trunc(kinds.period_kind, kinds.month_start)::date
        end as period_start
    from kinds
)

select
    starts.period_kind,
    starts.period_start,
    case starts.period_kind
        when 'month' then starts.period_start + interval 1 month
        when 'quarter' then starts.period_start + interval 3 month
        when 'half' then starts.period_start + interval 6 month
        when 'year' then starts.period_start + interval 1 year
    end::date as next_start,
    case starts.period_kind
        when 'month' then strftime(starts.period_start, '%Y-%m')
        when 'quarter'
            then year(starts.period_start) || '-Q' || quarter(starts.period_start)
        when 'half'
            then year(starts.period_start) || if(month(starts.period_start) = 1, '-H1', '-H2')
        when 'year' then year(starts.period_start)::varchar
    end as period
from starts
