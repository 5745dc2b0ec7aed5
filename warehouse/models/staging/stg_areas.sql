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
    areas.geometry,
    areas.load_seq,
    areas.file_no,
    areas.source_line
from lake.areas as areas
