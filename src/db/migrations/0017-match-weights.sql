-- Weights of evidence that a company's own post gave, each estimate with its table beside what was in force then.
create table match_weights (
  id          bigint generated always as identity primary key,
  created_at  timestamptz not null default now(),
  pairs       integer not null,
  matches     integer not null,
  -- What weighs more or less than the product says, in bits, by feature and level.
  shifts      jsonb not null,
  -- The whole estimate, for whoever looks at it before or after.
  estimate    jsonb not null
);

-- Which weights are in force: what was said last. Append-only; null are those of the product.
create table match_weight_activations (
  id         bigint generated always as identity primary key,
  weights_id bigint references match_weights,
  at         timestamptz not null default now(),
  actor      text not null
);
