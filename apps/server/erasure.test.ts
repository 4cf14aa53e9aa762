import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { erasedPeople, openHouse } from '#apps/server/house.ts';
import { type Client, openServer, type Served, urlOf } from '#apps/server/openServer.ts';
import { backup, restore } from '#kernel/server/backup.ts';
import { readSheet } from '#kernel/server/sheet.ts';
import { testDatabase } from '#kernel/server/testDatabase.ts';
import { toldSeason } from '#season/toldSeason.ts';

const on = '2023-01-20';
/** Words that stand nowhere else in the world: wherever one is found, something of her was left behind. */
const canary = [
  'Zoraidaxq',
  'Canariaxq',
  'Plumaverdexq',
  '47125698',
  '999123777',
  '1987-11-23',
  'canaria.xq@minka.pe',
  'Xqauditada',
];
const traces = (text: string): string[] => canary.filter((word) => text.includes(word));

describe('a person is forgotten', () => {
  let served: Served;
  let admin: Client;
  let manager: Client;
  let technician: Client;
  let hers: Client;
  let zone = '';
  let person = '';
  let twin = '';
  let before: Record<string, string>;
  let spoken = '';
  const folder = mkdtempSync(join(tmpdir(), 'minka-erasure-'));

  beforeAll(async () => {
    vi.spyOn(console, 'error').mockImplementation((...said) => void (spoken += said.join(' ')));
    served = await openServer(await toldSeason(0.02));
    zone = String(
      (await served.rows('select zone from people_person group by zone order by count(*) desc limit 1'))[0]?.['zone'],
    );
    admin = await served.joins('administrator');
    manager = await served.joins('programme-manager');
    technician = await served.joins('technician', [zone]);
    const registered = {
      sex: 'F',
      birthYear: 1987,
      zone,
      district: '120601',
      consents: [{ purpose: 'programme', given: true, evidence: 'signature' }],
      on,
    };
    const named = {
      givenNames: 'Zoraidaxq',
      familyNames: 'Canariaxq Plumaverdexq',
      document: { type: 'DNI', number: '47125698' },
    };
    expect(await brings()).toMatchObject({ new: 1, bad: 0 });
    person = String(
      (await served.rows('select id from people_person where document_number = $1', ['47125698']))[0]?.['id'],
    );
    const second = await technician.records('people.producerRegistered', {
      ...registered,
      ...named,
      givenNames: 'Xqauditada',
    });
    twin = second.id;
    await admin.records('people.duplicateMerged', { person, duplicate: twin, reason: 'la misma', on });
    await technician.records('people.producerCorrected', { person, phone: '999123777', on });
    // In her passbook she said that something is wrong.
    await technician.records('people.passbookOpened', { person, on });
    await technician.post('/api/passbook/pin', { person });
    const wrong = { person, part: 'identity', words: 'Me llamo Zoraidaxq y soy de Canariaxq', on };
    await technician.records('people.mistakeReported', wrong);
    // She teaches, too, and has a seat, a session and an invitation.
    hers = await served.joins('promoter', [zone], {
      names: 'Zoraidaxq Canariaxq',
      email: 'canaria.xq@minka.pe',
      person,
    });
    await served.house.sessions.setLogin(
      { programme: served.programme, staff: hers.staff },
      'canaria.xq@minka.pe',
      'semilla-buena',
    );
    await admin.post('/api/logins', { staff: hers.staff, login: 'canaria.xq@minka.pe' });
    await hers.records('people.householdRegistered', { zone, members: 3, on });
    // Kept unread: one under her id, one that never got an id of hers.
    await technician.send({
      ...technician.makes('people.producerRegistered', { ...registered, ...named, phone: '999123777' }),
      id: person,
    });
    await technician.send(technician.makes('people.producerRegistered', { ...registered, ...named, sex: 'mujer' }));
    const [session] = await served.rows(
      `select id from ledger_fact where kind = 'training.sessionHeld' and scope = $1 limit 1`,
      [zone],
    );
    const attended = await technician.records('training.attendanceRecorded', {
      session: session?.['id'],
      person,
      evidence: 'signature',
      on,
    });
    expect(['accepted', 'flagged']).toContain(attended.outcome);
  }, 240_000);
  afterAll(async () => {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The list that she came in with. */
  const brings = async (): Promise<Record<string, number>> => {
    const row = 'Canariaxq Plumaverdexq, Zoraidaxq;47125698;Mujer;23/11/1987;Satipo;999123777;Sí';
    const form = new FormData();
    form.set(
      'file',
      new Blob([`Apellidos y nombres;DNI;Sexo;Fecha de nacimiento;Distrito;Celular;Consentimiento\n${row}\n`]),
      'lista.csv',
    );
    const answer = await admin.fetched('/api/import?as=people', { method: 'POST', body: form });
    expect([answer.status, answer.json.errorsFile ?? ''], answer.text).toEqual([200, '']);
    return answer.json.counts;
  };
  const dump = async (rows: Served['rows']): Promise<Map<string, string>> => {
    const tables = await rows(`select tablename as t from pg_tables where schemaname = 'public' order by 1`);
    const texts = new Map<string, string>();
    for (const { t } of tables) {
      const [all] = await rows(`select string_agg(x::text, chr(10)) as text from ${t} x`);
      texts.set(String(t), String(all?.['text'] ?? ''));
    }
    return texts;
  };
  const found = async (rows: Served['rows']): Promise<string[]> =>
    [...(await dump(rows))]
      .filter(([, text]) => traces(text).length > 0)
      .map(([table, text]) => `${table}: ${traces(text)}`);
  const figures = async (): Promise<Record<string, string>> => {
    const asked: [string, Record<string, string>][] = [
      ['indicators.results', {}],
      ['fund.statement', { by: 'year' }],
      ['book.accounts', { size: '500' }],
      ['book.statement', { size: '500' }],
      ['people.breakdown', {}],
      ['purchasing.total', {}],
    ];
    const texts: Record<string, string> = {};
    for (const [question, query] of asked)
      texts[question] = JSON.stringify((await admin.ask(question, query)).json.value);
    return texts;
  };
  const exported = async (): Promise<string> => {
    let text = '';
    for (const question of served.house.questions.values()) {
      if (!question.listing || !question.by.includes('administrator')) continue;
      text += (await admin.fetched(`/api/export/${question.name}.csv`)).text;
      // The spreadsheet is the same select again; the long ones take a minute.
      if ((await admin.ask(question.name, { size: '1' })).json.value?.total > 500) continue;
      const file = await fetch(`${served.address}/api/export/${question.name}.xlsx`, {
        headers: { cookie: admin.cookie },
      });
      const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()), 'all.xlsx').catch(() => null);
      text += JSON.stringify(sheet);
    }
    return text;
  };
  const phoneSees = async (): Promise<string> => {
    const asking = {
      protocol: 1,
      device: served.newId(),
      app: '9.0.0',
      last: 0,
      heal: [],
      digest: false,
      asking: [],
      waiting: 0,
      facts: [],
    };
    const storage = { persisted: null, used: null, quota: null, heals: 0 };
    let cursor: string | null = null;
    let text = '';
    for (let round = 0; round < 50; round += 1) {
      const answer = await technician.post('/api/sync', { ...asking, storage, cursor });
      text += answer.text;
      cursor = answer.json.cursor;
      if (!answer.json.more) break;
    }
    return text;
  };

  test('the canary sings everywhere first', async () => {
    before = await figures();
    const tables = (await found(served.rows)).map((line) => line.split(':')[0]);
    expect(tables).toEqual(
      expect.arrayContaining([
        'access_invite',
        'access_login',
        'ledger_personal',
        'ledger_quarantine',
        'partners_staff',
        'people_person',
      ]),
    );
    expect(traces(await exported())).toContain('Zoraidaxq');
    expect(traces(await phoneSees())).toContain('Zoraidaxq');
    expect((await hers.ask('partners.me')).status).toBe(200);
    await backup(served.house.ledger.pool, join(folder, 'before.gz'));
    expect(traces(gunzipSync(await readFile(join(folder, 'before.gz'))).toString())).toContain('Zoraidaxq');
  }, 240_000);

  test('one asks and another approves; never the same', async () => {
    const asked = await admin.records('people.erasureAsked', { person, on });
    expect(asked.outcome).toBe('accepted');
    const own = await admin.records('people.erasureApproved', { erasure: asked.id, on });
    expect([own.outcome, own.codes]).toEqual(['rejected', ['people.erasure-own']]);
    expect((await technician.records('people.erasureApproved', { erasure: asked.id, on })).codes).toEqual([
      'policy.not-your-role',
    ]);
    expect((await manager.records('people.erasureApproved', { erasure: asked.id, on })).outcome).toBe('accepted');
    expect((await hers.ask('partners.me')).status).toBe(401);
  });

  test('nothing of her is left in tables, files, exports, phones or logs', async () => {
    expect(await found(served.rows)).toEqual([]);
    expect(traces(await exported())).toEqual([]);
    const phone = await phoneSees();
    expect(traces(phone)).toEqual([]);
    expect(phone).toContain(person);
    expect(traces(served.log.text + spoken)).toEqual([]);
    for (const file of await readdir(served.dataDir, { recursive: true, withFileTypes: true }))
      if (file.isFile())
        expect(traces(await readFile(join(file.parentPath, file.name), 'latin1')), file.name).toEqual([]);
    for (const id of [person, twin])
      expect((await admin.ask('ledger.fact', { id })).json.value).toMatchObject({ personal: null, erased: true });
    const seen = (await admin.ask('people.producer', { person })).json.value;
    expect(seen).toMatchObject({ name: null, document_number: null, erased: true });
    expect((await admin.ask('people.search', { q: 'Zoraidaxq' })).json.value).toEqual([]);
  }, 240_000);

  test('the figures stand, the chain verifies and the tables come out the same when the log is told again', async () => {
    expect(await figures()).toEqual(before);
    expect((await served.house.ledger.verify(served.programme)).ok).toBe(true);
    const rebuilt = await served.house.ledger.rebuild(served.programme);
    expect(rebuilt.identical).toBe(true);
    expect(await found(served.rows)).toEqual([]);
  }, 240_000);

  test('what a phone or a list sends again about her records stays without her', async () => {
    const again = { person, phone: '999123777', familyNames: 'Canariaxq', on };
    const late = await technician.records('people.producerCorrected', again);
    expect(['accepted', 'flagged']).toContain(late.outcome);
    expect(await brings()).toMatchObject({ new: 0, known: 1, bad: 0 });
    expect(await found(served.rows)).toEqual([]);
  });

  test('an older backup that is put back forgets her again, and the chain still verifies', async () => {
    const database = await testDatabase();
    const house = await openHouse({ dataDir: folder, databaseUrl: urlOf(database.address) });
    const gone = erasedPeople(served.dataDir);
    expect(gone).toEqual(expect.arrayContaining([person, twin, hers.staff]));
    await restore(house.ledger.pool, join(folder, 'before.gz'), gone);
    await house.ledger.rebuild(served.programme);
    const rows: Served['rows'] = async (sql, values = []) => (await database.pool.query(sql, values)).rows;
    expect(await found(rows)).toEqual([]);
    expect((await house.ledger.verify(served.programme)).ok).toBe(true);
    await house.close();
    await database.close();
  }, 300_000);
});
