-- The catalogue of component specs.
create extension if not exists pg_trgm;

create sequence spec_seq increment by 50;
-- A spec is a name in the catalogue; its content is in its revisions. Category, material, standard and the search text repeat
-- those of the current revision so that they can be indexed.
create table spec (
  id bigint not null,
  -- null: a spec of the standard
  owner_id bigint,
  code text collate "C" not null,
  revision int not null,
  category text not null,
  material text not null,
  standard text collate "C",
  -- compared byte by byte, whatever the locale of the server
  search text collate "C" not null,
  constraint spec_pk primary key (id),
  constraint spec_code_uk unique nulls not distinct (owner_id, code),
  constraint spec_owner_fk foreign key (owner_id) references organisation (id)
);
create index spec_code_ix on spec (code, id);
-- A search is always among the specs of one owner, so the owner leads: specs of other owners are never read.
create index spec_standard_ix on spec (owner_id, standard, code);
create index spec_category_ix on spec (owner_id, category, code);
create index spec_material_ix on spec (owner_id, material, code);

-- Every character and every pair of neighbouring characters of a search text: two characters are a whole word of Chinese, and
-- trigrams cannot find those. Each gram carries the owner; grams of the standard have at most two characters, those of an
-- owner at least three. The cost is set above the real one so that the planner always reads the grams from the index.
create function spec_grams(owner_id bigint, search text) returns text[] language sql immutable cost 10000 as $$
  select array_agg(owner || char) || array_agg(owner || char || next)
  from unnest(string_to_array(search, null), string_to_array(substr(search, 2), null)) as c (char, next),
    coalesce(owner_id::text || ':', '') as owner
$$;
create index spec_grams_ix on spec using gin (spec_grams(owner_id, search));

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
  -- parts that are rated like components of their own: the walls and slabs of a volumetric module
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
    mass_kg, length_m, plan_area_m2, face_area_m2, interior_area_m2, length_mm, width_mm, height_mm, 0) >= 0),
  constraint spec_revision_structural_ck check (structural_concrete_volume_m3 <= concrete_volume_m3)
);

-- Which files of components-catalog/ are loaded, so that a changed file is loaded again and an unchanged one is not.
create table catalogue_file (
  name text collate "C" not null,
  sha256 text not null,
  loaded_at timestamptz not null,
  -- the file as it was loaded: of a changed file only new and changed rows are taken, so that edits to other specs stay
  content text not null,
  -- a lower issue comes with an older version of the application and must not undo what a newer one brought
  issue int not null default 0,
  constraint catalogue_file_pk primary key (name)
);
