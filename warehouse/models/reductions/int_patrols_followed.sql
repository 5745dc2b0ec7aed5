-- Pairs of successive patrols of one member, by the grid version and month of the later one, and
-- how many of them no vehicle could have joined. Both patrols must have a position.
-- grain: grid_key, month_start
with followed as (
    select
        patrols.grid_code,
        patrols.started_at,
        patrols.longitude,
        patrols.latitude,
        lag(patrols.longitude) over (
            partition by patrols.member_code
            order by patrols.started_at, patrols.ended_at, patrols.longitude, patrols.latitude
        ) as longitude_before,
        lag(patrols.latitude) over (
            partition by patrols.member_code
            order by patrols.started_at, patrols.ended_at, patrols.longitude, patrols.latitude
        ) as latitude_before,
        lag(coalesce(patrols.ended_at, patrols.started_at)) over (
            partition by patrols.member_code
            order by patrols.started_at, patrols.ended_at, patrols.longitude, patrols.latitude
        ) as left_at
    from staging.stg_patrols as patrols
    where
        patrols.member_code is not null
        and patrols.longitude is not null
        and patrols.latitude is not null
),

measured as (
    select
        pairs.grid_code,
        pairs.started_at,
        (pairs.latitude - pairs.latitude_before) * limits.latitude_degree_m as north_m,
        (pairs.longitude - pairs.longitude_before) * limits.longitude_degree_m as east_m,
        limits.travel_slack_m
        + limits.travel_m_per_second
        * greatest(date_diff('second', pairs.left_at, pairs.started_at), 0) as reach_m
    from followed as pairs
    cross join intermediate.int_doubt_limits as limits
    where pairs.left_at is not null
)

select
    grids.grid_key,
    cast(date_trunc('month', pairs.started_at) as date) as month_start,
    cast(count(*) as bigint) as pair_count,
    cast(
        sum(
            case
                when
                    pairs.north_m * pairs.north_m + pairs.east_m * pairs.east_m
                    > pairs.reach_m * pairs.reach_m
                    then 1
                else 0
            end
        ) as bigint
    ) as impossible_count
from measured as pairs
inner join intermediate.int_grids_versioned as grids
    on pairs.grid_code = grids.grid_code
    and cast(pairs.started_at as date) >= grids.valid_from
    and cast(pairs.started_at as date) < grids.valid_to
group by
    grids.grid_key,
    cast(date_trunc('month', pairs.started_at) as date)
