-- The second factor of people: codes of an authenticator (TOTP, RFC 6238), or recovery codes that work once.
create table second_factor (
  person_id bigint not null,
  -- encrypted by AES-256-GCM with a key that is not in the database; the first 12 bytes are the nonce
  secret bytea not null,
  -- null: the person has not shown yet that the authenticator holds the secret
  confirmed_at timestamptz,
  -- the time step of the last accepted code: no code is accepted twice
  last_step bigint not null default 0,
  -- consecutive wrong codes
  failures int not null default 0,
  failed_at timestamptz,
  constraint second_factor_pk primary key (person_id),
  constraint second_factor_person_fk foreign key (person_id) references person (id)
);

create table recovery_code (
  person_id bigint not null,
  -- of 100 random bits
  sha256 text collate "C" not null,
  constraint recovery_code_pk primary key (person_id, sha256),
  constraint recovery_code_person_fk foreign key (person_id) references person (id)
);

-- When the second factor was shown in this session; null: not yet.
alter table session add column factor_at timestamptz;
