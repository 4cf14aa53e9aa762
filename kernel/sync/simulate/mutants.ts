import type { Store, Write } from '#kernel/phone/keeping.ts';
import type { Fact, Receipt } from '#kernel/pure/fact.ts';
import type { Desk, Moment } from '../desk.ts';
import type { SyncAnswer, SyncRequest } from '../protocol.ts';
import type { Tampering } from './world.ts';

/** What ships with one of its decisions taken away. A simulation that does not notice is no test. */
export interface Mutant {
  readonly name: string;
  readonly tampering: () => Tampering;
}

const reading =
  (change: (moment: Moment) => Partial<Moment>): NonNullable<Tampering['desk']> =>
  (desk) => ({ ...desk, read: (who, work) => desk.read(who, (moment) => work({ ...moment, ...change(moment) })) });

const recording =
  (
    change: (desk: Desk, who: Parameters<Desk['record']>[0], facts: Fact[]) => Promise<Receipt[]>,
  ): NonNullable<Tampering['desk']> =>
  (desk) => ({ ...desk, record: (who, facts) => change(desk, who, facts as Fact[]) });

const storing =
  (change: (write: Write) => readonly Write[]): NonNullable<Tampering['store']> =>
  (store: Store) => ({
    meta: () => store.meta(),
    facts: () => store.facts(),
    documents: (kind) => store.documents(kind),
    versions: () => store.versions(),
    spare: () => store.spare(),
    draft: (key) => store.draft(key),
    saveDraft: (key, value) => store.saveDraft(key, value),
    drafts: () => store.drafts(),
    apply: async (write) => {
      for (const part of change(write)) await store.apply(part);
    },
  });

/** Forgets answered facts of these outcomes as soon as the answer is here. */
const forgetting = (outcomes: readonly Receipt['outcome'][]) =>
  storing((write) => {
    const gone = (write.facts ?? []).filter((k) => k.receipt && outcomes.includes(k.receipt.outcome));
    const facts = (write.facts ?? []).filter((k) => !gone.includes(k));
    return [{ ...write, facts, forgetFacts: [...(write.forgetFacts ?? []), ...gone.map((k) => k.id)] }];
  });

const answering =
  (change: (answer: SyncAnswer, request: SyncRequest) => Partial<SyncAnswer>): NonNullable<Tampering['answer']> =>
  (answer, request) => ({ ...answer, ...change(answer, request) });

/** The same digits at the end: an id of another fact. */
const otherId = (id: string, n: number) => `${id.slice(0, 9)}${String(1000 + n)}${id.slice(13)}`;

function noIdempotency(): Tampering {
  const seen = new Set<string>();
  let n = 0;
  return {
    desk: recording((desk, who, facts) => {
      const anew = facts.map((f) => {
        if (!seen.has(f.id)) return f;
        n += 1;
        return { ...f, id: otherId(f.id, n), device: otherId(f.device, n) };
      });
      for (const { id } of facts) seen.add(id);
      return desk.record(who, anew);
    }),
  };
}

/** A fact whose producer has not arrived is refused instead of kept until she does. */
function noHeld(): Tampering {
  const known = new Set<string>();
  return {
    desk: recording(async (desk, who, facts) => {
      const receipts: Receipt[] = [];
      for (const fact of facts) {
        const { person } = fact.body as { person?: string };
        if (person !== undefined && !known.has(person)) {
          receipts.push({ id: fact.id, outcome: 'rejected', number: null, flags: [], visibleAt: null });
          continue;
        }
        known.add(fact.id);
        receipts.push(...(await desk.record(who, [fact])));
      }
      return receipts;
    }),
  };
}

const blind = answering((_, request) => ({ logged: null, digest: null, haveThrough: request.last }));

/** The first are those of knowledge/offline.md 5.2, the others come from what was added since. */
export const mutants: readonly Mutant[] = [
  { name: 'no idempotency', tampering: noIdempotency },
  {
    name: 'push refused for somebody without rights',
    tampering: () => ({
      serve: async (next, desk, request, staff) => {
        const standing = await desk.standing({ programme: '', staff });
        if (!standing) (request as { facts: unknown[] }).facts = [];
        return next();
      },
    }),
  },
  {
    name: 'acknowledged facts purged at once',
    tampering: () => ({ store: forgetting(['accepted', 'flagged']) }),
  },
  {
    name: 'nothing but the digest tells of a hidden restore',
    tampering: () => ({ hides: true, answer: answering((_, r) => ({ logged: null, haveThrough: r.last })) }),
  },
  {
    name: 'no epoch, no digest, no log',
    tampering: () => ({ answer: answering((a, r) => ({ ...blind(a, r), epoch: 1 })) }),
  },
  { name: 'rejected facts dropped', tampering: () => ({ store: forgetting(['rejected', 'quarantined']) }) },
  {
    name: 'epoch not raised, digest and log off',
    tampering: () => ({ hides: true, answer: answering((a, r) => ({ ...blind(a, r), haveThrough: a.haveThrough })) }),
  },
  {
    name: 'no backfill of an added scope',
    tampering: () => ({
      desk: reading((moment) => ({
        page: (of) => {
          const started = Object.values(of.positions).some((p) => p.since > 0);
          const at = Object.entries(of.positions).map(([scope, p]) => [
            scope,
            started && p.since === 0 ? { ...p, since: of.head } : p,
          ]);
          return moment.page({ ...of, positions: Object.fromEntries(at) });
        },
      })),
    }),
  },
  {
    name: 'no leave rows',
    tampering: () => ({ answer: answering(({ changes }) => ({ changes: changes.filter((c) => c.b !== undefined) })) }),
  },
  {
    name: 'scope list not shrunk in one write with its documents',
    tampering: () => ({
      store: storing((write) => {
        const { meta, ...rest } = write;
        return meta && write.dropScopes?.length ? [{ meta }, rest] : [write];
      }),
    }),
  },
  {
    name: 'half a backfill not recorded',
    tampering: () => ({
      desk: reading((moment) => ({
        page: async (of) => {
          const page = await moment.page(of);
          const at = Object.entries(page.positions).map(([scope, p]) => [
            scope,
            page.more && of.positions[scope]?.since === 0 ? { ...p, since: of.head } : p,
          ]);
          return { ...page, positions: Object.fromEntries(at) };
        },
      })),
    }),
  },
  { name: 'no held', tampering: noHeld },
  { name: 'not strict: saved is not on the disk', tampering: () => ({ lasting: () => false }) },
  {
    name: 'copied phones not told apart',
    tampering: () => ({
      desk: (desk) => {
        const read = reading(() => ({ isCloned: async () => false }))(desk);
        return recording(async (_, who, facts) =>
          (await desk.record(who, facts)).map((r) => ({
            ...r,
            flags: r.flags.filter((f) => f.code !== 'device.cloned'),
          })),
        )(read);
      },
    }),
  },
  { name: 'the log is not asked for', tampering: () => ({ answer: answering(() => ({ logged: null })) }) },
  { name: 'held facts not asked after', tampering: () => ({ request: (request) => ({ ...request, asking: [] }) }) },
];
