-- Postings of grid members.
-- grain: member_code, grid_code, started_on
select
    grid_members.member_code,
    grid_members.grid_code,
    grid_members.role,
    grid_members.is_party_member,
    grid_members.started_on,
    grid_members.ended_on,
    grid_members.training_hours,
    grid_members.load_seq,
    grid_members.file_no,
    grid_members.source_line
from lake.grid_members as grid_members
