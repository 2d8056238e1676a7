-- Who did what on whose behalf, from where, and how it ended. Only ever inserted: the working role may do nothing else.
create sequence audit_entry_seq;
create table audit_entry (
  id bigint not null default nextval('audit_entry_seq'),
  at timestamptz not null default clock_timestamp(),
  request_id text not null,
  kind text not null,
  -- null where nobody knows who it was
  person_id bigint,
  organisation_id bigint,
  address text,
  method text not null,
  -- as sent; what a query says of passwords and tokens is left out
  path text not null,
  query text,
  project text collate "C",
  -- of the project, or the one the path names, as it was then
  region_code text collate "C",
  status int not null,
  -- json, not jsonb: the text stays the one that was hashed. A JSON Patch (RFC 6902) where one thing was changed; of a batch
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

-- The entries that are in no batch yet. Written with the entry, so that one which commits late is found whatever its id is.
create table audit_unsealed (
  entry_id bigint not null,
  constraint audit_unsealed_pk primary key (entry_id)
);

-- Entries sealed: which, the SHA-256 of each, 32 bytes one after the other, and a digest over these and the former digest.
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
-- What the first batch is chained to.
insert into audit_batch (number, entries, hashes, digest, sealed_at) values (0, '{}', '', decode(repeat('00', 32), 'hex'), now());

grant usage on sequence audit_entry_seq to ${app};
grant select, insert on audit_entry, audit_batch to ${app};
grant select, insert, delete on audit_unsealed to ${app};
