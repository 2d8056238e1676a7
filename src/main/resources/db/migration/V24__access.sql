-- People sign in, organisations take part in projects.
alter table organisation
  -- whose regulator it is: this region of GB/T 2260 and all below
  add column region_code text,
  add column version int not null default 1,
  add column recorded_at timestamptz,
  add column recorded_by bigint,
  add constraint organisation_region_ck check (region_code is null or kind = 'REGULATOR'),
  add constraint organisation_person_fk foreign key (recorded_by) references person (id);

alter table person
  -- null: nobody signs in by it
  add column login text collate "C",
  add column roles text[] not null default '{}',
  -- Argon2id, with its parameters; null: no password is taken
  add column password text,
  add column active boolean not null default true,
  add column version int not null default 1,
  add column recorded_at timestamptz,
  add column recorded_by bigint,
  add constraint person_login_uk unique (login),
  add constraint person_roles_ck check (roles <@ array['ADMIN', 'EDITOR', 'VIEWER', 'INSPECTOR']),
  add constraint person_person_fk foreign key (recorded_by) references person (id);

update person set login = 'operator', roles = '{ADMIN,EDITOR,VIEWER,INSPECTOR}' where id = 1;

create sequence token_seq;
-- What a machine signs in by. Only its digest is kept: it is 256 random bits, so that one round is enough.
create table token (
  id bigint not null,
  person_id bigint not null,
  name text not null,
  -- its first letters, for people to tell tokens apart
  prefix text collate "C" not null,
  sha256 text collate "C" not null,
  -- null: all that the person may
  rights text[],
  -- null: in every project of the person's
  project_id bigint,
  created_at timestamptz not null,
  expires_at timestamptz,
  -- to the minute
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint token_pk primary key (id),
  constraint token_prefix_uk unique (prefix),
  constraint token_sha256_uk unique (sha256),
  constraint token_person_fk foreign key (person_id) references person (id),
  constraint token_project_fk foreign key (project_id) references project (id)
);
create index token_person_ix on token (person_id, id);

-- Which organisations take part in a project, and as what.
create table project_party (
  project_id bigint not null,
  organisation_id bigint not null,
  kind text not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint project_party_pk primary key (project_id, organisation_id, kind),
  constraint project_party_project_fk foreign key (project_id) references project (id),
  constraint project_party_organisation_fk foreign key (organisation_id) references organisation (id),
  constraint project_party_person_fk foreign key (recorded_by) references person (id),
  constraint project_party_kind_ck check (kind in
    ('DESIGNER', 'FACTORY', 'CONTRACTOR', 'SUPERVISOR', 'OWNER', 'REVIEWER'))
);
create index project_party_organisation_ix on project_party (organisation_id, project_id);

-- Wrong passwords in a row, by the digest of the name that was tried, whether anybody has it or not.
create table sign_in_failure (
  login_sha256 text collate "C" not null,
  failures int not null,
  last_at timestamptz not null,
  constraint sign_in_failure_pk primary key (login_sha256)
);
create index sign_in_failure_last_ix on sign_in_failure (last_at);

grant usage on sequence organisation_seq, person_seq, token_seq to ${app};
grant insert on organisation, person to ${app};
grant update (name, region_code, version, recorded_at, recorded_by) on organisation to ${app};
grant update (name, roles, password, active, version, recorded_at, recorded_by) on person to ${app};
grant select, insert on token to ${app};
grant update (last_used_at, revoked_at) on token to ${app};
grant select, insert, delete on project_party to ${app};
grant select, insert, update, delete on sign_in_failure to ${app};
