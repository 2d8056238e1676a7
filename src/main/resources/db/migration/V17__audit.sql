-- Who did what for which organisation, from which address, with which outcome. Rows are only inserted.
create sequence audit_entry_seq;
create table audit_entry (
  id bigint not null default nextval('audit_entry_seq'),
  at timestamptz not null default clock_timestamp(),
  request_id text not null,
  kind text not null,
  -- null: unknown
  person_id bigint,
  organisation_id bigint,
  address text,
  method text not null,
  -- as sent; values of passwords and tokens in the query are left out
  path text not null,
  query text,
  project text collate "C",
  -- of the project, or the one in the path, at that time
  region_code text collate "C",
  status int not null,
  -- json, not jsonb: the text must stay the one that was hashed. A JSON Patch (RFC 6902) of a change to one thing; of a batch
  -- the counts of the answer
  change json,
  counts json,
  body_sha256 text,
  constraint audit_entry_pk primary key (id),
  constraint audit_entry_person_fk foreign key (person_id) references person (id),
  constraint audit_entry_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint audit_entry_kind_ck check (kind in ('READ', 'WRITE', 'EXPORT', 'LOG_IN'))
);
create index audit_entry_project_ix on audit_entry (project, id) where project is not null;
create index audit_entry_at_ix on audit_entry using brin (at);

-- Entries that are in no batch yet. The row is inserted with its entry, so that an entry that commits late is found whatever
-- its id.
create table audit_unsealed (
  entry_id bigint not null,
  constraint audit_unsealed_pk primary key (entry_id)
);

-- Sealed entries: their ids, the SHA-256 of each (32 bytes one after the other), and a digest of these and the previous digest.
create table audit_batch (
  number bigint not null,
  entries bigint[] not null,
  hashes bytea not null,
  digest bytea not null,
  sealed_at timestamptz not null,
  constraint audit_batch_pk primary key (number),
  constraint audit_batch_digest_uk unique (digest),
  constraint audit_batch_digest_ck check (length(digest) = 32)
);
-- The start of the chain.
insert into audit_batch (number, entries, hashes, digest, sealed_at) values (0, '{}', '', decode(repeat('00', 32), 'hex'), now());
