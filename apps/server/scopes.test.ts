import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { isListed } from '#kernel/server/listing.ts';
import type { Question } from '#kernel/server/question.ts';
import { toldSeason } from '#season/toldSeason.ts';

const on = '2023-01-20';

describe('how far somebody sees', () => {
  let served: Served;
  /** A technician's zone, and one that is not hers. */
  let [own, foreign] = ['', ''];
  beforeAll(async () => {
    served = await openServer(await toldSeason(0.04));
    const zones = await served.rows('select zone, count(*) from people_person group by zone order by 2 desc limit 2');
    [foreign, own] = zones.map((row) => String(row['zone'])) as [string, string];
  }, 120_000);
  afterAll(() => served.close());
  const questionsOf = (role: string) =>
    [...served.house.questions.values()].filter((q) => q.by.some((r) => r === role));

  test('a technician sees nobody of another zone: no table, record, file, evidence or sum leads there', async () => {
    const technician = await served.joins('technician', [own]);
    const secrets = await secretsOf(served, foreign, own);
    expect(secrets.size).toBeGreaterThan(20);
    const ids = await idsOf(served, foreign);
    const evidence = new Set(
      (
        await served.rows(`select id from ledger_fact where scope = $1 and kind <> 'partners.zoneOpened'`, [foreign])
      ).map((r) => r['id']),
    );
    for (const question of questionsOf('technician')) {
      const answers = await everyAnswer(technician, question, ids);
      expect(leaks(answers.join('\n'), secrets), question.name).toEqual([]);
      for (const text of answers)
        for (const id of (JSON.parse(text) as { facts?: { ids: string[] } }).facts?.ids ?? [])
          expect(evidence.has(id), `${question.name} shows a fact of another zone`).toBe(false);
      if (isListed(question)) {
        const file = await technician.fetched(`/api/export/${question.name}.csv`);
        expect(leaks(file.text, secrets), `${question.name}.csv`).toEqual([]);
      }
    }
    for (const id of [...evidence].slice(0, 20))
      expect((await technician.ask('ledger.fact', { id: String(id) })).json.value).toBeNull();
    const name = String(
      (await served.rows('select family_names from people_person where zone = $1 limit 1', [foreign]))[0]?.[
        'family_names'
      ],
    );
    const found = await technician.ask('people.search', { q: name });
    expect(leaks(found.text, secrets)).toEqual([]);
    const seen = (await technician.ask('people.breakdown')).json.value.total;
    const [there] = await served.rows(
      'select count(*)::int as n from people_person where zone = $1 and same_as is null and not void',
      [own],
    );
    expect(seen).toBe(there?.['n']);
    expect((await technician.ask('people.producers', { size: '500' })).json.value.total).toBe(there?.['n']);
  }, 240_000);

  test('what she records there is flagged when it happened and refused when it is asked for', async () => {
    const technician = await served.joins('technician', [own]);
    const household = (zone: string) => technician.records('people.householdRegistered', { zone, members: 4, on });
    expect(await household(own)).toMatchObject({ outcome: 'accepted' });
    expect(await household(foreign)).toMatchObject({ outcome: 'flagged', codes: ['policy.outside-your-scope'] });
    const [lost] = await served.rows('select id from people_person where zone = $1 limit 1', [foreign]);
    const voided = await technician.records('ledger.voided', { fact: lost?.['id'], reason: 'prueba', on });
    expect(voided).toMatchObject({ outcome: 'rejected' });
    expect(voided.codes).toContain('policy.outside-your-scope');
  });

  test('a promoter sees her own community only, and a producer only herself', async () => {
    const community = await served.tells('partners.zoneOpened', { name: 'Kubantia', parent: own, districts: [], on });
    const body = {
      givenNames: 'Delia',
      familyNames: 'Yaranga Tolentino',
      sex: 'F',
      district: '120601',
      consents: [],
      on,
    };
    const delia = await served.tells('people.producerRegistered', { ...body, zone: community });
    const promoter = await served.joins('promoter', [community]);
    const rows = (await promoter.ask('people.producers')).json.value.rows as { name: string }[];
    expect(rows.map((row) => row.name)).toEqual(['Yaranga Tolentino, Delia']);
    const secrets = await secretsOf(served, own, community);
    for (const question of questionsOf('promoter')) {
      const answers = await everyAnswer(promoter, question, await idsOf(served, own));
      expect(leaks(answers.join('\n'), secrets), question.name).toEqual([]);
    }
    const producer = await served.joins('producer', [community], { person: delia });
    expect((await producer.ask('people.herself')).json.value.family_names).toBe('Yaranga Tolentino');
    expect((await producer.ask('people.producer', { person: delia })).status).toBe(403);
    const consent = { purpose: 'photos', given: true, evidence: 'signature', on };
    expect((await producer.records('people.consentChanged', { ...consent, person: delia })).outcome).toBe('accepted');
    const [other] = await served.rows('select id from people_person where zone = $1 limit 1', [own]);
    const forAnother = await producer.records('people.consentChanged', { ...consent, person: other?.['id'] });
    expect(forAnother.codes).toContain('policy.not-your-own');
  }, 240_000);

  test('a donor sees sums of five or more and never a name, a document, an id or the facts behind', async () => {
    const donor = await served.joins('donor');
    const everybody = await served.rows('select id, zone from people_person');
    const secrets = new Set<string>(everybody.map((row) => String(row['id'])));
    for (const zone of new Set(everybody.map((row) => String(row['zone']))))
      for (const s of await secretsOf(served, zone)) secrets.add(s);
    for (const row of await served.rows(
      'select names from partners_staff where names is not null and length(names) > 8',
    ))
      secrets.add(String(row['names']));
    const me = (await donor.ask('partners.me')).json.value.names;
    secrets.delete(me);
    for (const question of questionsOf('donor')) {
      const answers = await everyAnswer(donor, question, await idsOf(served, own));
      expect(leaks(answers.join('\n'), secrets), question.name).toEqual([]);
      for (const text of answers) expect(JSON.parse(text).facts, question.name).toBeUndefined();
      if (isListed(question))
        expect(leaks((await donor.fetched(`/api/export/${question.name}.csv`)).text, secrets)).toEqual([]);
    }
    const { sex, age, district, zone } = (await donor.ask('people.breakdown')).json.value;
    const cells = [...sex, ...age, ...district, ...zone] as { n: number | null }[];
    expect(cells.length).toBeGreaterThan(5);
    for (const { n } of cells) expect(n === null || n >= 5).toBe(true);
    expect((await donor.fetched('/api/export/people.producers.csv')).status).toBe(403);
    expect((await donor.ask('ledger.fact', { id: String(everybody[0]?.['id']) })).status).toBe(403);
  }, 240_000);

  test('a buyer knows a seller by what purchase needs: no personal part of a fact that is not her own', async () => {
    const [centre] = await served.rows('select id from purchasing_centre limit 1');
    const buyer = await served.joins('buyer', [own, String(centre?.['id'])]);
    const [fact] = await served.rows(
      `select id from ledger_fact where kind = 'people.producerRegistered' and scope = $1 limit 1`,
      [own],
    );
    const shown = (await buyer.ask('ledger.fact', { id: String(fact?.['id']) })).json.value;
    expect(shown.body.sex).toBeDefined();
    expect(shown.personal).toBeNull();
    const technician = await served.joins('technician', [own]);
    expect(
      (await technician.ask('ledger.fact', { id: String(fact?.['id']) })).json.value.personal.familyNames,
    ).toBeDefined();
  });
});

/**
 * What tells who somebody of this zone is, and what is hers. Who bought plants or sat in a course where the other zone's
 * people work is known there.
 */
async function secretsOf(served: Served, zone: string, known?: string): Promise<Set<string>> {
  const people = await served.rows(
    `with recursive below as (select $2::uuid as id union select s.id from ledger_scope s join below b on s.parent = b.id)
     select p.id, p.document_number, p.phone, p.family_names, p.given_names from people_person p
     where p.zone = $1 and not exists (select from ledger_fact f join below b on b.id = f.scope where f.body::text like '%' || p.id || '%')`,
    [zone, known ?? null],
  );
  const plots = await served.rows('select id from plots_plot where person = any ($1)', [people.map((p) => p['id'])]);
  const names = people.map((p) => `${p['family_names']}, ${p['given_names']}`);
  const others = await served.rows('select family_names, given_names from people_person where zone <> $1', [zone]);
  const shared = new Set(others.map((p) => `${p['family_names']}, ${p['given_names']}`));
  const all = [...people.flatMap((p) => [p['id'], p['document_number'], p['phone']]), ...plots.map((p) => p['id'])];
  return new Set([...all.filter((text) => text !== null).map(String), ...names.filter((name) => !shared.has(name))]);
}

const leaks = (text: string, secrets: ReadonlySet<string>): string[] =>
  [...secrets].filter((secret) => text.includes(secret)).slice(0, 5);

/** Some ids of every kind of thing of a zone, to ask for by name. */
async function idsOf(served: Served, zone: string): Promise<string[]> {
  const rows = await served.rows(
    `select id from (select id, row_number() over (partition by kind order by number) as n from ledger_fact where scope = $1) f where n <= 2`,
    [zone],
  );
  return [zone, ...rows.map((row) => String(row['id']))];
}

/** The question asked plainly, with its evidence, and for each of the ids in each of its parameters that take one. */
async function everyAnswer(client: Client, question: Question, ids: readonly string[]): Promise<string[]> {
  const shape = Object.keys((question.params as unknown as { _zod: { def: { shape: object } } })._zod.def.shape);
  const queries: Record<string, string>[] = [
    { facts: '1', ...(isListed(question) ? { size: '500' } : {}) },
    ...shape.flatMap((name) => ids.map((id) => ({ [name]: id, facts: '1' }))),
  ];
  const texts: string[] = [];
  for (const query of queries) {
    const answer = await client.ask(question.name, query);
    // What she asked with comes back in some answers, and tells her nothing.
    if (answer.status === 200)
      texts.push(
        Object.values(query).reduce(
          (text, said) => (ids.includes(said) ? text.replaceAll(said, '') : text),
          answer.text,
        ),
      );
    // Whose money another funder's is, a donor is not told.
    else if (answer.status === 403) expect(answer.json.refusals[0].code).toBe('indicators.not-your-share');
    else if (answer.status !== 404) {
      expect(answer.status, `${question.name} ${JSON.stringify(query)}`).toBe(400);
      // A parameter that takes no id needs to be tried once only.
      if (Object.keys(query).length === 2 && answer.text.includes('field.')) continue;
    }
  }
  return texts;
}
