-- What happened, for the breaks in a series.
-- grain: occurred_on, label_zh
select
    annotations."on" as occurred_on,
    annotations.area_code,
    annotations.label_zh,
    annotations.label_en,
    annotations.source
from lake.annotations as annotations
