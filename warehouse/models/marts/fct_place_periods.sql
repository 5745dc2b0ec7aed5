-- What a grid or community has at the end of a period, or did within it; every column adds up.
-- grain: place_key, period_kind, period_start
with pieces as (
    select * from intermediate.int_grids_counted
    union all by name
    select * from intermediate.int_party_counted
    union all by name
    select * from intermediate.int_coverage_counted
    union all by name
    select * from intermediate.int_visits_counted
    union all by name
    select * from intermediate.int_key_visits_counted
    union all by name
    select * from intermediate.int_members_counted
    union all by name
    select * from intermediate.int_vacancies_counted
    union all by name
    select * from intermediate.int_workload_counted
    union all by name
    select * from intermediate.int_meetings_counted
)

select
    pieces.place_key,
    pieces.period_kind,
    pieces.period_start,
    sum(pieces.grid_count)::bigint as grid_count,
    sum(pieces.comprehensive_count)::bigint as comprehensive_count,
    sum(pieces.dedicated_count)::bigint as dedicated_count,
    sum(pieces.household_count)::bigint as household_count,
    sum(pieces.resident_count)::bigint as resident_count,
    sum(pieces.comprehensive_household_count)::bigint as comprehensive_household_count,
    sum(pieces.comprehensive_sized_count)::bigint as comprehensive_sized_count,
    sum(pieces.comprehensive_with_branch_count)::bigint as comprehensive_with_branch_count,
    sum(pieces.grid_with_branch_count)::bigint as grid_with_branch_count,
    sum(pieces.branch_count)::bigint as branch_count,
    sum(pieces.home_count)::bigint as home_count,
    sum(pieces.pairing_count)::bigint as pairing_count,
    sum(pieces.enterprise_count)::bigint as enterprise_count,
    sum(pieces.party_member_count)::bigint as party_member_count,
    sum(pieces.active_grid_count)::bigint as active_grid_count,
    sum(pieces.patrolled_grid_count)::bigint as patrolled_grid_count,
    -- Persons and households shared between places are parts of one.
    round(sum(pieces.visited_household_count), 12)::double as visited_household_count,
    sum(pieces.visitable_household_count)::bigint as visitable_household_count,
    round(sum(pieces.listed_key_count), 12)::double as listed_key_count,
    round(sum(pieces.visited_key_count), 12)::double as visited_key_count,
    round(sum(pieces.member_count), 12)::double as member_count,
    round(sum(pieces.full_time_count), 12)::double as full_time_count,
    round(sum(pieces.part_time_count), 12)::double as part_time_count,
    round(sum(pieces.training_hours), 12)::double as training_hours,
    round(sum(pieces.trained_count), 12)::double as trained_count,
    sum(pieces.leaver_count)::bigint as leaver_count,
    round(sum(pieces.average_member_count), 12)::double as average_member_count,
    round(sum(pieces.full_time_month_count), 12)::double as full_time_month_count,
    sum(pieces.vacant_grid_count)::bigint as vacant_grid_count,
    sum(pieces.registered_matter_count)::bigint as registered_matter_count,
    sum(pieces.meeting_count)::bigint as meeting_count,
    sum(pieces.volunteer_count)::bigint as volunteer_count,
    sum(pieces.community_quarter_count)::double as community_quarter_count
from pieces
group by all
