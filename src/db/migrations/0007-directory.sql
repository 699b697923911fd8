-- Six million customers and everything that finds them in less than eight gigabytes. Measured per customer with five
-- identifiers: a row of their own for each took 650 bytes with its index, an entry in one inverted index takes 200.

-- Rows from before migration 3 do not say themselves which identifiers they have.
update customers c set identifier_kinds = known.kinds, identifier_values = known.values
  from (select customer_number, array_agg(kind) as kinds, array_agg(value) as values
          from customer_identifiers group by customer_number) known
 where known.customer_number = c.customer_number and c.identifier_values = '{}';

-- Contacts carry a mark, so that a phone number is nobody's contract: `=` IBAN, `@` e-mail, `+` phone.
update customers set identifier_values = (
  select coalesce(array_agg(distinct case kind when 'iban' then '=' when 'email' then '@' when 'phone' then '+' else '' end || value), '{}')
    from unnest(identifier_kinds, identifier_values) as identifier (kind, value) where value <> '');

drop trigger customers_forget_identifiers on customers;
drop trigger customers_forget_all_identifiers on customers;
drop function forget_customer_identifiers();
drop function forget_all_customer_identifiers();
drop table customer_identifiers;
drop index customers_by_name_postcode;
drop index customers_by_name_street;

alter table customers drop column identifier_kinds;
alter table customers rename column identifier_values to identifiers;
alter table customers
  alter column customer_number type text collate "C",
  add column first_name_folded   text collate "C",
  add column house_number_folded text collate "C";
update customers set
  first_name_folded = lower(first_name),
  house_number_folded = regexp_replace(regexp_replace(lower(house_number), '[^a-z0-9/-]', '', 'g'), '^0+(?=[0-9])', '');

-- The words that customers carry, with the forms under which a misread one is found (`rules/matching/spelling-forms`) and
-- how many customers have each. Counted anew after large imports; in between new words are only added.
create table directory_words (
  kind  text collate "C" not null check (kind in ('lastName', 'firstName', 'place', 'street')),
  word  text collate "C" not null,
  count integer not null,
  forms text[] collate "C" not null,
  primary key (kind, word)
);
create index directory_words_by_form on directory_words using gin (forms);

create table directory_state (
  is_only         boolean primary key default true check (is_only),
  customer_count  bigint not null default 0,
  -- Words of another version of the forms are counted anew at the next import.
  forms_version   integer not null default 0,
  counted_at      timestamptz
);
insert into directory_state default values;

-- The indexes that a first import builds when the rows are in, which takes a third of the time of keeping them.
create function build_directory_indexes() returns void language plpgsql set maintenance_work_mem = '256MB' as $$
begin
  -- Two imports that end at once: one builds, the other finds them built.
  perform pg_advisory_xact_lock(7252002);
  create index if not exists customers_by_identifier on customers using gin (array_to_tsvector(identifiers)) with (fastupdate = off);
  create index if not exists customers_by_name_postcode on customers (name_folded, postcode);
  create index if not exists customers_by_name_street on customers (name_folded, street_folded);
  create index if not exists customers_by_name on customers (name_folded, first_name_folded);
  create index if not exists customers_by_birth_date on customers (birth_date);
  create index if not exists customers_by_door on customers (postcode, street_folded, house_number_folded);
end
$$;
create function drop_directory_indexes() returns void language sql as $$
  drop index if exists customers_by_identifier, customers_by_name_postcode, customers_by_name_street, customers_by_name, customers_by_birth_date, customers_by_door;
$$;
select build_directory_indexes();

-- What shares a key with a document, what shares the most telling keys first. A function, so that it is planned once and
-- never by reading the table: right after an import nothing is known about how rare a key is.
create function directory_candidates(
  numbers tsquery, contacts tsquery,
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
    (select customer_number, 8 as strength from customers where array_to_tsvector(identifiers) @@ numbers limit most)
    union all
    (select customer_number, 6 from customers where array_to_tsvector(identifiers) @@ contacts limit most)
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
    -- The last resort: a street, a first name in a town, a birth date. Read by the postcode and sifted.
    select c.customer_number, 1
      from unnest(wide_postcodes, wide_streets, wide_first_names) as k (postcode, street, first_name)
      cross join lateral (
        select customer_number from customers
         where postcode = k.postcode and (k.street is null or street_folded = k.street)
           and (k.first_name is null or first_name_folded = k.first_name) limit most) c
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

-- Returns no rows of the table's own type: the table is exchanged when all words are counted anew.
create function directory_vocabulary(asked text[], most integer) returns table (kind text, word text, count integer)
language plpgsql stable set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  return query select w.kind, w.word, w.count from directory_words w
    where w.forms && asked order by w.count desc, w.kind, w.word limit most;
end
$$;
