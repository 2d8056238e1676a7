-- Row-level security: whatever a statement asks for, the role that works reads and writes rows of visible projects only. Which
-- these are follows from five settings, which the application sets when it takes a connection (class RowSecurity): app.project,
-- the one project of a call, besides which no other is visible; app.all, for the operator and the server itself;
-- app.organisation and app.region (a pattern of LIKE), for calls about no project; app.within, the one project of a call of a
-- regulator who may see only some of its buildings. Without them nothing is visible. The owner of
-- the tables, who migrates, is not restricted. Why the policies are written this way: docs/adr/0024. This file runs again, after
-- the numbered migrations, whenever its text changes.

-- Whether a statement is marked as being about the one project of the call. Declared immutable so that the planner replaces it
-- by its value: the plan of a statement and its text belong together, also where the plan is kept.
create or replace function app_one_project() returns boolean language plpgsql immutable parallel safe as $$
begin
  return starts_with(current_query(), '/* one project */');
end
$$;

-- What the settings of a call make visible, as lists: the projects that are visible as a whole, those of an organisation and those
-- of a regulator's region without a building elsewhere, in 16 lists by a hash, so that looking up a project stays cheap where there
-- are thousands; the projects that are visible in part, because they have buildings of the region and others; and the buildings of
-- these that lie in the region. The region of a building is its own, or else that of its project. app.within restricts a call of a
-- regulator to one project. Reads as the owner: what is visible cannot depend on what is visible.
create or replace function app_project_lists() returns table (name text, ids text)
language sql stable security definer set search_path = public, pg_temp as $$
  with regional as materialized (
    select project.id,
      bool_and(coalesce(building.region_code, project.region_code) like current_setting('app.region', true))
        and bool_and(project.region_code like current_setting('app.region', true)) as whole
    from project left join building on building.project_id = project.id
    where current_setting('app.region', true) <> ''
      and project.id = coalesce(nullif(current_setting('app.within', true), '')::bigint, project.id)
    group by project.id
    having bool_or(coalesce(building.region_code, project.region_code) like current_setting('app.region', true)
      or project.region_code like current_setting('app.region', true)))
  select 'app.projects_' || list, coalesce(',' || string_agg(visible.id::text, ',') || ',', '')
  from generate_series(0, 15) as list
  left join (
    select project_id as id from project_party
    where organisation_id = nullif(current_setting('app.organisation', true), '')::bigint
    union
    select id from regional where whole) as visible
  on hashint8(visible.id) & 15 = list
  group by list
  union all
  select 'app.parts', coalesce(',' || string_agg(id::text, ',') || ',', '') from regional where not whole
  union all
  select 'app.buildings', coalesce(',' || string_agg(building.id::text, ',') || ',', '')
  from regional
  join project on project.id = regional.id
  join building on building.project_id = regional.id
  where not whole and coalesce(building.region_code, project.region_code) like current_setting('app.region', true)
$$;

-- One of the lists. The first use in a transaction makes all of them; they end with it.
create or replace function app_list(setting text) returns text language plpgsql stable cost 0.01 as $$
begin
  if current_setting('app.visible', true) is distinct from 'on' then
    perform set_config(name, ids, true) from app_project_lists();
    perform set_config('app.visible', 'on', true);
  end if;
  return current_setting(setting);
end
$$;

-- Of projects that are visible in part: whether a component, a piece, a joint or a requirement belongs to a visible building. Reads as
-- the owner, because a policy cannot ask the policies. A requirement on every building is visible; by its last version, so that a
-- former one does not seem to be in force.
create or replace function app_shows_component(of_project bigint, component bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from component c where c.project_id = of_project and c.id = component
    and position(',' || c.building_id || ',' in current_setting('app.buildings')) > 0);
end
$$;

create or replace function app_shows_piece(of_project bigint, piece bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from piece p join component c on c.project_id = p.project_id and c.id = p.component_id
    where p.project_id = of_project and p.id = piece
    and position(',' || c.building_id || ',' in current_setting('app.buildings')) > 0);
end
$$;

create or replace function app_shows_joint(of_project bigint, joint bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from joint j where j.project_id = of_project and j.id = joint
    and position(',' || j.building_id || ',' in current_setting('app.buildings')) > 0);
end
$$;

create or replace function app_shows_requirement(of_project bigint, requirement text, building bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (building is null or position(',' || building || ',' in current_setting('app.buildings')) > 0)
    and not exists (select from (select r.building_id from requirement r
        where r.project_id = of_project and r.code = requirement order by r.version desc limit 1) as last
      where last.building_id is not null
        and position(',' || last.building_id || ',' in current_setting('app.buildings')) = 0);
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
-- project, so that it is checked once for a scan. It shows nothing where the call is about no project, nor to a regulator who sees
-- the project in part.
-- The second is evaluated for each row, and is correct for every statement. "nullif(…, false) is not null" is estimated to keep
-- nearly all rows, whatever is in it, so that the plans are those made without a policy. Its last condition is evaluated for
-- projects that are visible in part, for which app.parts and app.buildings are there already.
do $$
declare
  project_table text;
  in_part text;
begin
  for project_table, in_part in
    select *, 'true' from unnest(array['project', 'project_party', 'tag_counter'])
    union all
    select *, 'position('','' || building_id || '','' in current_setting(''app.buildings'')) > 0'
    from unnest(array['building_version', 'storey', 'take_off', 'component', 'component_version', 'joint', 'joint_version',
      'evaluation', 'building_rule_set', 'building_change', 'building_result'])
    union all
    values ('building', 'position('','' || id || '','' in current_setting(''app.buildings'')) > 0'),
      ('piece', 'app_shows_component(project_id, component_id)'),
      ('event', 'app_shows_piece(project_id, piece_id) or app_shows_piece(project_id, other_piece_id)'),
      ('joint_component', 'app_shows_joint(project_id, joint_id)'),
      ('requirement', 'app_shows_requirement(project_id, code, building_id)'),
      -- of events of all buildings; who sees a project in part does not report events
      ('event_seal', 'false'),
      ('event_unsealed', 'false'),
      ('audit_event_batch', 'false')
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
              else app_list('app.projects_' || (hashint8(%3$I) & 15)) end) > 0
            or case when position(',' || %3$I || ',' in case when current_setting('app.visible', true) = 'on'
              then current_setting('app.parts') else app_list('app.parts') end) > 0 then %4$s else false end),
          false) is not null end)$policy$,
      project_table || '_visible_pl', project_table, case project_table when 'project' then 'id' else 'project_id' end, in_part);
  end loop;
end
$$;
drop function if exists app_visible(int);
