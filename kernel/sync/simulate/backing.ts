import type { Registry } from '#kernel/ledger/registry.ts';
import type { Outcome } from '#kernel/pure/fact.ts';
import { type Seeded, seeded, uuid7 } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import type { Desk } from '../desk.ts';
import { fieldRegistry, type PersonRow, PlantsGrown, people, SeatGiven, ZoneOpened } from './fieldProgramme.ts';
import { MemoryServer, type ServerState } from './memoryServer.ts';

/** What the server holds in the end. */
export interface Truth {
  /** What became of each fact in the log. */
  readonly log: ReadonlyMap<string, Outcome>;
  readonly aside: ReadonlySet<string>;
  readonly people: ReadonlyMap<string, Pick<PersonRow, 'zone' | 'name' | 'grams' | 'centimos' | 'plants'>>;
  /** By kind of account and unit. */
  readonly balances: readonly { readonly kind: string; readonly unit: string; readonly amount: number }[];
}

/** A server of a simulation: its desk, and what its operator does with it. */
export interface Backing {
  readonly desk: Desk;
  /** As the programme itself. */
  tell(facts: readonly unknown[]): Promise<void>;
  backup(): Promise<void>;
  /** False when there is no backup. */
  restore(hidden: boolean, leap: number): Promise<boolean>;
  look(): Promise<Truth>;
  close(): Promise<void>;
}

/** Names of the place: the same in every simulation. */
export interface Place {
  readonly programme: string;
  readonly zones: readonly string[];
  readonly staff: readonly string[];
  /** The programme's own facts, told first. */
  readonly founding: readonly unknown[];
  readonly registry: Registry;
}

export const pageSize = 4;
const startMs = Date.UTC(2020, 2, 1);

/** Three zones, as many technicians as there may be phones, and a nursery with fifty plants. */
export function place(phones: number): Place {
  const chance: Seeded = seeded(2020);
  const id = () => uuid7(startMs, chance.bytes);
  const programme = id();
  const pen = programmePen(programme, chance);
  const zones = ['A', 'B', 'C'].map((name) => makeFact(pen, ZoneOpened, { name }));
  const staff = Array.from({ length: phones }, id);
  const seats = staff.map((one, i) =>
    makeFact(pen, SeatGiven, { staff: one, role: 'technician', zones: zones[i % 3]?.id ?? '' }),
  );
  const founding = [...zones, ...seats, makeFact(pen, PlantsGrown, { plants: 50 })];
  return { programme, zones: zones.map((z) => z.id), staff, founding, registry: fieldRegistry() };
}

export function programmePen(programme: string, chance: Seeded): Pen {
  const device = uuid7(startMs, chance.bytes);
  const now = () => startMs;
  return { programme, author: programme, device, random: chance.bytes, now, seq: 0, prevHash: null };
}

let founded: { of: Place; state: ServerState } | null = null;

/** A server in memory, as it stands after the founding. */
export async function memoryBacking(of: Place, now: () => number): Promise<Backing> {
  const { registry, programme } = of;
  if (founded?.of !== of) {
    const server = new MemoryServer({ registry, programme, now: () => startMs, size: pageSize });
    await server.record(of.founding, null);
    founded = { of, state: server.state };
  }
  const server = new MemoryServer({ registry, programme, now, size: pageSize, state: founded.state });
  let kept: ServerState | null = null;
  return {
    desk: server.desk,
    tell: async (facts) => void (await server.record(facts, null)),
    backup: async () => {
      kept = await server.backup();
    },
    restore: async (hidden, leap) => {
      if (kept) await server.restore(kept, hidden, leap);
      return kept !== null;
    },
    look: async () => {
      const { log, aside, memory } = server.state;
      const rows = memory.rows.tables.get(people.name)?.loaded ?? new Map();
      const balances = [...memory.rows.accounts.values()].flatMap((a) =>
        a ? [{ kind: a.account.kind, unit: a.account.unit, amount: a.balance }] : [],
      );
      return {
        log: new Map([...log].map(([id, { outcome }]) => [id, outcome])),
        aside: new Set(aside.keys()),
        people: new Map([...rows].flatMap(([id, row]) => (row ? [[id, row as never]] : []))),
        balances,
      };
    },
    close: async () => undefined,
  };
}
