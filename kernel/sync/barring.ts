import type { Receipt } from '#kernel/pure/fact.ts';
import { type RandomBytes, uuid7 } from '#kernel/pure/ids.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import type { SignedIn } from '#kernel/server/sessions.ts';
import type { Desk } from './desk.ts';
import type { Head } from './devices.ts';
import type { SyncAnswer, SyncRequest } from './protocol.ts';
import { haveThroughAfter, sentOf } from './receiving.ts';

/** What answering a phone that was given up needs of the house. */
export interface BarringHouse {
  readonly desk: Desk;
  /** Keeps facts for a person to look at, with this reason. */
  readonly setAside: (who: SignedIn, facts: readonly unknown[], why: Refusal) => Promise<Receipt[]>;
  /** What was kept apart before, of these. */
  readonly asideBefore: (who: SignedIn, ids: readonly string[]) => Promise<Receipt[]>;
  /** It was told to delete what it holds, with nothing of its own left to send. */
  readonly wiped: (who: SignedIn, device: string) => Promise<void>;
  readonly minApp: string;
  readonly now: () => number;
  readonly random: RandomBytes;
}

/**
 * A phone that the office gave up: nothing comes down, and what it hands in waits in quarantine for a person to look at.
 * To be wiped it is told so each time; it obeys once everything of its own has a receipt.
 */
export async function answerBarred(
  house: BarringHouse,
  who: SignedIn,
  request: SyncRequest,
  wipe: boolean,
): Promise<string> {
  const { desk } = house;
  const now = house.now();
  const why = refuse(wipe ? 'device.wiped' : 'device.revoked');
  const sent = sentOf(request.facts);
  const { device, head, known } = await desk.read(who, async (moment) => ({
    ...(await moment.device(request.device)),
    known: await moment.receipts(sent.map(({ id }) => id)),
  }));
  // What had arrived before keeps the answer that it got: the phone only did not hear it.
  const here = new Set(known.map(({ id }) => id));
  const fresh = request.facts.filter((fact) => !here.has(String((fact as { id?: unknown } | null)?.id)));
  const aside = fresh.length > 0 ? await house.setAside(who, fresh, why) : [];
  const receipts = [...known, ...aside];
  const haveThrough = haveThroughAfter(device?.have_through ?? 0, request.device, sent, receipts);
  if (device) await desk.write(who, (change) => change.noteContact(request, haveThrough, now));
  if (wipe && request.waiting <= request.facts.length) await house.wiped(who, request.device);
  const logged = await desk.read(who, (moment) => moment.receipts(request.asking));
  const asked = [...logged, ...(await house.asideBefore(who, request.asking))];
  const through = { haveThrough, durableThrough: device?.durable_through ?? 0, series: device?.series ?? null };
  const answer = { ...answerWithout(house, request, head, now), ...through, wipe, refusals: [why] };
  return JSON.stringify({
    ...answer,
    receipts: [...receipts, ...asked.filter(({ id }) => !receipts.some((r) => r.id === id))],
  });
}

/** The same phone, enrolled anew: it goes on under an id of its own, and what it had not sent counts again. */
export async function answerRenewed(
  house: BarringHouse,
  who: SignedIn,
  request: SyncRequest,
): Promise<{ device: string; text: string }> {
  const now = house.now();
  const device = uuid7(now, house.random);
  const { head } = await house.desk.read(who, (moment) => moment.device(request.device));
  const series = await house.desk.write(who, async (change) => {
    await change.enrol({ ...request, device, facts: [] }, now, null);
    return change.giveSeries(device);
  });
  const fork = { fork: device, series, haveThrough: 0, durableThrough: 0, more: true };
  return { device, text: JSON.stringify({ ...answerWithout(house, request, head, now), ...fork }) };
}

/** An answer that brings nothing down. */
function answerWithout(house: BarringHouse, request: SyncRequest, head: Head, now: number): SyncAnswer {
  return {
    protocol: 1,
    serverTime: new Date(now).toISOString(),
    epoch: head.epoch,
    fork: null,
    haveThrough: 0,
    durableThrough: 0,
    receipts: [],
    scopes: [],
    dropped: [],
    reset: false,
    changes: [],
    cursor: request.cursor,
    through: head.feed,
    more: false,
    digest: null,
    minApp: house.minApp,
    wipe: false,
    refusals: [],
  };
}
