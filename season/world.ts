import type { Seeded } from '#kernel/pure/ids.ts';
import type { Agenda, Teller, Voice } from './teller.ts';

/** A producer as the season knows her. */
export interface Producer {
  readonly index: number;
  id: string;
  readonly sex: 'F' | 'M';
  readonly zone: Zone;
  readonly district: string;
  readonly community: Community;
  readonly registeredOn: string;
  /** Year of the programme in which she is first trained; null when reached by visits and purchases only. */
  readonly trainedIn: 1 | 2 | 3 | null;
  readonly plots: Plot[];
  /** Dry grams per hectare and year before the programme. */
  readonly baseYield: number;
  /** What she adds to it in each year with the programme, and how 2020, 2021 and 2022 turned out for her. */
  readonly gain: number;
  readonly luck: readonly [number, number, number];
  /** Share of the harvest that she brings to the programme's centres. */
  readonly loyalty: number;
  /** Dry grams delivered, by calendar year. */
  readonly delivered: Map<string, number>;
  given: string;
  family: string;
  household: string | null;
  debt: number;
  promoter: Voice | null;
  promoterId: string | null;
}

export interface Plot {
  readonly id: string;
  /** The walk around it; null while nobody made one. */
  readonly boundary: string | null;
  readonly areaM2: number;
  readonly ring: [number, number][];
  /** Plants of the nursery that went there. */
  planted: number;
}

export interface Community {
  readonly name: string;
  readonly district: string;
  readonly lon: number;
  readonly lat: number;
  free: number[];
}

export interface Zone {
  readonly name: string;
  readonly share: number;
  readonly districts: readonly string[];
  id: string;
  technicians: Voice[];
  communities: Community[];
  producers: Producer[];
  centre: Centre | null;
}

export interface Prices {
  readonly id: string;
  readonly list: { state: 'wet' | 'dry'; grade: '1' | '2' | 'SS'; perKg: number }[];
  readonly qualityPerKg: number;
  readonly certifiedPerKg: number;
}

/** A receipt that waits for its lot. */
interface Bought {
  readonly id: string;
  readonly net: number;
  readonly certified: boolean;
  readonly knownPlot: boolean;
  /** Its ground was not said to be felled when it was bought. */
  readonly cleared: boolean;
  /** Kinds of scheme whose list named her. */
  readonly schemes: readonly string[];
}

interface DryLot {
  readonly id: string;
  readonly grams: number;
  /** With what it may be blended: organic, Rainforest, conventional. */
  readonly heap: 'C' | 'R' | 'N';
  readonly knownPlot: boolean;
}

export interface Centre {
  id: string;
  readonly name: string;
  readonly code: string;
  /** Beans are bought wet and fermented here, or dry from the farm. */
  readonly state: 'wet' | 'dry';
  buyer: Voice;
  scale: string;
  prices: Prices;
  cash: number;
  receipts: number;
  week: Bought[];
  dry: DryLot[];
}

/** Everything that the chapters share. */
export interface World {
  readonly teller: Teller;
  readonly agenda: Agenda;
  readonly chance: Seeded;
  readonly scale: number;
  readonly zones: Zone[];
  readonly producers: Producer[];
  organisations: { donor: string; lead: string; trader: string; cooperative: string; chocolate: string };
  admin: Voice;
  manager: Voice;
  monitoring: Voice;
  finance: Voice;
  warehouse: Voice;
  nurseries: { id: string; voice: Voice; name: string }[];
  fund: string;
  kit: string;
  modules: string[];
  readonly signIns: { staff: string; names: string; login: string; role: string }[];
  deductedThisMonth: number;
  readonly tally: Tally;
  /** Plots that the layers, or whoever decided, do not clear. */
  readonly uncleared: Set<string>;
  /** Whether an approved list names her for that plot and day; told by the certification chapter. */
  approved: (producer: Producer, plot: string, on: string) => boolean;
  /** Under which kinds of scheme. */
  schemes: (producer: Producer, plot: string, on: string) => readonly string[];
}

/** What the chapters count as they go. */
export interface Tally {
  readonly visitsOfDay: Map<string, number>;
  readonly receiptsOf: Map<string, number>;
  readonly trained: Set<Producer>;
  readonly promoters: Set<Producer>;
  /** Last session held by a technician, per zone and module: what a replica replicates. */
  readonly sources: Map<string, string>;
  exports: number;
  /** `<producer> <day>` of everybody who sat in a session that day: nobody is in two places. */
  readonly seated: Set<string>;
  /** Whose promoter is known: nobody is in two groups. */
  readonly neighbours: Set<Producer>;
  readonly borrowers: Set<Producer>;
  readonly kits: Set<Producer>;
  repayments: number;
}

export const firstDay = '2020-02-03';
export const lastDay = '2023-01-31';
/** Programme years: February to January. */
export const yearStart = { 1: '2020-02-01', 2: '2021-02-01', 3: '2022-02-01' } as const;

/** A day moved to the next one that is no Sunday. */
export function workday(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (date.getUTCDay() === 0) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
