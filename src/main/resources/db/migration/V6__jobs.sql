-- Long work that outlives its request. A worker holds the row lock of its job for as long as it works, so a job whose
-- worker died is free to be claimed again; what the worker achieves is committed with the job's own end.
create table job (
  id uuid not null,
  kind text not null,
  state text not null,
  parameters jsonb not null,
  created_at timestamptz not null,
  created_by bigint not null,
  finished_at timestamptz,
  result jsonb,
  problem jsonb,
  constraint job_pk primary key (id),
  constraint job_person_fk foreign key (created_by) references person (id),
  constraint job_state_ck check (state in ('QUEUED', 'DONE', 'FAILED'))
);
create index job_queue_ix on job (created_at) where state = 'QUEUED';

-- The uploaded file of a job, in chunks; deleted when the job ends.
create table job_chunk (
  job_id uuid not null,
  ordinal int not null,
  bytes bytea not null,
  constraint job_chunk_pk primary key (job_id, ordinal),
  constraint job_chunk_job_fk foreign key (job_id) references job (id)
);

-- Written beside the job's own transaction, so that others can watch. A queued job with progress is running.
create table job_progress (
  job_id uuid not null,
  attempts int not null,
  done bigint not null,
  total bigint,
  updated_at timestamptz not null,
  constraint job_progress_pk primary key (job_id)
);

grant select, insert, update on job, job_progress to ${app};
grant select, insert, delete on job_chunk to ${app};
