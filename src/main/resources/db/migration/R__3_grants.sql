-- Rights of the role that works. This file runs again, after the numbered migrations, whenever its text changes: it takes all
-- rights away first, so that it is the whole list. Histories get SELECT and INSERT only: they are append-only by rights.
revoke all on all tables in schema public from ${app};
revoke all on all sequences in schema public from ${app};
grant usage on schema public to ${app};

-- organisations, people, sessions
grant usage on sequence organisation_seq, person_seq, session_seq to ${app};
grant select, insert on organisation, person to ${app};
grant update (name, region_code, version, recorded_at, recorded_by) on organisation to ${app};
grant update (name, roles, password, active, version, recorded_at, recorded_by, appointed_by, password_ends_at) on person to ${app};
grant select, insert, update, delete on session, sign_in_failure, known_device to ${app};
grant select, insert, delete on second_factor, recovery_code to ${app};
grant update (secret, confirmed_at, last_step, failures, failed_at) on second_factor to ${app};

-- regions
grant select on region to ${app};
grant select, insert on region_statement to ${app};

-- catalogue
grant usage on sequence spec_seq to ${app};
grant select, insert on spec, spec_revision, catalogue_file to ${app};
grant update (revision, category, material, standard, search) on spec to ${app};
grant update (status) on spec_revision to ${app};
grant update (sha256, loaded_at, content, issue) on catalogue_file to ${app};

-- projects
grant usage on sequence project_seq, project_number_seq, building_seq, storey_seq to ${app};
grant select, insert, update on project, building to ${app};
grant select, insert, update, delete on storey to ${app};
grant select, insert, delete on project_party to ${app};
grant select, insert on building_version, take_off to ${app};

-- tokens
grant usage on sequence token_seq to ${app};
grant select, insert on token to ${app};
grant update (revoked_at) on token to ${app};
grant select, insert, update on token_use to ${app};

-- Statistics after a large bill; only the owner of a table may make them. One that another transaction makes is left to it.
create or replace function analyze_components() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze (skip_locked) component;
end $$;
revoke all on function analyze_components() from public;
grant execute on function analyze_components() to ${app};

-- components and joints
grant usage on sequence component_seq, joint_seq to ${app};
grant select, insert, update on component, joint to ${app};
grant select, insert on component_version, joint_version, joint_component to ${app};
grant select on component_quantity to ${app};

-- tracking
grant usage on sequence piece_seq, event_seq to ${app};
grant select, insert on tag_counter to ${app};
grant update (last_number) on tag_counter to ${app};
grant select, insert on piece to ${app};
grant update (component_id, live, stage, holds, place, net_quantity, released_on, produced_on, shipped_on, delivered_on,
  installed_on, accepted_on) on piece to ${app};
-- not recorded_at: the database states when an event was recorded
grant select on event to ${app};
grant insert (project_id, event_id, piece_id, other_piece_id, type, occurred_at, occurred_offset_minutes, occurred_precision,
  arrival, batch, recorded_by, organisation_id, source, schema_version, content, step, certificate, lot, lot_volume_m3, serial)
  on event to ${app};
grant select, insert on event_seal to ${app};
grant select, delete on event_unsealed to ${app};
grant insert (project_id, batch, events) on event_unsealed to ${app};

-- rule sets, evaluations, requirements, shares
grant usage on sequence building_change_seq to ${app};
grant select, insert on rule_set_draft, building_rule_set, evaluation, requirement to ${app};
grant delete on rule_set_draft to ${app};
grant select, insert, update, delete on building_change, building_result to ${app};

-- jobs
grant select, insert, update, delete on job, job_progress to ${app};
grant select, insert, delete on job_chunk to ${app};

-- audit; the id and the time of an entry are the database's
grant usage on sequence audit_entry_seq to ${app};
grant select on audit_entry to ${app};
grant insert (request_id, kind, person_id, organisation_id, address, method, path, query, project, region_code, status, change,
  counts, body_sha256) on audit_entry to ${app};
grant select, insert on audit_batch, audit_event_batch to ${app};
grant select, insert, delete on audit_unsealed to ${app};

-- row-level security (R__2_policies.sql) and deletion (V18)
revoke all on function app_project_lists, app_shows_component, app_shows_piece, app_shows_joint, app_shows_requirement, app_region,
  app_kept_by, app_delete_building, app_delete_project from public, ${app};
grant execute on function app_project_lists, app_shows_component, app_shows_piece, app_shows_joint, app_shows_requirement, app_region,
  app_kept_by, app_delete_building, app_delete_project to ${app};
