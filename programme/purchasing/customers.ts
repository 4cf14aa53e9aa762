import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { scopeTable } from '#kernel/ledger/registry.ts';
import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf, FactKind } from '#kernel/pure/fact.ts';
import {
  CertificateStopped,
  CommitteeDecided,
  ListIssued,
  MemberLeft,
  PlotEntered,
} from '#programme/certification/facts.ts';
import { listedTable, memberTable } from '#programme/certification/tables.ts';
import {
  FundOpened,
  GoodsDelivered,
  InterestAccrued,
  RepaymentReceived,
  WriteOffApproved,
} from '#programme/fund/facts.ts';
import { writeOffTable } from '#programme/fund/tables.ts';
import { NurseryBuilt, SeedlingsReturned, SeedlingsSold } from '#programme/nursery/facts.ts';
import { nurseryTable, saleTable } from '#programme/nursery/tables.ts';
import { DuplicateMerged, ErasureApproved, ProducerCorrected, ProducerRegistered } from '#programme/people/facts.ts';
import { erasureTable, personTable } from '#programme/people/tables.ts';
import { BoundaryMapped, PlotRegistered, PlotRetired } from '#programme/plots/facts.ts';
import { CaseDecided, PlotScreened } from '#programme/plots/screeningFacts.ts';
import { plotTable } from '#programme/plots/tables.ts';
import { AdvancePaid } from './deskFacts.ts';
import { CentreOpened, CocoaBought } from './facts.ts';
import { boxTable, type CustomerRow, centreTable, customerTable } from './tables.ts';

/**
 * Which producers a centre's phones hold: those of its zones, and whoever has delivered there; a nursery's phones hold those of
 * its zones and whoever bought there. What they hold of her (name, plots, debts, what she delivered) is read when they pull; here
 * only who, and that something of hers changed.
 */
export const customerLandings: readonly Landing[] = [
  on(CentreOpened, {
    apply: (f, rows) => {
      rows.add(boxTable, { programme: f.programme, id: f.id, seen: 0, on_day: f.body.on });
      joinAll(f, f.body.zone, rows);
    },
  }),
  on(NurseryBuilt, { apply: (f, rows) => joinAll(f, f.body.zone, rows) }),
  on(FundOpened, {
    apply: (f, rows) => {
      for (const box of rows.where(boxTable, 'programme', f.programme))
        rows.change(boxTable, box.id, { seen: box.seen + 1 });
    },
  }),
  on(ProducerRegistered, {
    apply: (f, rows) => {
      // She is new, so no centre has her yet: nothing to look for.
      for (const centre of centresOf(f.body.zone, rows)) rows.add(customerTable, customerOf(f, f.id, centre));
    },
    undo: (f, rows) => touch(f.id, rows, { gone: true }),
  }),
  on(ProducerCorrected, {
    needs: (f) => of(f.body.person),
    apply: (f, rows) => {
      touch(f.body.person, rows);
      if (f.body.zone !== undefined) moves(f, f.body.person, f.body.zone, rows);
    },
    undo: (f, rows) => touch(f.body.person, rows, { gone: false }),
  }),
  seen(DuplicateMerged, (f) => [f.body.person, f.body.duplicate]),
  // Without an undo, as upstream: what is gone stays gone.
  on(ErasureApproved, {
    apply: (f, rows) => touch(rows.need(erasureTable, f.body.erasure).person, rows),
  }),
  seen(PlotRegistered, (f) => [f.body.person]),
  seen(BoundaryMapped, (f, rows) => [rows.need(plotTable, f.body.plot).person]),
  seen(PlotRetired, (f, rows) => [rows.need(plotTable, f.body.plot).person]),
  seen(PlotScreened, (f, rows) => [rows.need(plotTable, f.body.plot).person]),
  seen(CaseDecided, (f, rows) => [rows.need(plotTable, f.body.plot).person]),
  seen(ListIssued, (f, rows) => [
    ...new Set([
      ...f.body.members.map(({ person }) => person),
      ...rows.where(listedTable, 'certificate', f.body.certificate).map(({ person }) => person),
    ]),
  ]),
  seen(CommitteeDecided, (f) => f.body.cases.map(({ person }) => person)),
  seen(CertificateStopped, (f, rows) =>
    rows.where(listedTable, 'certificate', f.body.certificate).map(({ person }) => person),
  ),
  seen(PlotEntered, (f, rows) => [rows.need(memberTable, f.body.membership).person]),
  seen(MemberLeft, (f, rows) => [rows.need(memberTable, f.body.membership).person]),
  seen(AdvancePaid, (f) => [f.body.person]),
  seen(GoodsDelivered, (f) => [f.body.person]),
  seen(RepaymentReceived, (f) => [f.body.person]),
  seen(InterestAccrued, (f) => [f.body.person]),
  seen(WriteOffApproved, (f, rows) => [rows.need(writeOffTable, f.body.writeOff).person]),
  on(SeedlingsSold, {
    needs: (f) => [...of(f.body.person), rowOf(customerTable, customerId(f.body.person, f.body.nursery))],
    apply: (f, rows) => {
      joins(f, f.body.person, f.body.nursery, rows, true);
      touch(f.body.person, rows);
    },
    undo: (f, rows) => touch(f.body.person, rows),
  }),
  seen(SeedlingsReturned, (f, rows) => [rows.need(saleTable, f.body.sale).person]),
  on(CocoaBought, {
    needs: (f) => [...of(f.body.person), rowOf(customerTable, customerId(f.body.person, f.body.centre))],
    apply: (f, rows) => {
      joins(f, f.body.person, f.body.centre, rows, true);
      touch(f.body.person, rows);
    },
    undo: (f, rows) => touch(f.body.person, rows),
  }),
];

/** A landing that only tells the phones of these people's centres to look again. */
function seen<K extends FactKind>(kind: K, who: (f: Landed<BodyOf<K>>, rows: Rows) => readonly string[]): Landing {
  const look = (f: Landed<BodyOf<K>>, rows: Rows) => {
    for (const person of who(f, rows)) touch(person, rows);
  };
  const needs = (f: Landed<BodyOf<K>>) => {
    const { person, members, cases } = f.body as {
      person?: string;
      members?: readonly { person: string }[];
      cases?: readonly { person: string }[];
    };
    const people = [...(members ?? []), ...(cases ?? [])].map((one) => one.person);
    return (person === undefined ? people : [person]).flatMap(of);
  };
  return on(kind, { needs, apply: look, undo: look });
}

/** Her debts stand in the record that she was merged into. */
function touch(person: string, rows: Rows, patch: { gone?: boolean } = {}): void {
  const into = rows.get(personTable, person)?.same_as;
  for (const id of into ? [person, into] : [person])
    for (const row of rows.where(customerTable, 'person', id))
      rows.change(customerTable, row.id, { seen: row.seen + 1, ...patch });
}

/** Whoever lives in the zone of a new centre or nursery, or below it. */
function joinAll(f: Landed, zone: string, rows: Rows): void {
  for (const below of zonesBelow(zone, rows))
    for (const person of rows.where(personTable, 'zone', below)) if (!person.void) joins(f, person.id, f.id, rows);
}

function joins(f: Landed, person: string, centre: string, rows: Rows, delivered = false): void {
  const id = customerId(person, centre);
  const before = rows.get(customerTable, id);
  const had = before?.delivered ?? false;
  if (before && !before.gone && (had || !delivered)) return;
  rows.add(customerTable, {
    ...customerOf(f, person, centre),
    delivered: had || delivered,
    seen: (before?.seen ?? 0) + 1,
  });
}

function customerOf({ programme }: Landed, person: string, centre: string): CustomerRow {
  const id = customerId(person, centre);
  return { programme, id, person, centre, delivered: false, gone: false, seen: 1 };
}

/** She moved house: the centres of her new zone have her, those of the old one no longer when she never delivered there. */
function moves(f: Landed, person: string, zone: string, rows: Rows): void {
  const now = centresOf(zone, rows);
  for (const row of rows.where(customerTable, 'person', person))
    if (!row.delivered && !now.includes(row.centre)) rows.change(customerTable, row.id, { gone: true });
  for (const centre of now) joins(f, person, centre, rows);
}

/** Centres and nurseries in a zone or above it. */
function centresOf(zone: string, rows: Rows): string[] {
  const centres: string[] = [];
  const passed = new Set<string>();
  for (let at: string | null = zone; at !== null && !passed.has(at); at = rows.get(scopeTable, at)?.parent ?? null) {
    passed.add(at);
    for (const { id } of [...rows.where(centreTable, 'zone', at), ...rows.where(nurseryTable, 'zone', at)])
      centres.push(id);
  }
  return centres;
}

function zonesBelow(zone: string, rows: Rows): string[] {
  const found: string[] = [];
  const open = [zone];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.includes(at)) continue;
    found.push(at);
    open.push(...rows.where(scopeTable, 'parent', at).map((scope) => scope.id));
  }
  return found;
}

const of = (person: string): Need[] => [rowOf(personTable, person), rowsWhere(customerTable, 'person', person)];

/** One id for a person at a centre, the same on every replay: both ids laid over each other. */
export function customerId(person: string, centre: string): string {
  const digit = (i: number) => Number.parseInt(person.charAt(i), 16) ^ Number.parseInt(centre.charAt(i), 16);
  return [...person].map((sign, i) => (sign === '-' ? '-' : digit(i).toString(16))).join('');
}
