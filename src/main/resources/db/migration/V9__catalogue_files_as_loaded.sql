-- What a file of the catalogue said when it was loaded: of a grown file only the rows that are new or different are taken, so
-- that what people changed in the others stays.
alter table catalogue_file add column content text not null default '';
alter table catalogue_file alter column content drop default;
grant update (content) on catalogue_file to ${app};
