import * as z from 'zod/mini';
import { day, id, lat, list, lon, maybe, notes, ref, text, whole } from './fields.ts';
import type { Role } from './policy.ts';
import { quickly, unclear } from './quick.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What travels: a fact as a phone, the office or an import hands it in. */
export interface Fact<B = unknown> {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly programme: string;
  readonly author: string;
  readonly device: string;
  /** Gap-free per device, from 1. */
  readonly seq: number;
  /** Hex SHA-256 of the device's previous fact (canonical text), null for its first. */
  readonly prevHash: string | null;
  /** The device's clock as claimed, ISO UTC. Never used for order. */
  readonly at: string;
  /** Estimated server minus device clock in ms at the last handshake; null when never met. */
  readonly offset: number | null;
  readonly deps: readonly string[];
  readonly files: readonly FileRef[];
  /** The fact that this one replaces. */
  readonly corrects?: string | undefined;
  readonly body: B;
}

/** A photo or document that follows by tus; the fact never waits for it. */
export interface FileRef {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** When it was taken, by the device's clock. */
  readonly at?: string | undefined;
  /** Where it was taken: said here, and stripped from the file itself. */
  readonly place?: { readonly lon: number; readonly lat: number; readonly accuracyM: number } | undefined;
}

/** What happened to a fact at the ledger. */
export type Outcome = 'accepted' | 'flagged' | 'held' | 'rejected' | 'quarantined' | 'duplicate';

export interface Receipt {
  readonly id: string;
  readonly outcome: Outcome;
  /** Place in the programme's log; null when quarantined. */
  readonly number: number | null;
  readonly flags: readonly Refusal[];
  /** Feed position from which its documents are there (T24); null when it has no effect yet. */
  readonly visibleAt: number | null;
}

export interface FactSpec<S extends z.ZodMiniType> {
  /** `<capability>.<pastTense>`; tables and words use the same capability name. */
  readonly kind: string;
  readonly version?: number;
  readonly body: S;
  /** Roles that may record it. */
  readonly by: readonly Role[];
  /**
   * Where it belongs: `'programme'`, `'self'` when this fact opens a scope of its own (a zone, centre, nursery),
   * or the body field whose entity gives the scope.
   */
  readonly within: 'programme' | 'self' | (string & {});
  /** With `within: 'self'`: the body field that names the scope above the one it opens. */
  readonly under?: string;
  /** Body fields `[entity, scope]`: from now on that entity belongs to that scope (a producer who moved house). */
  readonly moves?: readonly [string, string];
  /** What its id is the id of, for others to refer to: `person`, `plot`, `batch` … */
  readonly makes?: string;
  /** True for what physically happened: accepted or flagged, never refused. False for a request. */
  readonly happened: boolean;
  /** Its figures are counted by the server (`POST /api/count/<kind>`); nobody hands them in. */
  readonly counted?: boolean;
  /** The person whose personal fields it carries: a body field, or `'id'` when the fact makes the person. */
  readonly about?: string;
  /** Refusals from the body alone (gross under tare …); same on the phone and in the ledger. */
  readonly check?: (body: z.output<S>, fact: Fact) => Refusal[];
  /** Named lifts from older versions: `versions[0]` lifts version 1 to 2, and so on. */
  readonly versions?: readonly Lift[];
}

export interface Lift {
  readonly name: string;
  readonly lift: (old: Record<string, unknown>) => Record<string, unknown>;
}

/** A kind of fact: its schema, who may record it, and what the kernel derives from the schema. */
export interface FactKind<S extends z.ZodMiniType = z.ZodMiniType> extends FactSpec<S> {
  readonly version: number;
  readonly capability: string;
  readonly personal: readonly string[];
  readonly refPaths: readonly RefPath[];
}

/** Where a reference stands in the body: `['present', '*', 'person']`, and what it must name. */
export interface RefPath {
  readonly path: readonly string[];
  readonly entity: string;
}

export type BodyOf<K> = K extends FactKind<infer S> ? z.output<S> : never;

/** Declares a kind of fact. Throws at start when the declaration contradicts itself. */
export function fact<S extends z.ZodMiniType>(spec: FactSpec<S>): FactKind<S> {
  const version = spec.version ?? 1;
  if (!/^[a-z]+\.[a-z][A-Za-z]+$/.test(spec.kind)) throw new Error(`fact kind "${spec.kind}"`);
  if ((spec.versions?.length ?? 0) !== version - 1) throw new Error(`${spec.kind}: a lift for every older version`);
  const personal = Object.entries(shapeOf(spec.body)).flatMap(([key, s]) => (noteOf(s)?.personal ? [key] : []));
  if (personal.length > 0 && spec.about === undefined) throw new Error(`${spec.kind}: whose personal fields?`);
  return {
    ...spec,
    version,
    capability: spec.kind.slice(0, spec.kind.indexOf('.')),
    personal,
    refPaths: pathsIn(spec.body, []),
  };
}

/** The entities that a body refers to, in reading order, with repeats. */
export function refsOf(kind: FactKind, body: unknown): { id: string; entity: string }[] {
  const out: { id: string; entity: string }[] = [];
  for (const { path, entity } of kind.refPaths) collect(body, path, 0, (refId) => out.push({ id: refId, entity }));
  return out;
}

function collect(value: unknown, path: readonly string[], at: number, found: (id: string) => void): void {
  if (value === undefined || value === null) return;
  if (at === path.length) {
    if (typeof value === 'string') found(value);
  } else if (path[at] === '*') {
    for (const item of value as unknown[]) collect(item, path, at + 1, found);
  } else collect((value as Record<string, unknown>)[path[at] as string], path, at + 1, found);
}

type Def = {
  type: string;
  shape?: Record<string, z.ZodMiniType>;
  innerType?: z.ZodMiniType;
  element?: z.ZodMiniType;
  options?: z.ZodMiniType[];
};
const defOf = (schema: z.ZodMiniType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;

function shapeOf(schema: z.ZodMiniType): Record<string, z.ZodMiniType> {
  return defOf(schema).shape ?? {};
}

function noteOf(schema: z.ZodMiniType): { entity?: string; personal?: boolean } | undefined {
  const own = notes.get(schema);
  const inner = defOf(schema).innerType;
  return own ?? (inner ? noteOf(inner) : undefined);
}

function pathsIn(schema: z.ZodMiniType, path: string[]): RefPath[] {
  const entity = notes.get(schema)?.entity;
  if (entity) return [{ path, entity }];
  const def = defOf(schema);
  if (def.innerType) return pathsIn(def.innerType, path);
  if (def.element) return pathsIn(def.element, [...path, '*']);
  if (def.options) return def.options.flatMap((o) => pathsIn(o, path));
  return Object.entries(def.shape ?? {}).flatMap(([key, s]) => pathsIn(s, [...path, key]));
}

const hash = () => z.string().check(z.regex(/^[0-9a-f]{64}$/, 'field.hash'));
const instant = () =>
  z.string().check(
    z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'field.instant'),
    z.refine((s) => !Number.isNaN(Date.parse(s)), 'field.instant'),
  );
const file = () =>
  z.strictObject({
    id: id(),
    sha256: hash(),
    bytes: whole(0, 50_000_000),
    width: maybe(whole(1, 20_000)),
    height: maybe(whole(1, 20_000)),
    at: maybe(instant()),
    place: maybe(z.strictObject({ lon: lon(), lat: lat(), accuracyM: whole(0, 100_000) })),
  });

/** The envelope around every body. Unknown fields are refused. */
export const envelope = z.strictObject({
  id: id(),
  kind: text(80),
  version: whole(1, 1000),
  programme: id(),
  author: id(),
  device: id(),
  seq: whole(1, 2_147_483_647),
  prevHash: z.nullable(hash()),
  at: instant(),
  offset: z.nullable(whole(-4_000_000_000_000, 4_000_000_000_000)),
  deps: list(id(), 200),
  files: list(file(), 20),
  corrects: maybe(id()),
  body: z.unknown(),
});

export type Parsed<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] };

/** Parses one body by its kind: lifted from an older version, unknown fields refused, every problem named with its path. */
export function parseBody<S extends z.ZodMiniType>(
  kind: FactKind<S>,
  version: number,
  raw: unknown,
): Parsed<z.output<S>> {
  if (version > kind.version)
    return { ok: false, refusals: [refuse('fact.newer-version', { kind: kind.kind, version })] };
  let body = raw;
  if (version < kind.version && typeof raw === 'object' && raw !== null) {
    for (const step of (kind.versions ?? []).slice(version - 1)) body = step.lift(body as Record<string, unknown>);
  }
  return parse(kind.body, body, 'body');
}

/** Parses any shape into refusals with codes; the message of a check is its code (`field.day`). */
export function parse<S extends z.ZodMiniType>(schema: S, raw: unknown, under = ''): Parsed<z.output<S>> {
  const quick = quickly(schema)?.(raw) ?? unclear;
  if (quick !== unclear) return { ok: true, value: quick as z.output<S> };
  const result = z.safeParse(schema, raw);
  if (result.success) return { ok: true, value: result.data as z.output<S> };
  return { ok: false, refusals: result.error.issues.slice(0, 20).map((issue) => asRefusal(issue, under)) };
}

type Issue = {
  code?: string;
  message: string;
  path: PropertyKey[];
  expected?: unknown;
  keys?: string[];
  minimum?: unknown;
  maximum?: unknown;
};

function asRefusal(raw: unknown, under: string): Refusal {
  const issue = raw as Issue;
  const at = [under, ...issue.path.map(String)].filter((p) => p !== '').join('.');
  const field = issue.path.length > 0 ? String(issue.path.at(-1)) : under;
  const params: Record<string, string | number> = { field };
  if (issue.expected !== undefined) params['expected'] = String(issue.expected);
  if (issue.minimum !== undefined) params['minimum'] = String(issue.minimum);
  if (issue.maximum !== undefined) params['maximum'] = String(issue.maximum);
  if (issue.code === 'unrecognized_keys')
    return refuse('field.unknown', { field: (issue.keys ?? []).join(', ').slice(0, 200) }, at);
  if (issue.message.startsWith('field.')) return refuse(issue.message, params, at);
  if (issue.code === 'invalid_type') return refuse('field.type', params, at);
  if (issue.code === 'invalid_value') return refuse('field.choice', params, at);
  return refuse('field.invalid', params, at);
}

/** Takes back what a fact said: reverses its entries in the book and its rows. The fact itself stays for ever. */
export const Voided = fact({
  kind: 'ledger.voided',
  body: z.strictObject({ fact: ref('any'), reason: text(300), on: day() }),
  by: [
    'administrator',
    'programme-manager',
    'finance-officer',
    'technician',
    'promoter',
    'inspector',
    'nursery-operator',
    'buyer',
    'warehouse',
  ],
  within: 'fact',
  happened: false,
});

/**
 * Opens what was closed, back to a day: from now on the book is closed through that day only, or not at all. Never by
 * whoever closes; what was posted meanwhile stays where it is.
 */
export const PeriodReopened = fact({
  kind: 'ledger.periodReopened',
  body: z.strictObject({ through: z.optional(day()), reason: text(300), on: day() }),
  by: ['administrator', 'programme-manager'],
  within: 'programme',
  happened: false,
});

/** Through which day the book is closed once this fact stands; as before when it is about something else. */
export function closedBy(
  fact: { readonly kind: string; readonly body: unknown },
  before: string | null,
): string | null {
  const { through = null } = fact.body as { through?: string | null };
  if (fact.kind === PeriodClosed.kind)
    return before !== null && through !== null && before > through ? before : through;
  if (fact.kind !== PeriodReopened.kind || before === null) return before;
  return through !== null && through > before ? before : through;
}

/** Closes the book up to a day: later postings with an earlier effective day go to the open period. */
export const PeriodClosed = fact({
  kind: 'ledger.periodClosed',
  body: z.strictObject({ through: day() }),
  by: ['administrator', 'finance-officer'],
  within: 'programme',
  happened: false,
});
