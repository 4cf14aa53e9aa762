-- Facts that were kept unread and went when a person was erased. A phone that still has one may offer it again, after a
-- restore for instance: it is told that it is gone, and nothing of it is written down a second time.
create table sync_erased (
  programme uuid not null,
  fact uuid not null,
  primary key (programme, fact)
);
alter table sync_erased enable row level security;
alter table sync_erased force row level security;
create policy programme on sync_erased using (programme = any ((select nullif(current_setting('minka.programmes', true), '')::uuid[])::uuid[]));
grant select, insert on sync_erased to minka_app;
