-- Rule sets in force come with the application. The database holds drafts of others, and the choices for single buildings.

-- Proposed rule sets, as sent. They never rate officially. Rows are only inserted: another text is another draft.
create table rule_set_draft (
  -- the first half of the text's SHA-256: the same text again is the same draft
  id text collate "C" not null,
  rule_set text collate "C" not null,
  name text not null,
  file text not null,
  text text not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint rule_set_draft_pk primary key (id),
  constraint rule_set_draft_id_ck check (id ~ '^[0-9a-f]{32}$'),
  constraint rule_set_draft_person_fk foreign key (recorded_by) references person (id)
);

-- The rule set chosen for a building in place of its region's; null: the choice was withdrawn. Rows are only inserted, the
-- highest version is in force.
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
