create extension if not exists pg_trgm;

create sequence spec_seq increment by 50;
-- A spec is its name in the catalogue; what it says stands in its revisions. Category, material, standard and the search
-- text repeat the current revision's, to be indexed.
create table spec (
  id bigint not null,
  owner_id bigint,
  code text collate "C" not null,
  revision int not null,
  category text not null,
  material text not null,
  standard text collate "C",
  search text not null,
  constraint spec_pk primary key (id),
  constraint spec_code_uk unique nulls not distinct (owner_id, code),
  constraint spec_owner_fk foreign key (owner_id) references organisation (id)
);
create index spec_code_ix on spec (code, id);
create index spec_search_ix on spec using gin (search gin_trgm_ops);

create table spec_revision (
  spec_id bigint not null,
  revision int not null,
  status text not null,
  name text not null,
  name_en text,
  category text not null,
  material text not null,
  standard text collate "C",
  edition text,
  strength_grade text,
  length_mm numeric,
  width_mm numeric,
  height_mm numeric,
  basis text not null,
  features text[] not null,
  concrete_volume_m3 numeric,
  structural_concrete_volume_m3 numeric,
  steel_mass_kg numeric,
  mass_kg numeric,
  length_m numeric,
  plan_area_m2 numeric,
  face_area_m2 numeric,
  interior_area_m2 numeric,
  -- what it is made of and what rates like components of their own: the walls and slabs of a volumetric module
  parts jsonb not null,
  external_codes jsonb not null,
  data_basis text not null,
  data_note text,
  recorded_by bigint not null,
  recorded_at timestamptz not null,
  constraint spec_revision_pk primary key (spec_id, revision),
  constraint spec_revision_spec_fk foreign key (spec_id) references spec (id),
  constraint spec_revision_person_fk foreign key (recorded_by) references person (id),
  constraint spec_revision_status_ck check (status in ('DRAFT', 'RELEASED')),
  constraint spec_revision_basis_ck check (basis in ('PIECE', 'METRE', 'M2')),
  constraint spec_revision_data_basis_ck check (data_basis in ('VERIFIED', 'COMPUTED', 'RECALLED', 'DECLARED')),
  constraint spec_revision_quantities_ck check (least(concrete_volume_m3, structural_concrete_volume_m3, steel_mass_kg,
    mass_kg, length_m, plan_area_m2, face_area_m2, interior_area_m2, length_mm, width_mm, height_mm, 0) >= 0)
);

-- Which file of components-catalog/ has been loaded, so that a grown file is loaded again and an unchanged one is not.
create table catalogue_file (
  name text collate "C" not null,
  sha256 text not null,
  loaded_at timestamptz not null,
  constraint catalogue_file_pk primary key (name)
);

grant usage on sequence spec_seq to ${app};
grant select, insert on spec, spec_revision, catalogue_file to ${app};
grant update (revision, category, material, standard, search) on spec to ${app};
grant update (status) on spec_revision to ${app};
grant update (sha256, loaded_at) on catalogue_file to ${app};
