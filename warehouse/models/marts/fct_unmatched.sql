-- Accepted rows that refer to something no register knows, by source and code.
-- grain: source, reason, code
with missing as (
    select
        'patrols' as source,
        patrols.grid_code as code,
        patrols.started_at::date as happened_on
    from staging.stg_patrols as patrols
    union all
    select
        'tasks',
        tasks.grid_code,
        tasks.assigned_on
    from staging.stg_tasks as tasks
    union all
    select
        'household_visits',
        visits.grid_code,
        visits.visited_on
    from staging.stg_household_visits as visits
),

unplaced as (
    select
        missing.source,
        missing.code,
        if(known.grid_code is null, 'unknown_grid', 'grid_not_valid_then') as reason,
        count(*) as row_count
    from missing
    left join intermediate.int_grids_versioned as grids
        on missing.code = grids.grid_code
        and missing.happened_on >= grids.valid_from
        and missing.happened_on < grids.valid_to
    left join (
        select distinct any_version.grid_code
        from intermediate.int_grids_versioned as any_version
    ) as known
        on missing.code = known.grid_code
    where grids.grid_code is null
    group by all
)

select
    unplaced.source,
    unplaced.reason,
    unplaced.code,
    unplaced.row_count
from unplaced
union all
select
    'matters',
    'unknown_place',
    coalesce(matters.grid_code, matters.community_code, matters.street_code),
    count(*)
from intermediate.int_matters_placed as matters
where matters.place_key is null
group by all
union all
select
    'matter_steps',
    'unknown_matter',
    steps.matter_id,
    count(*)
from staging.stg_matter_steps as steps
left join staging.stg_matters as matters on steps.matter_id = matters.matter_id
where matters.matter_id is null
group by all
union all
select
    'grid_members',
    'unknown_grid',
    members.grid_code,
    count(*)
from staging.stg_grid_members as members
where members.grid_code not in (select grids.grid_code from intermediate.int_grids_versioned as grids)
group by all
union all
select
    'grids',
    'unknown_community',
    grids.community_code,
    count(*)
from intermediate.int_grids_versioned as grids
where grids.street_code is null
group by all
union all
select
    'survey_responses',
    'unknown_street',
    responses.street_code,
    count(*)
from staging.stg_survey_responses as responses
where
    responses.street_code not in (
        select areas.area_code
        from intermediate.int_areas_chosen as areas
        where areas.level = 'street'
    )
group by all
