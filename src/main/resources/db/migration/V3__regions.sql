-- Administrative regions by the codes of GB/T 2260 without trailing zeros: 32 is a province, 3201 a city, 320102 a county;
-- CN is the nation.
create table region (
  code text collate "C" not null,
  name text not null,
  parent text collate "C",
  constraint region_pk primary key (code),
  constraint region_parent_fk foreign key (parent) references region (code),
  constraint region_code_ck check (code = 'CN' and parent is null
    or code ~ '^[1-9][0-9]$' and parent = 'CN'
    or code ~ '^[1-9][0-9]([0-9]{2}){1,2}$' and parent = left(code, length(code) - 2))
);
create index region_parent_ix on region (parent, code);

-- Statements about a region: its class, its targets, construction outside of the system, the rule sets in force. Rows are
-- only inserted; the highest version is in force. Kinds whose content carries its own dates have the year 0.
create table region_statement (
  region text collate "C" not null,
  kind text not null,
  year int not null,
  version int not null,
  content jsonb not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint region_statement_pk primary key (region, kind, year, version),
  constraint region_statement_region_fk foreign key (region) references region (code),
  constraint region_statement_person_fk foreign key (recorded_by) references person (id),
  constraint region_statement_kind_ck check (kind in ('CLASS', 'TARGET', 'DECLARED', 'RULE_SET')),
  constraint region_statement_year_ck check (case when kind in ('TARGET', 'DECLARED') then year between 1900 and 2200
    else year = 0 end)
);
