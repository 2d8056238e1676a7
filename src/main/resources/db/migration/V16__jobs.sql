-- Work that outlives its request. A worker holds the row lock of its job while it works, so that a job whose worker died can be
-- claimed again; the results of the work are committed together with the end of the job.
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
-- Finished jobs are deleted when their time is over.
create index job_finished_ix on job (finished_at) where finished_at is not null;

-- While the job waits, the chunks of the uploaded file; once it has ended, those of the workbook it returns, if one was asked
-- for.
create table job_chunk (
  job_id uuid not null,
  ordinal int not null,
  bytes bytea not null,
  constraint job_chunk_pk primary key (job_id, ordinal),
  constraint job_chunk_job_fk foreign key (job_id) references job (id)
);

-- Written in transactions of their own so that others can watch; without a foreign key, which would wait for the lock on the
-- job. A queued job with progress is running.
create table job_progress (
  job_id uuid not null,
  attempts int not null,
  done bigint not null,
  total bigint,
  updated_at timestamptz not null,
  constraint job_progress_pk primary key (job_id)
);
