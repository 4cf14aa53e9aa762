import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { lotLink } from './epcis.ts';
import { hashesOf, markOf } from './mark.ts';

/** What is printed on the sacks of a lot, or on a container: its code, and where its QR code leads. */
export const labels = question({
  name: 'lots.labels',
  by: ['administrator', 'programme-manager', 'me-officer', 'warehouse', 'auditor'],
  about: 'What a label of a lot or shipment says, with the path on this server that its QR code opens.',
  params: z.strictObject({ id: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(sql<{
      code: string;
      state: string | null;
      grams: number;
      centre: string;
      on: string;
    }>`
      select x.code, x.state, x.grams::float8 as grams, c.name as centre, x.on_day::text as on from (
        select programme, id, code, state, grams, centre, on_day from lots_lot
        union all select programme, id, code, null, grams, centre, on_day from lots_shipment) x
      join purchasing_centre c on c.programme = x.programme and c.id = x.centre
      where x.programme = ${asker.programme}::uuid and x.id = ${params.id}::uuid and ${inScope(asker, sql`x.centre`)}`);
    const hash = (await hashesOf(db, asker.programme, [params.id])).get(params.id);
    if (!found || !hash) throw new Refused([refuse('lots.unknown-lot')], 404);
    const mark = markOf(hash, 'lot', params.id);
    return { ...found, mark, path: `${lotLink('', found.code, found.state ?? undefined)}/21/${mark}` };
  },
});
