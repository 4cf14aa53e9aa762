import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import type { Box } from '#kernel/pure/geo.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { districtAt, hasOutline } from '#programme/partners/geography/districts.ts';
import { offPeruM } from '#programme/partners/geography/peru.ts';
import { zoneTable } from '#programme/partners/tables.ts';
import { personTable } from '#programme/people/tables.ts';
import { checkCapture } from '#programme/plots/boundaryCheck.ts';
import { recount } from '#programme/plots/counting.ts';
import { BoundaryMapped } from '#programme/plots/facts.ts';
import { neighboursOf } from '#programme/plots/neighbours.ts';
import type { RuleSet } from '#programme/plots/ruleSets.ts';
import { type Finding, type Reading, squaresOf, verdictOf } from '#programme/plots/rules.ts';
import { rulesOn } from '#programme/plots/rulesInForce.ts';
import { whySecond } from '#programme/plots/secondPerson.ts';
import {
  boundaryTable,
  limitsTable,
  overlapTable,
  plotTable,
  squareTable,
  verdictTable,
} from '#programme/plots/tables.ts';

type Mapped = Landed<BodyOf<typeof BoundaryMapped>>;

export const boundaryMapped: Landing = on(BoundaryMapped, {
  needs: (f) => [
    rowOf(plotTable, f.body.plot),
    rowOf(verdictTable, f.body.plot),
    rowsWhere(limitsTable, 'programme', f.programme),
    rowsWhere(boundaryTable, 'plot', f.body.plot),
    rowsWhere(overlapTable, 'a', f.body.plot),
    rowsWhere(overlapTable, 'b', f.body.plot),
    ...(squaresOf(roughBox(f.body.ring)) ?? []).map((square) => rowsWhere(squareTable, 'square', square)),
  ],
  flags: (f, rows) => {
    const { reading, findings, set } = judged(f, rows);
    const said = findings.filter((of) => of.level !== 'info').map((of) => refuse(of.code, of.params, 'body.ring'));
    const second = whySecond(f.body.plot, groundOf(f, reading), set.rules, rows);
    return [
      ...said,
      ...overlaps(f, reading, set, rows),
      ...(second ? [refuse(`plots.second-${second}`, {}, 'body.ring')] : []),
      ...wrongRepair(f, rows),
    ];
  },
  apply: (f, rows) => {
    const { reading, district, findings, set } = judged(f, rows);
    const [west, south, east, north] = reading.box;
    rows.add(boundaryTable, {
      programme: f.programme,
      id: f.id,
      plot: f.body.plot,
      by: f.author,
      // Without a shape the walk is kept as it came.
      ring: reading.ring ?? f.body.ring,
      method: f.body.method,
      repairs: f.body.repairs ?? null,
      why: f.body.why ?? null,
      limits: set.id,
      accuracy_cm: f.body.accuracyCm ?? null,
      area_m2: reading.areaM2,
      perimeter_m: reading.perimeterM,
      district,
      lon: reading.centre[0],
      lat: reading.centre[1],
      west,
      south,
      east,
      north,
      verdict: verdictOf(findings),
      findings,
      second: whySecond(f.body.plot, groundOf(f, reading), set.rules, rows),
      settled: null,
      decision: null,
      number: f.number,
      void: false,
      on_day: f.body.on,
    });
    const [programme, plot] = [f.programme, f.body.plot];
    for (const square of reading.ring === null ? [] : (squaresOf(reading.box) ?? []))
      rows.add(squareTable, { programme, square, boundary: f.id, plot, west, south, east, north });
    recount(f.body.plot, rows);
  },
  undo: (f, rows) => {
    rows.change(boundaryTable, f.id, { void: true });
    recount(f.body.plot, rows);
  },
});

interface Measured {
  readonly set: RuleSet;
  readonly reading: Reading;
  readonly district: string | null;
}

// Flags and rows need the same measures of one landing fact, and geodesics are the dear part of it.
const measured = new WeakMap<object, Measured>();

function measure(f: Mapped, declaredM2: number | null, set: RuleSet): Measured {
  const known = measured.get(f.body);
  if (known?.set.id === set.id) return known;
  const reading = checkCapture(f.body, declaredM2, set.rules, offPeruM);
  const made = { set, reading, district: reading.ring === null ? null : districtAt(reading.centre) };
  measured.set(f.body, made);
  return made;
}

function judged(f: Mapped, rows: Rows): Measured & { readonly findings: readonly Finding[] } {
  const plot = rows.need(plotTable, f.body.plot);
  const person = rows.need(personTable, plot.person);
  const zone = rows.get(zoneTable, plot.zone);
  const { set, reading, district } = measure(f, plot.declared_m2, rulesOn(f.programme, f.body.on, rows));
  const findings = [...reading.findings];
  const expected = [...(zone?.districts ?? []), person.district];
  // Outlines are of 2007: a younger district cannot speak against a plot.
  if (reading.ring !== null && expected.every(hasOutline) && !expected.includes(district ?? '')) {
    findings.push({ code: 'plots.outside-district', level: 'warn', params: { district: district ?? '—' } });
  }
  if (reading.ring !== null && squaresOf(reading.box) === null) {
    findings.push({ code: 'plots.neighbours-unknown', level: 'warn', params: { areaM2: reading.areaM2 } });
  }
  return { set, reading, district, findings };
}

const groundOf = (f: Mapped, reading: Reading) => ({ reading, accuracyCm: f.body.accuracyCm ?? null });

function overlaps(f: Mapped, reading: Reading, set: RuleSet, rows: Rows): Refusal[] {
  if (reading.ring === null || reading.ring.length < 4 || reading.areaM2 === 0) return [];
  const own = rows.need(plotTable, f.body.plot).person;
  const ground = { ring: reading.ring, box: reading.box, accuracyCm: f.body.accuracyCm ?? null };
  return neighboursOf(f.body.plot, ground, set.rules, rows)
    .slice(0, 5)
    .map(({ plot, person, finding, level, share_ppm }) =>
      refuse(finding === 'DUPLICATE' ? 'plots.duplicate' : 'plots.overlap', {
        plot,
        percent: Math.round(share_ppm / 1_000) / 10,
        samePerson: person === own,
        review: level === 'block',
      }),
    );
}

/** A repair mends a capture of the same plot. */
function wrongRepair(f: Mapped, rows: Rows): Refusal[] {
  const { repairs, plot } = f.body;
  if (repairs === undefined || rows.need(boundaryTable, repairs).plot === plot) return [];
  return [refuse('plots.repairs-other', {}, 'body.repairs')];
}

function roughBox(ring: readonly (readonly [number, number])[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of ring) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return west > east ? [0, 0, 0, 0] : [west, south, east, north];
}
