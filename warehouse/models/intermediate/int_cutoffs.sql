-- Until when each source is known: the operator's word, else the export's, else the latest event.
-- grain: source
with stated as (
    select
        files.source,
        coalesce(files.as_of, files.exported_at, files.latest) as cutoff_at
    from lake.files as files
)

select
    stated.source,
    max(stated.cutoff_at) as cutoff_at
from stated
where stated.cutoff_at is not null
group by all
