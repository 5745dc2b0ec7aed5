-- Delivered sources: how much there is of each, what time it covers and until when it is known.
-- grain: source
with delivered as (
    select
        files.source,
        count(*) as file_count,
        sum(files.accepted_count)::bigint as row_count,
        max(files.load_seq) as latest_load_seq
    from lake.files as files
    group by all
),

happened as (
    select
        dated.source,
        min(dated.first_at)::date as first_on,
        max(dated.last_at)::date as last_on
    from intermediate.int_sources_dated as dated
    inner join intermediate.int_months_known as months
        on dated.source = months.source
        and dated.month_start = months.month_start
        and months.is_covered
    group by all
)

select
    delivered.source,
    delivered.file_count,
    delivered.row_count,
    delivered.latest_load_seq,
    happened.first_on,
    happened.last_on,
    known.first_month,
    cutoffs.cutoff_at,
    cutoffs.complete_until
from delivered
left join happened on delivered.source = happened.source
left join intermediate.int_sources_known as known on delivered.source = known.source
left join intermediate.int_cutoffs as cutoffs on delivered.source = cutoffs.source
