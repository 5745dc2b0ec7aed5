-- Months, quarters, halves and years that the delivered events span.
-- grain: period_kind, period_start
with covered as (
    select
        min(sources.first_month) as first_month,
        max(sources.last_month) as last_month
    from intermediate.int_sources_known as sources
),

stated as (
    select
        max(coalesce(files.as_of, files.exported_at, files.loaded_at[:10]::timestamp))::date
            as known_on
    from lake.files as files
),

known as (
    select max(cutoffs.cutoff_at)::date as known_on
    from intermediate.int_cutoffs as cutoffs
),

registered as (
    -- Without any event, registers alone span the time from their first grid on.
    select
        date_trunc('month', least(min(grids.valid_from), any_value(stated.known_on)))::date
            as first_month,
        date_trunc('month', any_value(stated.known_on))::date as last_month
    from staging.stg_grids as grids
    cross join stated
),

span as (
    select
        coalesce(covered.last_month, registered.last_month) as last_month,
        greatest(
            coalesce(covered.first_month, registered.first_month),
            -- A date nobody meant must not make a month of every month since.
            (coalesce(covered.last_month, registered.last_month) - interval 15 year)::date
        ) as first_month,
        coalesce(known.known_on, stated.known_on) as known_on
    from covered
    cross join registered
    cross join known
    cross join stated
),

months as (
    select
        unnest(
            generate_series(span.first_month, span.last_month, interval 1 month)
        )::date as month_start
    from span
    where span.first_month is not null
),

starts as (
    select distinct
        kinds.period_kind,
        case kinds.period_kind
            when 'half'
                then make_date(year(months.month_start), if(month(months.month_start) < 7, 1, 7), 1)
            else date_trunc(kinds.period_kind, months.month_start)::date
        end as period_start
    from months
    cross join (values ('month'), ('quarter'), ('half'), ('year')) as kinds (period_kind)
),

ended as (
    select
        starts.period_kind,
        starts.period_start,
        case starts.period_kind
            when 'month' then starts.period_start + interval 1 month
            when 'quarter' then starts.period_start + interval 3 month
            when 'half' then starts.period_start + interval 6 month
            when 'year' then starts.period_start + interval 1 year
        end::date as next_start
    from starts
)

select
    ended.period_kind,
    ended.period_start,
    ended.next_start,
    -- States are taken on a period's last day, or on the last day that is known of.
    least((ended.next_start - interval 1 day)::date, span.known_on) as state_on,
    case ended.period_kind
        when 'month' then strftime(ended.period_start, '%Y-%m')
        when 'quarter' then year(ended.period_start) || '-Q' || quarter(ended.period_start)
        when 'half'
            then year(ended.period_start) || if(month(ended.period_start) = 1, '-H1', '-H2')
        when 'year' then year(ended.period_start)::varchar
    end as period
from ended
cross join span
