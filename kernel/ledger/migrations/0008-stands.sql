-- Takes the programme's lock, then looks: what stands before it in a statement of its own would not be seen otherwise.
create or replace function ledger_stands(p uuid, expected bytea, at_epoch integer, told integer) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p::text, 0));
  if not exists (select from ledger_head
                 where programme = p and hash = expected and epoch = at_epoch and coalesce(rebuilt, 0) = told) then
    raise exception 'the log has moved on' using errcode = 'MK001';
  end if;
end $$;
