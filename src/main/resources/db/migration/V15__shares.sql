-- Stored results, from which the share of a region is summed (docs/adr/0010).

-- Marks a building as stale: its data changed after its results were computed. The changing transaction inserts the row. Rows
-- of their own instead of a flag on the building: writers never wait for each other or for readers, and the computation
-- deletes exactly the rows that its snapshot saw.
create sequence building_change_seq;
create table building_change (
  project_id bigint not null,
  building_id bigint not null,
  id bigint not null,
  constraint building_change_pk primary key (project_id, building_id, id)
);

-- The rating of a building when it was last computed, by the rule set in force for it.
create table building_result (
  project_id bigint not null,
  building_id bigint not null,
  lens text not null,
  rule_set text,
  -- of the rule set's file; null: there is no such rule set
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
