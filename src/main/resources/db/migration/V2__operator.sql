-- The operator of the system: the first organisation and the first person, which the server itself acts as.
insert into organisation (id, code, name, kind) values (1, 'operator', 'Operator', 'OPERATOR');
insert into person (id, organisation_id, name, login, roles)
values (1, 1, 'operator', 'operator', '{ADMIN,EDITOR,VIEWER,INSPECTOR}');
