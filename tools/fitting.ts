import fc from 'fast-check';
import * as z from 'zod/mini';
import type { Served } from '#apps/server/openServer.ts';
import { notes } from '#kernel/pure/fields.ts';

/** Ids of what there is, by what a reference names. */
export type Ids = ReadonlyMap<string, readonly string[]>;

export async function idsByEntity(served: Served): Promise<Ids> {
  const out = new Map<string, string[]>();
  for (const { makes, kind, within } of served.house.ledger.registry.kinds.values()) {
    const rows = await served.rows('select id from ledger_fact where kind = $1 order by number limit 4', [kind]);
    const made = rows.map((row) => String(row['id']));
    for (const entity of [makes ?? '', 'any', ...(within === 'self' ? ['scope'] : [])])
      out.set(entity, [...(out.get(entity) ?? []), ...made].slice(0, 60));
  }
  return out;
}

interface Def {
  readonly type: string;
  readonly shape?: Record<string, z.ZodMiniType>;
  readonly innerType?: z.ZodMiniType;
  readonly element?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
  readonly items?: readonly z.ZodMiniType[];
  readonly entries?: Record<string, string>;
  readonly values?: readonly unknown[];
}
const defOf = (schema: z.ZodMiniType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;

const texts = [
  '2022-03-01',
  '1990-05-17',
  '2019-01-01',
  '2199-12-31',
  'Texto',
  'ñandú 🌱',
  '120601',
  '250301',
  '20131365994',
  '45678912',
  '987654321',
  'PE',
  '2022-03',
  'year2',
  'a@b.pe',
  '10:30',
  'f'.repeat(64),
  '0',
  '1',
  'life',
  'x'.repeat(80),
  "O'Higgins",
  '=1+1',
  'a\u0000b',
  '\ud800',
  '\\u0000',
  '\\',
  '\u202e',
  "';--",
  '018f0000-0000-7000-8000-000000000001',
];
const amounts = [
  0, 1, 2, 5, 60, 100, 1000, 50_000, 1_000_000, 999_999_999, -75.1, -11.2, 0.5, -1, 2022, 9_007_199_254_740_991,
];

/** Values of a shape: each leaf takes what the shape itself accepts, and references name what there is. */
export function fitting(schema: z.ZodMiniType, ids: Ids): fc.Arbitrary<unknown> {
  const entity = notes.get(schema)?.entity;
  if (entity) return fc.constantFrom(...(ids.get(entity) ?? []), '018f0000-0000-7000-8000-000000000000');
  const def = defOf(schema);
  if (def.shape) {
    const fields = Object.entries(def.shape).map(([key, field]) => [key, fitting(field, ids)] as const);
    const optional = Object.entries(def.shape).filter(([, field]) => defOf(field).type === 'optional');
    const missing = new Set(optional.map(([key]) => key));
    return fc.record(Object.fromEntries(fields), {
      requiredKeys: fields.map(([key]) => key).filter((key) => !missing.has(key)),
    });
  }
  if (def.items) return fc.tuple(...def.items.map((item) => fitting(item, ids)));
  if (def.element) return fc.array(fitting(def.element, ids), { maxLength: 4 });
  if (def.innerType) return fitting(def.innerType, ids);
  if (def.options) return fc.oneof(...def.options.map((option) => fitting(option, ids)));
  if (def.entries) return fc.constantFrom(...Object.values(def.entries));
  if (def.values) return fc.constantFrom(...def.values);
  if (def.type === 'boolean') return fc.boolean();
  const candidates = [...texts, ...amounts].filter((value) => z.safeParse(schema, value).success);
  return candidates.length > 0 ? fc.constantFrom(...candidates) : fc.jsonValue({ maxDepth: 2 });
}
