-- Patrols as delivered, points in WGS-84.
-- grain: patrol_id
select
    patrols.patrol_id,
    patrols.grid_code,
    patrols.member_code,
    patrols.planned_at,
    patrols.started_at,
    patrols.ended_at,
    patrols.longitude,
    patrols.latitude,
    patrols.findings as finding_count,
    patrols.load_seq,
    patrols.file_no,
    patrols.source_line
from lake.patrols as patrols
