-- Delivered files: where a row of any mart came from.
-- grain: load_seq, file_no
select
    files.load_seq,
    files.file_no,
    files.load_id,
    files.file,
    files.source,
    files.mode,
    files.loaded_at,
    files.accepted_count,
    coalesce(files.as_of, files.exported_at) as stated_at
from lake.files as files
