-- Survey answers as delivered; an answer is null where the person gave none.
-- grain: response_id
select
    survey_responses.response_id,
    survey_responses.wave,
    survey_responses.fielded_from,
    survey_responses.fielded_to,
    survey_responses.mode,
    survey_responses.street_code,
    survey_responses.psu,
    survey_responses.age_band,
    survey_responses.sex,
    survey_responses.base_weight,
    survey_responses.security >= 4 as is_secure,
    survey_responses.satisfaction >= 4 as is_satisfied,
    survey_responses.patrol_aware = 'yes' as is_patrol_aware,
    survey_responses.knows_worker = 'yes' as is_knowing_worker,
    survey_responses.load_seq,
    survey_responses.file_no,
    survey_responses.source_line
from lake.survey_responses as survey_responses
