-- Disputes taken up and what came of them.
-- grain: mediation_id
select
    mediations.mediation_id,
    mediations.grid_code,
    mediations.community_code,
    mediations.kind,
    mediations.opened_on,
    mediations.concluded_on,
    mediations.outcome,
    mediations.load_seq,
    mediations.file_no,
    mediations.source_line
from lake.mediations as mediations
