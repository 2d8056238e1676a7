-- Rule sets that somebody proposes, as they were sent. They never rate officially: what is in force comes with the application.
-- Only inserted: another text is another draft.
create table rule_set_draft (
  -- the beginning of the text's SHA-256: the same text again is the same draft
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
grant select, insert on rule_set_draft to ${app};
