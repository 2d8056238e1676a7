-- A building or a project without pieces can be deleted, with its bill and everything else that only describes it. The application's
-- role has no right to delete history, so that functions of the owner do it, which check again what must not go: pieces, frozen
-- evaluations, requirements.

-- What keeps a building, or with building null a project: the number of each.
create function app_kept_by(project bigint, building bigint, out pieces bigint, out evaluations bigint, out requirements bigint,
  out joints_elsewhere bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select
    (select count(*) from piece p join component c on c.project_id = p.project_id and c.id = p.component_id
      where p.project_id = $1 and ($2 is null or c.building_id = $2)),
    (select count(*) from evaluation where project_id = $1 and ($2 is null or building_id = $2)),
    -- a requirement on the whole project stays with the project
    (select count(distinct code) from requirement where project_id = $1 and ($2 is null or building_id = $2)),
    (select count(distinct x.joint_id) from joint_component x
      join joint j on j.project_id = x.project_id and j.id = x.joint_id
      join component c on c.project_id = x.project_id and c.id = x.component_id
      where x.project_id = $1 and c.building_id = $2 and j.building_id <> $2)
$$;

create function app_delete_building(project bigint, building bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select pieces + evaluations + requirements + joints_elsewhere from app_kept_by(project, building)) > 0 then
    raise exception 'the building has pieces, evaluations, requirements or joints of others' using errcode = '23503';
  end if;
  delete from joint_component x using joint j
    where x.project_id = project and j.project_id = project and j.id = x.joint_id and j.building_id = building;
  delete from joint_version v using joint j
    where v.project_id = project and j.project_id = project and j.id = v.id and j.building_id = building;
  delete from joint where project_id = project and building_id = building;
  delete from component_version v using component c
    where v.project_id = project and c.project_id = project and c.id = v.id and c.building_id = building;
  delete from component where project_id = project and building_id = building;
  delete from take_off where project_id = project and building_id = building;
  delete from building_rule_set where project_id = project and building_id = building;
  delete from building_result where project_id = project and building_id = building;
  delete from building_change where project_id = project and building_id = building;
  delete from storey where project_id = project and building_id = building;
  delete from building_version where project_id = project and building_id = building;
  delete from building b where b.project_id = project and b.id = building;
end
$$;

create function app_delete_project(project bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select pieces + evaluations + requirements from app_kept_by(project, null)) > 0 then
    raise exception 'the project has pieces, evaluations or requirements' using errcode = '23503';
  end if;
  delete from joint_component where project_id = project;
  delete from joint_version where project_id = project;
  delete from joint where project_id = project;
  delete from component_version where project_id = project;
  delete from component where project_id = project;
  delete from take_off where project_id = project;
  delete from building_rule_set where project_id = project;
  delete from building_result where project_id = project;
  delete from building_change where project_id = project;
  delete from storey where project_id = project;
  delete from building_version where project_id = project;
  delete from building where project_id = project;
  delete from tag_counter where project_id = project;
  delete from token_use u using token t where t.id = u.token_id and t.project_id = project;
  delete from token where project_id = project;
  delete from project_party where project_id = project;
  delete from project p where p.id = project;
end
$$;
