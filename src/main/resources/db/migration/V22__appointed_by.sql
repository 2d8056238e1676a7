-- Who registered a person, gave it roles or a password, and who did so with those before: they count as one hand with the person
-- where duties are separated. People of the operator are left out.
alter table person add column appointed_by bigint[] not null default '{}';
