-- Structural concrete is a part of the concrete; where a component states only one of the two, its registration compares it
-- with its spec's.
alter table spec_revision add constraint spec_revision_structural_ck
  check (structural_concrete_volume_m3 <= concrete_volume_m3);
alter table component add constraint component_structural_ck
  check (structural_concrete_volume_m3 <= concrete_volume_m3);

-- What is left over of installed lots has left the denominators, so what was computed of their buildings is out of date.
insert into building_change (project_id, building_id, id)
select project_id, building_id, nextval('building_change_seq')
from (
  select distinct c.project_id, c.building_id
  from piece l join component c on c.project_id = l.project_id and c.id = l.component_id
  where l.live and l.net_quantity is not null) as built;
