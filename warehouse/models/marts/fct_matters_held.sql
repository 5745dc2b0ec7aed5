-- Matters that had reached a street and were open when a period was judged, or were taken off
-- the books within it.
-- grain: matter_id, period_kind, period_start
with reached as (
    select
        matters.matter_id,
        matters.place_key,
        matters.due_at,
        matters.closed_at,
        matters.is_excluded,
        matters.excluded_at,
        periods.period_kind,
        periods.period_start,
        periods.judged_at,
        matters.load_seq,
        matters.file_no,
        matters.source_line
    from marts.fct_matters as matters
    inner join intermediate.int_periods_judged as periods
        on matters.reached_street_at < periods.judged_at
        -- Closed or taken off before the period began: not of this period.
        and coalesce(matters.excluded_at, matters.closed_at, timestamp '9999-12-31')
        >= periods.period_start
    where not matters.is_excluded or matters.excluded_at is not null
),

held as (
    select
        reached.*,
        coalesce(reached.excluded_at, reached.closed_at, timestamp '9999-12-31')
        >= reached.judged_at as is_held
    from reached
)

select
    held.matter_id,
    held.place_key,
    held.period_kind,
    held.period_start,
    held.judged_at,
    held.is_held,
    -- The last step left it at the street, and its limit has passed.
    coalesce(held.is_held and steps.level = 'street' and held.due_at < held.judged_at, false)
        as is_stuck_at_street,
    held.is_excluded and not held.is_held as is_excluded,
    steps.level as held_at_level,
    held.load_seq,
    held.file_no,
    held.source_line
from held
left join reductions.int_steps_followed as steps
    on held.matter_id = steps.matter_id
    and held.judged_at > steps.stepped_at
    and coalesce(steps.next_at, timestamp '9999-12-31') >= held.judged_at
where held.is_held or held.is_excluded
