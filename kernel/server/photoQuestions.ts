import { sql } from 'kysely';
import * as z from 'zod/mini';
import type { FileRef } from '#kernel/pure/fact.ts';
import { id } from '#kernel/pure/fields.ts';
import { inScope, question } from './question.ts';
import { inside, mine } from './whoseFacts.ts';

/** A photo of a record: there, not there yet, or taken away because a person was erased. */
export interface Photo extends FileRef {
  readonly fact: string;
  readonly kind: string;
  readonly arrived: boolean;
  readonly gone: boolean;
}

/** Photos of one record, and of the records that speak of it: a visit's, or all of a producer or a plot. */
export const photos = question({
  name: 'ledger.photos',
  about: 'Photos of a record and of what was recorded about it; those that have not arrived yet are said too.',
  by: inside,
  params: z.strictObject({ about: id() }),
  answer: async (db, { about }, asker) => {
    // Begins at the records that have photos: they are few, and the log is long.
    const rows = await db.rows(sql<Omit<Photo, keyof FileRef> & { of: FileRef; at_ms: number }>`
      select f.id as fact, f.kind, f.at_ms, x.of, b.sha256 is not null as arrived, e.sha256 is not null as gone
      from (select distinct fact from file_ref where programme = ${asker.programme}::uuid) r
      join ledger_fact f on f.programme = ${asker.programme}::uuid and f.id = r.fact
      left join ledger_release l on l.programme = f.programme and l.fact = f.id
      cross join lateral json_array_elements(f.files) x(of)
      left join file_blob b on b.programme = f.programme and b.sha256 = x.of->>'sha256'
      left join file_erased e on e.programme = f.programme and e.sha256 = x.of->>'sha256'
      where (f.id = ${about}::uuid or position(${about}::text in f.body::text) > 0)
        and (${mine(asker, sql`f`)} or ${inScope(asker, sql`l.scope`)})
        and not exists (select 1 from ledger_void v where v.programme = f.programme and v.fact = f.id)
      order by f.number desc limit 60`);
    return rows.map(({ of, fact, kind, arrived, gone }): Photo => ({ ...of, fact, kind, arrived, gone }));
  },
});
