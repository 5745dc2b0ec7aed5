-- Every delivered patrol is counted at a grid or counted as unmatched.
with delivered as (
    select count(*) as row_count
    from lake.patrols
),

kept as (
    select coalesce(sum(patrols.delivered_count), 0) as row_count
    from reductions.int_patrols_counted as patrols
),

unmatched as (
    select coalesce(sum(unmatched.row_count), 0) as row_count
    from marts.fct_unmatched as unmatched
    where unmatched.source = 'patrols' and unmatched.reason != 'date_out_of_reach'
)

select
    delivered.row_count as delivered_count,
    kept.row_count as kept_count,
    unmatched.row_count as unmatched_count
from delivered
cross join kept
cross join unmatched
where delivered.row_count != kept.row_count + unmatched.row_count
