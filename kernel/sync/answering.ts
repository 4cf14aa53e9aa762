import { randomFillSync } from 'node:crypto';
import type { Receipt } from '#kernel/pure/fact.ts';
import { type RandomBytes, uuid7 } from '#kernel/pure/ids.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import type { Standing } from '#kernel/server/actors.ts';
import type { SignedIn } from '#kernel/server/sessions.ts';
import { planned, readCursor, writeCursor } from './cursor.ts';
import type { Desk, Moment } from './desk.ts';
import { type Device, type Head, isNews } from './devices.ts';
import type { DocumentKind } from './document.ts';
import type { SyncAnswer, SyncRequest } from './protocol.ts';
import { haveThroughAfter, type Sent, sentOf, sorted } from './receiving.ts';
import { kindHashes, seesAll, viewOf } from './view.ts';

/** What answering phones needs of the house. */
export interface SyncHouse {
  readonly desk: Desk;
  readonly documents: readonly DocumentKind[];
  /** Phones below this version are asked to update; what they send is taken all the same. */
  readonly minApp: string;
  readonly now?: () => number;
  readonly random?: RandomBytes;
}

type Rest = Omit<SyncAnswer, 'changes'>;
interface Pulled {
  readonly rest: Rest;
  readonly text: string;
}
interface Pushed {
  readonly receipts: readonly Receipt[];
  readonly fork: string | null;
  readonly series: string | null;
  readonly haveThrough: number;
  readonly durableThrough: number;
}

/** Answers one round trip of a phone, as JSON text: what it sent is durable, what it lacks is in the answer. */
export async function answerSync(house: SyncHouse, who: SignedIn, request: SyncRequest): Promise<string> {
  const { desk } = house;
  const standing = await desk.standing(who);
  if (request.facts.length === 0) {
    const quick = await nothingToSend(house, who, request, standing);
    if (quick) return quick;
  }
  const pushed = await push(house, who, request);
  // Rights may have changed by what was just sent.
  const now = await desk.standing(who);
  return answered(
    await desk.read(who, async (moment) => {
      const { head } = await moment.device(request.device);
      return pull(house, moment, { request, pushed, standing: now, head });
    }),
  );
}

function answered({ rest, text }: Pulled): string {
  return `${JSON.stringify(rest).slice(0, -1)},"changes":[${text}]}`;
}

const clock = (house: SyncHouse): number => (house.now ?? Date.now)();

/** The commonest contact by far, in one transaction: a known phone that has nothing to send. Null for any other. */
async function nothingToSend(
  house: SyncHouse,
  who: SignedIn,
  request: SyncRequest,
  standing: Standing | null,
): Promise<string | null> {
  const found = await house.desk.read(who, async (moment) => {
    const { device, head } = await moment.device(request.device);
    if (!device || device.series === null || isForeign(device, who, request)) return null;
    const known = {
      receipts: [],
      fork: null,
      series: device.series,
      haveThrough: device.have_through,
      durableThrough: device.durable_through,
    };
    return { device, pulled: await pull(house, moment, { request, pushed: known, standing, head }) };
  });
  if (!found) return null;
  const now = clock(house);
  if (isNews(found.device, request, 0, now))
    await house.desk.write(who, (change) => change.noteContact(request, 0, now));
  return answered(found.pulled);
}

/** Somebody else's phone, or a copy that has seen less than the server. */
const isForeign = (device: Device, who: SignedIn, request: SyncRequest): boolean =>
  device.staff !== who.staff || device.have_through > request.last;

async function push(house: SyncHouse, who: SignedIn, request: SyncRequest): Promise<Pushed> {
  const { desk } = house;
  const now = clock(house);
  const sent = sentOf(request.facts);
  const { device, cloned, here } = await desk.read(who, async (moment) => ({
    device: (await moment.device(request.device)).device,
    cloned: await moment.isCloned(request.device, sent),
    here: await moment.renumbered(request.facts),
  }));
  if (cloned || (device && isForeign(device, who, request))) return fork(house, who, request, sent, now);
  if (!device) await desk.write(who, (change) => change.enrol(request, now, null));
  const series = device?.series ?? (await desk.write(who, (change) => change.giveSeries(request.device)));
  const known = { series, haveThrough: device?.have_through ?? 0, durableThrough: device?.durable_through ?? 0 };
  if (request.facts.length === 0) return { receipts: [], fork: null, ...known };
  const fresh = request.facts.filter((f) => !here.has(String((f as { id?: unknown } | null)?.id)));
  const done = sorted(await desk.record(who, fresh));
  if (request.facts.some((f) => String((f as { kind?: unknown } | null)?.kind ?? '').startsWith('partners.')))
    desk.forgetStandings();
  const again = await desk.read(who, (moment) => moment.receipts([...done.repeated, ...here]));
  const place = new Map(sent.map((s, i) => [s.id, i]));
  const receipts = [...done.receipts, ...again].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const haveThrough = haveThroughAfter(known.haveThrough, request.device, sent, receipts);
  await desk.write(who, (change) => change.noteContact(request, haveThrough, now));
  if (done.cloned) return { ...(await fork(house, who, request, sent, now)), receipts };
  return { ...known, receipts, fork: null, haveThrough };
}

/** The second of two phones with one id gets an id of its own, and receipts for what the first had sent for it. */
async function fork(
  house: SyncHouse,
  who: SignedIn,
  request: SyncRequest,
  sent: readonly Sent[],
  now: number,
): Promise<Pushed> {
  const device = uuid7(now, house.random ?? ((bytes) => randomFillSync(bytes)));
  const series = await house.desk.write(who, async (change) => {
    await change.enrol({ ...request, device }, now, request.device);
    return change.giveSeries(device);
  });
  const receipts = await house.desk.read(who, (moment) => moment.receipts(sent.map((s) => s.id)));
  return { receipts, fork: device, series, haveThrough: 0, durableThrough: 0 };
}

interface Asking {
  readonly request: SyncRequest;
  readonly pushed: Pushed;
  readonly standing: Standing | null;
  readonly head: Head;
}

async function pull(house: SyncHouse, moment: Moment, of: Asking): Promise<Pulled> {
  const { request, pushed, standing, head } = of;
  const asked = await moment.receipts(request.asking);
  const logged = await isLogged(moment, request);
  const named = new Set(pushed.receipts.map((r) => r.id));
  const base = {
    protocol: 1 as const,
    serverTime: new Date(clock(house)).toISOString(),
    epoch: head.epoch,
    fork: pushed.fork,
    series: pushed.series,
    haveThrough: pushed.haveThrough,
    durableThrough: pushed.durableThrough,
    receipts: [...pushed.receipts, ...asked.filter((r) => !named.has(r.id))],
    log: { number: head.number, hash: head.hash },
    logged,
    minApp: house.minApp,
    through: head.feed,
  };
  const nothing = { scopes: [], dropped: [], reset: false, cursor: request.cursor, digest: null };
  if (!standing)
    return { rest: { ...base, ...nothing, more: false, wipe: true, refusals: [refuse('access.no-rights')] }, text: '' };
  // A phone under a new id first takes that id; then it pulls.
  if (pushed.fork !== null) return { rest: { ...base, ...nothing, more: true, wipe: false, refusals: [] }, text: '' };
  if (request.room === false)
    return { rest: { ...base, ...nothing, more: false, wipe: false, refusals: [] }, text: '' };
  const everywhere = seesAll(standing) ? await moment.scopes() : [];
  const view = viewOf(standing, house.documents, everywhere);
  const plan = planned(logged === false ? null : readCursor(request.cursor), kindHashes(view), head, request.heal);
  const page = await moment.page({ view, positions: plan.positions, head: head.feed });
  const cursor = writeCursor({ epoch: head.epoch, through: head.feed, scopes: page.positions });
  const digest = request.digest && !page.more ? await moment.digests(view) : null;
  const { reset, dropped } = plan;
  // Only changes speak of them.
  const scopes = page.text === '' ? [] : [...view.keys()];
  return {
    rest: { ...base, scopes, dropped, reset, cursor, digest, more: page.more, wipe: false, refusals: [] },
    text: page.text,
  };
}

/** Whether the log that this phone knew is still the beginning of this one; null when it knew none. */
async function isLogged(moment: Moment, { log }: SyncRequest): Promise<boolean | null> {
  if (!log) return null;
  return log.number === 0 || (await moment.hashAt(log.number)) === log.hash;
}
