import { canonical } from '#kernel/pure/canonical.ts';
import { envelope, type Fact, type FactKind, parse, parseBody, refsOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import type { Registry } from './registry.ts';

/** A fact that could be read: its body as the current version of its kind has it, personal fields apart. */
export interface Incoming {
  readonly fact: Fact<Record<string, unknown>>;
  readonly kind: FactKind;
  /** Canonical text of the body without the personal fields. */
  readonly bodyText: string;
  readonly personalText: string | null;
  /** Everything that must be there before it can take effect. */
  readonly refs: readonly { id: string; entity: string }[];
  readonly receivedMs: number;
  /** The same as ISO UTC. */
  readonly receivedAt: string;
  readonly salt?: ((fact: Fact) => string) | undefined;
}

/** A fact that cannot be judged: kept as it came, as far as a database can. */
export interface Unreadable {
  readonly raw: unknown;
  readonly id: string | null;
  readonly refusals: readonly Refusal[];
  readonly receivedMs: number;
}

/**
 * Reads one fact as it came over the wire. Runs outside the writer's transaction.
 * `sender` is the signed-in staff member; a fact by somebody else is not hers to send. Null is the process itself.
 */
export function readFact(
  registry: Registry,
  programme: string,
  raw: unknown,
  sender: string | null,
  receivedMs: number,
  salt?: (fact: Fact) => string,
): Incoming | Unreadable {
  const unreadable = (refusals: readonly Refusal[], id: string | null): Unreadable => ({
    raw: storable(raw),
    id,
    refusals,
    receivedMs,
  });
  const outer = parse(envelope, raw);
  if (!outer.ok) return unreadable(outer.refusals, idOf(raw));
  const fact = outer.value as Fact<Record<string, unknown>>;
  if (fact.programme !== programme) return unreadable([refuse('fact.other-programme', {}, 'programme')], fact.id);
  if (sender !== null && fact.author !== sender)
    return unreadable([refuse('fact.other-author', {}, 'author')], fact.id);
  const kind = registry.kinds.get(fact.kind);
  if (!kind) return unreadable([refuse('fact.unknown-kind', { kind: fact.kind }, 'kind')], fact.id);
  if (kind.counted && sender !== null) return unreadable([refuse('fact.counted-here', {}, 'kind')], fact.id);
  const body = parseBody(kind, fact.version, fact.body);
  if (!body.ok) return unreadable(body.refusals, fact.id);
  const whole = body.value as Record<string, unknown>;
  const { open, personal } = split(kind, whole);
  return {
    fact: asCurrent(fact, kind, whole),
    kind,
    bodyText: canonical(open),
    personalText: personal === null ? null : canonical(personal),
    refs: [
      ...refsOf(kind, whole),
      ...fact.deps.map((id) => ({ id, entity: 'any' })),
      ...(fact.corrects ? [{ id: fact.corrects, entity: 'any' }] : []),
    ],
    receivedMs,
    receivedAt: new Date(receivedMs).toISOString(),
    salt,
  };
}

/** A fact that is not judged at all, with the reason. */
export function keptApart(raw: unknown, why: Refusal, receivedMs: number): Unreadable {
  return { raw: storable(raw), id: idOf(raw), refusals: [why], receivedMs };
}

/** The fact with its body as the current version has it. */
function asCurrent(fact: Fact, kind: FactKind, body: Record<string, unknown>): Fact<Record<string, unknown>> {
  const { id, programme, author, device, seq, prevHash, at, offset, deps, files, corrects } = fact;
  const named = { id, kind: fact.kind, version: kind.version, programme, author, device, seq, prevHash, at, offset };
  return corrects === undefined ? { ...named, deps, files, body } : { ...named, deps, files, corrects, body };
}

function split(
  kind: FactKind,
  body: Record<string, unknown>,
): { open: Record<string, unknown>; personal: Record<string, unknown> | null } {
  if (kind.personal.length === 0) return { open: body, personal: null };
  const open: Record<string, unknown> = {};
  let personal: Record<string, unknown> | null = null;
  for (const field of Object.keys(body)) {
    if (!kind.personal.includes(field)) open[field] = body[field];
    else if (body[field] !== undefined) (personal ??= {})[field] = body[field];
  }
  return { open, personal };
}

/** What came in, as a database text can hold it: without the null character and halves of a character. */
function storable(raw: unknown): unknown {
  if (typeof raw === 'string') return raw.replace(/\0/g, '').replace(/\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(raw)) return raw.map(storable);
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [storable(key), storable(value)]));
}

function idOf(raw: unknown): string | null {
  const id = (raw as { id?: unknown } | null)?.id;
  return typeof id === 'string' && id.length <= 80 ? id : null;
}

export function isReadable(given: Incoming | Unreadable): given is Incoming {
  return 'kind' in given;
}
