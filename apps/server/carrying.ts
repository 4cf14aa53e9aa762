import { envelope, type Fact, parse, parseBody, type Receipt } from '#kernel/pure/fact.ts';
import { isUuid } from '#kernel/pure/ids.ts';
import { readPending } from '#kernel/pure/pendingFile.ts';
import { type Actor, scopesOf } from '#kernel/pure/policy.ts';
import { type Refusal, Refused, refuse } from '#kernel/pure/refusal.ts';
import { speaker } from '#kernel/pure/words.ts';
import type { House } from '#kernel/server/http.ts';
import { importDoor } from '#kernel/server/importDoor.ts';
import { postgresDesk } from '#kernel/sync/postgresDesk.ts';
import type { Bringing, ImportAnswer } from './imports.ts';

/** Who may bring in what others recorded; anybody may bring in her own. */
export const carries = (actor: Actor): boolean => scopesOf(actor, ['administrator', 'programme-manager']) !== null;

/** As many as a phone sends in one round trip, several times over. */
const atOnce = 500;
/** No phone holds so many without an answer. */
const most = 50_000;

type Outcome = ImportAnswer['rows'][number]['outcome'];
interface Became {
  readonly outcome: Outcome;
  readonly why: readonly Refusal[];
}

/** The facts of a phone's file; null when the bytes are something else. */
export function pendingIn(bytes: Uint8Array): ReturnType<typeof readPending> {
  // A spreadsheet never begins so; what is no UTF-8 is none of ours either.
  if (bytes[0] !== 0x7b && bytes[0] !== 0xef && bytes[0] !== 0x20) return null;
  return readPending(new TextDecoder().decode(bytes));
}

/**
 * Records what a phone wrote into a file. Each fact is judged as if its author had sent it; one that is here already, by
 * an earlier file or by the phone itself, counts once.
 */
export async function carryIn(
  house: House,
  file: NonNullable<ReturnType<typeof pendingIn>>,
  of: Bringing & { readonly forOthers: boolean },
): Promise<ImportAnswer> {
  if (file.programme !== null && file.programme !== of.programme)
    throw new Refused([refuse('import.other-programme', {}, 'file')]);
  if (file.facts.length === 0) throw new Refused([refuse('import.empty', {}, 'file')]);
  if (file.facts.length > most) throw new Refused([refuse('import.too-many-rows', { most }, 'file')], 413);
  const became: Became[] = [];
  for (let i = 0; i < file.facts.length; i += atOnce) {
    const part = file.facts.slice(i, i + atOnce);
    became.push(...(of.dryRun ? await tried(house, of, part) : await recorded(house, of, part)));
  }
  return answerOf(house, file.facts, became, of);
}

async function tried(house: House, of: Bringing, facts: readonly unknown[]): Promise<Became[]> {
  const known = await importDoor(house.ledger, of.programme, of.staff).known(idsOf(facts));
  return facts.map((raw): Became => {
    const { id, kind: name, version, body } = (raw ?? {}) as Partial<Fact>;
    if (typeof id === 'string' && known.has(id)) return { outcome: 'known', why: [] };
    const outer = parse(envelope, raw);
    if (!outer.ok) return { outcome: 'bad', why: outer.refusals };
    const kind = house.ledger.registry.kinds.get(String(name));
    if (!kind) return { outcome: 'bad', why: [refuse('fact.unknown-kind', { kind: String(name).slice(0, 80) })] };
    const inner = parseBody(kind, Number(version), body);
    return inner.ok ? { outcome: 'new', why: [] } : { outcome: 'bad', why: inner.refusals };
  });
}

async function recorded(
  house: House,
  of: Bringing & { readonly forOthers: boolean },
  facts: readonly unknown[],
): Promise<Became[]> {
  const here = await underOtherNumbers(house, of.programme, facts);
  const out: Became[] = facts.map(() => ({ outcome: 'known', why: [] }));
  const [judged, aside]: [number[], number[]] = [[], []];
  for (const [i, raw] of facts.entries()) {
    const { id, device } = (raw ?? {}) as Partial<Fact>;
    if (here.has(String(id))) continue;
    const revoked = await house.revocations.of(of.programme, typeof device === 'string' ? device : null);
    (revoked ? aside : judged).push(i);
  }
  const staff = of.forOthers ? null : of.staff;
  // What a phone wrote that was given up waits for a person, by whatever way it comes.
  for (const [places, apart] of [
    [judged, {}],
    [aside, { aside: refuse('device.revoked') }],
  ] as const) {
    const list = places.map((i) => facts[i]);
    const receipts = await house.ledger.record(of.programme, list, { staff, ...apart });
    for (const [at, i] of places.entries()) out[i] = becameOf(receipts[at] as Receipt);
  }
  return out;
}

/** A phone that was copied after it wrote the file sends the same facts under other numbers. */
async function underOtherNumbers(house: House, programme: string, facts: readonly unknown[]): Promise<Set<string>> {
  const desk = postgresDesk(house.ledger, house.actors);
  const found = new Set<string>();
  const authors = new Set(facts.map((raw) => String((raw as Partial<Fact> | null)?.author)));
  for (const staff of [...authors].filter(isUuid)) {
    const own = facts.filter((raw) => (raw as Partial<Fact> | null)?.author === staff);
    for (const id of await desk.read({ programme, staff }, (moment) => moment.renumbered(own))) found.add(id);
  }
  return found;
}

const outcomes: Readonly<Record<Receipt['outcome'], Outcome>> = {
  accepted: 'new',
  flagged: 'flagged',
  held: 'flagged',
  duplicate: 'known',
  rejected: 'bad',
  quarantined: 'bad',
};

const becameOf = ({ outcome, flags }: Receipt): Became => ({ outcome: outcomes[outcome], why: flags });

function idsOf(facts: readonly unknown[]): string[] {
  return facts.flatMap((raw) => {
    const id = (raw as Partial<Fact> | null)?.id;
    return typeof id === 'string' && isUuid(id) ? [id] : [];
  });
}

function answerOf({ words }: House, facts: readonly unknown[], became: readonly Became[], of: Bringing): ImportAnswer {
  const say = speaker(words, of.language);
  const counts = { new: 0, flagged: 0, known: 0, bad: 0 };
  const rows = became.map(({ outcome, why }, i) => {
    counts[outcome] += 1;
    const { kind, at } = (facts[i] ?? {}) as Partial<Fact>;
    const what = typeof kind === 'string' ? say(kind) : say('import.facts.unreadable');
    const when = typeof at === 'string' ? at.slice(0, 16).replace('T', ' ') : '';
    const said = why.map((refusal) => say(refusal.code, refusal.params)).join(' ');
    const would = [what, when].filter(Boolean).join(' · ');
    return { line: i + 1, outcome, would, refusals: why, said, cells: [] };
  });
  return {
    as: 'facts',
    fileName: of.fileName,
    dryRun: of.dryRun,
    fields: [],
    missing: [],
    total: rows.length,
    columns: [],
    mapping: {},
    sums: [],
    notes: [],
    errorsFile: null,
    rows,
    counts,
  };
}
