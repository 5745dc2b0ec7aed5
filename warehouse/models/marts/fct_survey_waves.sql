-- Waves of the survey: when, how and of how many people they were asked.
-- grain: wave
with counted as (
    select
        responses.wave,
        min(responses.fielded_from) as fielded_from,
        max(responses.fielded_to) as fielded_to,
        max(responses.wave_on) as wave_on,
        count(*) as answer_count,
        count(distinct responses.street_code) as street_count,
        count(*) filter (responses.mode = 'phone') as phone_count,
        count(*) filter (responses.mode = 'face') as face_count,
        count(*) filter (responses.mode = 'online') as online_count
    from intermediate.int_responses_weighted as responses
    group by all
),

shares as (
    select
        counted.*,
        date_trunc('quarter', counted.wave_on)::date as period_start,
        counted.phone_count / nullif(counted.answer_count, 0) as phone_share,
        counted.face_count / nullif(counted.answer_count, 0) as face_share,
        counted.online_count / nullif(counted.answer_count, 0) as online_share
    from counted
)

select
    shares.wave,
    shares.fielded_from,
    shares.fielded_to,
    shares.wave_on,
    shares.period_start,
    shares.answer_count,
    shares.street_count,
    shares.phone_share,
    shares.face_share,
    shares.online_share,
    -- Asked another way than the wave before, people answer another way: the trend line breaks
    -- where more than a fifth of the answers changed their mode.
    coalesce(
        greatest(
            abs(shares.phone_share - lag(shares.phone_share) over by_time),
            abs(shares.face_share - lag(shares.face_share) over by_time),
            abs(shares.online_share - lag(shares.online_share) over by_time)
        ) > 0.2,
        false
    ) as is_break
from shares
window by_time as (order by shares.wave_on, shares.wave)
