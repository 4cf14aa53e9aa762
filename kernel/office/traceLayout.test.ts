import { expect, test } from 'vitest';
import { layersOf, layoutTrace, type TraceLink, type TraceNode, wayThrough } from './traceLayout.ts';

const lot = (id: string, grams: number, stage = 'Recepción'): TraceNode => ({
  id,
  code: id.toUpperCase(),
  stage,
  grams,
  meaning: 'wet',
});
const into = (source: string, target: string, grams: number): TraceLink => ({ source, target, grams });
const plain = { most: 14, opened: new Set<number>(), focus: 'ship', columnWidth: 200 };

/** Three receptions, fermented and dried apart, blended and shipped. */
const nodes = [
  lot('a', 1000),
  lot('b', 800),
  lot('c', 400),
  lot('dry-a', 380, 'Secado'),
  lot('dry-b', 300, 'Secado'),
  lot('blend', 1080, 'Mezcla'),
  lot('ship', 900, 'Embarque'),
];
const links = [
  into('a', 'dry-a', 1000),
  into('b', 'dry-b', 800),
  into('dry-a', 'blend', 380),
  into('dry-b', 'blend', 300),
  into('c', 'blend', 400),
  into('blend', 'ship', 900),
];

test('a lot stands one column to the right of the last lot that went into it', () => {
  const layers = layersOf(nodes, links);
  expect(Object.fromEntries(layers)).toEqual({ a: 0, b: 0, c: 0, 'dry-a': 1, 'dry-b': 1, blend: 2, ship: 3 });
});

test('lots of a column never cover each other, however small', () => {
  const many = Array.from({ length: 40 }, (_, i) => lot(`r${i}`, i === 0 ? 1_000_000 : 1));
  const layout = layoutTrace(
    [...many, lot('ship', 1_000_039)],
    many.map((one) => into(one.id, 'ship', one.grams)),
    {
      ...plain,
      most: 100,
    },
  );
  const column = layout.nodes.filter((node) => node.layer === 0).sort((a, b) => a.y - b.y);
  expect(column).toHaveLength(40);
  for (const [i, node] of column.entries()) {
    const next = column[i + 1];
    if (next) expect(next.y).toBeGreaterThanOrEqual(node.y + node.height);
    expect(node.y + node.height).toBeLessThanOrEqual(layout.height);
  }
});

test('beyond the most, the smallest lots stand together with all their grams, until somebody opens them', () => {
  const many = Array.from({ length: 71 }, (_, i) => lot(`r${i}`, 1000 + i));
  const all = [...many, lot('ship', 73_485)];
  const edges = many.map((one) => into(one.id, 'ship', one.grams));
  const layout = layoutTrace(all, edges, plain);
  const group = layout.nodes.find((node) => node.nodes.length > 1);
  expect(group?.nodes).toHaveLength(57);
  expect(group?.grams).toBe(group?.nodes.reduce((sum, node) => sum + node.grams, 0));
  expect(layout.links).toHaveLength(15);
  expect(layout.links.reduce((sum, link) => sum + link.grams, 0)).toBe(edges.reduce((sum, e) => sum + e.grams, 0));
  const opened = layoutTrace(all, edges, { ...plain, opened: new Set([0]) });
  expect(opened.nodes).toHaveLength(72);
});

test('the lot that the page is about is never grouped away', () => {
  const many = Array.from({ length: 30 }, (_, i) => lot(`r${i}`, 1000 - i));
  const layout = layoutTrace(many, [], { ...plain, focus: 'r29' });
  expect(layout.nodes.some((node) => node.id === 'r29' && node.nodes.length === 1)).toBe(true);
});

test('one lot alone is a diagram, two hundred are too, and a loop ends', () => {
  expect(layoutTrace([lot('a', 0)], [], plain).nodes).toHaveLength(1);
  const chain = Array.from({ length: 200 }, (_, i) => lot(`n${i}`, 10));
  const edges = chain.slice(1).map((one, i) => into(`n${i}`, one.id, 10));
  expect(layoutTrace(chain, edges, plain).columns).toHaveLength(200);
  expect(layoutTrace([lot('a', 1), lot('b', 1)], [into('a', 'b', 1), into('b', 'a', 1)], plain).nodes).toHaveLength(2);
});

test('the way through a lot is what went into it and what it became, nothing beside it', () => {
  const layout = layoutTrace(nodes, links, plain);
  const way = wayThrough(layout, 'dry-a');
  expect([...way].filter((id) => !id.includes('>')).sort()).toEqual(['a', 'blend', 'dry-a', 'ship']);
});
