-- Months, quarters, halves and years that the delivered events span.
-- grain: period_kind, period_start
select
    periods.period_kind,
    periods.period_start,
    periods.next_start,
    periods.state_on,
    periods.period
from intermediate.int_periods_spanned as periods
