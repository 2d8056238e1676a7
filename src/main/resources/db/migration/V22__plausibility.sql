-- What of an event is compared with other events, read from its content when it is stored (class Marks): the step of a STEP,
-- the certificate of a QC_PASS, the lot of concrete a piece was cast in and how much that was, the serial number of the piece.
alter table event
  add column step text collate "C",
  add column certificate text collate "C",
  add column lot text collate "C",
  add column lot_volume_m3 numeric,
  add column serial text collate "C";

update event set
  step = case type when 'STEP' then content::jsonb->>'step' end,
  certificate = case type when 'QC_PASS' then nullif(left(btrim(normalize(content::jsonb->>'certificate', nfkc)), 100), '') end,
  lot = case when type = 'STEP' and content::jsonb->>'step' = 'CAST'
      and jsonb_typeof(content::jsonb->'records'->'batch') in ('string', 'number')
    then nullif(left(btrim(normalize(content::jsonb->'records'->>'batch', nfkc)), 100), '') end,
  lot_volume_m3 = case when type = 'STEP' and content::jsonb->>'step' = 'CAST'
      and jsonb_typeof(content::jsonb->'records'->'concreteVolumeM3') = 'number'
    then nullif(greatest((content::jsonb->'records'->>'concreteVolumeM3')::numeric, 0), 0) end,
  serial = nullif(left(btrim(normalize(coalesce(
      case when jsonb_typeof(content::jsonb->'records'->'serial') in ('string', 'number') then content::jsonb->'records'->>'serial' end,
      case when jsonb_typeof(content::jsonb->'values'->'serial') in ('string', 'number') then content::jsonb->'values'->>'serial' end),
    nfkc)), 100), '')
where type in ('STEP', 'QC_PASS');

-- each holds only the few events it is about
create index event_void_ix on event (project_id, piece_id) where type = 'VOID';
create index event_cast_ix on event (project_id, piece_id) where step = 'CAST';
create index event_certificate_ix on event (project_id, certificate) where certificate is not null;
create index event_certificate_anywhere_ix on event (certificate, recorded_at) where certificate is not null;
create index event_serial_ix on event (project_id, serial) where serial is not null;
create index event_serial_anywhere_ix on event (serial, recorded_at) where serial is not null;
