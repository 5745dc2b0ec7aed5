-- Residents that each cell of a survey wave stands for.
-- grain: wave, street_code, sex, age_band
select
    survey_margins.wave,
    survey_margins.street_code,
    survey_margins.sex,
    survey_margins.age_band,
    survey_margins.residents as resident_count
from lake.survey_margins as survey_margins
