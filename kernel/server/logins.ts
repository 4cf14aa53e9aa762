import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { begins } from './arriving.ts';
import { inFours, newCode, spelled } from './codes.ts';
import { type House, present } from './http.ts';
import { checked, type Welcome } from './routes.ts';
import { checkLogin, checkPassword, digestOf, foldedLogin, type SessionLine, type SignedIn } from './sessions.ts';
import { throttle } from './throttle.ts';

/**
 * Who may sign in. Not facts: a password is nobody's business, and a session is gone when it is gone. What somebody may
 * *do* once she is in, is facts (`partners.staffJoined`, `partners.roleGranted`, `partners.roleRevoked`).
 *
 *   GET    /api/logins                      who has a login, an open invitation, and which sessions   administrator
 *   POST   /api/logins {staff, login}       invites: answers a one-time code, good for seven days     administrator
 *   DELETE /api/logins/:staff               takes login, invitation and sessions away                 administrator
 *   DELETE /api/logins/:staff/sessions      ends all her sessions (a lost phone)                      administrator
 *   DELETE /api/logins/:staff/sessions/:id  ends one of them                                          administrator
 *   POST   /api/invite {code, password}     chooses a password with the code, and is signed in        whoever has the code
 *   GET    /api/session/list, POST /api/session/password: one's own (routes.ts)
 *
 * The administrator hands the code over as she likes: read out (ABCD-EFGH-JKMN-PQRS), or as a link `/office/#/invite/CODE`.
 * A forgotten password is another invitation; the old one opens until the new one is chosen.
 */
export function mountLogins(app: FastifyInstance, house: House, welcome: Welcome): void {
  const { sessions } = house;
  const slowly = throttle(app);
  app.get('/api/logins', async (request, reply) => {
    const { programme } = await administrator(house, request);
    return reply.header('cache-control', 'no-store').send({ logins: await loginsOf(house, programme) });
  });
  app.post('/api/logins', async (request, reply) => {
    const { programme } = await administrator(house, request);
    const { staff, login } = checked(loginBodies.invite, request.body);
    checkLogin(login);
    // A login without rights would open nothing: first the role, then the invitation.
    if (!(await house.actors.of(programme, staff))) throw new Refused([refuse('access.no-rights', {}, 'staff')]);
    return reply.code(201).send(await invite(house, { programme, staff }, login));
  });
  app.delete<{ Params: { staff: string } }>('/api/logins/:staff', async (request, reply) => {
    const who = await administered(house, request);
    if (who.staff === who.by) throw new Refused([refuse('access.own-login')]);
    const p = [who.programme, who.staff];
    await sessions.pool.query('delete from access_login where programme = $1 and staff = $2', p);
    await sessions.pool.query('delete from access_invite where programme = $1 and staff = $2', p);
    await sessions.end(who);
    return reply.code(204).send();
  });
  app.delete<{ Params: { staff: string } }>('/api/logins/:staff/sessions', async (request, reply) => {
    await sessions.end(await administered(house, request));
    return reply.code(204).send();
  });
  app.delete<{ Params: { staff: string; id: string } }>('/api/logins/:staff/sessions/:id', async (request, reply) => {
    await sessions.end(await administered(house, request), { id: request.params.id });
    return reply.code(204).send();
  });
  app.get('/api/session/list', async (request, reply) => {
    const { who } = await present(house, request);
    return reply.header('cache-control', 'no-store').send({ sessions: await sessions.list(who.programme, who.staff) });
  });
  app.post('/api/invite', async (request, reply) => {
    await slowly(request, 'invite');
    const { code, password } = checked(loginBodies.accept, request.body);
    checkPassword(password);
    const who = await accept(house, code, password);
    return welcome(reply, await begins(house, request, who), who);
  });
}

/** What these routes take; shown in the description too. */
export const loginBodies = {
  invite: z.strictObject({ staff: id(), login: z.string().check(z.maxLength(200, 'field.too-long')) }),
  accept: z.strictObject({
    code: z.string().check(z.maxLength(60, 'field.too-long')),
    password: z.string().check(z.maxLength(200, 'field.too-long')),
  }),
};

/** One member of staff who can sign in, or was invited to. */
export interface LoginLine {
  readonly staff: string;
  readonly login: string | null;
  /** Until when the open invitation is good; null when there is none. */
  readonly invited_until_ms: number | null;
  readonly sessions: readonly SessionLine[];
}

const goodForMs = 7 * 86_400_000;

/** The administrator who asks; anybody else is refused. */
export async function administrator(house: House, request: FastifyRequest): Promise<SignedIn> {
  const { who, standing } = await present(house, request);
  if (scopesOf(standing.actor, ['administrator']) !== 'all') throw new Refused([refuse('policy.not-your-role')], 403);
  return who;
}

async function administered(house: House, request: FastifyRequest): Promise<SignedIn & { by: string }> {
  const { programme, staff: by } = await administrator(house, request);
  const { staff } = checked(z.strictObject({ staff: id() }), { staff: (request.params as { staff: unknown }).staff });
  return { programme, staff, by };
}

async function loginsOf(house: House, programme: string): Promise<LoginLine[]> {
  const { rows } = await house.sessions.pool.query(
    `select coalesce(l.staff, i.staff) as staff, coalesce(l.login, i.login) as login, i.until_ms as invited_until_ms
     from (select * from access_login where programme = $1) l
     full join (select * from access_invite where programme = $1 and until_ms > $2 and opens = 'login') i on i.staff = l.staff order by 2`,
    [programme, Date.now()],
  );
  const sessions = await house.sessions.list(programme, null);
  return rows.map((row) => ({ ...row, sessions: sessions.filter((line) => line.staff === row.staff) }));
}

async function invite(house: House, who: SignedIn, login: string): Promise<{ code: string; until_ms: number }> {
  await house.sessions.free(who, login);
  const code = newCode(16);
  const until = Date.now() + goodForMs;
  await house.sessions.pool.query(
    `insert into access_invite (code, login, programme, staff, until_ms) values ($1, $2, $3, $4, $5)
     on conflict (programme, staff, opens) do update set code = excluded.code, login = excluded.login, until_ms = excluded.until_ms`,
    [digestOf(code), foldedLogin(login), who.programme, who.staff, until],
  );
  return { code: inFours(code), until_ms: until };
}

/** Uses the code up, sets the password and ends whatever was open under the old one. */
async function accept(house: House, code: string, password: string): Promise<SignedIn> {
  const { rows } = await house.sessions.pool.query(
    `delete from access_invite where code = $1 and until_ms > $2 and opens = 'login' returning programme, staff, login`,
    [digestOf(spelled(code)), Date.now()],
  );
  const found = rows[0] as (SignedIn & { login: string }) | undefined;
  if (!found) throw new Refused([refuse('access.wrong-code', {}, 'code')], 403);
  const who = { programme: found.programme, staff: found.staff };
  await house.sessions.setLogin(who, found.login, password);
  await house.sessions.end(who);
  return who;
}
