import type { Statement } from './together.ts';

/**
 * What goes when a person is erased: her personal fields and their salts, her ways to sign in, and what was kept unread
 * about her, whether it names her record or says two things that only she is known by.
 */
export function eraseStatements(programme: string, person: string, ms: number): Statement[] {
  const own = [programme, person];
  return [
    {
      text: `with gone as (delete from ledger_quarantine q where q.programme = $1 and (q.raw::text like '%' || $2::text || '%' or (
        select count(distinct said.word) from ledger_personal h cross join lateral (
          select v.value as word from json_each_text(h.body) v
          union all select w.value from json_each(h.body) o cross join lateral json_each_text(case json_typeof(o.value) when 'object' then o.value else '{}' end) w
        ) said where h.programme = $1 and ${hers('h', '$2::text::uuid')} and length(said.word) > 3 and position(said.word in q.raw::text) > 0) > 1) returning id)
        insert into sync_erased select distinct $1::uuid, id from gone on conflict do nothing`,
      values: own,
    },
    { text: photosGone, values: own },
    { text: `delete from ledger_personal h where h.programme = $1 and ${hers('h', '$2')}`, values: own },
    { text: 'delete from access_session where programme = $1 and staff = $2', values: own },
    { text: 'delete from access_login where programme = $1 and staff = $2', values: own },
    { text: 'delete from access_invite where programme = $1 and staff = $2', values: own },
    { text: 'delete from access_pin where programme = $1 and person = $2', values: own },
    { text: 'insert into ledger_erasure values ($1, $2, $3) on conflict do nothing', values: [...own, ms] },
  ];
}

/**
 * Photos of records that speak of her, and of what was recorded as hers (a plot, a debt). A sheet's photo shows her too,
 * and goes: the sheet itself stays, and so does what it counts for. Begins at the few records that have photos.
 */
const photosGone = `with hers as (
    select distinct r.sha256 from file_ref r join ledger_fact f on f.programme = r.programme and f.id = r.fact
    where r.programme = $1 and (f.id = $2::text::uuid or position($2::text in f.body::text) > 0 or exists (
      select 1 from regexp_matches(f.body::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') m
      join ledger_fact p on p.programme = $1 and p.id = m[1]::uuid where p.body->>'person' = $2::text))),
  noted as (insert into file_erased select $1::uuid, sha256 from hers on conflict do nothing)
  delete from file_blob b using hers where b.programme = $1 and b.sha256 = hers.sha256`;

/** Personal fields of a person: those of the fact that made her by its id, the others by an index of their own. */
function hers(h: string, person: string): string {
  return `(${h}.fact = ${person} and ${h}.person = ${person} or ${h}.person = ${person} and ${h}.person <> ${h}.fact)`;
}
