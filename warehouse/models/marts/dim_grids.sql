-- Grids with every change of boundary, kind or parent as a version of its own.
-- grain: grid_key
select
    grids.grid_key,
    grids.grid_code,
    grids.name_zh,
    grids.name_en,
    grids.kind,
    grids.setting,
    grids.community_code,
    grids.street_code,
    grids.household_count,
    grids.resident_count,
    grids.valid_from,
    grids.valid_to,
    grids.load_seq,
    grids.file_no,
    grids.source_line
from intermediate.int_grids_versioned as grids
