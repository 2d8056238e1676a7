create sequence component_seq;
-- One place in the bill of a building. The row is the version in force; the ones before it stand in component_version.
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
  -- how many a lot stands for; quantities are totals of all of them
  count int not null,
  -- how many times the quantities of the spec: the count, or the length in m, or the area in m2, by the spec's basis
  amount numeric not null,
  -- as the designer said; null where the category decides
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
    mass_kg, length_m, plan_area_m2, face_area_m2, interior_area_m2, 0) >= 0)
);
create index component_building_ix on component (project_id, building_id, code);

create table component_version (
  like component,
  replaced_at timestamptz not null,
  replaced_by bigint not null,
  constraint component_version_pk primary key (project_id, id, version),
  constraint component_version_component_fk foreign key (project_id, id) references component (project_id, id),
  constraint component_version_person_fk foreign key (replaced_by) references person (id)
);

grant usage on sequence component_seq to ${app};
grant select, insert, update on component to ${app};
grant select, insert on component_version to ${app};

-- What every component amounts to, its parts as rows of their own with an ordinal above 0. Quantities are totals of a lot.
create view component_quantity as
select c.project_id, c.id, c.building_id, c.storey_id, c.code, 0 as part_ordinal, r.category, r.features,
  coalesce(c.exterior, r.category in ('FACADE_PANEL', 'CURTAIN_WALL_UNIT', 'PARAPET')) as exterior,
  c.count, c.cancelled,
  coalesce(c.concrete_volume_m3, r.concrete_volume_m3 * c.amount) as concrete_volume_m3,
  coalesce(c.structural_concrete_volume_m3, r.structural_concrete_volume_m3 * c.amount,
    c.concrete_volume_m3, r.concrete_volume_m3 * c.amount) as structural_concrete_volume_m3,
  coalesce(c.steel_mass_kg, r.steel_mass_kg * c.amount) as steel_mass_kg,
  coalesce(c.mass_kg, r.mass_kg * c.amount) as mass_kg,
  coalesce(c.length_m, r.length_m * c.amount) as length_m,
  coalesce(c.plan_area_m2, r.plan_area_m2 * c.amount) as plan_area_m2,
  coalesce(c.face_area_m2, r.face_area_m2 * c.amount) as face_area_m2,
  coalesce(c.interior_area_m2, r.interior_area_m2 * c.amount) as interior_area_m2
from component c
join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
union all
select c.project_id, c.id, c.building_id, c.storey_id, c.code, p.ordinal::int, p.part->>'category',
  array(select jsonb_array_elements_text(p.part->'features')),
  coalesce((p.part->>'exterior')::boolean, p.part->>'category' in ('FACADE_PANEL', 'CURTAIN_WALL_UNIT', 'PARAPET')),
  c.count * (p.part->>'count')::int, c.cancelled,
  (q->>'concreteVolumeM3')::numeric * times,
  coalesce((q->>'structuralConcreteVolumeM3')::numeric, (q->>'concreteVolumeM3')::numeric) * times,
  (q->>'steelMassKg')::numeric * times, (q->>'massKg')::numeric * times, (q->>'lengthM')::numeric * times,
  (q->>'planAreaM2')::numeric * times, (q->>'faceAreaM2')::numeric * times, (q->>'interiorAreaM2')::numeric * times
from component c
join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision and r.parts <> '[]'
cross join lateral jsonb_array_elements(r.parts) with ordinality as p (part, ordinal)
cross join lateral (select p.part->'quantities' as q, (p.part->>'count')::int * c.amount as times) as amounts;

grant select on component_quantity to ${app};
