-- Every comparison of a street and quarter that the checks for doubtful data made, and whether it
-- is worth checking: more was observed than chance allows, beyond what is believed anyway.
-- grain: doubt_id
with tested as (
    select
        tested.check_id,
        tested.subject,
        tested.part,
        tested.street_code,
        tested.period_start,
        tested.unit_code,
        tested.comparison_count,
        tested.observed_count,
        tested.trial_count,
        tested.expected_share
    from intermediate.int_doubts_tested as tested
    union all
    select
        'full_scores' as check_id,
        scores.metric_id as subject,
        1 as part,
        scores.street_code,
        scores.period_start,
        '' as unit_code,
        1 as comparison_count,
        scores.full_count as observed_count,
        scores.unit_count as trial_count,
        scores.expected_count / nullif(scores.unit_count, 0) as expected_share
    from marts.fct_full_scores as scores
),

bounded as (
    select
        tested.*,
        case
            when tested.observed_count > tested.trial_count * tested.expected_share
                then
                    -- Chernoff's bound of the binomial tail: the tail itself is never larger.
                    -tested.observed_count * ln(
                        tested.observed_count
                        / nullif(tested.trial_count * tested.expected_share, 0)
                    ) - case
                        when tested.observed_count < tested.trial_count
                            then
                                (tested.trial_count - tested.observed_count) * ln(
                                    (tested.trial_count - tested.observed_count)
                                    / nullif(tested.trial_count * (1 - tested.expected_share), 0)
                                )
                        else 0
                    end
            else 0
        end as log_chance
    from tested
    where tested.trial_count > 0 and tested.expected_share > 0
),

strongest as (
    -- Of the units of a street, the one that stands out most.
    select
        bounded.check_id,
        bounded.subject,
        bounded.part,
        bounded.street_code,
        bounded.period_start,
        sum(bounded.comparison_count) as comparison_count,
        arg_min(bounded.unit_code, (bounded.log_chance, bounded.unit_code)) as unit_code,
        arg_min(bounded.observed_count, (bounded.log_chance, bounded.unit_code)) as observed_count,
        arg_min(bounded.trial_count, (bounded.log_chance, bounded.unit_code)) as trial_count,
        arg_min(bounded.expected_share, (bounded.log_chance, bounded.unit_code)) as expected_share,
        min(bounded.log_chance) as log_chance
    from bounded
    group by all
),

joined as (
    -- A check of two parts is as sure as the less sure of them; the first is what is told.
    select
        strongest.check_id,
        strongest.subject,
        strongest.street_code,
        strongest.period_start,
        max(strongest.comparison_count) as comparison_count,
        max(strongest.unit_code) filter (strongest.part = 1) as unit_code,
        max(strongest.observed_count) filter (strongest.part = 1) as observed_count,
        max(strongest.trial_count) filter (strongest.part = 1) as trial_count,
        max(strongest.expected_share) filter (strongest.part = 1) as expected_share,
        max(strongest.log_chance) as log_chance,
        max(strongest.part) as part_count
    from strongest
    group by all
)

select
    concat_ws('/', joined.check_id, joined.subject, joined.street_code, joined.period_start)
        as doubt_id,
    joined.check_id,
    joined.subject,
    joined.street_code as area_code,
    nullif(joined.unit_code, '') as unit_code,
    'quarter' as period_kind,
    joined.period_start,
    joined.observed_count::bigint as observed_count,
    joined.trial_count::bigint as trial_count,
    joined.trial_count * joined.expected_share as expected_count,
    exp(joined.log_chance) as chance,
    limits.chance as quarter_chance,
    limits.chance / sum(joined.comparison_count) over in_quarter as allowed_chance,
    coalesce(
        joined.log_chance <= ln(limits.chance / sum(joined.comparison_count) over in_quarter),
        false
    ) as is_doubtful
from joined
cross join intermediate.int_doubt_limits as limits
where joined.observed_count is not null
window in_quarter as (partition by joined.check_id, joined.period_start)
