-- Row-level security: whatever a statement asks for, the role that works reads and writes rows of visible projects only. Which
-- these are follows from four settings, which the application sets when it takes a connection (class RowSecurity): app.project,
-- the one project of a call, besides which no other is visible; app.all, for the operator and the server itself;
-- app.organisation and app.region (a pattern of LIKE), for calls about no project. Without them nothing is visible. The owner of
-- the tables, who migrates, is not restricted. Why the policies are written this way: docs/adr/0024. This file runs again, after
-- the numbered migrations, whenever its text changes.

-- Whether a statement is marked as being about the one project of the call. Declared immutable so that the planner replaces it
-- by its value: the plan of a statement and its text belong together, also where the plan is kept.
create or replace function app_one_project() returns boolean language plpgsql immutable parallel safe as $$
begin
  return starts_with(current_query(), '/* one project */');
end
$$;

-- The projects in which the organisation takes part, and those that lie in a regulator's region wholly or in part, in 16 lists
-- by a hash, so that looking up a project stays cheap where there are thousands. Reads as the owner: what is visible cannot
-- depend on what is visible.
create or replace function app_project_lists() returns table (name text, ids text)
language sql stable security definer set search_path = public, pg_temp as $$
  select 'app.projects_' || list, coalesce(',' || string_agg(visible.id::text, ',') || ',', '')
  from generate_series(0, 15) as list
  left join (
    select project_id as id from project_party
    where organisation_id = nullif(current_setting('app.organisation', true), '')::bigint
    union
    select project.id from project
    where current_setting('app.region', true) <> '' and region_code like current_setting('app.region', true)
    union
    select project_id from building
    where current_setting('app.region', true) <> '' and region_code like current_setting('app.region', true)) as visible
  on hashint8(visible.id) & 15 = list
  group by list
$$;

-- One of the lists. The first use in a transaction makes all of them; they end with it.
create or replace function app_visible(list int) returns text language plpgsql stable cost 0.01 as $$
begin
  if current_setting('app.visible', true) is distinct from 'on' then
    perform set_config(name, ids, true) from app_project_lists();
    perform set_config('app.visible', 'on', true);
  end if;
  return current_setting('app.projects_' || list);
end
$$;

-- The region of projects that a request names, visible or not: the audit keeps it for the regulator of the region. Of several
-- projects, the smallest region that contains them all.
create or replace function app_region(project_codes text[]) returns text language sql stable security definer
set search_path = public, pg_temp as $$
  select case
    when first = last then first
    when left(first, 4) = left(last, 4) then left(first, 4)
    when left(first, 2) = left(last, 2) then left(first, 2) end
  from (select min(region_code collate "C") as first, max(region_code collate "C") as last
    from project where code = any (project_codes)) as of_all
$$;

-- One policy for every table of projects, without sub-selects, which a distributed table refuses. Both branches are safe by
-- themselves: they read the settings when the statement runs.
-- The first, of marked statements: a plain equation, which the planner merges with the statement's own condition on the
-- project, so that it is checked once for a scan. It shows nothing where the call is about no project.
-- The second is evaluated for each row, and is correct for every statement. "nullif(…, false) is not null" is estimated to keep
-- nearly all rows, whatever is in it, so that the plans are those made without a policy.
do $$
declare
  project_table text;
begin
  foreach project_table in array array[
    'project', 'project_party', 'building', 'building_version', 'storey', 'take_off', 'component', 'component_version',
    'tag_counter', 'piece', 'event', 'joint', 'joint_version', 'joint_component', 'requirement', 'evaluation',
    'building_rule_set', 'building_change', 'building_result', 'event_seal', 'event_unsealed', 'audit_event_batch']
  loop
    execute format('alter table %I enable row level security', project_table);
    if exists (select from pg_policies where schemaname = 'public' and tablename = project_table) then
      execute format('drop policy %I on %I', project_table || '_visible_pl', project_table);
    end if;
    execute format($policy$
      create policy %1$I on %2$I using (case when app_one_project()
        then %3$I = nullif(current_setting('app.project', true), '')::bigint
        else nullif(coalesce(
          %3$I = nullif(current_setting('app.project', true), '')::bigint,
          current_setting('app.all', true) = 'on'
            or position(',' || %3$I || ',' in case when current_setting('app.visible', true) = 'on'
              then current_setting('app.projects_' || (hashint8(%3$I) & 15))
              else app_visible(hashint8(%3$I) & 15) end) > 0),
          false) is not null end)$policy$,
      project_table || '_visible_pl', project_table, case project_table when 'project' then 'id' else 'project_id' end);
  end loop;
end
$$;
