import { sql } from 'kysely';
import * as z from 'zod/mini';
import { question } from '#kernel/server/question.ts';
import { consentsOf, factsOf } from '#programme/people/history.ts';

/** Law 29733: whoever is registered may see what is kept about her. */
export const herself = question({
  name: 'people.herself',
  by: ['producer', 'promoter'],
  about: 'What the register holds about whoever asks, what she agreed to, and who recorded something about her when.',
  params: z.strictObject({}),
  answer: async (db, _params, asker) => {
    const p = asker.programme;
    const own = sql`${asker.actor.person ?? null}::uuid`;
    const [found] = await db.rows(sql<{
      id: string;
      given_names: string | null;
      family_names: string | null;
      document_type: string | null;
      document_number: string | null;
      birth_date: string | null;
      birth_year: number | null;
      phone: string | null;
      sex: string;
      zone_name: string;
      community: string | null;
    }>`select k.id, k.given_names, k.family_names, k.document_type, k.document_number, k.birth_date::text as birth_date, k.birth_year,
        k.phone, k.sex, z.name as zone_name, k.community
      from people_person q join people_person k on k.programme = q.programme and k.id = coalesce(q.same_as, q.id)
      join partners_zone z on z.programme = k.programme and z.id = k.zone
      where q.programme = ${p}::uuid and q.id = ${own} and not k.void`);
    if (!found) return null;
    const said = await db.rows(consentsOf(p, found.id));
    const consents = said.map(({ purpose, given, on_day }) => ({ purpose, given, on_day }));
    const records = await db.rows(sql<{ kind: string; received_ms: number; author: string | null }>`
      select f.kind, f.received_ms::float8 as received_ms, s.names as author
      from ledger_fact f
      left join partners_staff s on s.programme = f.programme and s.id = f.author
      where f.programme = ${p}::uuid and f.id in (${factsOf(p, found.id)})
      order by f.number desc limit 500`);
    return { ...found, consents, records };
  },
});
