-- One inverted index of every number and contact took two thirds of a first import and a quarter of the disk: nearly
-- every token in it is somebody's alone, which is what an ordinary index is for. Measured with 300,000 customers: 32 s
-- and 105 MB for the one, 5.5 s and 42 MB for the six below, which find the same.
select drop_directory_indexes();
drop function build_directory_indexes();
drop function drop_directory_indexes();
drop function directory_candidates(tsquery, tsquery, text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], date[], integer);

-- Normalised by the program, so compared byte by byte: beginnings are found by the same indexes on every server's locale.
alter table customers
  alter column email type text collate "C",
  alter column phone type text collate "C",
  alter column iban type text collate "C",
  alter column postcode type text collate "C",
  alter column identifiers type text[] collate "C";

-- `identifiers` keeps the normalised contract and meter numbers, and the customer number where it is written otherwise.
update customers set identifiers = array(
  select token from unnest(identifiers) with ordinality as known (token, place)
   where token !~ '^[=@+]' and token <> customer_number order by place);

-- The indexes that a first import builds when the rows are in, which takes a third of the time of keeping them. The
-- first two numbers of a customer have indexes of their own; few have more.
create function directory_indexes() returns table (name text, definition text) language sql immutable as $$
  values
    ('customers_by_first_number', 'create index customers_by_first_number on customers ((identifiers[1])) where cardinality(identifiers) > 0'),
    ('customers_by_second_number', 'create index customers_by_second_number on customers ((identifiers[2])) where cardinality(identifiers) > 1'),
    ('customers_by_further_number', 'create index customers_by_further_number on customers using gin (array_to_tsvector(identifiers[3:])) with (fastupdate = off) where cardinality(identifiers) > 2'),
    ('customers_by_iban', 'create index customers_by_iban on customers (iban) where length(iban) <= 200'),
    ('customers_by_email', 'create index customers_by_email on customers (email) where length(email) <= 200'),
    ('customers_by_phone', 'create index customers_by_phone on customers (phone) where length(phone) <= 200'),
    ('customers_by_name_postcode', 'create index customers_by_name_postcode on customers (name_folded, postcode)'),
    ('customers_by_name_street', 'create index customers_by_name_street on customers (name_folded, street_folded)'),
    ('customers_by_name', 'create index customers_by_name on customers (name_folded, first_name_folded)'),
    ('customers_by_birth_date', 'create index customers_by_birth_date on customers (birth_date) where birth_date is not null'),
    ('customers_by_door', 'create index customers_by_door on customers (postcode, street_folded, house_number_folded)'),
    -- Somebody who changed their name is looked for by the first name in the town: reading everybody of the postcode for
    -- each of a dozen keys took 83 ms in the median and 320 at worst with six million customers.
    ('customers_by_first_name', 'create index customers_by_first_name on customers (postcode, first_name_folded) where first_name_folded is not null')
$$;
do $$
declare wanted record;
begin
  for wanted in select * from directory_indexes() loop
    execute wanted.definition;
  end loop;
end
$$;
create function drop_directory_indexes() returns void language plpgsql as $$
declare known record;
begin
  for known in select * from directory_indexes() loop
    execute format('drop index if exists %I', known.name);
  end loop;
end
$$;

-- What shares a key with a document, what shares the most telling keys first. A function, so that it is planned once and
-- never by reading the table: right after an import nothing is known about how rare a key is.
create function directory_candidates(
  numbers text[], further_numbers tsquery, ibans text[], emails text[], phones text[],
  street_names text[], streets text[],
  postcode_names text[], postcodes text[],
  full_names text[], first_names text[],
  door_postcodes text[], door_streets text[], doors text[],
  wide_postcodes text[], wide_streets text[], wide_first_names text[],
  birth_dates date[],
  most integer
) returns setof customers language plpgsql stable
set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  return query
  with hits as (
    (select customer_number, 8 as strength from customers where customer_number = any (numbers) limit most)
    union all
    (select customer_number, 8 from customers
      where identifiers[1] = any (numbers) and cardinality(identifiers) > 0 limit most)
    union all
    (select customer_number, 8 from customers
      where identifiers[2] = any (numbers) and cardinality(identifiers) > 1 limit most)
    union all
    (select customer_number, 8 from customers
      where array_to_tsvector(identifiers[3:]) @@ further_numbers and cardinality(identifiers) > 2 limit most)
    union all
    (select customer_number, 6 from customers where iban = any (ibans) and length(iban) <= 200 limit most)
    union all
    (select customer_number, 6 from customers where email = any (emails) and length(email) <= 200 limit most)
    union all
    (select customer_number, 6 from customers where phone = any (phones) and length(phone) <= 200 limit most)
    union all
    select c.customer_number, 3
      from unnest(door_postcodes, door_streets, doors) as k (postcode, street, door)
      cross join lateral (
        select customer_number from customers
         where postcode = k.postcode and street_folded = k.street and house_number_folded = k.door limit most) c
    union all
    select c.customer_number, 2
      from unnest(street_names, streets) as k (name, street)
      cross join lateral (
        select customer_number from customers where name_folded = k.name and street_folded = k.street limit most) c
    union all
    select c.customer_number, 1
      from unnest(postcode_names, postcodes) as k (name, postcode)
      cross join lateral (
        select customer_number from customers where name_folded = k.name and postcode = k.postcode limit most) c
    union all
    select c.customer_number, 1
      from unnest(full_names, first_names) as k (name, first_name)
      cross join lateral (
        select customer_number from customers
         where name_folded = k.name and first_name_folded = k.first_name limit 40) c
    union all
    -- The last resort: a street, a first name in a town, a birth date.
    select c.customer_number, 1
      from unnest(wide_postcodes, wide_streets) as k (postcode, street)
      cross join lateral (
        select customer_number from customers
         where postcode = k.postcode and street_folded = k.street limit most) c
    union all
    select c.customer_number, 1
      from unnest(wide_postcodes, wide_first_names) as k (postcode, first_name)
      cross join lateral (
        select customer_number from customers
         where postcode = k.postcode and first_name_folded = k.first_name and first_name_folded is not null limit most) c
    union all
    select c.customer_number, 2
      from unnest(birth_dates) as k (birth_date)
      cross join lateral (select customer_number from customers where birth_date = k.birth_date limit 2 * most) c
  ), best as (
    select customer_number, sum(strength) as strength from hits
     group by customer_number order by 2 desc, 1 limit most
  )
  select c.* from best join customers c using (customer_number) order by best.strength desc, c.customer_number;
end
$$;

-- The forms of a word as numbers: an inverted index of a million short texts is built in the time of three of numbers.
-- Two forms may share a number; what is found is compared letter by letter anyway. The words are counted anew at the next
-- start.
drop function directory_vocabulary(text[], integer);
drop table directory_words;
create table directory_words (
  kind  text collate "C" not null check (kind in ('lastName', 'firstName', 'place', 'street')),
  word  text collate "C" not null,
  count integer not null,
  forms integer[] not null,
  primary key (kind, word)
);
create index directory_words_by_form on directory_words using gin (forms);
update directory_state set forms_version = 0;

-- Returns no rows of the table's own type: the table is exchanged when all words are counted anew.
-- A form that thousands of words share ("elektro" in the names of firms) tells little and took 120 ms to read. The table is
-- written with the commonest words first and a bitmap is read in the order of the table, so these are the commonest.
create function directory_vocabulary(asked integer[], most integer) returns table (kind text, word text, count integer)
language plpgsql stable set enable_seqscan = off set enable_indexscan = off set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select w.kind, w.word, max(w.count)
    from unnest(asked) as form
    cross join lateral (
      select known.kind, known.word, known.count from directory_words known where known.forms @> array[form] limit 500) w
   group by w.kind, w.word order by 3 desc, 1, 2 limit most;
end
$$;
