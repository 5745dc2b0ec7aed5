-- Sets of answers in the sampling units of a wave: how many gave the same, of how many, and the
-- share that would still be believed, from how often the other streets of the wave gave it.
-- grain: wave, street_code, unit_code, answers
with answered as (
    select
        responses.wave,
        responses.street_code,
        date_trunc('quarter', responses.wave_on)::date as period_start,
        coalesce(responses.psu, responses.street_code) as unit_code,
        concat_ws(
            '/',
            coalesce(responses.security_score::varchar, '-'),
            coalesce(responses.satisfaction_score::varchar, '-'),
            coalesce(responses.is_patrol_aware::varchar, '-'),
            coalesce(responses.is_knowing_worker::varchar, '-')
        ) as answers
    from staging.stg_survey_responses as responses
    inner join intermediate.int_areas_linked as streets
        on responses.street_code = streets.area_code and streets.level = 'street'
    where
        responses.wave_on is not null
        -- Who answered nothing gave no answers that could be alike.
        and coalesce(
            responses.security_score is not null
            or responses.satisfaction_score is not null
            or responses.is_patrol_aware is not null
            or responses.is_knowing_worker is not null,
            false
        )
),

repeated as (
    select
        answered.wave,
        answered.street_code,
        answered.period_start,
        answered.unit_code,
        answered.answers,
        count(*) as same_count
    from answered
    group by all
),

sized as (
    select
        repeated.*,
        sum(repeated.same_count) over (
            partition by repeated.wave, repeated.street_code, repeated.unit_code
        ) as unit_count,
        sum(repeated.same_count) over (
            partition by repeated.wave, repeated.street_code, repeated.answers
        ) as street_same_count,
        sum(repeated.same_count) over (partition by repeated.wave, repeated.street_code)
            as street_count,
        sum(repeated.same_count) over (partition by repeated.wave, repeated.answers)
            as wave_same_count,
        sum(repeated.same_count) over (partition by repeated.wave) as wave_count
    from repeated
),

variety as (
    select
        repeated.wave,
        count(distinct repeated.answers) as kind_count
    from repeated
    group by all
)

select
    sized.wave,
    sized.street_code,
    sized.period_start,
    sized.unit_code,
    sized.answers,
    sized.same_count,
    sized.unit_count,
    -- Every set of answers of the wave could have filled the unit: its rows stand for all of them.
    variety.kind_count / nullif(
        count(*) over (partition by sized.wave, sized.street_code, sized.unit_code), 0
    ) as comparison_count,
    -- Rule of three: what none of n gave may still be as frequent as 3 in n.
    least(
        limits.identical_tolerated
        * (sized.wave_same_count - sized.street_same_count + 3)
        / nullif(sized.wave_count - sized.street_count + 3, 0),
        0.999
    ) as expected_share
from sized
inner join variety on sized.wave = variety.wave
cross join intermediate.int_doubt_limits as limits
where sized.unit_count >= limits.identical_least_answers
