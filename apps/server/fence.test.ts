import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { toldSeason } from '#season/toldSeason.ts';

describe('two programmes in one database', () => {
  let served: Served;
  let other = '';
  let theirs: Client;
  beforeAll(async () => {
    served = await openServer(await toldSeason(0.02));
    other = served.newId();
    await served.house.ledger.found(other, 'OTHER');
    const on = '2023-01-20';
    const founding = { name: 'Café', code: 'OTHER', country: 'PE', startedOn: on, endsOn: '2025-01-19' };
    await served.tells('partners.programmeFounded', founding, other, { id: other });
    await served.tells('partners.zoneOpened', { name: 'Villa Rica', districts: ['190307'], on }, other);
    theirs = await served.joins('administrator', [], {}, other);
  }, 120_000);
  afterAll(() => served.close());

  /** As a query of ours would run that forgot to say which programme. */
  const forgetful = async (sql: string, values: unknown[] = [], within = other): Promise<Record<string, unknown>[]> => {
    const client = await served.house.ledger.pool.connect();
    try {
      await client.query('begin');
      await client.query('set local role minka_app');
      await client.query(`select set_config('minka.programmes', $1, true)`, [within === '' ? '' : `{${within}}`]);
      return (await client.query(sql, values)).rows;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const tables = async () =>
    (
      await served.rows(
        `select c.table_name as t from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
         where c.column_name = 'programme' and c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1`,
      )
    ).map((row) => String(row['t']));

  test('a query that forgets its programme finds nothing of the other one, in any table', async () => {
    const open: string[] = [];
    const filled: string[] = [];
    const all = await tables();
    for (const table of all) {
      const [there] = await served.rows(`select count(*)::int as n from ${table} where programme = $1`, [
        served.programme,
      ]);
      if (Number(there?.['n']) > 0) filled.push(table);
      const columns = table.startsWith('access_') && table !== 'access_pin' ? 'programme, staff' : 'programme';
      const seen = await forgetful(`select ${columns} from ${table}`).catch((error: { code: string }) => {
        // Nothing but what was granted: to this table the application's own role has no way at all.
        expect(error.code, table).toBe('42501');
        return [];
      });
      // Which programmes there are is no secret between them (0001-ledger.sql).
      if (table !== 'ledger_head' && table !== 'ledger_capability' && seen.some((row) => row['programme'] !== other))
        open.push(table);
      if (!table.startsWith('ledger_head') && !table.startsWith('ledger_capability'))
        expect(await forgetful(`select ${columns} from ${table}`, [], '').catch(() => []), table).toEqual([]);
    }
    expect(open).toEqual([]);
    expect(filled.length).toBeGreaterThan(30);
  });

  test('what happened is never changed or taken away, and nothing is written into the other programme', async () => {
    const refused = async (sql: string, values: unknown[] = []) =>
      expect(
        await forgetful(sql, values, served.programme).then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
        sql,
      ).toMatch(/^42501$/);
    for (const table of [
      'ledger_fact',
      'ledger_release',
      'book_entry',
      'book_line',
      'book_account',
      'ledger_erasure',
    ]) {
      await refused(`delete from ${table}`);
      await refused(`update ${table} set programme = programme`);
      await refused(`truncate ${table}`);
    }
    await refused('update ledger_personal set body = body');
    await refused('select hash from access_login');
    await refused('update access_login set staff = staff');
    await refused(
      'insert into access_session (token, programme, staff, started_ms, seen_ms) values ($1, $2, $2, 0, 0)',
      [Buffer.from('x'), other],
    );
    await refused('insert into partners_zone (programme, id, name, districts, on_day) values ($1, $1, $2, $3, $4)', [
      other,
      'X',
      [],
      '2023-01-20',
    ]);
    await refused(`insert into ledger_erasure values ($1, $1, 0)`, [other]);
    await refused(
      `insert into ledger_quarantine (programme, id, received_ms, code, flags, raw, digest) values ($1, $1, 0, '', '[]', '{}', '')`,
      [other],
    );
    await refused('create table mine (a int)');
  });

  test('who is signed in to one programme asks, opens, exports and records nothing of the other', async () => {
    const mine = await served.rows('select id, family_names from people_person limit 5');
    const secrets = mine.flatMap((row) => [String(row['id']), String(row['family_names'])]);
    for (const question of served.house.questions.values()) {
      const { text } = await theirs.ask(question.name, question.listing ? { size: '500' } : {});
      expect(
        secrets.filter((secret) => text.includes(secret)),
        question.name,
      ).toEqual([]);
    }
    for (const { id } of mine) {
      expect((await theirs.ask('ledger.fact', { id: String(id) })).json.value).toBeNull();
      expect((await theirs.ask('people.producer', { person: String(id) })).status).toBe(404);
    }
    const household = { zone: served.newId(), members: 3, on: '2023-01-20' };
    const there = await theirs.records('people.householdRegistered', household, { programme: served.programme });
    expect(there.codes).toEqual(['fact.other-programme']);
    const [zone] = await served.rows('select id from partners_zone where programme = $1 limit 1', [served.programme]);
    const waiting = await theirs.records('people.householdRegistered', { ...household, zone: zone?.['id'] });
    expect(waiting.outcome).toBe('held');
    const { logins } = (await theirs.fetched('/api/logins')).json;
    expect(logins).toEqual([]);
    const { json } = await theirs.post('/api/logins', {
      staff: (await served.joins('technician')).staff,
      login: 'taken-over',
    });
    expect(json.refusals[0].code).toBe('access.no-rights');
  });
});
