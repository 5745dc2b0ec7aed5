-- Codes of communities and streets that the data use.
-- grain: code
with used as (
    select grids.community_code as code
    from staging.stg_grids as grids
    union
    select responses.street_code
    from staging.stg_survey_responses as responses
    union
    select unnest([matters.community_code, matters.street_code])
    from staging.stg_matters as matters
    union
    select activities.community_code
    from staging.stg_activities as activities
)

select used.code
from used
where used.code is not null
