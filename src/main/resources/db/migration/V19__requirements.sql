-- What the land parcel or the planning condition demands of a project. Every version of it: when true, when known, by whom.
-- Only ever inserted, the highest version is in force; the first one of a code keeps the code unique in its project.
create table requirement (
  project_id bigint not null,
  code text collate "C" not null,
  version int not null,
  -- of which building; null: of every one of the project
  building_id bigint,
  content jsonb not null,
  -- why nobody demands it any more; null while somebody does
  withdrawn text,
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint requirement_pk primary key (project_id, code, version),
  constraint requirement_project_fk foreign key (project_id) references project (id),
  constraint requirement_building_fk foreign key (project_id, building_id) references building (project_id, id),
  constraint requirement_person_fk foreign key (recorded_by) references person (id),
  constraint requirement_version_ck check (version > 0)
);

grant select, insert on requirement to ${app};
