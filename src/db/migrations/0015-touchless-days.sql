-- Figures of quality over a year of post: measured on a million decisions, the report took five seconds, nearly all of it
-- for counting what is over and cannot change any more.

-- How many documents of a day went through alone and how many came to a person for the first time, by class and channel.
-- Only days that are over; made from the rows themselves, so it may be emptied at any time and fills again.
create table touchless_days (
  day       date not null,
  class_key text,
  channel   text not null,
  alone     integer not null,
  asked     integer not null
);
create index touchless_days_by_day on touchless_days (day);

-- Through which day they are counted, and in which time zone days begin. One row.
create table touchless_through (
  is_only   boolean primary key default true check (is_only),
  day       date not null,
  time_zone text not null
);

create index stage_history_asked on stage_history (finished_at) include (document_id) where outcome = 'parked';

-- The last decision and the first of a model are one look each; a block range index had to read everything.
drop index quality_decisions_by_time;
create index quality_decisions_by_time on quality_decisions (at);
-- The drawn ones are few among many and are all that precision is reckoned from.
create index quality_decisions_drawn on quality_decisions (at)
  include (document_id, generation, class_key, channel, probability, is_class_given, is_customer_asked) where is_drawn;
-- Drift asks what was said of the last days' documents, and answers of people are among them.
create index corrections_answers_in_time on corrections (at) where kind = 'answer';
