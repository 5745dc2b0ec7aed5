-- Members whose posting ended and who took up no other within the usual span, and where.
-- grain: member_code, left_on
with gap as (
    select max(limits.value)::integer as days
    from seeds.limits as limits
    where limits.name = 'leaver_gap_days'
),

known as (
    select max(periods.state_on) as known_on
    from intermediate.int_periods_spanned as periods
),

left_for_good as (
    select
        ended.member_code,
        ended.grid_code,
        ended.started_on,
        ended.ended_on as left_on
    from staging.stg_grid_members as ended
    cross join gap
    cross join known
    where
        ended.ended_on <= known.known_on
        and not exists (
            select 1
            from staging.stg_grid_members as other
            where
                other.member_code = ended.member_code
                and other.started_on <= ended.ended_on + gap.days
                and coalesce(other.ended_on, date '9999-12-31') > ended.ended_on
        )
)

select
    left_for_good.member_code,
    left_for_good.left_on,
    -- Whoever leaves several grids on one day leaves once. Where the last day is already that of
    -- the next version, or of none, the day before decides.
    arg_min(
        grids.grid_key,
        (left_for_good.left_on >= grids.valid_to, left_for_good.grid_code, grids.valid_from)
    ) as place_key
from left_for_good
left join intermediate.int_grids_versioned as grids
    on left_for_good.grid_code = grids.grid_code
    and left_for_good.left_on >= grids.valid_from
    and greatest(left_for_good.left_on - 1, left_for_good.started_on) < grids.valid_to
group by all
