-- Pages of documents under way that were already read: a restart resumes at the page. Purged after two days.
create table page_readings (
  image    text not null,
  reader   text not null,
  -- A PageReading as gzip JSON.
  reading  bytea not null,
  read_at  timestamptz not null default now(),
  primary key (image, reader)
);
create index page_readings_by_age on page_readings (read_at);
