-- Long scans while they are worked: pages as they are made, how far each document is, pages that other workers may read.

-- Pages of files that are still being opened: people see them, and a restart resumes behind them. What stays are the
-- document's facts, so these are purged after two days.
create table opened_pages (
  document_id text not null references documents on delete cascade,
  generation  integer not null,
  -- The stage and version that made it; another one makes all pages anew.
  maker       text not null,
  file_page   integer not null,
  -- An OpenedPage.
  opened      jsonb not null,
  made_at     timestamptz not null default now(),
  primary key (document_id, generation, maker, file_page)
);
create index opened_pages_by_age on opened_pages (made_at);

-- How far a long document is in the stage it stands in.
create table page_progress (
  document_id text primary key references documents on delete cascade,
  stage       text not null,
  generation  integer not null,
  done        integer not null,
  total       integer not null,
  updated_at  timestamptz not null default now()
);

-- What of the profile arranges pages, as it was when the batch was begun: a change of the configuration does not move what
-- lies on a light table. Null for batches begun before.
alter table batches add column frozen_profile jsonb;
-- The count chain as a page (PDF), an object under retention; made with the release.
alter table batches add column count_sheet_sha256 text;
alter table batches add column count_sheet_retain_until timestamptz;

-- Pages of a long document in recognition that whoever is free may read. A page is held until its lease ends; what was
-- read lies in page_readings, from where the worker that has the document takes it.
create table pages_to_read (
  image        text not null,
  reader       text not null,
  document_id  text not null references documents on delete cascade,
  number       integer not null,
  offered_by   text not null,
  held_by      text,
  held_until   timestamptz,
  primary key (image, reader)
);
create index pages_to_read_by_document on pages_to_read (document_id);
-- Which worker read it, for people who look whether all of them work.
alter table page_readings add column read_by text;
