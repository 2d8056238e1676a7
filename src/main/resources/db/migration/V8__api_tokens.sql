-- Tokens by which machines sign in. The table holds only the digest: a token is 256 random bits, so one round is enough.
create sequence token_seq;
create table token (
  id bigint not null,
  person_id bigint not null,
  name text not null,
  -- the first characters, by which people tell tokens apart
  prefix text collate "C" not null,
  sha256 text collate "C" not null,
  -- null: all permissions of the person
  rights text[],
  -- null: all projects of the person
  project_id bigint,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  constraint token_pk primary key (id),
  constraint token_prefix_uk unique (prefix),
  constraint token_sha256_uk unique (sha256),
  constraint token_person_fk foreign key (person_id) references person (id),
  constraint token_project_fk foreign key (project_id) references project (id)
);
create index token_person_ix on token (person_id, id);

-- When a token was last used, to the minute. A table of its own, because it is written with every check of a token.
create table token_use (
  token_id bigint not null,
  last_used_at timestamptz not null,
  constraint token_use_pk primary key (token_id),
  constraint token_use_token_fk foreign key (token_id) references token (id)
);
