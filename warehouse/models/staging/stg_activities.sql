-- Activities of communities and villages.
-- grain: activity_id
select
    activities.activity_id,
    activities.community_code,
    activities.kind,
    activities.held_on,
    activities.participants as participant_count,
    activities.load_seq,
    activities.file_no,
    activities.source_line
from lake.activities as activities
