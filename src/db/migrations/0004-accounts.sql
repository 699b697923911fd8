-- Administrators keep the accounts: `revision` refuses a change made on an old view of one, `seen_at` says who has not
-- come for a long time. Sessions end and are forgotten, so the account remembers the moment itself.
alter table accounts
  add column revision integer not null default 0,
  add column seen_at  timestamptz;
update accounts a set seen_at = (select max(s.seen_at) from sessions s where s.account_id = a.id);

-- One link at a time with which the owner of an account chooses a password. Only its digest is kept.
create table password_links (
  account_id   text primary key references accounts on delete cascade,
  token_sha256 text not null unique,
  expires_at   timestamptz not null
);

-- A token needs a name by which its owner can revoke it; its digest is nobody's business.
alter table sessions add column id text unique;
