-- Periods with the moment at which open matters are judged: the period's end or the cut-off.
-- grain: period_kind, period_start
select
    periods.*,
    least(
        periods.next_start::timestamp,
        coalesce(cutoffs.cutoff_at, timestamp '9999-12-31')
    ) as judged_at
from intermediate.int_periods_spanned as periods
left join intermediate.int_cutoffs as cutoffs on cutoffs.source = 'matters'
