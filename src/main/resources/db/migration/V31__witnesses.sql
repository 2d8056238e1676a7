-- A supervisor signs what it saw by an event of its own.
alter table event
  drop constraint event_type_ck,
  add constraint event_type_ck check (type in ('RELEASE', 'STEP', 'QC_PASS', 'QC_FAIL', 'HOLD', 'UNHOLD', 'REWORK', 'STORE',
    'SEND_OUT', 'TAKE_BACK', 'SHIP', 'RECEIVE', 'RETURN', 'INSTALL', 'CONNECT', 'ACCEPT', 'REMOVE', 'EXCHANGE', 'SCRAP',
    'WITNESS', 'VOID'));
