-- The last running number given to a piece of a project: the second half of its tag. Its row lock makes numbers gapless.
create table tag_counter (
  project_id bigint not null,
  last_number int not null,
  constraint tag_counter_pk primary key (project_id),
  constraint tag_counter_project_fk foreign key (project_id) references project (id),
  constraint tag_counter_number_ck check (last_number between 0 and 60466175)
);

create sequence piece_seq;
-- One physical thing. All but its making (tag, component, spec, factory) is derived from its events and follows them.
create table piece (
  project_id bigint not null,
  id bigint not null,
  tag text collate "C" not null,
  component_id bigint not null,
  spec_id bigint not null,
  spec_revision int not null,
  factory text collate "C" not null,
  -- whether it fills its component: false once scrapped, or when its release was voided
  live boolean not null,
  stage text not null,
  holds text[] not null,
  place text,
  -- of a lot: how many of its count were built in, where some were waste
  net_quantity numeric,
  due_on date,
  released_on date,
  produced_on date,
  shipped_on date,
  delivered_on date,
  installed_on date,
  accepted_on date,
  constraint piece_pk primary key (project_id, id),
  constraint piece_tag_uk unique (project_id, tag),
  constraint piece_component_fk foreign key (project_id, component_id) references component (project_id, id),
  constraint piece_spec_fk foreign key (spec_id, spec_revision) references spec_revision (spec_id, revision),
  constraint piece_stage_ck check (stage in ('DESIGNED', 'RELEASED', 'IN_PRODUCTION', 'PRODUCED', 'SHIPPED', 'DELIVERED',
    'INSTALLED', 'ACCEPTED', 'SCRAPPED')),
  constraint piece_live_ck check (live = (stage not in ('DESIGNED', 'SCRAPPED')))
) with (fillfactor = 80);
create unique index piece_live_uk on piece (project_id, component_id) where live;
create index piece_component_ix on piece (project_id, component_id);

create sequence event_seq;
-- What happened to a piece. Only ever inserted: the working role may do nothing else.
create table event (
  project_id bigint not null,
  event_id uuid not null,
  piece_id bigint not null,
  -- the second piece of an EXCHANGE
  other_piece_id bigint,
  type text not null,
  occurred_at timestamptz not null,
  occurred_offset_minutes smallint not null,
  occurred_precision text not null,
  -- the order of arrival, and the first arrival of the batch it came in: a hold acts on what comes with or after it
  arrival bigint not null,
  batch bigint not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  organisation_id bigint not null,
  source text,
  schema_version smallint not null,
  -- the event as sent, in canonical form: keys sorted, no white space, decimals plain
  content text not null,
  constraint event_pk primary key (project_id, event_id),
  constraint event_piece_fk foreign key (project_id, piece_id) references piece (project_id, id),
  constraint event_other_piece_fk foreign key (project_id, other_piece_id) references piece (project_id, id),
  constraint event_person_fk foreign key (recorded_by) references person (id),
  constraint event_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint event_precision_ck check (occurred_precision in ('MINUTE', 'DAY')),
  constraint event_type_ck check (type in ('RELEASE', 'STEP', 'QC_PASS', 'QC_FAIL', 'HOLD', 'UNHOLD', 'REWORK', 'STORE',
    'SEND_OUT', 'TAKE_BACK', 'SHIP', 'RECEIVE', 'RETURN', 'INSTALL', 'CONNECT', 'ACCEPT', 'REMOVE', 'EXCHANGE', 'SCRAP',
    'VOID'))
);
create index event_piece_ix on event (project_id, piece_id);
create index event_other_piece_ix on event (project_id, other_piece_id) where other_piece_id is not null;

grant usage on sequence piece_seq, event_seq to ${app};
grant select, insert, update on tag_counter to ${app};
grant select, insert on piece, event to ${app};
grant update (component_id, live, stage, holds, place, net_quantity, due_on, released_on, produced_on, shipped_on,
  delivered_on, installed_on, accepted_on) on piece to ${app};
