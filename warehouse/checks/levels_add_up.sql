-- What is counted at streets adds up to the district, unless small numbers are withheld.
with streets as (
    select
        counts.metric_id,
        counts.period_kind,
        counts.period_start,
        sum(counts.numerator) as numerator,
        sum(counts.denominator) as denominator,
        bool_or(counts.numerator is null) as has_withheld
    from marts.fct_metric_counts as counts
    where counts.level = 'street'
    group by all
),

districts as (
    select
        counts.metric_id,
        counts.period_kind,
        counts.period_start,
        sum(counts.numerator) as numerator,
        sum(counts.denominator) as denominator
    from marts.fct_metric_counts as counts
    -- Estimates and medians do not add up, and are not meant to.
    where counts.level = 'district' and counts.value is null
    group by all
)

select
    districts.metric_id,
    districts.period_kind,
    districts.period_start,
    districts.numerator,
    streets.numerator as street_numerator,
    districts.denominator,
    streets.denominator as street_denominator
from districts
inner join streets
    on districts.metric_id = streets.metric_id
    and districts.period_kind = streets.period_kind
    and districts.period_start = streets.period_start
where
    not streets.has_withheld
    and districts.numerator is not null
    and (
        abs(districts.numerator - streets.numerator) > 1e-6 * (1 + abs(districts.numerator))
        or abs(districts.denominator - streets.denominator)
        > 1e-6 * (1 + abs(districts.denominator))
    )
