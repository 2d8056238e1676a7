-- Finds the holds of a project that contradict what came later, page by page in the order in which they arrived.
create index event_hold_ix on event (project_id, arrival) where type in ('QC_FAIL', 'HOLD');
