-- What the checks for doubtful data take for possible, and the size of a degree here.
-- grain: chance
select
    max(limits.value) filter (limits.name = 'chance') as chance,
    max(limits.value) filter (limits.name = 'full_scores_tolerated') as full_scores_tolerated,
    max(limits.value) filter (limits.name = 'travel_kmh') / 3.6 as travel_m_per_second,
    max(limits.value) filter (limits.name = 'travel_slack_m') as travel_slack_m,
    max(limits.value) filter (limits.name = 'travel_tolerated') as travel_tolerated,
    max(limits.value) filter (limits.name = 'month_end_days') as month_end_days,
    max(limits.value) filter (limits.name = 'month_end_tolerated') as month_end_tolerated,
    max(limits.value) filter (limits.name = 'identical_least_answers') as identical_least_answers,
    max(limits.value) filter (limits.name = 'identical_tolerated') as identical_tolerated,
    max(limits.value) filter (limits.name = 'terminations_tolerated') as terminations_tolerated,
    111320.0 as latitude_degree_m,
    -- One width for the whole district: it spans less than a degree.
    111320.0 * cos(radians((select avg(patrols.latitude) from staging.stg_patrols as patrols)))
        as longitude_degree_m
from seeds.doubt_limits as limits
