-- Households on the key list and their time on it.
-- grain: household_key, listed_on
select
    key_households.household_key,
    key_households.grid_code,
    key_households.listed_on,
    coalesce(key_households.delisted_on, date '9999-12-31') as delisted_on,
    key_households.load_seq,
    key_households.file_no,
    key_households.source_line
from lake.key_households as key_households
