-- Matters, what was due of them and what came of them, judged at the delivery's cut-off.
-- grain: matter_id
select
    matters.matter_id,
    matters.place_key,
    matters.category,
    matters.matter_class,
    matters.channel,
    matters.status,
    matters.is_grid_found,
    matters.reported_at,
    matters.due_at,
    matters.closed_at,
    matters.reported_at::date as reported_on,
    matters.due_at::date as due_on,
    matters.closed_at::date as closed_on,
    timed.accept_due_at::date as accept_due_on,
    timed.dispatch_due_at::date as dispatch_due_on,
    timed.contact_due_at::date as contact_due_on,
    if(timed.matter_id is not null, matters.closed_at::date, null) as traced_closed_on,
    matters.status = 'terminated' as is_terminated,
    matters.status = 'cancelled' as is_cancelled,
    matters.status in ('terminated', 'cancelled') as is_excluded,
    -- When a matter that was taken off the books went.
    if(
        matters.status in ('terminated', 'cancelled'),
        coalesce(matters.closed_at, timed.terminated_at),
        null
    ) as excluded_at,
    matters.status in ('open', 'closed') and matters.due_at <= matters.cutoff_at as is_due,
    -- Still open when due means late, not unknown.
    coalesce(matters.closed_at <= matters.due_at, false) as is_closed_on_time,
    matters.status in ('open', 'closed') and timed.accept_due_at <= timed.traced_until
        as is_accept_due,
    coalesce(timed.accepted_at <= timed.accept_due_at, false) as is_accepted_on_time,
    matters.status in ('open', 'closed') and timed.dispatch_due_at <= timed.traced_until
        as is_dispatch_due,
    coalesce(timed.dispatched_at <= timed.dispatch_due_at, false) as is_dispatched_on_time,
    matters.status in ('open', 'closed') and timed.contact_due_at <= timed.traced_until
        as is_contact_due,
    coalesce(timed.contacted_at <= timed.contact_due_at, false) as is_contacted_on_time,
    timed.returned_at is not null as is_returned,
    if(timed.matter_id is not null, matters.due_at::date, null) as traced_due_on,
    coalesce(matters.status = 'closed' and matters.closed_at <= matters.cutoff_at, false)
        as is_closed,
    coalesce(timed.has_all_six_stamps, false) as is_loop_complete,
    timed.revisited_at is not null as is_revisited,
    timed.reached_street_at,
    matters.cutoff_at,
    matters.load_seq,
    matters.file_no,
    matters.source_line
from intermediate.int_matters_placed as matters
left join intermediate.int_matters_timed as timed on matters.matter_id = timed.matter_id
where matters.place_key is not null
