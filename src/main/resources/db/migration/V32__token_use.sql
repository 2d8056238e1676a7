-- When a token was last used, to the minute: written with every check of a token, unlike the token itself, which is only made and
-- revoked.
create table token_use (
  token_id bigint not null,
  last_used_at timestamptz not null,
  constraint token_use_pk primary key (token_id),
  constraint token_use_token_fk foreign key (token_id) references token (id)
);
insert into token_use (token_id, last_used_at) select id, last_used_at from token where last_used_at is not null;
alter table token drop column last_used_at;

grant select, insert, update on token_use to ${app};
