-- What a street counts is the sum of its classes, whichever way they are parted.
with parted as (
    select
        parts.metric_id,
        parts.area_code,
        parts.period_kind,
        parts.period_start,
        parts.dimension,
        sum(parts.numerator) as numerator,
        sum(parts.denominator) as denominator,
        bool_or(parts.denominator is null) as has_withheld
    from marts.fct_metric_parts as parts
    group by all
)

select
    parted.metric_id,
    parted.dimension,
    parted.area_code,
    parted.period_kind,
    parted.period_start,
    parted.numerator as part_numerator,
    counts.numerator,
    parted.denominator as part_denominator,
    counts.denominator
from parted
inner join marts.fct_metric_counts as counts
    on counts.level = 'street'
    and parted.metric_id = counts.metric_id
    and parted.area_code = counts.area_code
    and parted.period_kind = counts.period_kind
    and parted.period_start = counts.period_start
where
    not parted.has_withheld
    and counts.numerator is not null
    and (
        abs(parted.numerator - counts.numerator) > 1e-6 * (1 + abs(counts.numerator))
        or abs(parted.denominator - counts.denominator) > 1e-6 * (1 + abs(counts.denominator))
    )
