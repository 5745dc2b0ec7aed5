-- Members whose posting ended and who took up no other within the usual span.
-- grain: member_code, left_on
with gap as (
    select max(limits.value)::integer as days
    from seeds.limits as limits
    where limits.name = 'leaver_gap_days'
)

select
    ended.member_code,
    ended.ended_on as left_on,
    min(ended.grid_code) as grid_code
from staging.stg_grid_members as ended
cross join gap
where
    ended.ended_on is not null
    and not exists (
        select 1
        from staging.stg_grid_members as other
        where
            other.member_code = ended.member_code
            and other.started_on <= ended.ended_on + gap.days
            and coalesce(other.ended_on, date '9999-12-31') > ended.ended_on
    )
group by all
