-- Matters as delivered, the city's own words for urgency brought to three.
-- grain: matter_id
select
    matters.matter_id,
    matters.grid_code,
    matters.community_code,
    matters.street_code,
    matters.category,
    case
        when lower(matters.class) in ('urgent', '紧急', '急', '特急') then 'urgent'
        when lower(matters.class) in ('complex', '复杂', '疑难') then 'complex'
        when matters.class is not null then 'ordinary'
    end as matter_class,
    matters.channel,
    coalesce(matters.is_grid_found, matters.channel = 'grid', false) as is_grid_found,
    matters.is_off_list,
    matters.reported_at,
    matters.due_at,
    matters.closed_at,
    matters.status,
    matters.load_seq,
    matters.file_no,
    matters.source_line
from lake.matters as matters
