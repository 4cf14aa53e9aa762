import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { mulDiv } from '#kernel/pure/quantity.ts';
import { type Asker, question, type Reader } from '#kernel/server/question.ts';
import { districtNames } from '#programme/partners/geography/districts.ts';
import { nodesOf, plotsBehind, walkBack } from './tracing.ts';

/** Fewer people than this are never told apart (DESIGN 5). */
export const fewest = 5;

export interface StoryDistrict {
  readonly code: string;
  readonly name: string;
  /** Of the weight, ppm. */
  readonly share: number;
}
export interface StoryStep {
  readonly process: string;
  readonly from: string;
  readonly to: string;
  readonly days: number | null;
}

/**
 * What anybody may know of a lot or shipment: where it grew (districts of at least five producers), how many people
 * grew it, when it was bought and what was done to it. Never a name, a plot or a coordinate.
 */
export const story = question({
  name: 'lots.story',
  by: [...officeRoles, 'technician', 'buyer', 'warehouse', 'donor'],
  about: 'The public story of a lot or shipment: districts, number of producers (5 or more), dates, process, claims.',
  params: z.strictObject({ id: id() }),
  answer: async (db, params, asker) => {
    const trace = await walkBack(db, asker, params.id);
    const parts = await plotsBehind(db, asker, trace);
    const nodes = await nodesOf(db, asker, behindOf(params.id, trace.links));
    const places = await placesOf(
      db,
      asker,
      parts.flatMap((part) => part.plot ?? []),
    );
    const people = new Set(places.map((place) => place.producer));
    const made = nodes.find((node) => node.id === params.id);
    const { programme, from, to, certified } = await aroundOf(db, asker, params.id, [...trace.receipts.keys()]);
    return {
      programme,
      is: trace.root.is,
      code: trace.root.code,
      state: made?.state ?? null,
      grams: trace.root.grams,
      on: made?.on_day ?? null,
      producers: people.size < fewest ? null : people.size,
      ...districtsOf(places, new Map(parts.map((part) => [part.plot, part.grams])), trace.root.grams),
      bought: { from, to },
      steps: stepsOf(
        nodes,
        await daysOf(
          db,
          asker,
          nodes.map((node) => node.id),
        ),
      ),
      certified,
      traceable: parts.every((part) => part.plot !== null),
    };
  },
});

const behindOf = (root: string, links: readonly { target: string; source: string }[]): string[] => [
  ...new Set([root, ...links.flatMap(({ target, source }) => [target, source])]),
];

interface Place {
  readonly plot: string;
  readonly producer: string;
  readonly district: string | null;
}

const placesOf = (db: Reader, asker: Asker, plots: readonly string[]): Promise<Place[]> =>
  db.rows(sql<Place>`
    select l.id as plot, coalesce(p.same_as, l.person) as producer, l.district
    from plots_plot l left join people_person p on p.programme = l.programme and p.id = l.person
    where l.programme = ${asker.programme}::uuid and l.id = any(${[...plots]}::uuid[])`);

/** Districts of at least five producers with their share of the weight, the largest first, and the rest as one. */
function districtsOf(places: readonly Place[], grams: ReadonlyMap<string | null, number>, whole: number) {
  const found = new Map<string, { people: Set<string>; grams: number }>();
  for (const { plot, producer, district } of places) {
    if (district === null) continue;
    const at = found.get(district) ?? { people: new Set(), grams: 0 };
    at.people.add(producer);
    at.grams += grams.get(plot) ?? 0;
    found.set(district, at);
  }
  const names = JSON.parse(districtNames()) as Record<string, string>;
  const share = (of: number) => (whole <= 0 ? 0 : mulDiv(of, 1_000_000, whole, 'down'));
  const districts = [...found]
    .filter(([, { people }]) => people.size >= fewest)
    .map(([code, at]): StoryDistrict => ({ code, name: names[code] ?? code, share: share(at.grams) }))
    .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
  const told = districts.reduce((sum, district) => sum + district.share, 0);
  return { districts, elsewhere: districts.length === found.size && told > 999_000 ? 0 : 1_000_000 - told };
}

interface Around {
  readonly programme: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly certified: boolean;
}

const aroundOf = (db: Reader, asker: Asker, of: string, lots: readonly string[]): Promise<Around> =>
  db.one(sql<Around>`
    select g.name as programme, r.first::text as from, r.last::text as to,
      coalesce(l.certified, s.certified, false) as certified
    from partners_programme g
    cross join (select min(on_day) as first, max(on_day) as last from lots_receipt
      where programme = ${asker.programme}::uuid and not void and lot = any(${[...lots]}::uuid[])) r
    left join lots_lot l on l.programme = g.programme and l.id = ${of}::uuid
    left join lots_shipment s on s.programme = g.programme and s.id = ${of}::uuid
    where g.programme = ${asker.programme}::uuid`);

const daysOf = (db: Reader, asker: Asker, lots: readonly string[]): Promise<{ id: string; days: number }[]> =>
  db.rows(sql<{ id: string; days: number }>`
    select id, days from lots_lot where programme = ${asker.programme}::uuid and id = any(${[...lots]}::uuid[]) and days is not null`);

/** What was done, each process once, in the order of its first day; `nodes` come by day. */
function stepsOf(
  nodes: readonly { id: string; process: string | null; on_day: string }[],
  days: readonly { id: string; days: number }[],
): StoryStep[] {
  const daysAt = new Map(days.map((row) => [row.id, row.days]));
  const found = new Map<string, { from: string; to: string; days: number[] }>();
  for (const { id: lot, process, on_day } of nodes) {
    if (process === null || process === 'blending' || process === 'splitting') continue;
    const step = found.get(process) ?? { from: on_day, to: on_day, days: [] };
    const took = daysAt.get(lot);
    found.set(process, { from: step.from, to: on_day, days: took === undefined ? step.days : [...step.days, took] });
  }
  return [...found].map(([process, { days: took, ...when }]) => ({
    process,
    ...when,
    days: took.length === 0 ? null : Math.round(took.reduce((sum, n) => sum + n, 0) / took.length),
  }));
}
