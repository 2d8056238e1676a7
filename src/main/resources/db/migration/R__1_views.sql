-- Views. This file runs again, after the numbered migrations, whenever its text changes.

-- The quantities of every component, and those of its parts as rows with an ordinal above 0. Quantities are totals of a lot.
-- The view reads with the rights of the caller, so that row-level security applies.
create or replace view component_quantity with (security_invoker = true) as
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
