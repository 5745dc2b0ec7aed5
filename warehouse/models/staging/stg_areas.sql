-- Areas as delivered; the same code may mean another place in another code system.
-- grain: code_system, area_code
select
    areas.code_system,
    areas.code as area_code,
    areas.name,
    areas.level,
    areas.parent_code,
    areas.managed_by,
    areas.peer_group,
    areas.households as household_count,
    areas.residents as resident_count,
    coalesce(areas.valid_from, date '1900-01-01') as valid_from,
    coalesce(areas.valid_to, date '9999-12-31') as valid_to,
    areas.geometry,
    areas.load_seq,
    areas.file_no,
    areas.source_line
from lake.areas as areas
