import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { registry } from '#kernel/ledger/registry.ts';
import type { FactKind } from '#kernel/pure/fact.ts';
import { type Role, roles } from '#kernel/pure/policy.ts';
import { questionsByName } from '#kernel/server/asking.ts';
import { capabilities } from '#programme/capabilities.ts';
import { actorOf } from '#programme/partners/actors.ts';
import { toldSeason } from '#season/toldSeason.ts';
import { fitting, type Ids, idsByEntity } from '#tools/fitting.ts';

describe('rights', () => {
  let served: Served;
  let ids: Ids;
  const as = new Map<Role, Client>();
  beforeAll(async () => {
    served = await openServer(await toldSeason(0.02));
    const [person] = await served.rows('select id from people_person order by id limit 1');
    await served.tells('people.erasureAsked', { person: person?.['id'], on: '2023-01-20' });
    ids = await idsByEntity(served);
    for (const role of roles) as.set(role, await served.joins(role));
  }, 120_000);
  afterAll(() => served.close());
  const kinds = () => [...served.house.ledger.registry.kinds.values()];
  const questions = () => [...served.house.questions.values()];

  test('each question opens to the roles that it names and to nobody else', async () => {
    for (const question of questions()) {
      const opened: Role[] = [];
      for (const role of roles) {
        const answer = await (as.get(role) as Client).ask(question.name);
        if (answer.status !== 403) opened.push(role);
        else expect(answer.json.refusals[0].code, question.name).toBe('policy.not-your-question');
      }
      expect(opened, question.name).toEqual(roles.filter((role) => question.by.includes(role)));
    }
  }, 120_000);

  test('each kind of fact is taken from the roles that it names and from nobody else', async () => {
    for (const kind of kinds()) {
      const taken: Role[] = [];
      for (const role of roles) if (await isTaken(as.get(role) as Client, kind, ids)) taken.push(role);
      expect(taken, kind.kind).toEqual(roles.filter((role) => kind.by.includes(role)));
    }
  }, 240_000);

  test('auditors and donors record nothing, a producer speaks for herself, only administrators give rights', () => {
    const records = (role: Role) =>
      kinds()
        .filter((kind) => kind.by.includes(role))
        .map((kind) => kind.kind);
    expect(records('auditor')).toEqual([]);
    expect(records('donor')).toEqual([]);
    expect(records('producer')).toEqual(['people.consentChanged', 'people.mistakeReported']);
    for (const kind of kinds().filter((k) => /role(Granted|Revoked)|programmeFounded/.test(k.kind)))
      expect(kind.by, kind.kind).toEqual(['administrator']);
    const approvals = kinds().find((k) => k.kind === 'people.erasureApproved');
    expect(approvals?.by).toEqual(['administrator', 'programme-manager']);
  });

  test('donors ask for sums and producers for themselves; auditors read all', () => {
    const asks = (role: Role) =>
      questions()
        .filter((q) => q.by.includes(role))
        .map((q) => q.name)
        .sort();
    // Rows of a table are single people, plots, loans: a donor gets places and figures only.
    const tables = questions().filter((q) => q.listing && q.by.includes('donor'));
    for (const { name } of tables) expect(name).toMatch(/^(partners\.zones|indicators\.)/);
    expect(asks('producer')).toEqual(['partners.me', 'partners.programmes', 'people.herself', 'purchasing.passbook']);
    // A card opens doors in the field, a buyer's link opens an origin: who only looks is given neither.
    const doors = ['people.herself', 'people.cards', 'purchasing.passbook', 'lots.shared'];
    const own = (name: string) => !doors.includes(name);
    expect(asks('auditor')).toEqual(
      questions()
        .map((q) => q.name)
        .filter(own)
        .sort(),
    );
    for (const name of asks('buyer').concat(asks('warehouse')))
      expect(name).not.toMatch(/^(visits|training|people\.(duplicates|erasures))/);
  });

  test('somebody without a role, or without a session, opens nothing', async () => {
    const nobody = await served.joins(null);
    for (const client of [nobody, served.client(null), served.client('made-up')]) {
      for (const path of [
        '/api/ask/partners.me',
        '/api/export/partners.zones.csv',
        '/api/session',
        '/api/logins',
        '/api/doors',
        '/api/imports',
      ])
        expect((await client.fetched(path)).status, path).toBe(401);
      expect((await client.send({})).status).toBe(401);
      expect((await client.fetched('/api/import?as=people', { method: 'POST' })).status).toBe(401);
    }
  });

  test('the server does not start with a fact or a question that declares no policy', () => {
    const [first] = questions();
    const broken = capabilities.map((c) => ({ ...c, facts: c.facts.map((kind) => ({ ...kind, by: [] as Role[] })) }));
    expect(() => registry(broken, actorOf, { kind: '', people: () => [] })).toThrow(/declares no policy/);
    const nowhere = capabilities.map((c) => ({ ...c, facts: c.facts.map((kind) => ({ ...kind, within: '' })) }));
    expect(() => registry(nowhere, actorOf, { kind: '', people: () => [] })).toThrow(/declares no policy/);
    expect(() => questionsByName([{ ...(first as NonNullable<typeof first>), by: [] }])).toThrow(/declares no policy/);
  });
});

/** Tries bodies until one fits the shape; then the role is looked at before anything else. */
async function isTaken(client: Client, kind: FactKind, ids: Ids): Promise<boolean> {
  // What the server counts is taken from nobody; it counts for those whom the kind names.
  if (kind.counted) return (await client.post(`/api/count/${kind.kind}`, { counts: 'no' })).status !== 403;
  for (const body of fc.sample(fitting(kind.body, ids), { numRuns: 40, seed: 3 })) {
    const { json } = await client.send(client.makes(kind.kind, body));
    const [receipt] = json.receipts ?? [{ outcome: 'quarantined', flags: json.refusals }];
    const codes: string[] = receipt.flags.map((flag: { code: string }) => flag.code);
    if (codes.includes('policy.not-your-role')) return false;
    const judged = !codes.some((code) => /^field\./.test(code));
    if (judged) return true;
  }
  throw new Error(`no body of ${kind.kind} was judged`);
}
