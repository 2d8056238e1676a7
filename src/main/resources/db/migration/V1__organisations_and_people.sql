-- Who acts: every row of history names a person and an organisation by id, never by name.
create sequence organisation_seq increment by 50 start with 51;
create table organisation (
  id bigint not null,
  code text collate "C" not null,
  name text not null,
  kind text not null,
  constraint organisation_pk primary key (id),
  constraint organisation_code_uk unique (code),
  constraint organisation_kind_ck check (kind in
    ('DESIGNER', 'FACTORY', 'CONTRACTOR', 'SUPERVISOR', 'OWNER', 'REVIEWER', 'REGULATOR', 'OPERATOR'))
);

create sequence person_seq increment by 50 start with 51;
create table person (
  id bigint not null,
  organisation_id bigint not null,
  name text not null,
  constraint person_pk primary key (id),
  constraint person_organisation_fk foreign key (organisation_id) references organisation (id)
);

-- Until people sign in, everything is done by the operator of the system.
insert into organisation (id, code, name, kind) values (1, 'operator', 'Operator', 'OPERATOR');
insert into person (id, organisation_id, name) values (1, 1, 'operator');

grant usage on schema public to ${app};
grant select on organisation, person to ${app};
