-- Physical pieces and their events.

-- The last running number given to a piece of a project: the second half of its tag. The row lock keeps numbers without gaps.
create table tag_counter (
  project_id bigint not null,
  last_number int not null,
  constraint tag_counter_pk primary key (project_id),
  constraint tag_counter_project_fk foreign key (project_id) references project (id),
  constraint tag_counter_number_ck check (last_number between 0 and 60466175)
);

create sequence piece_seq;
-- One physical piece. Tag, spec and factory are fixed when it is made; everything else is derived from its events.
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
-- What happened to a piece. Rows are only inserted.
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
  -- the order of arrival, and the first arrival of its batch: a hold acts on what arrives with it or after it
  arrival bigint not null,
  batch bigint not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  organisation_id bigint not null,
  source text,
  schema_version smallint not null,
  -- the event as sent, in canonical form: sorted keys, no white space, plain decimals
  content text not null,
  -- fields of the content that are compared with other events (class IndexedEventFields): the step of a STEP, the certificate
  -- of a QC_PASS, the lot of concrete of a casting and its volume, the serial number of the piece
  step text collate "C",
  certificate text collate "C",
  lot text collate "C",
  lot_volume_m3 numeric,
  serial text collate "C",
  constraint event_pk primary key (project_id, event_id),
  constraint event_piece_fk foreign key (project_id, piece_id) references piece (project_id, id),
  constraint event_other_piece_fk foreign key (project_id, other_piece_id) references piece (project_id, id),
  constraint event_person_fk foreign key (recorded_by) references person (id),
  constraint event_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint event_precision_ck check (occurred_precision in ('MINUTE', 'DAY')),
  constraint event_type_ck check (type in ('RELEASE', 'STEP', 'QC_PASS', 'QC_FAIL', 'HOLD', 'UNHOLD', 'REWORK', 'STORE',
    'SEND_OUT', 'TAKE_BACK', 'SHIP', 'RECEIVE', 'RETURN', 'INSTALL', 'CONNECT', 'ACCEPT', 'REMOVE', 'EXCHANGE', 'SCRAP',
    'WITNESS', 'VOID'))
);
create index event_piece_ix on event (project_id, piece_id);
create index event_other_piece_ix on event (project_id, other_piece_id) where other_piece_id is not null;
-- Finds the holds of a project that contradict later events, page by page in the order of arrival.
create index event_hold_ix on event (project_id, arrival) where type in ('QC_FAIL', 'HOLD');
-- Small partial indexes for the checks of plausibility.
create index event_void_ix on event (project_id, piece_id) where type = 'VOID';
create index event_cast_ix on event (project_id, piece_id) where step = 'CAST';
create index event_certificate_ix on event (project_id, certificate) where certificate is not null;
create index event_certificate_anywhere_ix on event (certificate, recorded_at) where certificate is not null;
create index event_serial_ix on event (project_id, serial) where serial is not null;
create index event_serial_anywhere_ix on event (serial, recorded_at) where serial is not null;
