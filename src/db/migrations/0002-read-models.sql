-- What the lists and figures of the pages need beside the spine's indexes.

-- Today's figures read rows by instant. BRIN costs next to nothing while documents move (a B-tree would be written at
-- every stage of every document) and skips all older blocks, because rows of one day lie together.
create index documents_created on documents using brin (created_at) with (pages_per_range = 32, autosummarize = on);
create index documents_finished on documents using brin (done_at) with (pages_per_range = 32, autosummarize = on);

-- "Is everything of this submission delivered?" Entries leave this index on delivery, so it stays small.
create index outbox_waiting_by_document on outbox (document_id) where delivered_at is null;

create index work_items_newest on work_items (state, id desc);

create index idempotency_keys_by_age on idempotency_keys (created_at);
create index sign_in_failures_by_age on sign_in_failures (at);

create index stage_history_closings on stage_history (document_id) where outcome = 'closed';
