-- What happened, for the breaks in a series.
-- grain: occurred_on, label_zh
select
    annotations.occurred_on,
    annotations.area_code,
    annotations.label_zh,
    coalesce(annotations.label_en, annotations.label_zh) as label_en,
    annotations.source
from staging.stg_annotations as annotations
