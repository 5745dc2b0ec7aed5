-- Published and invented values and ranks of districts and counties.
-- grain: metric_id, area_code, peer_set, period
select
    rankings.metric_id,
    rankings.area_code,
    rankings.area_name,
    names.name_en as area_name_en,
    rankings.peer_set,
    rankings.period,
    rankings.value,
    rankings.unit,
    rankings.published_rank,
    rankings.peer_count,
    rankings.sample_count,
    rankings.citation,
    rankings.is_published,
    rankings.load_seq,
    rankings.file_no,
    rankings.source_line
from staging.stg_rankings as rankings
left join intermediate.int_peers_romanised as names on rankings.area_name = names.name_zh
