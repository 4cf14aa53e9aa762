import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { base32, cardAddress, cardCode, humanCode, readCode } from '#kernel/pure/signedCode.ts';
import { isListed } from '#kernel/server/listing.ts';
import { toldSeason } from '#season/toldSeason.ts';

const on = '2023-01-20';
const codes = (answer: Answer): string[] => (answer.json?.refusals ?? []).map((r: { code: string }) => r.code);

describe('the door of the passbook', () => {
  let served: Served;
  let technician: Client;
  let [zone, hers, other] = ['', '', ''];
  let [card, pin] = ['', ''];
  beforeAll(async () => {
    served = await openServer(await toldSeason(0.02));
    [{ zone }] = (await served.rows('select zone from people_person group by zone order by count(*) desc limit 1')) as [
      { zone: string },
    ];
    const people = await served.rows(
      `select x.person as id, count(*) from purchasing_purchase x join people_person p on p.id = x.person and p.zone = $1
       and p.same_as is null and not exists (select from people_passbook b where b.person = p.id) where not x.void group by 1 order by 2 desc, 1 limit 2`,
      [zone],
    );
    [hers, other] = people.map((row) => String(row['id'])) as [string, string];
    technician = await served.joins('technician', [zone]);
    card = await cardOf(hers);
    await technician.records('people.passbookOpened', { person: hers, on });
    pin = await given(hers);
  }, 120_000);
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    passes(2);
  });
  afterAll(async () => {
    vi.useRealTimers();
    await served.close();
  });
  /** Whoever was slowed down waited so long. */
  const passes = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

  const cardOf = async (person: string): Promise<string> => {
    const [found] = (await technician.ask('people.cards', { person })).json.value;
    return cardCode(person, found?.mark ?? null);
  };
  const given = async (person: string): Promise<string> =>
    (await technician.post('/api/passbook/pin', { person })).json?.pin;
  const page = { 'x-minka': 'passbook', 'content-type': 'application/json' };
  const opens = (of: string, digits: string, extra: Record<string, string> = {}) =>
    served.client(null).fetched('/api/passbook', {
      method: 'POST',
      headers: { ...page, ...extra },
      body: JSON.stringify({ card: of, pin: digits }),
    });
  /** Her page: the cookie that she got, and what it says it is. */
  const pageOf = (opened: Answer, person: string) => {
    const cookie = /minka-passbook=[^;]+/.exec(opened.headers.get('set-cookie') ?? '')?.[0] ?? '';
    const headers = { ...page, cookie };
    const writer = served.client(null, person);
    return {
      cookie,
      ask: (question: string, query: Record<string, string> = {}) =>
        writer.fetched(`/api/ask/${question}?${new URLSearchParams(query)}`, { headers }),
      get: (path: string, how: Record<string, string> = {}) =>
        writer.fetched(path, { headers: { ...headers, ...how } }),
      records: async (kind: string, body: object) => {
        const facts = [writer.makes(kind, body)];
        const answer = await writer.fetched('/api/facts', { method: 'POST', headers, body: JSON.stringify({ facts }) });
        return { status: answer.status, outcome: answer.json.receipts?.[0]?.outcome, codes: codes(answer) };
      },
      closes: () => writer.fetched('/api/passbook', { method: 'DELETE', headers: { 'x-minka': 'passbook', cookie } }),
    };
  };

  test('her card and her PIN open her own records, for an hour, beside whoever else uses the phone', async () => {
    expect(pin).toMatch(/^\d{6}$/);
    const opened = await opens(card, pin);
    expect(opened.status).toBe(200);
    expect(opened.json.until_ms - Date.now()).toBeLessThanOrEqual(3_600_000);
    const cookie = opened.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^minka-passbook=/);
    for (const word of ['HttpOnly', 'SameSite=Strict', 'Path=/api']) expect(cookie).toContain(word);
    expect(cookie).not.toMatch(/Max-Age|Expires/);
    const mine = pageOf(opened, hers);
    const seen = (await mine.ask('purchasing.passbook')).json.value;
    expect(seen.id).toBe(hers);
    expect(seen.deliveries.length).toBeGreaterThan(0);
    // The cookie alone is no one's session: a technician's phone goes on with its own.
    expect((await mine.get('/api/session', { 'x-minka': 'phone' })).status).toBe(401);
    expect(
      (await mine.get('/api/session', { cookie: `${mine.cookie}; ${technician.cookie}`, 'x-minka': 'phone' })).json
        .staff.id,
    ).toBe(technician.staff);
    for (const form of [cardAddress('https://minka.pe', card), humanCode(hers), card.toLowerCase()])
      expect((await opens(form, pin)).status, form).toBe(200);
    expect((await mine.closes()).status).toBe(204);
    expect((await mine.ask('purchasing.passbook')).status).toBe(401);
    const later = pageOf(await opens(card, pin), hers);
    passes(61);
    expect((await later.ask('purchasing.passbook')).status).toBe(401);
  });

  test('she withdraws a consent at once, says what is wrong, and reads the answer', async () => {
    const mine = pageOf(await opens(card, pin), hers);
    const consent = { purpose: 'buyers', given: false, evidence: 'passbook', on };
    expect((await mine.records('people.consentChanged', { ...consent, person: hers })).outcome).toBe('accepted');
    expect(await served.rows('select buyers from people_person where id = $1', [hers])).toEqual([{ buyers: false }]);
    const [line] = (await mine.ask('purchasing.passbook')).json.value.deliveries;
    const wrong = { person: hers, part: 'delivery', line: line.id, words: 'Eran dos sacos más', on };
    expect((await mine.records('people.mistakeReported', wrong)).outcome).toBe('accepted');
    const officer = await served.joins('me-officer');
    const [waits] = (await officer.ask('people.reports', { 'f.state': 'open' })).json.value.rows;
    expect(waits).toMatchObject({ person: hers, line: line.id, words: wrong.words });
    const answer = { report: waits.id, person: hers, outcome: 'explained', words: 'Los pesó su hijo', on };
    expect((await officer.records('people.mistakeAnswered', answer)).outcome).toBe('accepted');
    expect((await mine.ask('purchasing.passbook')).json.value.reports).toMatchObject([
      { words: wrong.words, outcome: 'explained', answer: 'Los pesó su hijo' },
    ]);
  });

  test('she sees nobody else: no listing, no file, no other person; and records nothing of another', async () => {
    const mine = pageOf(await opens(card, pin), hers);
    const [stranger] = await served.rows('select family_names, document_number from people_person where id = $1', [
      other,
    ]);
    for (const question of served.house.questions.values()) {
      const answer = await mine.ask(question.name);
      if (question.by.includes('producer')) expect(isListed(question), question.name).toBe(false);
      else expect([answer.status, codes(answer)], question.name).toEqual([403, ['policy.not-your-question']]);
      expect(answer.text).not.toContain(other);
      expect(answer.text).not.toContain(String(stranger?.['document_number'] ?? 'none'));
    }
    expect((await mine.ask('purchasing.passbook', { person: other })).status).toBe(400);
    for (const path of ['/api/export/people.producers.csv', '/api/logins'])
      expect((await mine.get(path)).status, path).toBe(403);
    expect((await mine.get('/api/imports')).json).toEqual([]);
    expect((await mine.get('/api/ask/purchasing.passbook?facts=1')).json.facts).toBeUndefined();
    const consent = { person: other, purpose: 'photos', given: true, evidence: 'passbook', on };
    const refused = await mine.records('people.consentChanged', consent);
    expect([refused.status, refused.codes]).toEqual([400, ['policy.not-your-own']]);
    expect((await mine.records('people.passbookOpened', { person: other, on })).outcome).toBe('rejected');
  });

  test('whatever is wrong has one answer: card, mark, PIN, no passbook, closed', async () => {
    const read = readCode(card);
    const mark = read.kind === 'card' ? read.mark : null;
    const right = await opens(card, pin === '000001' ? '000002' : '000001');
    expect([right.status, codes(right)]).toEqual([401, ['access.wrong-passbook']]);
    for (const [of, digits] of [
      [cardCode(other, mark), pin],
      [await cardOf(other), pin],
      [cardCode(hers, null), pin],
      [cardCode(hers, base32(new Uint8Array(5))), pin],
      [cardCode(served.newId(), mark), pin],
      ['not a card', pin],
      ['', ''],
    ] as const) {
      const answer = await opens(of, digits);
      expect([answer.status, answer.text], of).toEqual([401, right.text]);
    }
    expect(codes(await technician.post('/api/passbook/pin', { person: other }))).toEqual(['access.no-passbook']);
    await technician.records('people.passbookClosed', { person: hers, reason: 'carné perdido', on });
    expect((await opens(card, pin)).text).toBe(right.text);
    await technician.records('people.passbookOpened', { person: hers, on });
    expect((await opens(card, pin)).status).toBe(200);
  });

  test('who guesses waits, and after twenty the PIN opens nothing; many at once are no more than one by one', async () => {
    const wrong = pin === '111112' ? '111113' : '111112';
    for (let round = 0; round < 4; round += 1) {
      const tries = await Promise.all(Array.from({ length: 8 }, () => opens(card, wrong)));
      for (const answer of tries) expect([401, 429]).toContain(answer.status);
      const [row] = await served.rows('select tries from access_pin where person = $1', [hers]);
      expect(row?.['tries']).toBe(5 * (round + 1));
      expect((await opens(card, pin)).status).toBe(401);
      passes(16);
    }
    expect((await opens(card, pin)).status).toBe(401);
    pin = await given(hers);
    expect((await opens(card, pin)).status).toBe(200);
  });

  test('only who may open passbooks there gives a PIN, and a new one ends the old', async () => {
    const [elsewhere] = await served.rows(
      'select id from partners_zone where id <> $1 and parent is not null limit 1',
      [zone],
    );
    for (const [role, scopes, status] of [
      ['buyer', [], 403],
      ['donor', [], 403],
      ['auditor', [], 403],
      ['producer', [zone], 403],
      ['technician', [String(elsewhere?.['id'])], 404],
    ] as const) {
      const client = await served.joins(role, scopes);
      expect((await client.post('/api/passbook/pin', { person: hers })).status, role).toBe(status);
    }
    const before = pin;
    pin = await given(hers);
    expect((await opens(card, before)).status).toBe(401);
    expect((await opens(card, pin)).status).toBe(200);
    const stored = await served.rows('select hash from access_pin where person = $1', [hers]);
    expect(stored.map((row) => String(row['hash']).slice(0, 10))).toEqual(['$argon2id$']);
  });

  test('the card of a duplicate opens the record that is kept; erased, none of her cards does, nor her open page', async () => {
    const twice = await technician.records('people.producerRegistered', {
      givenNames: 'Dos',
      familyNames: 'Veces Registrada',
      sex: 'F',
      zone,
      district: '120601',
      consents: [],
      on,
    });
    const second = await cardOf(twice.id);
    const admin = await served.joins('administrator');
    await admin.records('people.duplicateMerged', { person: hers, duplicate: twice.id, reason: 'la misma', on });
    const opened = await opens(second, pin);
    expect(opened.json.staff.id).toBe(hers);
    const mine = pageOf(opened, hers);
    const asked = await admin.records('people.erasureAsked', { person: hers, on });
    const manager = await served.joins('programme-manager');
    await manager.records('people.erasureApproved', { erasure: asked.id, on });
    expect((await mine.ask('purchasing.passbook')).status).toBe(401);
    for (const of of [card, second, humanCode(hers)]) expect((await opens(of, pin)).status).toBe(401);
    expect(await served.rows('select person from access_pin where person = any ($1)', [[hers, twice.id]])).toEqual([]);
  });

  test('neither PIN nor card nor name stands in the log; the address of a card has nothing before its #', async () => {
    const [row] = await served.rows('select family_names from people_person where id = $1', [other]);
    for (const word of [pin, card, card.split('.')[1] as string, String(row?.['family_names'])])
      expect(served.log.text).not.toContain(word);
    expect(cardAddress('https://minka.pe', card)).toBe(`HTTPS://MINKA.PE/L#${card}`);
    for (const path of ['/L', '/l']) {
      const leads = await served.client(null).fetched(path);
      expect([leads.status, leads.headers.get('location')]).toEqual([302, '/phone/libreta']);
    }
  });
});
