-- Until when each source is known.
-- grain: source
select
    cutoffs.source,
    cutoffs.cutoff_at
from intermediate.int_cutoffs as cutoffs
