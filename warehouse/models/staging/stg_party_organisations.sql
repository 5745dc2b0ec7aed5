-- Party branches, homes, pairings and enterprise organisations.
-- grain: organisation_id
select
    party_organisations.organisation_id,
    party_organisations.kind,
    party_organisations.grid_code,
    party_organisations.community_code,
    party_organisations.since as started_on,
    party_organisations.until as ended_on,
    party_organisations.members as member_count,
    party_organisations.load_seq,
    party_organisations.file_no,
    party_organisations.source_line
from lake.party_organisations as party_organisations
