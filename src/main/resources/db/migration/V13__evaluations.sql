-- Frozen ratings. Rows are only inserted.
create table evaluation (
  project_id bigint not null,
  building_id bigint not null,
  -- counted per building, for people to refer to
  number int not null,
  -- of the snapshot: two evaluations with the same one are the same
  sha256 text collate "C" not null,
  rule_set text collate "C" not null,
  edition text not null,
  -- of the text of the rule set, which is in the snapshot
  rule_set_sha256 text collate "C" not null,
  engine int not null,
  lens text not null,
  kind text not null,
  -- the moment asked for, if any
  as_of timestamptz,
  known_at timestamptz,
  components int not null,
  outcome jsonb not null,
  -- the whole rating in canonical form, RFC 8785
  result text not null,
  result_sha256 text collate "C" not null,
  -- everything the rating is computed from, in canonical form, compressed by gzip
  snapshot bytea not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint evaluation_pk primary key (project_id, building_id, number),
  constraint evaluation_snapshot_uk unique (project_id, building_id, sha256),
  constraint evaluation_building_fk foreign key (project_id, building_id) references building (project_id, id),
  constraint evaluation_person_fk foreign key (recorded_by) references person (id),
  constraint evaluation_number_ck check (number > 0),
  constraint evaluation_sha256_ck check (sha256 ~ '^[0-9a-f]{64}$' and rule_set_sha256 ~ '^[0-9a-f]{64}$'
    and result_sha256 ~ '^[0-9a-f]{64}$'),
  constraint evaluation_lens_ck check (lens in ('DESIGN', 'PRODUCED', 'DELIVERED', 'INSTALLED', 'ACCEPTED')),
  constraint evaluation_kind_ck check (kind in ('PRE_EVALUATION', 'PROJECT_EVALUATION', 'PROGRESS'))
);
-- It is compressed already.
alter table evaluation alter column snapshot set storage external;
