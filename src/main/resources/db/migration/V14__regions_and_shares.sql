-- Administrative regions by GB/T 2260 without the zeros at the end: 32 a province, 3201 a city, 320102 a county; CN the nation.
create table region (
  code text collate "C" not null,
  name text not null,
  parent text collate "C",
  constraint region_pk primary key (code),
  constraint region_parent_fk foreign key (parent) references region (code),
  constraint region_code_ck check (code = 'CN' and parent is null
    or code ~ '^[1-9][0-9]$' and parent = 'CN'
    or code ~ '^[1-9][0-9]([0-9]{2}){1,2}$' and parent = left(code, length(code) - 2))
);
create index region_parent_ix on region (parent, code);

-- What is stated of a region: its class, its targets, construction that is not in the system, the rule sets in force there.
-- Never overwritten, the highest version is in force. What holds its own dates has the year 0.
create table region_statement (
  region text collate "C" not null,
  kind text not null,
  year int not null,
  version int not null,
  content jsonb not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint region_statement_pk primary key (region, kind, year, version),
  constraint region_statement_region_fk foreign key (region) references region (code),
  constraint region_statement_person_fk foreign key (recorded_by) references person (id),
  constraint region_statement_kind_ck check (kind in ('CLASS', 'TARGET', 'DECLARED', 'RULE_SET')),
  constraint region_statement_year_ck check (case when kind in ('TARGET', 'DECLARED') then year between 1900 and 2200
    else year = 0 end)
);

-- The rule set that somebody chose for a building in place of its region's; null once that was taken back.
create table building_rule_set (
  project_id bigint not null,
  building_id bigint not null,
  version int not null,
  rule_set text,
  reason text,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint building_rule_set_pk primary key (project_id, building_id, version),
  constraint building_rule_set_building_fk foreign key (project_id, building_id) references building (project_id, id),
  constraint building_rule_set_person_fk foreign key (recorded_by) references person (id)
);

-- A building of which something changed since its results were computed, noted by whoever changed it in the same
-- transaction. Rows of their own instead of a mark on the building: writers never wait for each other or for readers, and
-- who computes deletes exactly the rows that its snapshot saw (docs/adr/0010).
create sequence building_change_seq;
create table building_change (
  project_id bigint not null,
  building_id bigint not null,
  id bigint not null,
  constraint building_change_pk primary key (project_id, building_id, id)
);
insert into building_change select project_id, id, nextval('building_change_seq') from building;

-- What the rating of a building came to when it was last computed, by the rule set in force for it.
create table building_result (
  project_id bigint not null,
  building_id bigint not null,
  lens text not null,
  rule_set text,
  -- of the rule set's file; null where there is no such rule set
  digest text,
  overridden boolean not null,
  percent numeric,
  qualifies boolean not null,
  incomplete boolean not null,
  provisional boolean not null,
  computed_at timestamptz not null,
  constraint building_result_pk primary key (project_id, building_id, lens),
  constraint building_result_building_fk foreign key (project_id, building_id) references building (project_id, id),
  constraint building_result_lens_ck check (lens in ('DESIGN', 'ACCEPTED'))
);
create index building_started_ix on building (started_on);

grant usage on sequence building_change_seq to ${app};
grant select on region to ${app};
grant select, insert on region_statement, building_rule_set to ${app};
grant select, insert, update, delete on building_change, building_result to ${app};
