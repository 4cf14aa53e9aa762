-- The log and the book. Only these have migrations; every read table is rebuilt from the log.
-- Programme id first in every key. Times are ms since 1970 (exact in JSON, no time zone to guess).

create table ledger_head (
  programme uuid primary key,
  code text not null unique,
  number bigint not null default 0,        -- last number given in the log
  hash bytea not null,                     -- hash of that record: the tree head that reports and closes quote
  feed bigint not null default 0,          -- last position given in the feed
  entry bigint not null default 0,         -- last entry of the book
  account integer not null default 0,      -- last account of the book
  epoch integer not null default 1,        -- raised by a restore; phones then offer again what the server lost
  closed_through date                      -- the book is closed up to this day
);

create table ledger_fact (
  programme uuid not null,
  number bigint not null,
  at_ms bigint not null,
  received_ms bigint not null,
  clock_offset bigint,
  id uuid not null,
  author uuid not null,
  device uuid not null,
  seq integer not null,
  version smallint not null,
  corrects uuid,
  scope uuid,                              -- zone, centre or nursery it belongs to; null is programme-wide
  kind text not null,
  outcome text not null check (outcome in ('accepted', 'flagged', 'held', 'rejected')),
  hash bytea not null,
  prev_hash bytea,                         -- the device's own chain, as claimed
  commitment bytea,                        -- salted hash of the personal part
  deps uuid[],
  flags json,
  files json,
  body json not null,                      -- canonical text, without the personal fields
  primary key (programme, number),
  unique (programme, id),
  unique (programme, device, seq)
);

-- Personal fields beside the log. Erasing a person deletes her rows; the chain holds only the salted commitment.
create table ledger_personal (
  programme uuid not null,
  person uuid not null,
  fact uuid not null,
  salt bytea not null,
  body json not null,
  primary key (programme, fact)
);
create index ledger_personal_person on ledger_personal (programme, person);

-- A held fact takes effect later: a record of its own in the same chain.
create table ledger_release (
  programme uuid not null,
  number bigint not null,
  fact uuid not null,
  released_ms bigint not null,
  scope uuid,                              -- known only now that what it builds on is there
  outcome text not null check (outcome in ('accepted', 'flagged', 'rejected')),
  flags json,
  hash bytea not null,
  primary key (programme, number),
  unique (programme, fact)
);

create table ledger_held (
  programme uuid not null,
  missing uuid not null,
  fact uuid not null,
  primary key (programme, missing, fact)
);
create index ledger_held_fact on ledger_held (programme, fact);

-- What could not be judged: same id with other content, a cloned device, an unreadable body. Both are kept.
create table ledger_quarantine (
  programme uuid not null,
  id uuid not null,
  received_ms bigint not null,
  device uuid,
  author uuid,
  code text not null,
  flags json not null,
  raw json not null,
  digest bytea not null,
  primary key (programme, id, digest)
);

-- Zones, centres and nurseries with the scope above each; and where an entity belongs now, when it moved.
create table ledger_scope (
  programme uuid not null,
  id uuid not null,
  parent uuid,
  primary key (programme, id)
);
create table ledger_place (
  programme uuid not null,
  id uuid not null,
  scope uuid not null,
  primary key (programme, id)
);

-- A fact taken back by a void or replaced by a correction.
create table ledger_void (
  programme uuid not null,
  fact uuid not null,
  by uuid not null,
  primary key (programme, fact)
);

create table ledger_erasure (
  programme uuid not null,
  person uuid not null,
  erased_ms bigint not null,
  primary key (programme, person)
);

create table book_account (
  programme uuid not null,
  id integer not null,
  kind text not null,
  owner uuid,
  unit text not null,
  primary key (programme, id),
  unique nulls not distinct (programme, kind, owner, unit)
);
create index book_account_owner on book_account (programme, owner);

create table book_entry (
  programme uuid not null,
  id bigint not null,
  fact uuid not null,
  number bigint not null,                  -- the log record that made it; a reversal carries the fact that takes back
  day date not null,                       -- when it took effect in the field
  period date not null,                    -- first day of the month it is posted to
  reversal boolean not null,               -- takes back an entry of the fact that was voided or corrected
  memo text not null,
  primary key (programme, id)
);
create index book_entry_fact on book_entry (programme, fact);

create table book_line (
  programme uuid not null,
  entry bigint not null,
  line smallint not null,
  account integer not null,
  amount bigint not null check (amount <> 0),
  primary key (programme, entry, line)
);
create index book_line_account on book_line (programme, account);

create table book_balance (
  programme uuid not null,
  account integer not null,
  amount bigint not null,
  primary key (programme, account)
);

-- Balanced per unit, judged at commit by the database itself, whoever writes: once per entry, over all its lines.
create function book_entry_balances() returns trigger language plpgsql as $$
declare off record;
begin
  select a.unit, sum(l.amount) as amount into off
  from book_line l left join book_account a on a.programme = l.programme and a.id = l.account
  where l.programme = new.programme and l.entry = new.id
  group by a.unit having sum(l.amount) <> 0 or a.unit is null limit 1;
  if found then
    raise exception 'entry % is off by % %', new.id, off.amount, off.unit using errcode = '23514', constraint = 'book_entry_balances';
  end if;
  return null;
end $$;
create constraint trigger book_entry_balances after insert on book_entry
  deferrable initially deferred for each row execute function book_entry_balances();

-- A line comes with its entry or never: a posted entry takes no more lines. (Set-wise, so that a season costs seconds.)
create function book_line_is_new() returns trigger language plpgsql as $$
begin
  if exists (select 1 from (select distinct programme, entry from added) n
             where not exists (select 1 from book_entry e where e.programme = n.programme and e.id = n.entry and e.xmin = pg_current_xact_id()::xid)) then
    raise exception 'a posted entry takes no more lines' using errcode = '23514', constraint = 'book_line_is_new';
  end if;
  return null;
end $$;
create trigger book_line_is_new after insert on book_line
  referencing new table as added for each statement execute function book_line_is_new();

-- The feed: the latest position of every document in every scope; `gone` is a leave.
create table feed_document (
  programme uuid not null,
  scope uuid not null,
  id uuid not null,
  seq bigint not null,
  kind text not null,
  gone boolean not null,
  primary key (programme, scope, kind, id)
);
create unique index feed_document_seq on feed_document (programme, scope, seq);

create table ledger_capability (
  programme uuid not null,
  capability text not null,
  version text not null,                   -- hash of its tables, projection and postings; another one means rebuild
  primary key (programme, capability)
);

do $$
declare t text;
begin
  foreach t in array array['ledger_head', 'ledger_fact', 'ledger_personal', 'ledger_release', 'ledger_held', 'ledger_quarantine',
    'ledger_erasure', 'ledger_scope', 'ledger_place', 'ledger_void', 'book_account', 'book_entry', 'book_line', 'book_balance', 'feed_document', 'ledger_capability']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy programme on %I using (programme = any ((select nullif(current_setting(''minka.programmes'', true), '''')::uuid[])::uuid[]))', t);
  end loop;
end $$;

-- What happened is only ever added to. Held, balances, feed and heads are states.
grant select, insert on ledger_fact, ledger_personal, ledger_release, ledger_quarantine, ledger_erasure,
  book_account, book_entry, book_line to minka_app;
-- Erasure is the one thing that takes away: personal fields beside the log, and what was kept unread.
grant delete on ledger_personal, ledger_quarantine to minka_app;
grant select, insert, update, delete on ledger_head, ledger_held, ledger_scope, ledger_place, ledger_void, book_balance, feed_document, ledger_capability to minka_app;

-- Which programmes there are, and how far each is, is no secret between them; only their own may change it.
create policy seen on ledger_head for select using (true);
create policy seen on ledger_capability for select using (true);
