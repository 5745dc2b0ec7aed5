-- Party organisations at the end of a period.
-- grain: place_key, period_kind, period_start
select
    organisations.place_key,
    organisations.period_kind,
    organisations.period_start,
    -- A grid with two branches is one grid with a branch.
    max(
        (organisations.kind = 'branch' and organisations.grid_kind = 'comprehensive')::integer
    ) as comprehensive_with_branch_count,
    max(
        (organisations.kind = 'branch' and organisations.grid_key is not null)::integer
    ) as grid_with_branch_count,
    count(*) filter (organisations.kind = 'branch') as branch_count,
    count(*) filter (organisations.kind = 'home') as home_count,
    count(*) filter (organisations.kind = 'pairing') as pairing_count,
    count(*) filter (organisations.kind = 'enterprise') as enterprise_count,
    sum(organisations.member_count) filter (organisations.kind = 'branch')::bigint
        as party_member_count
from intermediate.int_organisations_placed as organisations
where organisations.place_key is not null
group by all
