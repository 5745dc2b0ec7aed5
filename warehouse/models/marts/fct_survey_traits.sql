-- Answers and residents by sex and by age band: what the weighting puts right.
-- grain: period_kind, period_start, trait, value
with periods as (
    select periods.*
    from intermediate.int_periods_spanned as periods
    where periods.period_kind != 'month'
),

answers as (
    select
        responses.wave,
        responses.street_code,
        responses.wave_on,
        unnest(['sex', 'age_band']) as trait,
        unnest([responses.sex, responses.age_band]) as value,
        responses.prior_weight,
        responses.weight
    from intermediate.int_responses_weighted as responses
),

answered as (
    select
        periods.period_kind,
        periods.period_start,
        answers.trait,
        answers.value,
        count(*) as answer_count,
        sum(answers.prior_weight) as base_weight,
        sum(answers.weight) as weight
    from answers
    inner join periods
        on answers.wave_on >= periods.period_start and answers.wave_on < periods.next_start
    where answers.value is not null
    group by all
),

asked as (
    select
        responses.wave,
        responses.street_code,
        max(responses.wave_on) as wave_on
    from intermediate.int_responses_weighted as responses
    group by all
),

residents as (
    select
        periods.period_kind,
        periods.period_start,
        unnest(['sex', 'age_band']) as trait,
        unnest([margins.sex, margins.age_band]) as value,
        margins.resident_count
    from staging.stg_survey_margins as margins
    inner join asked
        on margins.wave = asked.wave and margins.street_code = asked.street_code
    inner join periods
        on asked.wave_on >= periods.period_start and asked.wave_on < periods.next_start
),

living as (
    select
        residents.period_kind,
        residents.period_start,
        residents.trait,
        residents.value,
        sum(residents.resident_count)::bigint as resident_count
    from residents
    group by all
)

select
    answered.period_kind,
    answered.period_start,
    answered.trait,
    answered.value,
    answered.answer_count,
    -- Residents of every wave asked; null where no wave brought its margins.
    living.resident_count,
    answered.base_weight,
    answered.weight
from answered
left join living
    on answered.period_kind = living.period_kind
    and answered.period_start = living.period_start
    and answered.trait = living.trait
    and answered.value = living.value
