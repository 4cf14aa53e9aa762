-- Photos and files by the hash of their bytes, which lie under the data directory. A fact names its files; which facts
-- name a file is written down by the log itself, so that a file is guarded like the records it belongs to.
create table file_blob (
  programme uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer not null,
  type text not null,
  author uuid not null,                    -- whose session brought it
  received_ms bigint not null,
  primary key (programme, sha256)
);
create table file_ref (
  programme uuid not null,
  sha256 text not null,
  fact uuid not null,
  id uuid not null,
  primary key (programme, sha256, fact)
);
create index file_ref_fact on file_ref (programme, fact);
-- Files that went when a person was erased: whoever still has one is told that it is gone, and it is not kept again.
create table file_erased (
  programme uuid not null,
  sha256 text not null,
  primary key (programme, sha256)
);

do $$
declare t text;
begin
  foreach t in array array['file_blob', 'file_ref', 'file_erased'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy programme on %I using (programme = any ((select nullif(current_setting(''minka.programmes'', true), '''')::uuid[])::uuid[]))', t);
  end loop;
end $$;
grant select, insert on file_ref, file_erased to minka_app;
grant select, insert, delete on file_blob to minka_app;

create function file_refs() returns trigger language plpgsql as $$
begin
  insert into file_ref select distinct on (f->>'sha256') new.programme, f->>'sha256', new.id, (f->>'id')::uuid from json_array_elements(new.files) f
  on conflict do nothing;
  return null;
end $$;
create trigger file_refs after insert on ledger_fact for each row when (new.files is not null) execute function file_refs();
insert into file_ref select distinct on (l.programme, f->>'sha256', l.id) l.programme, f->>'sha256', l.id, (f->>'id')::uuid
from ledger_fact l cross join lateral json_array_elements(l.files) f where l.files is not null;
