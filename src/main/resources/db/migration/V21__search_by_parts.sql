-- Trigrams know nothing of a part of one or two characters, and two characters are a whole word of Chinese. So what a spec is
-- searched by is indexed by its characters and its pairs of them. Compared byte by byte, whatever the locale of the server.
drop index spec_search_ix;
alter table spec alter column search type text collate "C";

-- Every character and every pair of neighbours. The cost is above its real one, so that it is only ever read from the index.
create function spec_grams(search text) returns text[] language sql immutable strict cost 10000 as $$
  select array_agg(char) || array_agg(char || next)
  from unnest(string_to_array(search, null), string_to_array(substr(search, 2), null)) as c (char, next)
$$;
create index spec_grams_ix on spec using gin (spec_grams(search));

-- The specs of a filter in the order they are listed in.
create index spec_standard_ix on spec (standard, code);
create index spec_category_ix on spec (category, code);
create index spec_material_ix on spec (material, code);
