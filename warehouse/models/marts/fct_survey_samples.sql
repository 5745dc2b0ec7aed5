-- The answers behind the estimates of an area and period: how many, how valid and how unequal.
-- grain: level, area_code, period_kind, period_start
with weighed as (
    select
        responses.*,
        responses.weight / nullif(
            avg(responses.weight) over (partition by responses.wave, responses.street_code), 0
        ) as weight_ratio
    from intermediate.int_responses_weighted as responses
),

placed as (
    select
        weighed.*,
        places.level,
        places.area_code,
        periods.period_kind,
        periods.period_start
    from weighed
    inner join marts.bridge_places_areas as places
        on 'area/' || weighed.street_code = places.place_key
        and places.level in ('street', 'district')
    inner join intermediate.int_periods_spanned as periods
        on periods.period_kind != 'month'
        and weighed.wave_on >= periods.period_start
        and weighed.wave_on < periods.next_start
)

select
    placed.level,
    placed.area_code,
    placed.period_kind,
    placed.period_start,
    count(*) as answer_count,
    count(placed.is_secure) as is_secure_count,
    count(placed.is_satisfied) as is_satisfied_count,
    count(placed.is_patrol_aware) as is_patrol_aware_count,
    count(placed.is_knowing_worker) as is_knowing_worker_count,
    pow(sum(placed.weight), 2) / nullif(sum(pow(placed.weight, 2)), 0) as effective_count,
    min(placed.weight_ratio) as least_weight_ratio,
    max(placed.weight_ratio) as most_weight_ratio
from placed
group by all
