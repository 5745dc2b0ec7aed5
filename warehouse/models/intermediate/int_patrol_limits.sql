-- The two spans that decide whether a patrol counts and whether it was on time.
-- grain: minimum_minutes, on_time_minutes
select
    max(limits.value) filter (limits.name = 'patrol_minimum_minutes') as minimum_minutes,
    max(limits.value) filter (limits.name = 'patrol_on_time_minutes') as on_time_minutes
from seeds.limits as limits
