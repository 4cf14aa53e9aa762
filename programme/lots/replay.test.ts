import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gramsOf } from './lotEvents.ts';
import { Replay } from './replay.ts';

const replayed = (events: readonly object[], bad: readonly string[] = []) => {
  const replay = new Replay();
  for (const event of events) replay.take(JSON.stringify(event));
  return replay.result(new Set(bad));
};
const receive = (id: string, lot: string, kg: number, plot: string | null) => ({ type: 'receive', id, lot, kg, plot });

test('two producers, one lot, a fermentation, a split and a container: every level adds up to the gram', () => {
  const { events, lots, shipments } = replayed([
    receive('1', 'A', 100, 'P1'),
    receive('2', 'A', 50.5, 'P2'),
    { type: 'transform', id: '3', inputs: [{ lot: 'A', kg: 150.5 }], outputs: [{ lot: 'B', kg: 60 }], loss_kg: 90.5 },
    {
      type: 'split',
      id: '4',
      inputs: [{ lot: 'B', kg: 30 }],
      outputs: [
        { lot: 'C', kg: 10 },
        { lot: 'D', kg: 20 },
      ],
    },
    {
      type: 'ship',
      id: '5',
      shipment: 'S',
      inputs: [
        { lot: 'C', kg: 10 },
        { lot: 'D', kg: 5 },
      ],
    },
  ]);
  expect(events.map((e) => e.outcome)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(lots['A']).toEqual({ balance_kg: 0, composition_kg: {}, origins: ['P1', 'P2'] });
  expect(lots['B']).toEqual({ balance_kg: 30, composition_kg: { P1: 19.934, P2: 10.066 }, origins: ['P1', 'P2'] });
  expect(shipments['S']).toEqual({
    kg: 15,
    composition_kg: { P1: 9.967, P2: 5.033 },
    origins: ['P1', 'P2'],
    eudr_ok: true,
  });
});

describe('refused, and nothing changes', () => {
  const begun = [
    receive('1', 'A', 10, 'P1'),
    { type: 'split', id: '2', inputs: [{ lot: 'A', kg: 4 }], outputs: [{ lot: 'B', kg: 4 }] },
  ];
  test.each<[string, object]>([
    ['OVERDRAW', { type: 'ship', id: 'x', shipment: 'S', inputs: [{ lot: 'A', kg: 6.001 }] }],
    [
      'OVERDRAW',
      {
        type: 'ship',
        id: 'x',
        shipment: 'S',
        inputs: [
          { lot: 'A', kg: 4 },
          { lot: 'A', kg: 4 },
        ],
      },
    ],
    ['OVERDRAW', { type: 'adjust', id: 'x', lot: 'A', delta_kg: -7, reason: 'count' }],
    ['CYCLE', { type: 'aggregate', id: 'x', inputs: [{ lot: 'B', kg: 1 }], outputs: [{ lot: 'A', kg: 1 }] }],
    [
      'CYCLE',
      {
        type: 'split',
        id: 'x',
        inputs: [{ lot: 'A', kg: 2 }],
        outputs: [
          { lot: 'A', kg: 1 },
          { lot: 'C', kg: 1 },
        ],
      },
    ],
    [
      'MASS_NOT_CONSERVED',
      { type: 'split', id: 'x', inputs: [{ lot: 'A', kg: 2 }], outputs: [{ lot: 'C', kg: 1.999 }] },
    ],
    [
      'MASS_NOT_CONSERVED',
      { type: 'transform', id: 'x', inputs: [{ lot: 'A', kg: 2 }], outputs: [{ lot: 'C', kg: 1 }], loss_kg: 2 },
    ],
    [
      'LOSS_NOT_ALLOWED',
      { type: 'aggregate', id: 'x', inputs: [{ lot: 'A', kg: 2 }], outputs: [{ lot: 'C', kg: 1 }], loss_kg: 1 },
    ],
    ['NOT_POSITIVE', receive('x', 'A', 0, 'P1')],
    ['NOT_POSITIVE', receive('x', 'A', -1, 'P1')],
    ['NOT_POSITIVE', { type: 'ship', id: 'x', shipment: 'S', inputs: [] }],
    ['UNKNOWN_LOT', { type: 'ship', id: 'x', shipment: 'S', inputs: [{ lot: 'Z', kg: 1 }] }],
    ['UNKNOWN_LOT', { type: 'adjust', id: 'x', lot: 'Z', delta_kg: 1, reason: 'found' }],
    ['MALFORMED', { type: 'receive', id: 'x', lot: 'A', kg: 1.0001, plot: 'P1' }],
    ['MALFORMED', { type: 'eat', id: 'x' }],
    ['DUPLICATE_ID', receive('1', 'A', 11, 'P1')],
  ])('%s', (reason, event) => {
    const { events, ...after } = replayed([...begun, event]);
    expect(events.at(-1)).toMatchObject({ outcome: 'refused', reason });
    const { events: _, ...before } = replayed(begun);
    expect(after).toEqual(before);
  });

  test('the same event twice counts once, and a broken line holds up nothing', () => {
    const replay = new Replay();
    for (const line of [
      '{"receive":{"id":"1","lot":"A","kg":1,"plot":"P"}}',
      '{"event":"receive","id":"1","kg":1,"plot":"P","lot":"A"}',
      '{',
    ])
      replay.take(line);
    const { events, lots } = replay.result();
    expect(events.map((e) => e.reason ?? e.outcome)).toEqual(['ok', 'DUPLICATE_ID', 'MALFORMED']);
    expect(lots['A']?.balance_kg).toBe(1);
    expect(replayed([begun[0] as object, begun[0] as object]).events[1]).toEqual({
      id: '1',
      outcome: 'duplicate_ignored',
    });
  });
});

test('an unknown origin once in stays in, and no container with it is clear', () => {
  const { lots, shipments } = replayed(
    [
      receive('1', 'A', 10, 'P1'),
      { type: 'adjust', id: '2', lot: 'A', delta_kg: 1, reason: 'same bags', origin: 'same_lot' },
      { type: 'ship', id: '3', shipment: 'clear', inputs: [{ lot: 'A', kg: 1 }] },
      { type: 'adjust', id: '4', lot: 'A', delta_kg: 1, reason: 'found' },
      { type: 'adjust', id: '5', lot: 'A', delta_kg: -10.999, reason: 'spilt' },
      { type: 'ship', id: '6', shipment: 'mixed', inputs: [{ lot: 'A', kg: 0.001 }] },
      receive('7', 'B', 1, 'P2'),
      { type: 'ship', id: '8', shipment: 'banned', inputs: [{ lot: 'B', kg: 1 }] },
    ],
    ['P2'],
  );
  expect(lots['A']).toEqual({ balance_kg: 0, composition_kg: {}, origins: ['P1', 'UNKNOWN'] });
  expect([shipments['clear']?.eudr_ok, shipments['mixed']?.eudr_ok, shipments['banned']?.eudr_ok]).toEqual([
    true,
    false,
    false,
  ]);
});

test('kilos are exact: ten times 0.1 make 1, and four decimals are no kilos', () => {
  const { lots } = replayed(Array.from({ length: 10 }, (_, i) => receive(String(i), 'A', 0.1, 'P')));
  expect(lots['A']?.balance_kg).toBe(1);
  expect([gramsOf(1.005), gramsOf('2.50'), gramsOf(-0.001), gramsOf(1e21), gramsOf(0.0001), gramsOf('1,5')]).toEqual([
    1005,
    2500,
    -1,
    null,
    null,
    null,
  ]);
});

test('over any events: grams are conserved, shares sum to their lot, origins only grow', () => {
  const lot = fc.constantFrom('A', 'B', 'C', 'D', 'E');
  const kg = fc.integer({ min: 1, max: 9_000 }).map((grams) => grams / 1000);
  const part = fc.record({ lot, kg });
  const parts = fc.array(part, { minLength: 1, maxLength: 3 });
  const total = (list: { kg: number }[]) => list.reduce((sum, p) => sum + Math.round(p.kg * 1000), 0);
  const event = fc.oneof(
    fc.record({ type: fc.constant('receive'), lot, kg, plot: fc.constantFrom('P1', 'P2', 'P3', null) }),
    fc.record({ type: fc.constant('ship'), shipment: fc.constantFrom('S', 'T'), inputs: parts }),
    fc.record({
      type: fc.constant('adjust'),
      lot,
      delta_kg: fc.integer({ min: -2_000, max: 900 }).map((g) => g / 1000),
      reason: fc.constant('count'),
    }),
    fc.tuple(parts, lot, fc.boolean()).map(([inputs, to, split]) => {
      const grams = total(inputs);
      const loss = split ? 0 : Math.floor(grams / 3);
      return {
        type: split ? 'aggregate' : 'transform',
        inputs,
        outputs: [{ lot: to, kg: (grams - loss) / 1000 }],
        loss_kg: loss / 1000,
      };
    }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (list) => {
      const replay = new Replay();
      let [expected, origins] = [0, new Map<string, number>()];
      list.forEach((one, i) => {
        replay.take(JSON.stringify({ id: String(i), ...one }));
        const { events, lots } = replay.result();
        if (events.at(-1)?.outcome === 'ok') {
          if ('plot' in one) expected += Math.round(one.kg * 1000);
          if ('delta_kg' in one) expected += Math.round(one.delta_kg * 1000);
          if ('loss_kg' in one) expected -= Math.round(one.loss_kg * 1000);
        }
        for (const [code, { origins: now }] of Object.entries(lots)) {
          expect(now.length).toBeGreaterThanOrEqual(origins.get(code) ?? 0);
          origins.set(code, now.length);
        }
      });
      const { lots, shipments } = replay.result();
      const grams = (x: number) => Math.round(x * 1000);
      const heaps = [
        ...Object.values(lots).map((l) => ({ ...l, grams: grams(l.balance_kg) })),
        ...Object.values(shipments).map((s) => ({ ...s, grams: grams(s.kg) })),
      ];
      expect(heaps.reduce((sum, heap) => sum + heap.grams, 0)).toBe(expected);
      for (const heap of heaps) {
        expect(Object.values(heap.composition_kg).reduce((sum, part) => sum + grams(part), 0)).toBe(heap.grams);
        for (const plot of Object.keys(heap.composition_kg)) expect(heap.origins).toContain(plot);
      }
    }),
    { numRuns: 200 },
  );
});
