import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { question } from '#kernel/server/question.ts';
import { plotsBehind, walkBack } from './tracing.ts';

interface Ground {
  readonly id: string;
  readonly ring: readonly (readonly [number, number])[] | null;
  readonly boundary: string | null;
  readonly method: string | null;
  readonly mapped_on: string | null;
  readonly declared_m2: number | null;
  readonly verdict: string;
  readonly findings: readonly { code: string; level: string }[];
  readonly tenure: string;
}

/** Every plot that may be in a lot or shipment with its ground and what is known of it: what an EUDR pack is made of. */
export const parcelsBehind = question({
  name: 'lots.parcelsBehind',
  by: ['administrator', 'programme-manager', 'me-officer', 'warehouse', 'auditor'],
  about: 'The plots behind a lot or shipment with their boundaries, grams pro rata and evidence; codes, never names.',
  params: z.strictObject({ id: id() }),
  answer: async (db, params, asker) => {
    const trace = await walkBack(db, asker, params.id);
    const parts = await plotsBehind(db, asker, trace);
    const ids = parts.flatMap((part) => part.plot ?? []);
    const grounds = await db.rows(sql<Ground>`
      select p.id, b.ring, b.id as boundary, b.method, b.on_day::text as mapped_on, p.declared_m2::float8 as declared_m2, p.verdict, p.findings, p.tenure
      from plots_plot p
      left join plots_boundary b on b.programme = p.programme and b.id = p.boundary
      where p.programme = ${asker.programme}::uuid and p.id = any (${ids}::uuid[])`);
    const groundOf = new Map(grounds.map((ground) => [ground.id, ground]));
    return {
      code: trace.root.code,
      grams: trace.root.grams,
      unknown_grams: parts.find((part) => part.plot === null)?.grams ?? 0,
      /** True for ever once beans of no known plot went in, whatever is left of them. */
      unknown: parts.some((part) => part.plot === null),
      parcels: parts.flatMap(({ plot, code, producer, zone_name, grams }) => {
        const ground = plot === null ? undefined : groundOf.get(plot);
        return ground
          ? [{ ...ground, code: code ?? ground.id, producer: producer ?? ground.id, place: zone_name ?? '', grams }]
          : [];
      }),
    };
  },
});
