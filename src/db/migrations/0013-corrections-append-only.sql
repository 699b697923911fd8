-- Corrections are append-only in the database as well, and not only in the program: training truth and evidence that
-- anybody who can reach the table could rewrite would be neither.
create function refuse_change_of_correction() returns trigger language plpgsql as $$
begin
  raise exception 'corrections are append-only; an answer is taken back by a row of kind undo'
    using errcode = 'integrity_constraint_violation';
end;
$$;
create trigger corrections_are_append_only before update or delete on corrections
  for each row execute function refuse_change_of_correction();
create trigger corrections_are_never_emptied before truncate on corrections
  for each statement execute function refuse_change_of_correction();
