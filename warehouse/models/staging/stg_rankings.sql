-- Values and ranks of districts and counties, each with its source.
-- grain: metric_id, area_code, peer_set, period
select
    rankings.metric as metric_id,
    rankings.area_code,
    rankings.area as area_name,
    rankings.peer_set,
    rankings.period,
    -- Published in per cent; shares are 0-1 everywhere here.
    if(rankings.unit = '%', rankings.value / 100, rankings.value) as value,
    if(rankings.unit = '%', 'share', rankings.unit) as unit,
    rankings.rank as published_rank,
    rankings.peers as peer_count,
    rankings.n as sample_count,
    rankings.citation,
    rankings.is_published,
    rankings.load_seq,
    rankings.file_no,
    rankings.source_line
from lake.rankings as rankings
