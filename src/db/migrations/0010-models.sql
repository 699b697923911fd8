-- Trained models as artefacts: their bytes are objects, their card says what they learnt from and how well.

create table models (
  id             text primary key,
  name           text not null,
  version        text not null,
  created_at     timestamptz not null,
  created_by     text not null,
  source         text not null check (source in ('training', 'corrections')),
  -- How many corrections it learnt from, and how many contradicted each other and were left out.
  corrections    integer not null default 0,
  contradictions integer not null default 0,
  card           jsonb not null,
  card_sha256    text not null,
  weights_sha256 text not null,
  byte_length    bigint not null,
  -- The last comparison with the model in force on recent post.
  comparison     jsonb,
  -- The same training twice is one model.
  unique (card_sha256, weights_sha256)
);
create index models_newest on models (created_at desc, id desc);

-- Which model is in force: the last one that was activated and not rolled back. Append-only; null is the one that ships.
create table model_activations (
  id       bigint generated always as identity primary key,
  kind     text not null check (kind in ('activated', 'rolled_back')),
  model_id text references models,
  at       timestamptz not null,
  actor    text not null,
  check (kind = 'activated' or model_id is null)
);
