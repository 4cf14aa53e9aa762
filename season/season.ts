import type { Ledger } from '#kernel/ledger/ledger.ts';
import { plusDays } from '#kernel/pure/day.ts';
import { planCertification } from './certification.ts';
import { planLots } from './lots.ts';
import { planMishaps } from './mishaps.ts';
import { planMoney } from './money.ts';
import { planNurseries } from './nursery.ts';
import { tellPartners, zonePlan } from './partners.ts';
import { planPassbooks } from './passbooks.ts';
import { planPeople } from './people.ts';
import { settle } from './places.ts';
import { planPurchasing } from './purchasing.ts';
import { planScreening } from './screening.ts';
import { Agenda, Teller, type Voice } from './teller.ts';
import { planTraining } from './training.ts';
import { planVisits } from './visits.ts';
import { firstDay, lastDay, type World } from './world.ts';

export interface SeasonOptions {
  readonly seed?: number;
  /** Share of the 2,612 producers; 1 is the programme as it was. */
  readonly scale?: number;
  /** Told how far it is: `partners`, `year-1`, `year-2`, `year-3`. */
  readonly progress?: (phase: string, done: number, of: number) => void;
  /** Keeps the files that the season made up: the layers of its screening, by the hash of their bytes. */
  readonly keep?: (programme: string, sha256: string, bytes: Uint8Array) => Promise<void>;
}

export interface Season {
  readonly programme: string;
  readonly signIns: readonly { staff: string; names: string; login: string; role: string }[];
  readonly facts: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, number>>;
}

const days = 1094;
const phases: readonly [string, string][] = [
  ['year-1', '2021-02-01'],
  ['year-2', '2022-02-01'],
  ['year-3', '2023-02-01'],
];

/** Tells the whole programme, February 2020 to January 2023, through the ledger's door. The same seed tells the same bytes. */
export async function tellSeason(ledger: Ledger, options: SeasonOptions = {}): Promise<Season> {
  const teller = new Teller(ledger, options.seed ?? 2020);
  await ledger.found(teller.programme, 'MOCCA-PE');
  const world = emptyWorld(teller, options.scale ?? 1);
  options.progress?.('partners', 0, days);
  tellPartners(world);
  settle(world);
  planPeople(world);
  planTraining(world);
  planVisits(world);
  planNurseries(world);
  planPurchasing(world);
  planLots(world);
  planCertification(world);
  planMishaps(world);
  planPassbooks(world);
  planScreening(world, options);
  planMoney(world);
  try {
    await tellDays(world, options.progress);
  } finally {
    await teller.landed();
  }
  return {
    programme: teller.programme,
    signIns: world.signIns,
    facts: teller.told,
    outcomes: Object.fromEntries(teller.outcomes),
    flags: Object.fromEntries(teller.flags),
  };
}

async function tellDays({ teller, agenda }: World, progress: SeasonOptions['progress']): Promise<void> {
  let done = 0;
  for (let day = firstDay; day <= lastDay; day = plusDays(day, 1)) {
    for (const what of agenda.of(day)) {
      const under = what();
      if (under instanceof Promise) await under;
    }
    await teller.breathe();
    done += 1;
    if (done % 14 === 0) progress?.(phases.find(([, until]) => day < until)?.[0] ?? '', done, days);
  }
  await teller.finish();
  progress?.(phases[2]?.[0] ?? '', days, days);
}

function emptyWorld(teller: Teller, scale: number): World {
  const nobody = null as unknown as Voice;
  return {
    teller,
    agenda: new Agenda(),
    chance: teller.chance,
    scale,
    zones: zonePlan.map((plan) => ({ ...plan, id: '', technicians: [], communities: [], producers: [], centre: null })),
    producers: [],
    organisations: { donor: '', lead: '', trader: '', cooperative: '', chocolate: '' },
    admin: nobody,
    manager: nobody,
    monitoring: nobody,
    finance: nobody,
    warehouse: nobody,
    nurseries: [],
    fund: '',
    kit: '',
    modules: [],
    signIns: [],
    deductedThisMonth: 0,
    uncleared: new Set(),
    approved: () => false,
    schemes: () => [],
    tally: {
      visitsOfDay: new Map(),
      receiptsOf: new Map(),
      trained: new Set(),
      promoters: new Set(),
      sources: new Map(),
      exports: 0,
      seated: new Set(),
      neighbours: new Set(),
      borrowers: new Set(),
      kits: new Set(),
      repayments: 0,
    },
  };
}
