-- Organisations, their people, and how people sign in. Every row of history names a person and an organisation by id, never
-- by name.
create sequence organisation_seq increment by 50 start with 51;
create table organisation (
  id bigint not null,
  code text collate "C" not null,
  name text not null,
  kind text not null,
  -- the region of GB/T 2260 that a regulator oversees, with all regions below it
  region_code text,
  version int not null default 1,
  recorded_at timestamptz,
  recorded_by bigint,
  constraint organisation_pk primary key (id),
  constraint organisation_code_uk unique (code),
  -- specs without an owner are named STANDARD where the code of an owner is expected
  constraint organisation_code_ck check (code <> 'STANDARD'),
  constraint organisation_kind_ck check (kind in
    ('DESIGNER', 'FACTORY', 'CONTRACTOR', 'SUPERVISOR', 'OWNER', 'REVIEWER', 'REGULATOR', 'OPERATOR')),
  constraint organisation_region_ck check (region_code is null or kind = 'REGULATOR')
);

create sequence person_seq increment by 50 start with 51;
create table person (
  id bigint not null,
  organisation_id bigint not null,
  name text not null,
  -- null: this person does not sign in
  login text collate "C",
  roles text[] not null default '{}',
  -- Argon2id with its parameters; null: no password is accepted
  password text,
  active boolean not null default true,
  version int not null default 1,
  recorded_at timestamptz,
  recorded_by bigint,
  -- the identity at the provider of single sign-on: its issuer and its permanent subject
  issuer text collate "C",
  subject text collate "C",
  constraint person_pk primary key (id),
  constraint person_login_uk unique (login),
  constraint person_subject_uk unique (issuer, subject),
  constraint person_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint person_person_fk foreign key (recorded_by) references person (id),
  constraint person_roles_ck check (roles <@ array['ADMIN', 'EDITOR', 'VIEWER', 'INSPECTOR']),
  constraint person_subject_ck check ((issuer is null) = (subject is null)),
  -- one way to sign in: a person whom the provider locks out must not have a password besides
  constraint person_one_way_ck check (issuer is null or password is null)
);
alter table organisation add constraint organisation_person_fk foreign key (recorded_by) references person (id);

-- Sessions of the pages. The cookie holds an id and a token against forged requests, 256 random bits each; the table holds
-- only their digests.
create sequence session_seq;
create table session (
  id bigint not null,
  person_id bigint not null,
  sha256 text collate "C" not null,
  -- of the previous id, which stays valid for a short time: requests may be under way with it
  former_sha256 text collate "C",
  -- constant for the whole session
  csrf_sha256 text collate "C" not null,
  created_at timestamptz not null,
  -- when the current id was issued
  renewed_at timestamptz not null,
  -- exact to a thirtieth of the idle time
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  constraint session_pk primary key (id),
  constraint session_sha256_uk unique (sha256),
  constraint session_former_sha256_uk unique (former_sha256),
  constraint session_person_fk foreign key (person_id) references person (id)
);
create index session_person_ix on session (person_id);

-- Consecutive wrong passwords by the digest of the login name, whether or not a person has that name.
create table sign_in_failure (
  login_sha256 text collate "C" not null,
  failures int not null,
  last_at timestamptz not null,
  constraint sign_in_failure_pk primary key (login_sha256)
);
create index sign_in_failure_last_ix on sign_in_failure (last_at);
