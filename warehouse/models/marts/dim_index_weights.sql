-- How much each metric counts in the index, as the district's file had it at the build.
-- grain: metric_id
select
    weights.metric_id,
    weights.pillar,
    weights.pillar_weight,
    weights.metric_weight
from seeds.index_weights as weights
