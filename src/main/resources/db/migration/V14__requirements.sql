-- What a land contract or a planning condition demands of a project: every version, valid from when, recorded when and by
-- whom. Rows are only inserted, the highest version is in force; version 1 keeps the code unique in its project.
create table requirement (
  project_id bigint not null,
  code text collate "C" not null,
  version int not null,
  -- null: the requirement applies to every building of the project
  building_id bigint,
  content jsonb not null,
  -- why it is no longer demanded; null while it is
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
