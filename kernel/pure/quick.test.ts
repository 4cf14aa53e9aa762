import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { envelope } from './fact.ts';
import { day, grams, id, lat, list, maybe, oneOf, personal, ref, text, whole } from './fields.ts';
import { quickly, unclear } from './quick.ts';

const schemas = {
  envelope,
  body: z.strictObject({
    name: personal(text(20)),
    note: maybe(text(5)),
    on: day(),
    zone: ref('zone'),
    sex: oneOf(['F', 'M']),
    weight: maybe(grams()),
    at: z.nullable(lat()),
    there: z.boolean(),
    lines: list(z.strictObject({ who: id(), n: whole(1, 9) }), 3),
  }),
};
const one = '01890a5d-ac96-774b-bcce-b302099a8057';
const right: Record<keyof typeof schemas, Record<string, unknown>> = {
  envelope: {
    ...{ id: one, kind: 'people.met', version: 1, programme: one, author: one, device: one, seq: 1, prevHash: null },
    ...{ at: '2021-05-04T10:00:00.000Z', offset: null, deps: [one], files: [], body: { any: ['thing'] } },
  },
  body: {
    ...{ name: ' Ñahui\u0301 ', on: '2021-05-04', zone: one, sex: 'F', at: -11.2, there: true, weight: 5 },
    lines: [{ who: one, n: 2 }],
  },
};
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    ' ',
    ' a ',
    'e\u0301',
    'F',
    'x\u0000',
    '2021-02-30',
    one,
    one.toUpperCase(),
  ),
  fc.constantFrom<unknown>(0, 1, -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, true, [], {}, [one, one]),
  fc.constantFrom<unknown>(
    [{ who: one, n: 3 }],
    [{ who: one, n: 3, more: 1 }],
    [{ who: one }],
    [{ who: 'no', n: 3 }],
    new Date(0),
  ),
);

test.each(Object.keys(schemas) as (keyof typeof schemas)[])(
  '%s: what is read quickly is read as the schema reads it',
  (name) => {
    const [schema, read] = [schemas[name], quickly(schemas[name])];
    if (!read) throw new Error('not read quickly');
    expect(read(right[name])).toStrictEqual(z.parse(schema, right[name]));
    const fields = fc.constantFrom(...Object.keys(schema._zod.def.shape), 'unknown', '__proto__', 'toString');
    const change = fc.record({ field: fields, value: odd, gone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 2 }), (changes) => {
        const raw = Object.fromEntries(Object.entries(right[name]));
        for (const { field, value, gone } of changes) {
          if (gone) delete raw[field];
          else Object.defineProperty(raw, field, { value, enumerable: true, configurable: true, writable: true });
        }
        const [quick, slow] = [read(raw), z.safeParse(schema, raw)];
        if (quick !== unclear) expect(slow).toStrictEqual({ success: true, data: quick });
        // And what comes as JSON is never left to the slow way when it is right.
        else expect(slow.success && !Object.values(raw).includes(undefined)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  },
);
