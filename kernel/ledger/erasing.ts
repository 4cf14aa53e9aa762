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
    { text: `delete from ledger_personal h where h.programme = $1 and ${hers('h', '$2')}`, values: own },
    { text: 'delete from access_session where programme = $1 and staff = $2', values: own },
    { text: 'delete from access_login where programme = $1 and staff = $2', values: own },
    { text: 'delete from access_invite where programme = $1 and staff = $2', values: own },
    { text: 'insert into ledger_erasure values ($1, $2, $3) on conflict do nothing', values: [...own, ms] },
  ];
}

/** Personal fields of a person: those of the fact that made her by its id, the others by an index of their own. */
function hers(h: string, person: string): string {
  return `(${h}.fact = ${person} and ${h}.person = ${person} or ${h}.person = ${person} and ${h}.person <> ${h}.fact)`;
}
