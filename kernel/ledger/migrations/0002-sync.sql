-- Where each phone stands. Enrolled by its first contact; what it holds of the programme it tells with its own cursor.

create table sync_device (
  programme uuid not null,
  device uuid not null,
  staff uuid not null,                     -- one person per device: another person's phone store has another id
  app text not null,
  enrolled_ms bigint not null,
  seen_ms bigint not null,
  have_through integer not null default 0, -- facts 1..n of the device's own chain are here
  durable_through integer not null default 0, -- … and in a backup: the phone may forget them
  waiting integer not null default 0,      -- facts that it had still to send, as it said last
  persisted boolean,                       -- its browser promised not to evict the store
  used_bytes bigint,
  quota_bytes bigint,
  heals integer not null default 0,        -- scopes it had to pull again because a digest differed; ought to stay 0
  forked_from uuid,                        -- a copied phone: this id was given to the second one
  primary key (programme, device)
);

alter table sync_device enable row level security;
alter table sync_device force row level security;
create policy programme on sync_device using (programme = any ((select nullif(current_setting('minka.programmes', true), '')::uuid[])::uuid[]));
grant select, insert, update on sync_device to minka_app;
