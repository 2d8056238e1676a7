-- Events are part of the sealed chain of the audit log (docs/adr/0021).

-- The SHA-256 of an event: of its columns as a JSON array in this order, times as seconds since 1970. It decides what sealed
-- hashes mean, so it never changes for the columns of today. Not immutable, because making JSON is not; so it is inlined.
create function event_sha256(e event) returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(json_build_array(
    e.project_id, e.event_id, e.piece_id, e.other_piece_id, e.type, extract(epoch from e.occurred_at), e.occurred_offset_minutes,
    e.occurred_precision, e.arrival, e.batch, extract(epoch from e.recorded_at), e.recorded_by, e.organisation_id, e.source,
    e.schema_version, e.content, e.step, e.certificate, e.lot, e.lot_volume_m3, e.serial)::text, 'UTF8'))
$$;

-- The digest of events that were stored together: of project, batch, the ids and the hashes, in the order of arrival.
create function event_seal_sha256(project_id bigint, batch bigint, event_ids uuid[], hashes bytea) returns bytea
language sql stable parallel safe as $$
  select sha256(convert_to(
    project_id || ' ' || batch || ' ' || array_to_string(event_ids, ' ') || ' ' || encode(hashes, 'hex'), 'UTF8'))
$$;

-- The hashes of events that were stored together, written with them: 32 bytes each, in the order of arrival. The batch is the
-- lowest arrival of its events. Rows are only inserted.
create table event_seal (
  project_id bigint not null,
  batch bigint not null,
  event_ids uuid[] not null,
  hashes bytea not null,
  constraint event_seal_pk primary key (project_id, batch),
  constraint event_seal_hashes_ck check (length(hashes) = 32 * cardinality(event_ids))
);
-- hashes cannot be compressed
alter table event_seal alter column event_ids set storage external, alter column hashes set storage external;

-- Batches of events that wait for the chain: like audit_unsealed for entries.
create table event_unsealed (
  project_id bigint not null,
  batch bigint not null,
  events int not null,
  since timestamptz not null default clock_timestamp(),
  constraint event_unsealed_pk primary key (project_id, batch),
  constraint event_unsealed_events_ck check (events > 0)
);

-- The batches of events that are sealed, with the number of the sealed batch whose digest covers their digests. The hashes are a
-- second copy: they tell which event was changed also where event_seal was changed with it. Rows are only inserted.
create table audit_event_batch (
  project_id bigint not null,
  batch bigint not null,
  number bigint not null,
  digest bytea not null,
  hashes bytea not null,
  constraint audit_event_batch_pk primary key (project_id, batch),
  constraint audit_event_batch_digest_ck check (length(digest) = 32)
);
alter table audit_event_batch alter column hashes set storage external;
create index audit_event_batch_number_ix on audit_event_batch (number);

-- The time of record is that of the database: the application has no right to state another one (R__3_grants.sql).
alter table event alter column recorded_at set default statement_timestamp();

-- Events of before, a thousand together. They are sealed after the next start.
insert into event_seal (project_id, batch, event_ids, hashes)
select project_id, min(arrival), array_agg(event_id order by arrival), string_agg(hash, '' order by arrival)
from (select project_id, arrival, event_id, event_sha256(event) as hash,
    (row_number() over (partition by project_id order by arrival) - 1) / 1000 as part
  from event) as e
group by project_id, part;
insert into event_unsealed (project_id, batch, events) select project_id, batch, cardinality(event_ids) from event_seal;
