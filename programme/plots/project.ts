import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { districtAt, hasOutline } from '#programme/partners/geography/districts.ts';
import { zoneTable } from '#programme/partners/tables.ts';
import { personTable } from '#programme/people/tables.ts';
import { BoundaryMapped, PlotRegistered, PlotRetired } from '#programme/plots/facts.ts';
import { neighboursOf, settleOverlaps } from '#programme/plots/neighbours.ts';
import {
  type Finding,
  plotLimits,
  type Reading,
  readBoundary,
  squaresOf,
  unmapped,
  verdictOf,
} from '#programme/plots/rules.ts';
import {
  boundaryTable,
  overlapTable,
  type PlotRow,
  plotTable,
  retiredTable,
  squareTable,
} from '#programme/plots/tables.ts';

type Mapped = Landed<BodyOf<typeof BoundaryMapped>>;

export const plotsLandings: readonly Landing[] = [
  on(PlotRegistered, {
    needs: (f) => [rowOf(personTable, f.body.person)],
    apply: (f, rows) =>
      rows.add(plotTable, {
        programme: f.programme,
        id: f.id,
        person: f.body.person,
        name: f.body.name,
        crop: f.body.crop,
        tenure: f.body.tenure,
        planted_year: f.body.plantedYear ?? null,
        declared_m2: f.body.declaredM2 ?? null,
        zone: rows.need(personTable, f.body.person).zone,
        ...withoutBoundary(f.body.declaredM2 ?? null),
        retired: false,
        void: false,
        on_day: f.body.on,
      }),
    undo: (f, rows) => {
      rows.change(plotTable, f.id, { void: true });
      settleOverlaps(f.id, rows);
    },
  }),

  on(BoundaryMapped, {
    needs: (f) => [
      rowOf(plotTable, f.body.plot),
      rowsWhere(overlapTable, 'a', f.body.plot),
      rowsWhere(overlapTable, 'b', f.body.plot),
      ...(squaresOf(roughBox(f.body.ring)) ?? []).map((square) => rowsWhere(squareTable, 'square', square)),
    ],
    flags: (f, rows) => {
      const { reading, findings } = judged(f, rows);
      const said = findings.filter((of) => of.level !== 'info').map((of) => refuse(of.code, of.params, 'body.ring'));
      return [...said, ...overlaps(f.body.plot, reading, rows)];
    },
    apply: mapBoundary,
    undo: (f, rows) => {
      rows.change(boundaryTable, f.id, { void: true });
      const earlier = rows
        .where(boundaryTable, 'plot', f.body.plot)
        .filter((row) => !row.void)
        .sort((a, b) => b.number - a.number)[0];
      const declared = rows.need(plotTable, f.body.plot).declared_m2;
      rows.change(plotTable, f.body.plot, earlier ? measures(earlier) : withoutBoundary(declared));
      settleOverlaps(f.body.plot, rows);
    },
  }),

  on(PlotRetired, {
    needs: (f) => [rowOf(plotTable, f.body.plot)],
    flags: (f, rows) => (rows.need(plotTable, f.body.plot).retired ? [refuse('plots.already-retired')] : []),
    apply: (f, rows) => {
      const row = {
        programme: f.programme,
        id: f.id,
        plot: f.body.plot,
        reason: f.body.reason,
        void: false,
        on_day: f.body.on,
      };
      rows.add(retiredTable, row);
      rows.change(plotTable, f.body.plot, { retired: true });
      settleOverlaps(f.body.plot, rows);
    },
    undo: (f, rows) => {
      rows.change(retiredTable, f.id, { void: true });
      const retired = rows.where(retiredTable, 'plot', f.body.plot).some((row) => !row.void);
      rows.change(plotTable, f.body.plot, { retired });
      settleOverlaps(f.body.plot, rows);
    },
  }),
];

type Measures = Pick<
  PlotRow,
  'boundary' | 'area_m2' | 'perimeter_m' | 'district' | 'lon' | 'lat' | 'verdict' | 'findings'
>;

function withoutBoundary(declaredM2: number | null): Measures {
  const findings = unmapped(declaredM2);
  return {
    boundary: null,
    area_m2: null,
    perimeter_m: null,
    district: null,
    lon: null,
    lat: null,
    verdict: 'unmapped',
    findings,
  };
}

function measures(of: Omit<Measures, 'boundary'> & { readonly id: string }): Measures {
  const { area_m2, perimeter_m, district, lon, lat, verdict, findings } = of;
  return { boundary: of.id, area_m2, perimeter_m, district, lon, lat, verdict, findings };
}

interface Measured {
  readonly reading: Reading;
  readonly district: string | null;
}

// Flags and rows need the same measures of one landing fact, and geodesics are the dear part of it.
const measured = new WeakMap<object, Measured>();

function measure(f: Mapped, declaredM2: number | null): Measured {
  const known = measured.get(f.body);
  if (known) return known;
  const reading = readBoundary(f.body, declaredM2);
  const made = { reading, district: reading.ring === null ? null : districtAt(reading.centre) };
  measured.set(f.body, made);
  return made;
}

function judged(f: Mapped, rows: Rows): Measured & { readonly findings: readonly Finding[] } {
  const plot = rows.need(plotTable, f.body.plot);
  const person = rows.need(personTable, plot.person);
  const zone = rows.get(zoneTable, plot.zone);
  const { reading, district } = measure(f, plot.declared_m2);
  const findings = [...reading.findings];
  const expected = [...(zone?.districts ?? []), person.district];
  // Outlines are of 2007: a younger district cannot speak against a plot.
  if (reading.ring !== null && expected.every(hasOutline) && !expected.includes(district ?? '')) {
    findings.push({ code: 'plots.outside-district', level: 'warn', params: { district: district ?? '—' } });
  }
  if (reading.ring !== null && squaresOf(reading.box) === null) {
    findings.push({ code: 'plots.neighbours-unknown', level: 'warn', params: { areaM2: reading.areaM2 } });
  }
  return { reading, district, findings };
}

function mapBoundary(f: Mapped, rows: Rows): void {
  const { reading, district, findings } = judged(f, rows);
  const [west, south, east, north] = reading.box;
  const row = {
    programme: f.programme,
    id: f.id,
    plot: f.body.plot,
    // Without a shape the walk is kept as it came.
    ring: reading.ring ?? f.body.ring,
    method: f.body.method,
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
    number: f.number,
    void: false,
    on_day: f.body.on,
  };
  rows.add(boundaryTable, row);
  for (const square of reading.ring === null ? [] : (squaresOf(reading.box) ?? [])) {
    rows.add(squareTable, {
      programme: f.programme,
      square,
      boundary: f.id,
      plot: f.body.plot,
      west,
      south,
      east,
      north,
    });
  }
  rows.change(plotTable, f.body.plot, measures(row));
  settleOverlaps(f.body.plot, rows);
}

function overlaps(plot: string, reading: Reading, rows: Rows): Refusal[] {
  if (reading.ring === null || reading.areaM2 === 0) return [];
  const own = rows.need(plotTable, plot).person;
  return neighboursOf(plot, reading.ring, reading.box, rows)
    .slice(0, 5)
    .map((other) =>
      refuse('plots.overlap', {
        plot: other.plot,
        percent: Math.round(other.sharePpm / 1_000) / 10,
        samePerson: other.person === own,
        review: other.person !== own && other.sharePpm > plotLimits.overlapReviewPpm,
      }),
    );
}

function roughBox(ring: readonly (readonly [number, number])[]): [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of ring) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return west > east ? [0, 0, 0, 0] : [west, south, east, north];
}
