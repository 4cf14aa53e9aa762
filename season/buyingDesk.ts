import { plusDays } from '#kernel/pure/day.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import type { BuyingTermsSaid } from '#programme/purchasing/deskFacts.ts';
import { AdvancePaid, SettlementIssued, SignDecided, TermsSet } from '#programme/purchasing/deskFacts.ts';
import type { CocoaBought } from '#programme/purchasing/facts.ts';
import type { Teller, Voice } from './teller.ts';
import { type Centre, type Producer, type World, workday } from './world.ts';

type Bought = BodyOf<typeof CocoaBought>;

/** What the buying desk knows while the deliveries go on. Its chances are its own, so that the rest stays as it was. */
export interface BuyingDesk {
  /** Terms in force, once the programme set any. */
  terms: string | undefined;
  /** Given before the beans came and not delivered yet. */
  readonly advances: Map<Producer, number>;
  /** What a receipt says beside the figures: tare, beans in 100 g, plate. */
  readonly beside: (centre: Centre, on: string, receipt: number) => Partial<Bought>;
  readonly settles: (purchase: string, centre: Centre, on: string) => void;
}

/** One plate brings the neighbours' sacks too, on three days of July 2022. */
const sharedOn = ['2022-07-11', '2022-07-12', '2022-07-13'];
const sharedPlate = 'W2K-845';
/** A run of receipts whose sacks are said to weigh less than any sack does. */
const shortTares = { code: 'TIN', first: 700, last: 711 };
const settledMost = 80;

export function openDesk(world: World): BuyingDesk {
  const teller = world.teller.beside(53);
  const { chance } = teller;
  const voices = new Map<string, Voice>();
  const at = (of: Voice, on: string): Voice => {
    const known = voices.get(of.staff) ?? teller.voice(of.staff, on);
    voices.set(of.staff, known);
    return known;
  };
  let settled = 0;
  const desk: BuyingDesk = {
    terms: undefined,
    advances: new Map(),
    beside: (centre, on, receipt) => ({
      ...(centre.state === 'dry' ? { beanCount: 88 + chance.int(30) } : {}),
      ...(centre.code === 'MAZ' && sharedOn.includes(on) ? { vehicle: sharedPlate } : {}),
      ...(isShort(centre, receipt) ? { tareBy: 'plastic' as const } : {}),
      ...(desk.terms ? { terms: desk.terms } : {}),
    }),
    settles: (purchase, centre, on) => {
      if (centre.code !== 'SAT' || on < '2022-10-01' || settled >= settledMost) return;
      settled += 1;
      teller.tell(at(world.finance, on), SettlementIssued, on, {
        purchase,
        number: `E001-${String(settled).padStart(5, '0')}`,
        on,
      });
    },
  };
  planTerms(world, teller, desk, at);
  planAdvances(world, teller, desk, at);
  planLook(world, teller, at);
  return desk;
}

export function isShort(centre: Centre, receipt: number): boolean {
  return centre.code === shortTares.code && receipt >= shortTares.first && receipt <= shortTares.last;
}

type At = (of: Voice, on: string) => Voice;

function planTerms(world: World, teller: Teller, desk: BuyingDesk, at: At): void {
  const sets: readonly (readonly [string, string, BuyingTermsSaid])[] = [
    ['2021-01-04', 'Acta 3 del comité de compras: la mitad de una entrega como máximo', { advanceCap: 500_000 }],
    [
      '2022-01-03',
      'Acta 9 del comité de compras: balanzas cada 180 días, 100 granos',
      { scaleDueDays: 180, cutLeast: 100 },
    ],
  ];
  for (const [on, source, terms] of sets)
    world.agenda.at(on, () => {
      desk.terms = teller.tell(at(world.manager, on), TermsSet, on, { terms, source, from: on, on });
    });
}

/** Before the harvest of 2022 some ask for money for the pickers; their next deliveries settle it. */
function planAdvances(world: World, teller: Teller, desk: BuyingDesk, at: At): void {
  const on = '2022-03-07';
  world.agenda.at(on, () => {
    const asking = world.producers.filter((p) => p.loyalty > 0 && p.id !== '' && p.zone.centre).slice(0, 18);
    for (const [i, producer] of asking.entries()) {
      const { centre } = producer.zone;
      if (!centre || producer.registeredOn > '2021-12-01') continue;
      const amount = 10_000 + 2_500 * teller.chance.int(8);
      teller.tell(at(world.finance, on), AdvancePaid, on, {
        ...{ centre: centre.id, person: producer.id, amount, payment: 'bank' as const },
        ...{ document: `HAB-${String(i + 1).padStart(3, '0')}`, due: plusDays(on, 90), on },
      });
      desk.advances.set(producer, amount);
    }
  });
}

/** Somebody asked about the plate: it was the cooperative's own round. */
function planLook(world: World, teller: Teller, at: At): void {
  const on = workday('2022-12-12');
  world.agenda.at(on, () => {
    teller.tell(at(world.monitoring, on), SignDecided, on, {
      sign: 'shared-vehicle',
      about: plateKey,
      through: Math.floor(world.teller.told * 0.95),
      outcome: 'explained',
      reason: 'Es el camión de la cooperativa, que recogió sacos de la zona tres días',
      on,
    });
  });
}

/** `md5('W2K-845')`: a plate stands in no address. */
const plateKey = 'fec28f246bf1db5c50dd8663e36b561c';
