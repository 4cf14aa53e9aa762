import type { PoolClient } from 'pg';
import { type Statement, together } from '#kernel/ledger/together.ts';
import { seriesOfDevice } from '#kernel/pure/series.ts';
import type { SignedIn } from '#kernel/server/sessions.ts';
import type { SyncRequest } from './protocol.ts';

/** A phone as the server knows it. */
export interface Device {
  readonly staff: string;
  readonly have_through: number;
  readonly durable_through: number;
  readonly seen_ms: number;
  readonly app: string;
  readonly waiting: number;
  readonly persisted: boolean | null;
  readonly heals: number;
  /** Server minus its clock, at the last contact; null when it did not say. */
  readonly clock_ms?: number | null;
  /** In which it counts receipts; null until its next contact when it was met before there were series. */
  readonly series: string | null;
}

/** A clock that moved this much since the last contact is worth a line. */
const clockMs = 60_000;
/** A contact that tells nothing new is written down once a minute: a phone that asks often costs no disk. */
const contactMs = 60_000;

/** Where the programme's feed stands. */
export interface Head {
  readonly epoch: number;
  readonly feed: number;
  /** Of the log. */
  readonly number: number;
  readonly hash: string;
}

/** The device, null when it was never met, and the head, in one round trip, which may also open the transaction. */
export async function deviceAndHead(
  client: PoolClient,
  programme: string,
  device: string,
  opening: readonly Statement[] = [],
): Promise<{ device: Device | null; head: Head }> {
  let row: (Device & Head) | undefined;
  const reading: Statement = {
    text: `select h.epoch, h.feed, h.number, encode(h.hash, 'hex') as hash, d.staff, d.have_through, d.durable_through, d.seen_ms, d.app, d.waiting, d.persisted, d.heals, d.clock_ms, d.series
     from ledger_head h left join sync_device d on d.programme = h.programme and d.device = $2 where h.programme = $1`,
    values: [programme, device],
    take: ([found]) => {
      row = found as unknown as Device & Head;
    },
  };
  await together(client, [...opening, reading]);
  const [number, hash] = [Number(row?.number ?? 0), row?.hash ?? ''];
  const head = { epoch: Number(row?.epoch ?? 1), feed: Number(row?.feed ?? 0), number, hash };
  return { device: row && row.staff !== null ? row : null, head };
}

/** Enrols a device at its first contact; a second person on the same id does not get it. */
export async function enrol(
  client: PoolClient,
  who: SignedIn,
  request: SyncRequest,
  now: number,
  forkedFrom: string | null = null,
): Promise<void> {
  await client.query(
    `insert into sync_device (programme, device, staff, app, enrolled_ms, seen_ms, waiting, persisted, used_bytes, quota_bytes, heals, forked_from, clock_ms)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      who.programme,
      request.device,
      who.staff,
      request.app,
      now,
      ...stateOf(request),
      forkedFrom,
      clockOf(request, now),
    ],
  );
}

/**
 * Gives a device its series, the shortest of its own that no other device has. A device that is met again after a restore
 * gets the one that it had. One at a time in a programme: two that enrol in the same moment never get the same.
 */
export async function giveSeries(client: PoolClient, programme: string, device: string): Promise<string | null> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 12))', [programme]);
  const { rows } = await client.query(
    `update sync_device d set series = (
       select c.series from unnest($3::text[]) with ordinality c(series, n)
       where not exists (select from sync_device o where o.programme = $1 and o.series = c.series) order by c.n limit 1)
     where d.programme = $1 and d.device = $2 and d.series is null returning d.series`,
    [programme, device, seriesOfDevice(device)],
  );
  if (rows[0]) return String(rows[0].series);
  const { rows: before } = await client.query('select series from sync_device where programme = $1 and device = $2', [
    programme,
    device,
  ]);
  return (before[0]?.series as string | null | undefined) ?? null;
}

const stateOf = ({ waiting, storage }: SyncRequest) => [
  waiting,
  storage.persisted,
  storage.used,
  storage.quota,
  storage.heals,
];

const clockOf = ({ clock }: SyncRequest, now: number): number | null => (clock === undefined ? null : now - clock);

/** True when this contact says something that the last one did not. */
export function isNews(device: Device, request: SyncRequest, haveThrough: number, now: number): boolean {
  return (
    now - device.seen_ms > contactMs ||
    haveThrough > device.have_through ||
    device.app !== request.app ||
    device.waiting !== request.waiting ||
    device.persisted !== request.storage.persisted ||
    device.heals !== request.storage.heals ||
    Math.abs((clockOf(request, now) ?? 0) - (device.clock_ms ?? 0)) > clockMs
  );
}

/** Notes a contact. `haveThrough` never goes back: two pushes of one phone may cross. What it sent waits there no more. */
export async function noteContact(
  client: PoolClient,
  who: SignedIn,
  request: SyncRequest,
  haveThrough: number,
  now: number,
): Promise<void> {
  await client.query(
    `update sync_device set app = $3, seen_ms = $4, have_through = greatest(have_through, $5), waiting = $6, persisted = $7,
       used_bytes = $8, quota_bytes = $9, heals = $10, clock_ms = $11 where programme = $1 and device = $2`,
    [
      who.programme,
      request.device,
      request.app,
      now,
      haveThrough,
      ...stateOf({ ...request, waiting: Math.max(0, request.waiting - request.facts.length) }),
      clockOf(request, now),
    ],
  );
}
