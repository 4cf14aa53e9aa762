import type { Store } from '#kernel/phone/keeping.ts';
import { memoryStore } from '#kernel/phone/memoryStore.ts';
import { Phone, type Sent } from '#kernel/phone/phone.ts';
import { seeded } from '#kernel/pure/ids.ts';
import type { Role } from '#kernel/pure/policy.ts';
import { Actors } from '#kernel/server/actors.ts';
import { restore } from '#kernel/server/backup.ts';
import { answerSync, type SyncHouse } from '#kernel/sync/answering.ts';
import { postgresDesk } from '#kernel/sync/postgresDesk.ts';
import { isAnswer, type SyncRequest } from '#kernel/sync/protocol.ts';
import { openStory } from '#programme/partners/openStory.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';
import { allDocuments } from '#programme/voices.ts';

/** What may happen to one round trip on its way. */
export type Weather = 'clear' | 'request-lost' | 'answer-lost' | 'twice' | 'together';

export interface Seat {
  readonly staff: string;
  readonly phone: Phone;
  readonly store: Store;
  /** The weather of the next round trip; clear afterwards. */
  weather: Weather;
}

/** A story with phones: the shipped phone side on one end, the shipped server on a real database on the other. */
export async function openPhones() {
  const story = await openStory();
  const chance = seeded(77);
  let ms = Date.UTC(2020, 2, 2);
  const now = () => (ms += 500);
  const actors = new Actors(story.ledger);
  const house: SyncHouse = {
    desk: postgresDesk(story.ledger, actors),
    documents: allDocuments,
    minApp: '0.1.0',
    now,
  };
  /** One round trip as the wire has it: everything passes through JSON. */
  const roundTrip = async (staff: string, request: SyncRequest) => {
    const wire = JSON.parse(JSON.stringify(request)) as SyncRequest;
    const answer: unknown = JSON.parse(await answerSync(house, { programme: story.programme, staff }, wire));
    if (!isAnswer(answer)) throw new Error('no answer of ours');
    return answer;
  };
  const network = async (seat: Seat, request: SyncRequest): Promise<Sent> => {
    const { weather } = seat;
    seat.weather = 'clear';
    if (weather === 'request-lost') return { ok: false, why: 'offline' };
    if (weather === 'twice') await roundTrip(seat.staff, request);
    if (weather === 'together') await Promise.all([roundTrip(seat.staff, request), roundTrip(seat.staff, request)]);
    const answer = await roundTrip(seat.staff, request);
    return weather === 'answer-lost' ? { ok: false, why: 'offline' } : { ok: true, answer };
  };
  /** A phone of somebody's; with a store it is one that was switched off, or a copy. */
  const seat = (staff: string, store: Store = memoryStore()): Seat => {
    const made: { -readonly [K in keyof Seat]: Seat[K] } = { staff, store, weather: 'clear', phone: null as never };
    made.phone = new Phone({
      store,
      network: (request) => network(made, request),
      now,
      random: chance.bytes,
      lock: oneAtATime(),
      programme: story.programme,
      author: staff,
      app: '0.1.0',
      storage: async () => ({ persisted: true, used: 0, quota: 0 }),
      digestEveryMs: 0,
    });
    return made;
  };
  const joins = async (names: string, role: Role, scopes: readonly string[], person?: string) => {
    const staff = await story.joins(names, role, scopes, person);
    actors.forget();
    return staff;
  };
  const registers = (by: Seat, givenNames: string, zone: string) =>
    by.phone.record(ProducerRegistered, {
      givenNames,
      familyNames: 'Quispe Rojas',
      sex: 'F',
      zone,
      district: '120601',
      consents: [{ purpose: 'programme', given: true, evidence: 'signature' }],
      on: story.on,
    });
  /** Puts the server back to a backup, as `minka restore` does; `hidden` is a restore by other means, without a new epoch. */
  const restores = async (file: string, hidden = false): Promise<void> => {
    const { pool } = story.ledger;
    const [before] = await story.rows('select epoch from ledger_head');
    const [tables] = await story.rows(
      `select string_agg(tablename, ', ') as all from pg_tables where schemaname = current_schema()
       and tablename not in ('minka_migration', 'ledger_capability')`,
    );
    await pool.query(`truncate ${String(tables?.['all'])}`);
    await restore(pool, file, []);
    if (hidden) await pool.query('update ledger_head set epoch = $1', [before?.['epoch']]);
    await story.ledger.rebuild(story.programme);
    actors.forget();
  };
  return { ...story, house, actors, seat, joins, registers, roundTrip, restores, chance, now };
}

/** Among the tabs of one browser one writes at a time. */
function oneAtATime(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const run = (tails.get(name) ?? Promise.resolve()).then(work);
    tails.set(
      name,
      run.catch(() => undefined),
    );
    return run;
  };
}
