-- Accepted rows of places that no register knows, or did not know then.
-- grain: source, reason, code
with referring as (
    select
        'patrols' as source,
        patrols.grid_code,
        null as area_code,
        patrols.started_at::date as from_on,
        patrols.started_at::date as until_on
    from staging.stg_patrols as patrols
    union all
    select
        'tasks' as source,
        tasks.grid_code,
        null as area_code,
        tasks.assigned_on as from_on,
        tasks.assigned_on as until_on
    from staging.stg_tasks as tasks
    union all
    select
        'household_visits' as source,
        visits.grid_code,
        null as area_code,
        visits.visited_on as from_on,
        visits.visited_on as until_on
    from staging.stg_household_visits as visits
    union all
    select
        'grid_members' as source,
        members.grid_code,
        null as area_code,
        members.started_on as from_on,
        coalesce(members.ended_on, date '9999-12-31') as until_on
    from staging.stg_grid_members as members
    union all
    select
        'key_households' as source,
        listed.grid_code,
        null as area_code,
        listed.listed_on as from_on,
        listed.delisted_on as until_on
    from staging.stg_key_households as listed
    union all
    select
        'party_organisations' as source,
        organisations.grid_code,
        organisations.community_code as area_code,
        organisations.started_on as from_on,
        coalesce(organisations.ended_on, date '9999-12-31') as until_on
    from staging.stg_party_organisations as organisations
    union all
    select
        'mediations' as source,
        mediations.grid_code,
        mediations.community_code as area_code,
        mediations.opened_on as from_on,
        mediations.opened_on as until_on
    from staging.stg_mediations as mediations
    union all
    select
        'activities' as source,
        null as grid_code,
        activities.community_code as area_code,
        activities.held_on as from_on,
        activities.held_on as until_on
    from staging.stg_activities as activities
    union all
    select
        'survey_responses' as source,
        null as grid_code,
        responses.street_code as area_code,
        responses.wave_on as from_on,
        responses.wave_on as until_on
    from staging.stg_survey_responses as responses
)

select
    referring.source,
    coalesce(referring.grid_code, referring.area_code) as code,
    case
        when referring.source = 'survey_responses' then 'unknown_street'
        when referring.grid_code is null then 'unknown_community'
        when
            referring.grid_code in (
                select known.grid_code
                from intermediate.int_grids_versioned as known
            )
            then 'grid_not_valid_then'
        else 'unknown_grid'
    end as reason,
    count(*) as row_count
from referring
left join intermediate.int_areas_linked as areas
    on referring.area_code = areas.area_code
    and case referring.source
        when 'survey_responses' then areas.level = 'street'
        when 'activities' then areas.level = 'community'
        else areas.street_code is not null
    end
where
    areas.area_code is null
    and not exists (
        select 1
        from intermediate.int_grids_versioned as grids
        where
            grids.grid_code = referring.grid_code
            and grids.valid_from <= referring.until_on
            and grids.valid_to > referring.from_on
    )
group by all
