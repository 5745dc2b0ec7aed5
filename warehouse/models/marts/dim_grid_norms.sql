-- Sizes and workloads that comprehensive grids are held against, by setting.
-- grain: setting, name
select
    norms.setting,
    norms.name,
    norms.value::double as norm_value,
    norms.unit,
    norms.note
from seeds.grid_norms as norms
