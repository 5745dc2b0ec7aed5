-- What a metric must say of itself because of what was, or was not, delivered.
-- grain: metric_id, caveat
select
    'pb_key_visits' as metric_id,
    'key_list_stands_in' as caveat
where
    not exists (select 1 from staging.stg_key_households)
    and exists (
        select 1
        from staging.stg_household_visits as visits
        where visits.is_key_household
    )
