import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { fieldRoles, officeRoles, scopesOf } from '#kernel/pure/policy.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { districtName, withinZone } from '#programme/partners/queries.ts';
import { type Cell, keptBack } from '#programme/people/rules.ts';

const known = [...officeRoles, ...fieldRoles];

export const breakdown = question({
  name: 'people.breakdown',
  by: [...known, 'donor'],
  about:
    'How many producers by sex, age band on the day of registration, district and zone; donors see cells of five or more.',
  params: z.strictObject({ zone: maybe(id()) }),
  answer: async (db, params, asker) => {
    const cells = await db.rows(sql<{ by: string; key: string; name: string | null; n: number }>`
      with p as (
        select p.id, p.sex, p.district, p.zone, extract(year from p.on_day)::int - p.birth_year as age
        from people_person p
        where p.programme = ${asker.programme}::uuid and p.same_as is null and not p.void
          and ${inScope(asker, sql`p.zone`)} and ${withinZone(asker, sql`p.zone`, params.zone)}
      ),
      banded as (
        select p.*, case when age is null then 'unknown' when age < 18 then 'under-18' when age < 30 then '18-29'
          when age < 45 then '30-44' when age < 60 then '45-59' else '60-over' end as band
        from p
      )
      select 'sex' as by, sex as key, null as name, count(*)::int as n from banded group by sex
      union all select 'age', band, null, count(*)::int from banded group by band
      union all select 'district', district, ${districtName(sql`district`)}, count(*)::int from banded group by district
      union all select 'zone', b.zone::text, z.name, count(*)::int from banded b
        join partners_zone z on z.programme = ${asker.programme}::uuid and z.id = b.zone group by b.zone, z.name
      order by 1, 4 desc, 2`);
    const onlyMany = scopesOf(asker.actor, known) === null;
    const of = (by: string): (Cell & { name: string | null })[] => {
      const own = cells.filter((cell) => cell.by === by);
      const shown = onlyMany ? keptBack(own) : own;
      return shown.map((cell, i) => ({ key: cell.key, n: cell.n, name: own[i]?.name ?? null }));
    };
    const total = cells.filter((cell) => cell.by === 'sex').reduce((sum, cell) => sum + cell.n, 0);
    return {
      total: onlyMany && total < 5 ? null : total,
      sex: of('sex'),
      age: of('age'),
      district: of('district'),
      zone: of('zone'),
    };
  },
  facts: (params, asker) => sql<{ id: string }>`
    select p.id from people_person p
    where p.programme = ${asker.programme}::uuid and p.same_as is null and not p.void
      and ${inScope(asker, sql`p.zone`)} and ${withinZone(asker, sql`p.zone`, params.zone)}
    order by p.id desc`,
});
