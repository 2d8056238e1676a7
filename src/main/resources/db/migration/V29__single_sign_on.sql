-- Whom a provider of single sign-on vouches for: by its name for itself and its own, lasting one for the person. Never changed.
alter table person
  add column issuer text collate "C",
  add column subject text collate "C",
  add constraint person_subject_uk unique (issuer, subject),
  add constraint person_subject_ck check ((issuer is null) = (subject is null)),
  -- one way in: whom the provider shuts out is out
  add constraint person_one_way_ck check (issuer is null or password is null);
