-- Departments called by a whistle, and whether they answered within the limit.
-- grain: matter_id, whistled_at
with usual as (
    select max(step_limits.hours)::integer as answer_hours
    from seeds.step_limits as step_limits
    where step_limits.step = 'answered'
),

whistles as (
    select
        steps.*,
        lead(steps.stepped_at) over (
            partition by steps.matter_id
            order by steps.stepped_at
        ) as next_whistled_at
    from staging.stg_matter_steps as steps
    where steps.step = 'whistled'
),

answers as (
    select
        whistles.matter_id,
        whistles.stepped_at as whistled_at,
        min(answers.stepped_at) as answered_at,
        arg_min(answers.due_at, answers.stepped_at) as said_due_at,
        whistles.load_seq,
        whistles.file_no,
        whistles.source_line
    from whistles
    left join staging.stg_matter_steps as answers
        on whistles.matter_id = answers.matter_id
        and answers.step = 'answered'
        and whistles.stepped_at <= answers.stepped_at
        -- Whoever comes after the next whistle answers that one.
        and coalesce(whistles.next_whistled_at > answers.stepped_at, true)
    group by all
),

limited as (
    select
        answers.*,
        -- The limit stands on the answer; a whistle without one has none of its own.
        coalesce(
            answers.said_due_at,
            answers.whistled_at + to_hours(usual.answer_hours)
        ) as answer_due_at
    from answers
    cross join usual
)

select
    limited.matter_id,
    matters.place_key,
    limited.whistled_at,
    limited.answered_at,
    limited.answer_due_at::date as answer_due_on,
    not matters.is_excluded and limited.answer_due_at <= timed.traced_until as is_answer_due,
    coalesce(limited.answered_at <= limited.answer_due_at, false) as is_answered_on_time,
    matters.is_excluded,
    limited.load_seq,
    limited.file_no,
    limited.source_line
from limited
inner join marts.fct_matters as matters on limited.matter_id = matters.matter_id
inner join intermediate.int_matters_timed as timed on limited.matter_id = timed.matter_id
