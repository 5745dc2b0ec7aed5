-- Delivered events by source, file and month, with the latest time that each of them knows of.
-- grain: source, load_seq, file_no, month_start
with happened as (
    select
        'patrols' as source,
        patrols.load_seq,
        patrols.file_no,
        patrols.started_at as happened_at,
        greatest(patrols.started_at, patrols.ended_at) as latest_at
    from staging.stg_patrols as patrols
    union all
    select
        'matters' as source,
        matters.load_seq,
        matters.file_no,
        matters.reported_at as happened_at,
        greatest(matters.reported_at, matters.closed_at) as latest_at
    from staging.stg_matters as matters
    union all
    select
        'matter_steps' as source,
        steps.load_seq,
        steps.file_no,
        steps.stepped_at as happened_at,
        steps.stepped_at as latest_at
    from staging.stg_matter_steps as steps
    union all
    select
        'mediations' as source,
        mediations.load_seq,
        mediations.file_no,
        mediations.opened_on as happened_at,
        greatest(mediations.opened_on, mediations.concluded_on) as latest_at
    from staging.stg_mediations as mediations
    union all
    select
        'household_visits' as source,
        visits.load_seq,
        visits.file_no,
        visits.visited_on as happened_at,
        visits.visited_on as latest_at
    from staging.stg_household_visits as visits
    union all
    select
        'tasks' as source,
        tasks.load_seq,
        tasks.file_no,
        tasks.assigned_on as happened_at,
        tasks.assigned_on as latest_at
    from staging.stg_tasks as tasks
    union all
    select
        'activities' as source,
        activities.load_seq,
        activities.file_no,
        activities.held_on as happened_at,
        activities.held_on as latest_at
    from staging.stg_activities as activities
    union all
    select
        'survey_responses' as source,
        responses.load_seq,
        responses.file_no,
        responses.wave_on as happened_at,
        responses.wave_on as latest_at
    from staging.stg_survey_responses as responses
)

select
    happened.source,
    happened.load_seq,
    happened.file_no,
    date_trunc('month', happened.happened_at)::date as month_start,
    count(*) as row_count,
    min(happened.happened_at) as first_at,
    max(happened.happened_at) as last_at,
    max(happened.latest_at) as latest_at
from happened
group by all
