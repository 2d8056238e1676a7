-- Who is signed in on a page. The cookie holds an id and a token against forged requests, 256 random bits each; here are their
-- digests only.
create sequence session_seq;
create table session (
  id bigint not null,
  person_id bigint not null,
  sha256 text collate "C" not null,
  -- of the id before this one, which is good for a moment longer: requests may be under way with it
  former_sha256 text collate "C",
  -- the same as long as the session lasts
  csrf_sha256 text collate "C" not null,
  created_at timestamptz not null,
  -- when it got its id
  renewed_at timestamptz not null,
  -- to a thirtieth of the time it may be left unused
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  constraint session_pk primary key (id),
  constraint session_sha256_uk unique (sha256),
  constraint session_former_sha256_uk unique (former_sha256),
  constraint session_person_fk foreign key (person_id) references person (id)
);
create index session_person_ix on session (person_id);

grant usage on sequence session_seq to ${app};
grant select, insert, update, delete on session to ${app};
