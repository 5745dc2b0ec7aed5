-- Departments called by a whistle, and whether they answered within the limit.
-- grain: matter_id, whistled_at
with answers as (
    select
        whistles.matter_id,
        whistles.stepped_at as whistled_at,
        min(answers.stepped_at) as answered_at,
        min(answers.due_at) as answer_due_at
    from staging.stg_matter_steps as whistles
    left join staging.stg_matter_steps as answers
        on whistles.matter_id = answers.matter_id
        and answers.step = 'answered'
        and whistles.stepped_at <= answers.stepped_at
    where whistles.step = 'whistled'
    group by all
),

usual as (
    select max(step_limits.hours)::integer as answer_hours
    from seeds.step_limits as step_limits
    where step_limits.step = 'answered'
),

timed as (
    select
        answers.matter_id,
        answers.whistled_at,
        answers.answered_at,
        coalesce(
            answers.answer_due_at,
            answers.whistled_at + to_hours(usual.answer_hours)
        ) as answer_due_at
    from answers
    cross join usual
)

select
    timed.matter_id,
    matters.place_key,
    timed.whistled_at,
    timed.answer_due_at::date as answer_due_on,
    timed.answer_due_at <= matters.cutoff_at as is_answer_due,
    coalesce(timed.answered_at <= timed.answer_due_at, false) as is_answered_on_time,
    matters.load_seq,
    matters.file_no,
    matters.source_line
from timed
inner join intermediate.int_matters_placed as matters on timed.matter_id = matters.matter_id
where matters.place_key is not null
