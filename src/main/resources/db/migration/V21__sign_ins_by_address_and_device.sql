-- Wrong passwords in a row, by the digest of what is counted: a login from an address, all logins from an address, or a login from a
-- known device. Whether or not a person has that login. What was counted until now is forgotten.
drop table sign_in_failure;
create table sign_in_failure (
  key_sha256 text collate "C" not null,
  -- of the login; null where an address is counted for all logins
  login_sha256 text collate "C",
  -- wrong passwords before there is a delay
  free int not null,
  failures int not null,
  last_at timestamptz not null,
  constraint sign_in_failure_pk primary key (key_sha256)
);
create index sign_in_failure_last_ix on sign_in_failure (last_at);
create index sign_in_failure_login_ix on sign_in_failure (login_sha256);

-- Devices that people signed in from: the digest of the id in the cookie of the device.
create table known_device (
  sha256 text collate "C" not null,
  person_id bigint not null,
  seen_at timestamptz not null,
  constraint known_device_pk primary key (sha256, person_id),
  constraint known_device_person_fk foreign key (person_id) references person (id)
);
create index known_device_person_ix on known_device (person_id, seen_at);
