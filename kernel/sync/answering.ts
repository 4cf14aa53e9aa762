import { randomFillSync } from 'node:crypto';
import type { PoolClient } from 'pg';
import { entering } from '#kernel/ledger/entering.ts';
import type { Ledger } from '#kernel/ledger/ledger.ts';
import type { Receipt } from '#kernel/pure/fact.ts';
import { uuid7 } from '#kernel/pure/ids.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import type { Actors, Standing } from '#kernel/server/actors.ts';
import type { SignedIn } from '#kernel/server/sessions.ts';
import { planned, readCursor } from './cursor.ts';
import { type Device, deviceAndHead, enrol, type Head, isNews, noteContact } from './devices.ts';
import type { DocumentKind } from './document.ts';
import { digests, feedPage } from './feed.ts';
import type { SyncAnswer, SyncRequest } from './protocol.ts';
import { haveThroughAfter, isCloned, record, renumbered, type Sent, sentOf, storedReceipts } from './receiving.ts';
import { kindHashes, seesAll, viewOf } from './view.ts';

/** What answering phones needs of the house. */
export interface SyncHouse {
  readonly ledger: Ledger;
  readonly actors: Actors;
  readonly documents: readonly DocumentKind[];
  /** Phones below this version are asked to update; what they send is taken all the same. */
  readonly minApp: string;
  readonly now?: () => number;
}

type Rest = Omit<SyncAnswer, 'changes'>;
interface Pulled {
  readonly rest: Rest;
  readonly text: string;
}
interface Pushed {
  readonly receipts: readonly Receipt[];
  readonly fork: string | null;
  readonly haveThrough: number;
  readonly durableThrough: number;
}

/** Answers one round trip of a phone, as JSON text: what it sent is durable, what it lacks is in the answer. */
export async function answerSync(house: SyncHouse, who: SignedIn, request: SyncRequest): Promise<string> {
  const standing = await house.actors.of(who.programme, who.staff);
  if (request.facts.length === 0) {
    const quick = await nothingToSend(house, who, request, standing);
    if (quick) return quick;
  }
  const pushed = await push(house, who, request);
  // Rights may have changed by what was just sent.
  const now = await house.actors.of(who.programme, who.staff);
  return answered(
    await snapshot(house, who, async (client) => {
      const { head } = await deviceAndHead(client, who.programme, request.device);
      return pull(house, client, { who, request, pushed, standing: now, head });
    }),
  );
}

function answered({ rest, text }: Pulled): string {
  return `${JSON.stringify(rest).slice(0, -1)},"changes":[${text}]}`;
}

/** The commonest contact by far, in one transaction: a known phone that has nothing to send. Null for any other. */
async function nothingToSend(
  house: SyncHouse,
  who: SignedIn,
  request: SyncRequest,
  standing: Standing | null,
): Promise<string | null> {
  const found = await snapshot(house, who, async (client) => {
    const { device, head } = await deviceAndHead(client, who.programme, request.device);
    if (!device || isForeign(device, who, request)) return null;
    const known = {
      receipts: [],
      fork: null,
      haveThrough: device.have_through,
      durableThrough: device.durable_through,
    };
    return { device, pulled: await pull(house, client, { who, request, pushed: known, standing, head }) };
  });
  if (!found) return null;
  const now = (house.now ?? Date.now)();
  if (isNews(found.device, request, 0, now))
    await writing(house, who, (client) => noteContact(client, who, request, 0, now));
  return answered(found.pulled);
}

/** Somebody else's phone, or a copy that has seen less than the server. */
const isForeign = (device: Device, who: SignedIn, request: SyncRequest): boolean =>
  device.staff !== who.staff || device.have_through > request.last;

async function push(house: SyncHouse, who: SignedIn, request: SyncRequest): Promise<Pushed> {
  const now = (house.now ?? Date.now)();
  const sent = sentOf(request.facts);
  const { device, cloned, here } = await snapshot(house, who, async (client) => ({
    device: (await deviceAndHead(client, who.programme, request.device)).device,
    cloned: await isCloned(client, who.programme, request.device, sent),
    here: await renumbered(client, who, request.facts),
  }));
  if (cloned || (device && isForeign(device, who, request))) return fork(house, who, request, sent, now);
  if (!device) await writing(house, who, (client) => enrol(client, who, request, now));
  const known = { haveThrough: device?.have_through ?? 0, durableThrough: device?.durable_through ?? 0 };
  if (request.facts.length === 0) return { receipts: [], fork: null, ...known };
  const done = await record(
    house.ledger,
    who,
    request.facts.filter((f) => !here.has(String((f as { id?: unknown } | null)?.id))),
  );
  if (request.facts.some((f) => String((f as { kind?: unknown } | null)?.kind ?? '').startsWith('partners.')))
    house.actors.forget();
  const again = await snapshot(house, who, (client) => storedReceipts(client, who, [...done.repeated, ...here]));
  const place = new Map(sent.map((s, i) => [s.id, i]));
  const receipts = [...done.receipts, ...again].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const haveThrough = haveThroughAfter(known.haveThrough, request.device, sent, receipts);
  await writing(house, who, (client) => noteContact(client, who, request, haveThrough, now));
  if (done.cloned) return { ...(await fork(house, who, request, sent, now)), receipts };
  return { receipts, fork: null, haveThrough, durableThrough: known.durableThrough };
}

/** The second of two phones with one id gets an id of its own, and receipts for what the first had sent for it. */
async function fork(
  house: SyncHouse,
  who: SignedIn,
  request: SyncRequest,
  sent: readonly Sent[],
  now: number,
): Promise<Pushed> {
  const device = uuid7(now, (b) => randomFillSync(b));
  await writing(house, who, (client) => enrol(client, who, { ...request, device }, now, request.device));
  const ids = sent.map((s) => s.id);
  const receipts = await snapshot(house, who, (client) => storedReceipts(client, who, ids));
  return { receipts, fork: device, haveThrough: 0, durableThrough: 0 };
}

interface Asking {
  readonly who: SignedIn;
  readonly request: SyncRequest;
  readonly pushed: Pushed;
  readonly standing: Standing | null;
  readonly head: Head;
}

async function pull(house: SyncHouse, client: PoolClient, of: Asking): Promise<Pulled> {
  const { who, request, pushed, standing, head } = of;
  const asked = await storedReceipts(client, who, request.asking);
  const named = new Set(pushed.receipts.map((r) => r.id));
  const base = {
    protocol: 1 as const,
    serverTime: new Date((house.now ?? Date.now)()).toISOString(),
    epoch: head.epoch,
    fork: pushed.fork,
    haveThrough: pushed.haveThrough,
    durableThrough: pushed.durableThrough,
    receipts: [...pushed.receipts, ...asked.filter((r) => !named.has(r.id))],
    minApp: house.minApp,
    through: head.feed,
  };
  const nothing = { scopes: [], dropped: [], reset: false, cursor: request.cursor, digest: null };
  if (!standing)
    return { rest: { ...base, ...nothing, more: false, wipe: true, refusals: [refuse('access.no-rights')] }, text: '' };
  // A phone under a new id first takes that id; then it pulls.
  if (pushed.fork !== null) return { rest: { ...base, ...nothing, more: true, wipe: false, refusals: [] }, text: '' };
  const everywhere = seesAll(standing) ? await allScopes(client, who.programme) : [];
  const view = viewOf(standing, house.documents, everywhere);
  const plan = planned(readCursor(request.cursor), kindHashes(view), head, request.heal);
  const scopes = [...view.keys()];
  const page = await feedPage(client, {
    programme: who.programme,
    view,
    scopes,
    positions: plan.positions,
    head: head.feed,
  });
  const cursor = JSON.stringify({ epoch: head.epoch, through: head.feed, scopes: page.positions });
  const digest = request.digest && !page.more ? await digests(client, who.programme, view) : null;
  const { reset, dropped } = plan;
  return {
    rest: { ...base, scopes, dropped, reset, cursor, digest, more: page.more, wipe: false, refusals: [] },
    text: page.text,
  };
}

async function allScopes(client: PoolClient, programme: string): Promise<string[]> {
  const { rows } = await client.query('select id from ledger_scope where programme = $1 order by id', [programme]);
  return rows.map((row) => String(row.id));
}

/** One snapshot for everything that an answer says, with no more rights than the application has. */
function snapshot<T>(house: SyncHouse, who: SignedIn, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return within(house, who, 'isolation level repeatable read read only', work);
}

function writing<T>(house: SyncHouse, who: SignedIn, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return within(house, who, '', work);
}

async function within<T>(
  house: SyncHouse,
  who: SignedIn,
  mode: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await house.ledger.pool.connect();
  let broken: Error | undefined;
  try {
    const [begin, ...rest] = entering(who.programme);
    await client.query([`${begin} ${mode}`, ...rest].join(';\n'));
    const value = await work(client);
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
