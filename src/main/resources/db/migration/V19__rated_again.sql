-- Version 3 of the engine rates steel and timber buildings differently where they have no vertical members, or some of another material.
insert into building_change (project_id, building_id, id)
select project_id, id, nextval('building_change_seq') from building;
