-- Periods with the moment before which everything about matters is known: the period's end, or
-- the cut-off. A period that begins after the cut-off is not judged.
-- grain: period_kind, period_start
select
    periods.period_kind,
    periods.period_start,
    periods.next_start,
    -- What happened at the cut-off itself is known.
    least(periods.next_start::timestamp, cutoffs.cutoff_at + interval 1 microsecond) as judged_at
from intermediate.int_periods_spanned as periods
inner join intermediate.int_cutoffs as cutoffs
    on cutoffs.source = 'matters' and periods.period_start <= cutoffs.cutoff_at
