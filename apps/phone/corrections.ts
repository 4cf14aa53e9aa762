import type { KeptFact, Store } from '#kernel/phone/keeping.ts';
import { mends, photosOf } from '#kernel/phone/mending.ts';
import type { BodyOf, Fact, FactKind } from '#kernel/pure/fact.ts';
import { LotMade } from '#programme/lots/facts.ts';
import {
  arrivalAgain,
  closingAgain,
  readingAgain,
  startAgain,
  countAgain as stockAgain,
} from '#programme/lots/phone/storing.ts';
import { BatchRead, BatchStarted, LotArrived, StockCounted } from '#programme/lots/storeFacts.ts';
import { PlantsLost, PlantsReady, SeedlingsSold, StageReached } from '#programme/nursery/facts.ts';
import { countingAgain } from '#programme/nursery/phone/counting.ts';
import { ConsentChanged, ProducerCorrected, ProducerRegistered } from '#programme/people/facts.ts';
import { correctionAgain, correctionKey } from '#programme/people/phone/correcting.ts';
import { refilled } from '#programme/people/phone/registering.ts';
import { BoundaryMapped, PlotRegistered } from '#programme/plots/facts.ts';
import { caseKey, seeingAgain } from '#programme/plots/phone/land.ts';
import { boundaryAgain, mappingKey, plotAgain } from '#programme/plots/phone/mapping.ts';
import { CaseVisited } from '#programme/plots/screeningFacts.ts';
import { CashBrought, CashTaken, CocoaBought, DayClosed, DayOpened } from '#programme/purchasing/facts.ts';
import { countAgain } from '#programme/purchasing/phone/cash.ts';
import { SessionHeld, SessionMissed, SessionPlanned, WalkedIn } from '#programme/training/facts.ts';
import { sheetAgain } from '#programme/training/phone/trainings.ts';
import { VisitAsked, VisitMade } from '#programme/visits/facts.ts';
import { visitAgain } from '#programme/visits/phone/visiting.ts';

/** The form in which a record is said anew: where it is, and the draft that it opens with. */
interface Form {
  readonly href: string;
  readonly draft?: readonly [key: string, value: object];
}

/** A record that came back. */
interface Came<B> {
  readonly kept: KeptFact;
  readonly body: B;
  /** It took effect: then the new fact carries `corrects`; otherwise it is a new one, and the old one leaves the tray with it. */
  readonly counts: boolean;
  readonly newId: () => string;
  /** All that this phone recorded. */
  readonly facts: readonly KeptFact[];
  /** Whose plot it is. */
  readonly ownerOf: (plot: string) => Promise<string>;
}

type Correction = (of: Came<never>) => Form | Promise<Form>;

const line = <K extends FactKind>(kind: K, correction: (of: Came<BodyOf<K>>) => Form | Promise<Form>) =>
  [kind.kind, correction as Correction] as const;

const again = ({ kept, counts }: Came<unknown>, others: readonly KeptFact[] = []) => ({
  mends: mends(kept, counts, others),
});
const bodyOf = <K>(kept: KeptFact) => (kept.fact as Fact<BodyOf<K>>).body;

/** Of one kind, those that this phone recorded and nobody dealt with. */
const openOf = (of: Came<unknown>, { kind }: FactKind, holds: (body: never) => boolean) =>
  of.facts.filter((k) => k.fact.kind === kind && !k.handled && holds(k.fact.body as never));

const people = [
  // Who is registered keeps her record and her card; what was wrong in it is corrected.
  line(ProducerRegistered, ({ kept, body, counts, newId }) =>
    counts
      ? { href: `/people/${kept.id}/correct` }
      : { href: '/people/new', draft: ['people.register', { ...refilled(body, newId()), replaces: kept.id }] },
  ),
  line(ProducerCorrected, ({ kept, body, counts }) => {
    const draft = { ...correctionAgain(body), ...(counts ? {} : { replaces: kept.id }) };
    return { href: `/people/${body.person}/correct`, draft: [correctionKey(body.person), draft] };
  }),
  line(ConsentChanged, ({ body }) => ({ href: `/people/${body.person}` })),
];

const visits = [
  line(VisitMade, (of) => ({
    href: '/visits/new',
    draft: ['visits.visit', { ...visitAgain(of.body, of.kept.fact.files), ...again(of) }],
  })),
  line(VisitAsked, (of) => ({
    href: `/visits/ask/${of.body.person}`,
    draft: [`visits.ask.${of.body.person}`, { matter: of.body.matter, ...again(of) }],
  })),
];

const trainings = [
  line(SessionPlanned, (of) => {
    const { module, zone, on, startsAt = null, place = '', lon = null, lat = null, communities, replicates } = of.body;
    const plan = { module, zone, on, startsAt, place, lon, lat, communities: communities ?? [] };
    const draft = { ...plan, replicates: replicates ?? '', ...again(of) };
    return { href: '/trainings/plan', draft: ['training.plan', draft] };
  }),
  line(SessionHeld, (of) => {
    const came = (body: BodyOf<typeof WalkedIn>) => body.session === of.kept.id;
    // On the server those who walked in stay with a sheet that took effect.
    const others = of.counts ? [] : openOf(of, WalkedIn, came);
    const walkedIn = others.map((k) => ({ ...bodyOf<typeof WalkedIn>(k), id: k.id }));
    const sheet = sheetAgain(of.body, walkedIn, of.kept.fact.files);
    return { href: '/trainings/new', draft: ['training.hold', { ...sheet, ...again(of, others) }] };
  }),
  line(WalkedIn, ({ body }) => ({ href: `/trainings/sheet/${body.session}` })),
  line(SessionMissed, (of) => {
    const { plan, reason, note = '' } = of.body;
    return { href: `/trainings/missed/${plan}`, draft: [`training.missed.${plan}`, { reason, note, ...again(of) }] };
  }),
];

const plots = [
  line(BoundaryMapped, async (of) => {
    const person = await of.ownerOf(of.body.plot);
    const form = boundaryAgain(of.body, person, of.kept.fact.files);
    return { href: '/plots/new', draft: [mappingKey, { ...form, ...again(of) }] };
  }),
  line(CaseVisited, (of) => ({
    href: `/plots/${of.body.plot}/look`,
    draft: [caseKey(of.body.plot), { ...seeingAgain(of.body), photos: photosOf(of.kept.fact.files), ...again(of) }],
  })),
  // A plot that stands is mended on its page, by its boundary; one that never came to be is said anew with it.
  line(PlotRegistered, (of) => {
    if (of.counts) return { href: `/plots/${of.kept.id}` };
    const plot = of.newId();
    const others = openOf(of, BoundaryMapped, (body: BodyOf<typeof BoundaryMapped>) => body.plot === of.kept.id);
    const [first] = others;
    const ring = first ? boundaryAgain(bodyOf<typeof BoundaryMapped>(first), of.body.person, first.fact.files) : null;
    return { href: '/plots/new', draft: [mappingKey, { ...plotAgain(of.body, plot, ring), ...again(of, others) }] };
  }),
];

const batch = (of: Came<BodyOf<typeof StageReached | typeof PlantsLost | typeof PlantsReady>>, work: string): Form => ({
  href: `/bench/${of.body.batch}/${work}`,
  draft: [`nursery.${work}.${of.body.batch}`, { ...countingAgain(of.body), ...again(of) }],
});
const nursery = [
  line(StageReached, (of) => batch(of, 'count')),
  line(PlantsLost, (of) => batch(of, 'loss')),
  line(PlantsReady, (of) => batch(of, 'ready')),
];

const soles = (centimos: number) => (centimos / 100).toFixed(2);
const purchasing = [
  line(CashBrought, (of) => {
    const { amount, document } = of.body;
    return { href: '/cash/in', draft: ['purchasing.cash-in', { amount: soles(amount), document, ...again(of) }] };
  }),
  line(CashTaken, (of) => {
    const { amount, document, use } = of.body;
    const draft = { amount: soles(amount), document, use, ...again(of) };
    return { href: '/cash/out', draft: ['purchasing.cash-out', draft] };
  }),
  line(DayOpened, (of) => ({
    href: '/cash/open',
    draft: ['purchasing.count-opening', { ...countAgain(of.body, 'opening'), ...again(of) }],
  })),
  line(DayClosed, (of) => ({
    href: '/cash/close',
    draft: ['purchasing.count-close', { ...countAgain(of.body, 'close'), ...again(of) }],
  })),
  // A receipt is in somebody's hand: it is taken back with a reason on its page, and a new one is written.
  line(CocoaBought, ({ kept }) => ({ href: `/purchases/${kept.id}` })),
  line(SeedlingsSold, ({ kept }) => ({ href: `/seedlings/${kept.id}` })),
];

const lots = [
  line(LotArrived, (of) => ({
    href: `/lots/arrivals/${of.body.transfer}`,
    draft: [`lots.arrive.${of.body.transfer}`, { ...arrivalAgain(of.body), ...again(of) }],
  })),
  line(BatchStarted, (of) => ({
    href: '/lots/batches/new',
    draft: ['lots.start', { ...startAgain(of.body), ...again(of) }],
  })),
  line(BatchRead, (of) => ({
    href: `/lots/batches/${of.body.batch}`,
    draft: [`lots.read.${of.body.batch}`, { ...readingAgain(of.body), ...again(of) }],
  })),
  line(LotMade, (of) => ({
    href: `/lots/batches/${of.body.batch}/close`,
    draft: [`lots.close.${of.body.batch}`, { ...closingAgain(of.body), ...again(of) }],
  })),
  line(StockCounted, (of) => ({
    href: '/lots/count',
    draft: ['lots.count', { ...stockAgain(of.body), ...again(of) }],
  })),
];

/** Nobody says a receipt anew. */
export const takenBack: readonly string[] = [CocoaBought.kind, SeedlingsSold.kind];

/** By kind of fact. A kind without a line is only marked as dealt with. */
export const corrections: Readonly<Record<string, Correction>> = Object.fromEntries([
  ...[...people, ...visits, ...trainings, ...plots, ...nursery, ...purchasing, ...lots],
]);

interface Asked {
  readonly kept: KeptFact;
  readonly counts: boolean;
  readonly store: Store;
  readonly newId: () => string;
}

/**
 * Opens the form with what was said; answers where it is. A form of that name that somebody began is not thrown away for
 * it: then it says where that one is, and that it comes first.
 */
export async function openCorrection({
  kept,
  counts,
  store,
  newId,
}: Asked): Promise<{ readonly href: string; readonly begun: boolean }> {
  const facts = await store.facts();
  const ownerOf = async (plot: string): Promise<string> => {
    const held = (await store.documents('plots.plot')).find(({ id }) => id === plot);
    const here = facts.find(({ id }) => id === plot);
    return ((held?.body ?? here?.fact.body) as { person?: string } | undefined)?.person ?? '';
  };
  const body = kept.fact.body as never;
  const correction = corrections[kept.fact.kind] as Correction;
  const { href, draft } = await correction({ kept, body, counts, newId, facts, ownerOf });
  if (!draft) return { href, begun: false };
  const [key, value] = draft;
  const there = (await store.draft(key)) as { mends?: { facts: string[] }; replaces?: string } | undefined;
  const same = there?.mends?.facts[0] === kept.id || there?.replaces === kept.id;
  if (there === undefined) await store.saveDraft(key, value);
  return { href, begun: there !== undefined && !same };
}
