-- Promised values; a null area means every area of the level.
-- grain: metric_id, area_code, level, period
select
    targets.metric_id,
    targets.area_code,
    targets.level,
    targets.period,
    targets.target,
    targets.floor,
    targets.goal_low,
    targets.goal_high
from staging.stg_targets as targets
