-- Post-cast joints between the components of a building.
create sequence joint_seq;
-- The row is the version in force; earlier versions are in joint_version.
create table joint (
  project_id bigint not null,
  id bigint not null,
  building_id bigint not null,
  code text collate "C" not null,
  kind text not null,
  storey_id bigint not null,
  width_mm numeric,
  height_mm numeric,
  -- the smaller side of the column's section
  column_side_mm numeric,
  volume_m3 numeric,
  area_m2 numeric,
  -- whether the part on one side of the joint is cast in place
  cast_in_place_side boolean not null,
  position text,
  source text,
  cancelled boolean not null,
  version int not null,
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint joint_pk primary key (project_id, id),
  constraint joint_code_uk unique (project_id, building_id, code),
  constraint joint_storey_fk foreign key (project_id, building_id, storey_id)
    references storey (project_id, building_id, id),
  constraint joint_person_fk foreign key (recorded_by) references person (id),
  constraint joint_kind_ck check (kind in ('WALL_STRIP', 'RING_BEAM', 'BEAM_COLUMN_CORE', 'COLUMN_JOINT', 'SLAB_STRIP')),
  constraint joint_amounts_ck check (least(width_mm, height_mm, column_side_mm, volume_m3, area_m2) > 0)
);

-- Replaced versions. Rows are only inserted.
create table joint_version (
  like joint,
  replaced_at timestamptz not null,
  replaced_by bigint not null,
  constraint joint_version_pk primary key (project_id, id, version),
  constraint joint_version_joint_fk foreign key (project_id, id) references joint (project_id, id),
  constraint joint_version_person_fk foreign key (replaced_by) references person (id)
);

-- The components that each version of a joint connects. Rows are only inserted.
create table joint_component (
  project_id bigint not null,
  joint_id bigint not null,
  version int not null,
  component_id bigint not null,
  constraint joint_component_pk primary key (project_id, joint_id, version, component_id),
  constraint joint_component_joint_fk foreign key (project_id, joint_id) references joint (project_id, id),
  constraint joint_component_component_fk foreign key (project_id, component_id) references component (project_id, id)
);
