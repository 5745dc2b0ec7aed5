-- Until when each source is known: the operator's word, else the export's, else its latest event.
-- grain: source
with inside as (
    select
        dated.source,
        dated.load_seq,
        dated.file_no,
        max(dated.latest_at) as latest_at
    from intermediate.int_sources_dated as dated
    inner join intermediate.int_months_known as months
        on dated.source = months.source
        and dated.month_start = months.month_start
        and months.is_covered
    group by all
),

delivered as (
    select
        files.source,
        files.load_seq,
        files.as_of is not null as is_operators_word,
        inside.latest_at,
        coalesce(files.as_of, files.exported_at) as said_at,
        max(inside.latest_at) over (partition by files.load_seq) as load_latest_at,
        max(inside.latest_at) over (
            partition by files.source
            order by files.load_seq
            range between unbounded preceding and 1 preceding
        ) as known_before_at
    from lake.files as files
    left join inside
        on files.source = inside.source
        and files.load_seq = inside.load_seq
        and files.file_no = inside.file_no
),

stated as (
    select
        delivered.source,
        -- A day without a time means all of that day.
        if(
            delivered.said_at = date_trunc('day', delivered.said_at),
            delivered.said_at + interval 1 day,
            delivered.said_at
        ) as said_at,
        delivered.latest_at,
        -- A source that ends a little before the rest of its load had no event since.
        if(
            delivered.latest_at >= delivered.load_latest_at - interval 31 day,
            delivered.load_latest_at,
            delivered.latest_at
        ) as silent_until
    from delivered
    -- A delivery that brings nothing newer corrects the past; it does not move the cut-off.
    where
        delivered.is_operators_word
        or delivered.known_before_at is null
        or delivered.latest_at >= delivered.known_before_at
)

select
    stated.source,
    max(coalesce(stated.said_at, stated.latest_at)) as cutoff_at,
    -- Periods that end by then are whole.
    greatest(
        max(coalesce(stated.said_at, date_trunc('day', stated.silent_until) + interval 1 day)),
        -- What was asked in a quarter is known once it was asked.
        if(
            stated.source = 'survey_responses',
            max(date_trunc('quarter', stated.latest_at) + interval 3 month),
            null
        )
    ) as complete_until
from stated
where coalesce(stated.said_at, stated.latest_at) is not null
group by stated.source
