import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openServer, type Served } from '#apps/server/openServer.ts';

const codes = (answer: Answer): string[] =>
  (answer.json?.refusals ?? []).map((r: { code: string; words: { es: string; en: string } }) => {
    expect(r.words.es.length > 0 && r.words.en.length > 0 && r.words.es !== r.words.en, `words of ${r.code}`).toBe(
      true,
    );
    return r.code;
  });
const cookieOf = (answer: Answer): string => answer.headers.get('set-cookie') ?? '';
const tokenOf = (answer: Answer): string => /minka=([^;]+)/.exec(cookieOf(answer))?.[1] ?? '';

describe('signing in', () => {
  let served: Served;
  beforeAll(async () => {
    served = await openServer();
  });
  afterAll(() => served.close());

  test('the first administrator comes in once, with the token of the set-up', async () => {
    const { house, client } = served;
    const token = (await house.sessions.setupToken()) as string;
    const nobody = client(null);
    const asked = { token, names: 'Nélida Huamán', login: 'nelida@minka.pe', password: 'arroyo-claro' };
    expect(codes(await nobody.post('/api/setup', { ...asked, token: 'guess' }))).toEqual(['access.wrong-setup-token']);
    expect(codes(await nobody.post('/api/setup', { ...asked, password: 'short' }))).toEqual([
      'access.password-too-short',
    ]);
    expect(codes(await nobody.post('/api/setup', { ...asked, names: '\u0000' }))).toEqual(['field.control']);
    const done = await nobody.post('/api/setup', asked);
    expect(done.status).toBe(200);
    expect(done.json.grants).toEqual([{ role: 'administrator', scopes: 'all' }]);
    expect(codes(await nobody.post('/api/setup', asked))).toEqual(['access.wrong-setup-token']);
    expect(await house.sessions.setupToken()).toBeNull();
    const { rows } = await house.ledger.pool.query('select hash from access_login');
    expect(rows.map((r) => String(r.hash).slice(0, 10))).toEqual(['$argon2id$']);
  });

  test('the cookie is out of reach of scripts and other sites, and is new at every sign-in', async () => {
    const { client, rows } = served;
    const planted = client('planted-by-somebody-else');
    const first = await planted.post('/api/session', { login: ' Nelida@MINKA.pe', password: 'arroyo-claro' });
    expect(cookieOf(first)).toMatch(/HttpOnly/);
    expect(cookieOf(first)).toMatch(/SameSite=Strict/);
    expect(tokenOf(first)).not.toBe('planted-by-somebody-else');
    expect((await planted.ask('partners.me')).status).toBe(401);
    const mine = client(tokenOf(first));
    expect((await mine.ask('partners.me')).json.value.names).toBe('Nélida Huamán');
    const second = await mine.post('/api/session', { login: 'nelida@minka.pe', password: 'arroyo-claro' });
    expect(tokenOf(second)).not.toBe(tokenOf(first));
    expect((await mine.ask('partners.me')).status).toBe(401);
    const stored = JSON.stringify(await rows('select * from access_session'));
    expect(stored).not.toContain(tokenOf(second));
  });

  test('signing out ends the session, and a wrong password says nothing of the login', async () => {
    const { client } = served;
    const signedIn = await client(null).post('/api/session', { login: 'nelida@minka.pe', password: 'arroyo-claro' });
    const mine = client(tokenOf(signedIn));
    expect((await mine.fetched('/api/session')).json.staff.names).toBe('Nélida Huamán');
    expect((await mine.fetched('/api/session', { method: 'DELETE' })).status).toBe(204);
    expect(codes(await mine.fetched('/api/session'))).toEqual(['access.sign-in']);
    const wrong = await client(null).post('/api/session', { login: 'nelida@minka.pe', password: 'arroyo-oscuro' });
    const unknown = await client(null).post('/api/session', { login: 'nobody@minka.pe', password: 'arroyo-oscuro' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(unknown.text).toBe(wrong.text);
  });

  test('who guesses a password waits, and the others do not', async () => {
    const { client } = served;
    const guess = (login: string) => client(null).post('/api/session', { login, password: 'guess-guess' });
    const answers: Answer[] = [];
    for (let n = 0; n < 12; n += 1) answers.push(await guess('victim@minka.pe'));
    expect(answers.slice(0, 10).every((a) => a.status === 401)).toBe(true);
    expect(answers[11]?.status).toBe(429);
    expect(codes(answers[11] as Answer)).toEqual(['http.too-often']);
    expect((await guess('VICTIM@minka.pe ')).status).toBe(429);
    expect((await guess('another@minka.pe')).status).toBe(401);
  });

  test('an invitation lets her choose her own password, once, and ends what was open before', async () => {
    const { client, joins } = served;
    const admin = await joins('administrator');
    const rosa = await joins('technician');
    expect((await rosa.post('/api/logins', { staff: rosa.staff, login: 'rosa' })).status).toBe(403);
    const invited = await admin.post('/api/logins', { staff: rosa.staff, login: 'Rosa@minka.pe' });
    expect(invited.status).toBe(201);
    const code = String(invited.json.code).toLowerCase().replaceAll('-', ' ');
    expect(codes(await client(null).post('/api/invite', { code, password: 'short' }))).toEqual([
      'access.password-too-short',
    ]);
    const accepted = await client(null).post('/api/invite', { code, password: 'cacao-y-sombra' });
    expect(accepted.status).toBe(200);
    expect((await rosa.ask('partners.me')).status).toBe(401);
    expect((await client(tokenOf(accepted)).ask('partners.me')).json.value.id).toBe(rosa.staff);
    expect(codes(await client(null).post('/api/invite', { code, password: 'cacao-y-sombra' }))).toEqual([
      'access.wrong-code',
    ]);
    expect(codes(await admin.post('/api/logins', { staff: admin.staff, login: 'rosa@minka.pe' }))).toEqual([
      'access.login-taken',
    ]);
    const changed = await client(tokenOf(accepted)).post('/api/session/password', {
      old: 'wrong',
      password: 'otra-clave',
    });
    expect(codes(changed)).toEqual(['access.wrong']);
    const right = { old: 'cacao-y-sombra', password: 'otra-clave' };
    expect((await client(tokenOf(accepted)).post('/api/session/password', right)).status).toBe(204);
    expect((await client(null).post('/api/session', { login: 'rosa@minka.pe', password: 'otra-clave' })).status).toBe(
      200,
    );
  });

  test('an administrator sees who is signed in where, and ends it', async () => {
    const { client, joins } = served;
    const admin = await joins('administrator');
    const nobody = await joins(null);
    const elmer = await joins('promoter');
    expect(codes(await admin.post('/api/logins', { staff: nobody.staff, login: 'nobody' }))).toEqual([
      'access.no-rights',
    ]);
    const invited = await admin.post('/api/logins', { staff: elmer.staff, login: 'elmer' });
    const { code } = invited.json;
    const tokens = [];
    tokens.push(tokenOf(await client(null).post('/api/invite', { code, password: 'semilla-buena' })));
    for (let n = 0; n < 2; n += 1)
      tokens.push(tokenOf(await client(null).post('/api/session', { login: 'elmer', password: 'semilla-buena' })));
    const lineOf = async () => {
      const { logins } = (await admin.fetched('/api/logins')).json;
      return logins.find((l: { staff: string }) => l.staff === elmer.staff);
    };
    expect(await lineOf()).toMatchObject({ login: 'elmer', invited_until_ms: null, sessions: [{}, {}, {}] });
    const [one] = (await lineOf()).sessions;
    await admin.fetched(`/api/logins/${elmer.staff}/sessions/${one.id}`, { method: 'DELETE' });
    const open = await Promise.all(tokens.map((t) => client(t).ask('partners.me')));
    expect(open.map((a) => a.status).sort()).toEqual([200, 200, 401]);
    await admin.fetched(`/api/logins/${elmer.staff}/sessions`, { method: 'DELETE' });
    const closed = await Promise.all(tokens.map((t) => client(t).ask('partners.me')));
    expect(closed.map((a) => a.status)).toEqual([401, 401, 401]);
    await admin.fetched(`/api/logins/${elmer.staff}`, { method: 'DELETE' });
    expect(await lineOf()).toBeUndefined();
    expect((await client(null).post('/api/session', { login: 'elmer', password: 'semilla-buena' })).status).toBe(401);
    expect(codes(await admin.fetched(`/api/logins/${admin.staff}`, { method: 'DELETE' }))).toEqual([
      'access.own-login',
    ]);
  });

  test('a right that was taken back ends at once what its session may do', async () => {
    const { joins, programme } = served;
    const admin = await joins('administrator');
    const staff = await admin.records('partners.staffJoined', { names: 'Vilma Rojas', on: '2023-01-20' });
    const grant = { staff: staff.id, role: 'technician', scopes: [], on: '2023-01-20' };
    const granted = await admin.records('partners.roleGranted', grant);
    const vilma = served.client(await served.house.sessions.open({ programme, staff: staff.id }), staff.id);
    expect((await vilma.ask('partners.me')).json.value.roles).toEqual(['technician']);
    const revoked = { grant: granted.id, reason: 'se fue', on: '2023-01-20' };
    expect((await admin.records('partners.roleRevoked', revoked)).outcome).toBe('accepted');
    expect(codes(await vilma.ask('partners.me'))).toEqual(['access.sign-in']);
  });

  test('a page of another site writes nothing', async () => {
    const admin = await served.joins('administrator');
    const write = (headers: Record<string, string>) =>
      admin.fetched('/api/facts', { method: 'POST', body: '{"facts":[]}', headers });
    const json = { 'content-type': 'application/json' };
    const foreign = await write({ ...json, origin: 'https://elsewhere.example' });
    expect([foreign.status, codes(foreign)]).toEqual([403, ['http.foreign-page']]);
    expect(codes(await write({ ...json, 'sec-fetch-site': 'cross-site' }))).toEqual(['http.foreign-page']);
    expect(codes(await write({ ...json, origin: served.address }))).toEqual(['field.empty']);
    const bare = await fetch(`${served.address}/api/facts`, { method: 'POST', body: '{}', headers: json });
    expect(bare.status).toBe(403);
    const page = await fetch(`${served.address}/api/health`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('metrics are for administrators and this machine', async () => {
    const [admin, auditor] = [await served.joins('administrator'), await served.joins('auditor')];
    const passedOn = { headers: { 'x-forwarded-for': '203.0.113.9' } };
    expect((await admin.fetched('/api/metrics', passedOn)).text).toContain('minka_http_seconds_bucket');
    expect((await auditor.fetched('/api/metrics', passedOn)).status).toBe(403);
    expect((await served.client(null).fetched('/api/metrics')).text).toContain('minka_log_records{programme="DOORS"}');
  });

  test('nothing that people typed stands in the log of the server', async () => {
    const { client, joins, log, house } = served;
    const admin = await joins('administrator');
    const canary = 'Canaria-Quispe';
    await client(null).post('/api/session', { login: canary, password: canary });
    await admin.ask('people.search', { q: canary });
    await admin.records('partners.staffJoined', { names: canary, on: 'not a day', [canary]: canary });
    await admin.fetched(`/api/ask/${canary}`);
    const breaking = {
      name: 'partners.me',
      by: ['administrator' as const],
      about: '',
      params: (house.questions.get('partners.me') as never as { params: never }).params,
    };
    (house.questions as Map<string, unknown>).set('test.breaks', {
      ...breaking,
      name: 'test.breaks',
      answer: () => Promise.reject(new Error(`broke on ${canary}`)),
    });
    const broke = await admin.ask('test.breaks');
    expect([broke.status, codes(broke)]).toEqual([503, ['http.unexpected']]);
    expect(broke.text).not.toContain(canary);
    expect(log.text).toContain('unexpected');
    expect(log.text).not.toContain(canary);
  });
});
