-- The second wall: whatever a statement asks for, the working role gets rows of those projects alone that who acts may see,
-- and writes no others. The application says who acts when it takes a connection (access/Sight); where nobody said, there is
-- nothing. The tables' owner, who migrates, sees all. See docs/adr/0024.

-- The project a call is about: it sees no other.
create function app_project() returns bigint language sql stable cost 0.01 as $$
  select nullif(current_setting('app.project', true), '')::bigint
$$;

-- The operator, and the server by itself.
create function app_sees_all() returns boolean language sql stable cost 0.01 as $$
  select coalesce(current_setting('app.all', true) = 'on', false)
$$;

-- What an organisation takes part in, and what lies in a regulator's region wholly or in part. Reads as the owner: what may be
-- seen is not limited by what may be seen.
create function app_projects() returns setof bigint language sql stable security definer cost 0.01 rows 1
set search_path = public, pg_temp as $$
  select project_id from project_party
  where organisation_id = nullif(current_setting('app.organisation', true), '')::bigint
  union
  select id from project
  where current_setting('app.region', true) <> '' and region_code like current_setting('app.region', true)
  union
  select project_id from building
  where current_setting('app.region', true) <> '' and region_code like current_setting('app.region', true)
$$;

-- Where projects lie that somebody named, whether who acts sees them or not: the audit keeps it for who oversees the region. Of
-- several, the smallest region they have in common.
create function app_region(project_codes text[]) returns text language sql stable security definer
set search_path = public, pg_temp as $$
  select case
    when first = last then first
    when left(first, 4) = left(last, 4) then left(first, 4)
    when left(first, 2) = left(last, 2) then left(first, 2) end
  from (select min(region_code collate "C") as first, max(region_code collate "C") as last
    from project where code = any (project_codes)) as of_all
$$;
revoke execute on function app_projects, app_region from public;
grant execute on function app_projects, app_region to ${app};

-- In the order of what it costs: of a call about one project numbers are compared and no more. The sub-selects are worked out
-- once for a statement. Said as "is not null" because the planner takes that for nearly all rows whatever is in it, and with
-- costs next to nothing: so its plans are those it makes without a policy.
do $$
declare
  project_table text;
begin
  foreach project_table in array array[
    'project', 'project_party', 'building', 'building_version', 'storey', 'take_off', 'component', 'component_version',
    'tag_counter', 'piece', 'event', 'joint', 'joint_version', 'joint_component', 'requirement', 'evaluation',
    'building_rule_set', 'building_change', 'building_result']
  loop
    execute format('alter table %I enable row level security', project_table);
    execute format($policy$
      create policy %1$I on %2$I using (nullif(
        coalesce(%3$I = (select app_project()), (select app_sees_all()) or %3$I in (select app_projects())),
        false) is not null)$policy$,
      project_table || '_sight_pl', project_table, case project_table when 'project' then 'id' else 'project_id' end);
  end loop;
end
$$;

-- A view reads with the rights of who asks.
alter view component_quantity set (security_invoker = true);
