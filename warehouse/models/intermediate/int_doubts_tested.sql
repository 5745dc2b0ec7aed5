-- Every comparison of the checks that ask the events: what was observed, of how many, and the
-- share that is still believed. A check with two parts needs both.
-- grain: check_id, subject, part, street_code, period_start, unit_code, answers
with paced as (
    select
        ends.*,
        -- What a weekend day weighs against a working day, on the other days of the months.
        (ends.weekend_count - ends.month_end_weekend_count)
        / nullif(ends.weekend_days - ends.month_end_weekend_days, 0)
        / nullif(
            (
                ends.event_count - ends.month_end_count
                - (ends.weekend_count - ends.month_end_weekend_count)
            )
            / nullif(
                ends.day_count - ends.month_end_days
                - (ends.weekend_days - ends.month_end_weekend_days),
                0
            ),
            0
        ) as weekend_weight
    from intermediate.int_month_ends_counted as ends
),

weighed as (
    select
        paced.*,
        paced.month_end_days - paced.month_end_weekend_days
        + paced.month_end_weekend_days * coalesce(paced.weekend_weight, 1) as end_weight,
        paced.day_count - paced.weekend_days
        + paced.weekend_days * coalesce(paced.weekend_weight, 1) as whole_weight
    from paced
),

month_ends as (
    select
        weighed.*,
        limits.month_end_tolerated * weighed.end_weight as believed_weight,
        weighed.whole_weight - weighed.end_weight as other_weight
    from weighed
    cross join intermediate.int_doubt_limits as limits
)

select
    'travel' as check_id,
    'patrols' as subject,
    1 as part,
    places.area_code as street_code,
    date_trunc('quarter', pairs.month_start)::date as period_start,
    '' as unit_code,
    '' as answers,
    1.0::double as comparison_count,
    sum(pairs.impossible_count)::bigint as observed_count,
    sum(pairs.pair_count)::bigint as trial_count,
    any_value(limits.travel_tolerated)::double as expected_share
from reductions.int_patrols_followed as pairs
inner join intermediate.int_places_bridged as places
    on pairs.grid_key = places.place_key and places.level = 'street'
cross join intermediate.int_doubt_limits as limits
group by all
union all
select
    'month_end' as check_id,
    ends.subject,
    1 as part,
    ends.street_code,
    ends.period_start,
    '' as unit_code,
    '' as answers,
    1 as comparison_count,
    ends.month_end_count as observed_count,
    ends.event_count as trial_count,
    ends.believed_weight / (ends.believed_weight + ends.other_weight) as expected_share
from month_ends as ends
union all
select
    'identical_answers' as check_id,
    'survey_responses' as subject,
    1 as part,
    answers.street_code,
    answers.period_start,
    answers.unit_code,
    answers.wave || '/' || answers.answers as answers,
    answers.comparison_count,
    answers.same_count as observed_count,
    answers.unit_count as trial_count,
    answers.expected_share
from intermediate.int_answers_repeated as answers
union all
select
    'terminations' as check_id,
    'matters' as subject,
    parts.part,
    matters.street_code,
    matters.period_start,
    '' as unit_code,
    '' as answers,
    1 as comparison_count,
    if(parts.part = 1, matters.terminated_count, matters.late_count_before) as observed_count,
    if(
        parts.part = 1,
        matters.terminated_count + matters.terminated_count_before,
        matters.late_count + matters.late_count_before
    ) as trial_count,
    if(
        parts.part = 1,
        limits.terminations_tolerated * matters.matter_count
        / (limits.terminations_tolerated * matters.matter_count + matters.matter_count_before),
        matters.due_count_before / nullif(matters.due_count + matters.due_count_before, 0)
    ) as expected_share
from intermediate.int_terminations_compared as matters
cross join intermediate.int_doubt_limits as limits
cross join (values (1), (2)) as parts (part)
