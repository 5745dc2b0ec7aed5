-- The metrics that a doubt touches.
-- grain: check_id, subject, metric_id
select
    metrics.check_id,
    metrics.subject,
    metrics.metric_id
from seeds.doubt_metrics as metrics
