-- Visits to households, by hashed key.
-- grain: visit_id
select
    household_visits.visit_id,
    household_visits.grid_code,
    household_visits.household_key,
    household_visits.is_key_household,
    household_visits.visited_on,
    household_visits.load_seq,
    household_visits.file_no,
    household_visits.source_line
from lake.household_visits as household_visits
