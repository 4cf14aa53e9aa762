import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { kilos } from '#kernel/pure/quantity.ts';
import { impossible, type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { NeighboursTaken } from '#programme/people/facts.ts';
import { personTable } from '#programme/people/tables.ts';
import { doubtsOf } from './doubts.ts';
import { BaselineTaken, HarvestDeclared, VisitAsked, VisitMade } from './facts.ts';
import { closes, lastOfEach, tooManyADay } from './rules.ts';
import {
  adoptionTable,
  adviceTable,
  baselineTable,
  harvestTable,
  requestTable,
  visitTable,
  walkedOn,
} from './tables.ts';

type Visit = Landed<BodyOf<typeof VisitMade>>;

const baselineTaken = on(BaselineTaken, {
  needs: (f) => [rowsWhere(baselineTable, 'person', f.body.person)],
  flags: (f, rows) =>
    rows.where(baselineTable, 'person', f.body.person).some((b) => !b.void && b.id !== f.corrects)
      ? [refuse('visits.second-baseline', {}, 'person')]
      : [],
  apply: (f, rows) =>
    rows.add(baselineTable, {
      programme: f.programme,
      id: f.id,
      person: f.body.person,
      zone: zoneOf(f),
      productive_m2: f.body.productiveM2,
      harvested: f.body.harvested,
      income: f.body.income,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(baselineTable, f.id, { void: true }),
});

const visitMade = on(VisitMade, {
  needs: (f) => [
    rowsWhere(visitTable, 'walked', walkedOn(f.author, f.body.on)),
    rowsWhere(requestTable, 'person', f.body.person),
    rowOf(personTable, f.body.person),
    ...(f.body.closed.length > 0 ? [rowsWhere(adviceTable, 'person', f.body.person)] : []),
  ],
  flags: (f, rows) => {
    const today =
      rows.where(visitTable, 'walked', walkedOn(f.author, f.body.on)).filter((v) => !v.void && v.id !== f.corrects)
        .length + 1;
    const flags: Refusal[] = [];
    if (today > tooManyADay) flags.push(refuse('visits.too-many-a-day', { visits: today, most: tooManyADay }, 'on'));
    const { unknown } = closing(f, rows);
    if (unknown.length > 0) flags.push(refuse('visits.closes-unknown-advice', { practices: unknown.length }, 'closed'));
    return [...flags, ...doubtsOf(f, rows)];
  },
  apply: (f, rows) => {
    const { pairs } = closing(f, rows);
    rows.add(visitTable, {
      programme: f.programme,
      id: f.id,
      person: f.body.person,
      plot: f.body.plot ?? null,
      zone: zoneOf(f),
      visitor: f.author,
      purpose: f.body.purpose,
      minutes: f.body.minutes,
      lon: f.body.lon ?? null,
      lat: f.body.lat ?? null,
      walked: walkedOn(f.author, f.body.on),
      next_on: f.body.nextOn ?? null,
      promoter: rows.need(personTable, f.body.person).promoter,
      on_day: f.body.on,
      void: false,
    });
    for (const { advice, state } of pairs) {
      rows.change(adviceTable, [advice.visit, advice.practice], { state, closed_in: f.id, closed_on: f.body.on });
    }
    for (const asked of rows.where(requestTable, 'person', f.body.person)) {
      if (asked.visit === null && asked.on_day <= f.body.on) rows.change(requestTable, asked.id, { visit: f.id });
    }
    addLines(f, rows);
  },
  // What this visit had closed is owed again, and what it answered is asked again.
  undo: (f, rows) => {
    for (const asked of rows.where(requestTable, 'person', f.body.person)) {
      if (asked.visit === f.id) rows.change(requestTable, asked.id, { visit: null });
    }
    rows.change(visitTable, f.id, { void: true });
    for (const line of lastOfEach(f.body.adoption)) rows.change(adoptionTable, [f.id, line.practice], { void: true });
    for (const line of lastOfEach(f.body.advice)) rows.change(adviceTable, [f.id, line.practice], { void: true });
    for (const advice of rows.where(adviceTable, 'person', f.body.person)) {
      if (advice.closed_in !== f.id) continue;
      rows.change(adviceTable, [advice.visit, advice.practice], { state: 'open', closed_in: null, closed_on: null });
    }
  },
});

const visitAsked = on(VisitAsked, {
  needs: (f) => [rowOf(personTable, f.body.person)],
  apply: (f, rows) =>
    rows.add(requestTable, {
      programme: f.programme,
      id: f.id,
      person: f.body.person,
      zone: zoneOf(f),
      promoter: rows.need(personTable, f.body.person).promoter,
      matter: f.body.matter,
      visit: null,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(requestTable, f.id, { void: true }),
});

/** A new neighbour comes to her promoter's phone with her visits. */
const taken = on(NeighboursTaken, {
  needs: (f) =>
    f.body.people.flatMap((p) => [rowsWhere(visitTable, 'person', p), rowsWhere(requestTable, 'person', p)]),
  apply: (f, rows) => {
    const { promoter } = f.body;
    for (const person of f.body.people) {
      if (person === promoter) continue;
      for (const row of rows.where(visitTable, 'person', person)) rows.change(visitTable, row.id, { promoter });
      for (const row of rows.where(requestTable, 'person', person)) rows.change(requestTable, row.id, { promoter });
    }
  },
});

const harvestDeclared = on(HarvestDeclared, {
  flags: (f) =>
    f.body.soldToOthers > f.body.harvested
      ? [
          refuse(
            'visits.sold-above-harvest',
            { sold: kilos(f.body.soldToOthers), harvested: kilos(f.body.harvested) },
            'soldToOthers',
          ),
        ]
      : [],
  apply: (f, rows) =>
    rows.add(harvestTable, {
      programme: f.programme,
      id: f.id,
      person: f.body.person,
      zone: zoneOf(f),
      through: f.body.through,
      harvested: f.body.harvested,
      sold_to_others: f.body.soldToOthers,
      income_from_others: f.body.incomeFromOthers,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(harvestTable, f.id, { void: true }),
});

export const visitsLandings: readonly Landing[] = [baselineTaken, visitMade, visitAsked, harvestDeclared, taken];

export function zoneOf(f: Landed): string {
  return f.scope ?? impossible(`${f.kind} ${f.id} belongs to no zone`);
}

/** Commitments that this visit found done, still owed or dropped. */
function closing(f: Visit, rows: Rows) {
  const owed = f.body.closed.length === 0 ? [] : rows.where(adviceTable, 'person', f.body.person);
  // What the visit that this one corrects had closed is judged as if it were still owed.
  const before = owed.map((advice) =>
    advice.closed_in && advice.closed_in === f.corrects ? { ...advice, state: 'open' } : advice,
  );
  return closes(before, f.body.closed);
}

function addLines(f: Visit, rows: Rows): void {
  const { person, on: day } = f.body;
  const zone = zoneOf(f);
  for (const { practice, score } of lastOfEach(f.body.adoption)) {
    rows.add(adoptionTable, {
      programme: f.programme,
      visit: f.id,
      practice,
      person,
      plot: f.body.plot ?? null,
      zone,
      score,
      on_day: day,
      void: false,
    });
  }
  for (const { practice, due } of lastOfEach(f.body.advice)) {
    rows.add(adviceTable, {
      programme: f.programme,
      visit: f.id,
      practice,
      person,
      zone,
      due,
      state: 'open',
      closed_in: null,
      closed_on: null,
      on_day: day,
      void: false,
    });
  }
}
