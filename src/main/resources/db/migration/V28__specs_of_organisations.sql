-- Organisations have specs of their own. Whatever is searched, it is those of one owner, the standard's or an organisation's: the
-- owner leads each index, so that what others have is never read.
drop index spec_standard_ix;
drop index spec_category_ix;
drop index spec_material_ix;
create index spec_standard_ix on spec (owner_id, standard, code);
create index spec_category_ix on spec (owner_id, category, code);
create index spec_material_ix on spec (owner_id, material, code);

-- An index of values has no first column: the owner is a part of every one of them. None of the standard's is longer than two
-- characters, none of an organisation's shorter than three.
drop index spec_grams_ix;
drop function spec_grams (text);
create function spec_grams(owner_id bigint, search text) returns text[] language sql immutable cost 10000 as $$
  select array_agg(owner || char) || array_agg(owner || char || next)
  from unnest(string_to_array(search, null), string_to_array(substr(search, 2), null)) as c (char, next),
    coalesce(owner_id::text || ':', '') as owner
$$;
create index spec_grams_ix on spec using gin (spec_grams(owner_id, search));

-- How the standard is named where an owner is.
alter table organisation add constraint organisation_code_ck check (code <> 'STANDARD');
