-- Versions of grids as delivered.
-- grain: grid_code, valid_from
select
    grids.grid_code,
    grids.name,
    grids.kind,
    grids.setting,
    grids.community_code,
    grids.households as household_count,
    grids.residents as resident_count,
    grids.valid_from,
    grids.valid_to,
    grids.predecessor_codes,
    grids.geometry,
    grids.load_seq,
    grids.file_no,
    grids.source_line
from lake.grids as grids
