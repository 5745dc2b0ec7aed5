-- Matters that had reached a street and were still open when a period was judged.
-- grain: matter_id, period_kind, period_start
with held as (
    select
        matters.matter_id,
        matters.place_key,
        matters.due_at,
        periods.period_kind,
        periods.period_start,
        periods.judged_at,
        matters.load_seq,
        matters.file_no,
        matters.source_line
    from intermediate.int_matters_placed as matters
    inner join intermediate.int_matters_timed as timed on matters.matter_id = timed.matter_id
    inner join intermediate.int_periods_judged as periods
        on timed.reached_street_at < periods.judged_at
        and coalesce(matters.closed_at, timestamp '9999-12-31') >= periods.judged_at
    where
        matters.place_key is not null
        and (
            matters.status in ('open', 'closed')
            -- A terminated matter was open until then.
            or (matters.status = 'terminated' and matters.closed_at >= periods.judged_at)
        )
)

select
    held.matter_id,
    held.place_key,
    held.period_kind,
    held.period_start,
    -- The last step left it at the street, and its limit has passed.
    coalesce(steps.level = 'street' and held.due_at < held.judged_at, false)
        as is_stuck_at_street,
    held.load_seq,
    held.file_no,
    held.source_line
from held
left join reductions.int_steps_followed as steps
    on held.matter_id = steps.matter_id
    and steps.stepped_at < held.judged_at
    and coalesce(steps.next_at, timestamp '9999-12-31') >= held.judged_at
