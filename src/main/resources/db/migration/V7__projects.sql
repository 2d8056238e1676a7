-- Projects, the organisations that take part in them, buildings with their storeys, and declared quantities. Every key of a
-- table below a project begins with project_id, so that one project never needs the rows of another.
create sequence project_seq increment by 50;
-- The number of a project is the first half of every tag of its pieces: 5 digits to base 36.
create sequence project_number_seq maxvalue 60466175;
create table project (
  id bigint not null,
  number int not null default nextval('project_number_seq'),
  code text collate "C" not null,
  name text not null,
  region_code text not null,
  version int not null,
  recorded_by bigint not null,
  recorded_at timestamptz not null,
  constraint project_pk primary key (id),
  constraint project_code_uk unique (code),
  constraint project_number_uk unique (number),
  constraint project_person_fk foreign key (recorded_by) references person (id)
);

-- Which organisations take part in a project, and in which function.
create table project_party (
  project_id bigint not null,
  organisation_id bigint not null,
  kind text not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint project_party_pk primary key (project_id, organisation_id, kind),
  constraint project_party_project_fk foreign key (project_id) references project (id),
  constraint project_party_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint project_party_person_fk foreign key (recorded_by) references person (id),
  constraint project_party_kind_ck check (kind in
    ('DESIGNER', 'FACTORY', 'CONTRACTOR', 'SUPERVISOR', 'OWNER', 'REVIEWER'))
);
create index project_party_organisation_ix on project_party (organisation_id, project_id);

create sequence building_seq increment by 50;
create table building (
  project_id bigint not null,
  id bigint not null,
  code text collate "C" not null,
  name text not null,
  planning_number text,
  construction_permit text,
  region_code text,
  use text not null,
  structure text not null,
  storeys int not null,
  floor_area_m2 numeric not null,
  above_ground_area_m2 numeric,
  started_on date,
  completion_accepted_on date,
  version int not null,
  constraint building_pk primary key (project_id, id),
  constraint building_code_uk unique (project_id, code),
  constraint building_project_fk foreign key (project_id) references project (id),
  constraint building_use_ck check (use in ('RESIDENTIAL', 'PUBLIC', 'INDUSTRIAL')),
  constraint building_structure_ck check (structure in ('CONCRETE', 'STEEL', 'TIMBER', 'COMPOSITE'))
);
-- The share of a region is that of the buildings started in a year.
create index building_started_ix on building (started_on);

create sequence storey_seq increment by 50;
create table storey (
  project_id bigint not null,
  id bigint not null,
  building_id bigint not null,
  code text collate "C" not null,
  ordinal int not null,
  kind text not null,
  plan_area_m2 numeric,
  constraint storey_pk primary key (project_id, building_id, id),
  constraint storey_code_uk unique (project_id, building_id, code),
  constraint storey_building_fk foreign key (project_id, building_id) references building (project_id, id),
  constraint storey_kind_ck check (kind in ('BASEMENT', 'ABOVE_GROUND', 'ROOF_TOWER')),
  constraint storey_plan_area_ck check (plan_area_m2 > 0)
);

-- Every version of the facts of a building, including its storeys: valid from when, recorded when and by whom. Rows are only
-- inserted.
create table building_version (
  project_id bigint not null,
  building_id bigint not null,
  version int not null,
  facts jsonb not null,
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint building_version_pk primary key (project_id, building_id, version),
  constraint building_version_building_fk foreign key (project_id, building_id) references building (project_id, id),
  constraint building_version_person_fk foreign key (recorded_by) references person (id)
);

-- Every version of the declared quantities of a building in a phase. Rows are only inserted; the highest version is in force.
create table take_off (
  project_id bigint not null,
  building_id bigint not null,
  phase text not null,
  version int not null,
  content jsonb not null,
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint take_off_pk primary key (project_id, building_id, phase, version),
  constraint take_off_building_fk foreign key (project_id, building_id) references building (project_id, id),
  constraint take_off_person_fk foreign key (recorded_by) references person (id),
  constraint take_off_phase_ck check (phase in ('DESIGN', 'AS_BUILT'))
);
