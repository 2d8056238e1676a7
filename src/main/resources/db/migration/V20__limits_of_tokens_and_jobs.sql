-- A token made with another one is valid only as long as that one, and as those before it. All of them are named in the row, so
-- that one condition settles it.
alter table token
  add column ancestors bigint[] not null default '{}',
  add constraint token_ancestors_ck check (cardinality(ancestors) <= 8);

-- When the person of the session was last authenticated by the provider of single sign-on; null: signed in by a password.
alter table session add column sso_at timestamptz;

-- With what a job was submitted: its rights are checked when it starts and before it stores. Without foreign keys: a project and
-- its tokens can be deleted while jobs of it are kept.
alter table job
  add column token_id bigint,
  add column project_id bigint,
  add column permission text;
