-- How often the read tables were told again: a writer that remembers rows of before looks at them anew.
alter table ledger_head add column rebuilt integer default 0;

-- A writer judges on what it remembers and writes only when nobody wrote since. Called under the programme's lock.
create function ledger_stands(p uuid, expected bytea, at_epoch integer, told integer) returns void language plpgsql as $$
begin
  if not exists (select from ledger_head
                 where programme = p and hash = expected and epoch = at_epoch and coalesce(rebuilt, 0) = told) then
    raise exception 'the log has moved on' using errcode = 'MK001';
  end if;
end $$;

-- Entries are judged together, over all lines, at commit, by the database, whoever writes. (One by one they took 30 us
-- each, a tenth of a season.) A transaction first says in the head how far the entries go, then brings the lines, then the
-- entries: so none escapes the judgement, none is missing, and lines are complete before their entry stands.
drop trigger book_entry_balances on book_entry;
drop function book_entry_balances();

create function book_entry_balances() returns trigger language plpgsql as $$
declare off record;
begin
  if (select count(*) from book_entry e
      where e.programme = new.programme and e.id > old.entry and e.id <= new.entry) < new.entry - old.entry then
    raise exception 'an entry up to % is missing', new.entry using errcode = '23514', constraint = 'book_entry_missing';
  end if;
  select l.entry, a.unit, sum(l.amount) as amount into off
  from book_line l left join book_account a on a.programme = l.programme and a.id = l.account
  where l.programme = new.programme and l.entry > old.entry and l.entry <= new.entry
  group by l.entry, a.unit having sum(l.amount) <> 0 or a.unit is null limit 1;
  if found then
    raise exception 'entry % is off by % %', off.entry, off.amount, off.unit using errcode = '23514', constraint = 'book_entry_balances';
  end if;
  return null;
end $$;
create constraint trigger book_entry_balances after update of entry on ledger_head
  deferrable initially deferred for each row when (new.entry > old.entry) execute function book_entry_balances();

-- Entries and lines only up to what the head of this very transaction says, which is then judged.
create function book_entry_is_told() returns trigger language plpgsql as $$
begin
  if exists (select from (select programme, max(id) as last from added group by programme) n
             where not exists (select from ledger_head h where h.programme = n.programme and h.entry >= n.last
                               and h.xmin = pg_current_xact_id()::xid)) then
    raise exception 'the head knows nothing of this entry' using errcode = '23514', constraint = 'book_entry_is_told';
  end if;
  return null;
end $$;
create trigger book_entry_is_told after insert on book_entry
  referencing new table as added for each statement execute function book_entry_is_told();

-- A posted entry takes no more lines.
create or replace function book_line_is_new() returns trigger language plpgsql as $$
begin
  if exists (select from (select programme, min(entry) as first, max(entry) as last from added group by programme) n
             where exists (select from book_entry e where e.programme = n.programme and e.id between n.first and n.last)
             or not exists (select from ledger_head h where h.programme = n.programme and h.entry >= n.last
                            and h.xmin = pg_current_xact_id()::xid)) then
    raise exception 'a posted entry takes no more lines' using errcode = '23514', constraint = 'book_line_is_new';
  end if;
  return null;
end $$;
