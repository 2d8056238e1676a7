-- Ended jobs go when their time is over. While a job waits, its chunks are the upload; once it has ended, the workbook it
-- answers with, if one was asked for.
create index job_finished_ix on job (finished_at) where finished_at is not null;
grant delete on job, job_progress to ${app};

-- The issue of a catalogue file that was loaded: a lower one comes with an older version of the application and must not undo
-- what a newer one brought. 0: loaded when files had no numbers.
alter table catalogue_file add column issue int not null default 0;
grant update (issue) on catalogue_file to ${app};
