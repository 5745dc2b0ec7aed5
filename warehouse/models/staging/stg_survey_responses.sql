-- Survey answers as delivered; an answer is null where the person gave none.
-- grain: response_id
with spans as (
    select
        responses.*,
        -- A wave may be named for the time it stands for, and be asked a little later.
        case
            when regexp_matches(responses.wave, '^\d{4}-Q[1-4]$')
                then make_date(responses.wave[:4]::integer, 3 * responses.wave[7:]::integer - 2, 1)
            when regexp_matches(responses.wave, '^\d{4}-H[12]$')
                then make_date(responses.wave[:4]::integer, 6 * responses.wave[7:]::integer - 5, 1)
            when regexp_matches(responses.wave, '^\d{4}-(0[1-9]|1[0-2])$')
                then make_date(responses.wave[:4]::integer, responses.wave[6:]::integer, 1)
            when regexp_matches(responses.wave, '^\d{4}$')
                then make_date(responses.wave::integer, 1, 1)
        end as wave_start,
        case
            when responses.wave like '%Q%' then interval 3 month
            when responses.wave like '%H%' then interval 6 month
            when length(responses.wave) > 4 then interval 1 month
            else interval 1 year
        end as wave_span
    from lake.survey_responses as responses
)

select
    spans.response_id,
    spans.wave,
    spans.fielded_from,
    spans.fielded_to,
    least(
        greatest(spans.fielded_to, spans.wave_start),
        (spans.wave_start + spans.wave_span - interval 1 day)::date
    ) as wave_on,
    spans.mode,
    spans.street_code,
    spans.psu,
    spans.age_band,
    spans.sex,
    spans.base_weight,
    spans.security as security_score,
    spans.satisfaction as satisfaction_score,
    spans.security >= 4 as is_secure,
    spans.satisfaction >= 4 as is_satisfied,
    spans.patrol_aware = 'yes' as is_patrol_aware,
    spans.knows_worker = 'yes' as is_knowing_worker,
    spans.load_seq,
    spans.file_no,
    spans.source_line
from spans
