-- The bill of components of a building.
create sequence component_seq;
-- One place in the bill. The row is the version in force; earlier versions are in component_version.
create table component (
  project_id bigint not null,
  id bigint not null,
  code text collate "C" not null,
  mark text collate "C",
  building_id bigint not null,
  storey_id bigint not null,
  position text,
  spec_id bigint not null,
  spec_revision int not null,
  -- how many pieces a lot stands for; quantities are totals of the lot
  count int not null,
  -- the factor of the spec's quantities: the count, the length in m or the area in m2, by the basis of the spec
  amount numeric not null,
  -- as given by the designer; null: the category decides
  exterior boolean,
  -- the component's own quantities, where the designer gave any
  concrete_volume_m3 numeric,
  structural_concrete_volume_m3 numeric,
  steel_mass_kg numeric,
  mass_kg numeric,
  length_m numeric,
  plan_area_m2 numeric,
  face_area_m2 numeric,
  interior_area_m2 numeric,
  cancelled boolean not null,
  version int not null,
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by bigint not null,
  constraint component_pk primary key (project_id, id),
  constraint component_code_uk unique (project_id, code),
  constraint component_storey_fk foreign key (project_id, building_id, storey_id)
    references storey (project_id, building_id, id),
  constraint component_spec_fk foreign key (spec_id, spec_revision) references spec_revision (spec_id, revision),
  constraint component_person_fk foreign key (recorded_by) references person (id),
  constraint component_count_ck check (count > 0),
  constraint component_amount_ck check (amount > 0),
  constraint component_quantities_ck check (least(concrete_volume_m3, structural_concrete_volume_m3, steel_mass_kg,
    mass_kg, length_m, plan_area_m2, face_area_m2, interior_area_m2, 0) >= 0),
  -- where a component gives only one of the two, its registration compares it with the spec's
  constraint component_structural_ck check (structural_concrete_volume_m3 <= concrete_volume_m3)
);
create index component_building_ix on component (project_id, building_id, code);

-- Replaced versions. Rows are only inserted.
create table component_version (
  like component,
  replaced_at timestamptz not null,
  replaced_by bigint not null,
  constraint component_version_pk primary key (project_id, id, version),
  constraint component_version_component_fk foreign key (project_id, id) references component (project_id, id),
  constraint component_version_person_fk foreign key (replaced_by) references person (id)
);
