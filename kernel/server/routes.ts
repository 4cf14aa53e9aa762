import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import { parse } from '#kernel/pure/fact.ts';
import { id, text } from '#kernel/pure/fields.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { begins, giveCookies, takeCookies, tokenOfSeat } from './arriving.ts';
import { ask } from './asking.ts';
import { cookieName, type House, languageOf, present } from './http.ts';
import { checkLogin, checkPassword, foldedLogin, type SignedIn } from './sessions.ts';
import { throttle } from './throttle.ts';

/** What a signed-in client must know of where it is. */
export interface Session {
  readonly programme: { readonly id: string; readonly code: string; readonly name: string; readonly startedOn: string };
  readonly staff: { readonly id: string; readonly names: string };
  readonly grants: readonly { readonly role: string; readonly scopes: 'all' | readonly string[] }[];
  readonly server: { readonly epoch: number; readonly time: string; readonly version: string };
}

/** Names the programme and the person; known to the programme's own tables, not to the kernel. */
export type Introduce = (who: SignedIn) => Promise<Pick<Session, 'programme' | 'staff'>>;

/** Makes the first administrator: facts of the programme's own, recorded by the set-up. Answers who she is. */
export type FirstAdministrator = (names: string) => Promise<SignedIn>;

const word = () => z.string().check(z.maxLength(200, 'field.too-long'));

/** What the fixed routes take; the description (openapi.ts) shows the same shapes. */
export const bodies = {
  facts: z.strictObject({
    facts: z.array(z.unknown()).check(z.minLength(1, 'field.empty'), z.maxLength(500, 'field.too-many')),
  }),
  signIn: z.strictObject({ login: word(), password: word() }),
  setUp: z.strictObject({ token: word(), names: text(160), login: word(), password: word() }),
  password: z.strictObject({ old: word(), password: word() }),
  turn: z.strictObject({ staff: id() }),
};

/** Reads a body by its shape; every problem is refused with its path. */
export function checked<S extends z.ZodMiniType>(schema: S, body: unknown): z.output<S> {
  const parsed = parse(schema, body ?? null);
  if (!parsed.ok) throw new Refused(parsed.refusals);
  return parsed.value;
}

/** The two doors: record and ask. */
export function mountDoors(app: FastifyInstance, house: House): void {
  app.post('/api/facts', async (request, reply) => {
    const { who } = await present(house, request);
    const { facts } = checked(bodies.facts, request.body);
    const receipts = await house.ledger.record(who.programme, facts, { staff: who.staff });
    const refusals = receipts.flatMap((r) => (r.outcome === 'quarantined' ? r.flags : []));
    // One fact that cannot be read is the sender's mistake; among others it is answered alone, and kept.
    if (receipts.every((r) => r.outcome === 'quarantined')) throw new Refused(refusals);
    return reply.send({ receipts });
  });
  app.get<{ Params: { question: string }; Querystring: Record<string, string> }>(
    '/api/ask/:question',
    async (request) => {
      const { standing } = await present(house, request);
      const question = house.questions.get(request.params.question);
      if (!question)
        throw new Refused([refuse('http.no-such-question', { question: request.params.question.slice(0, 80) })], 404);
      return ask(house.ledger.pool, question, standing, request.query, languageOf(request.query));
    },
  );
}

/** Gives the cookie that opens a new session, and says where she is. */
export type Welcome = (reply: FastifyReply, token: string, who: SignedIn) => Promise<FastifyReply>;

function session(house: House, introduce: Introduce): (who: SignedIn) => Promise<Session> {
  return async (who) => {
    const standing = await house.actors.of(who.programme, who.staff);
    if (!standing) throw new Refused([refuse('access.no-rights')], 403);
    const head = (await house.ledger.programmes()).find((p) => p.programme === who.programme);
    return {
      ...(await introduce(who)),
      grants: standing.actor.grants,
      server: { epoch: head?.epoch ?? 1, time: new Date().toISOString(), version: house.version },
    };
  };
}

/** Signing in and out, and the first administrator. Answers how others let somebody in. */
export function mountAccess(
  app: FastifyInstance,
  house: House,
  introduce: Introduce,
  first: FirstAdministrator,
): Welcome {
  const slowly = throttle(app);
  const about = session(house, introduce);
  const welcome: Welcome = async (reply, token, who) => {
    const known = await about(who);
    giveCookies(house, reply, token, who);
    return reply.header('cache-control', 'no-store').send(known);
  };
  app.get('/api/session', async (request, reply) => {
    const { who } = await present(house, request);
    return reply.header('cache-control', 'no-store').send(await about(who));
  });
  app.post('/api/session', async (request, reply) => {
    const { login, password } = checked(bodies.signIn, request.body);
    await slowly(request, foldedLogin(login));
    const who = await house.sessions.whose(login, password);
    if (!who) throw new Refused([refuse('access.wrong')], 401);
    return welcome(reply, await begins(house, request, who), who);
  });
  app.delete('/api/session', async (request, reply) => {
    const token = request.cookies[cookieName];
    const who = token ? await house.sessions.of(token) : null;
    if (token) await house.sessions.close(token);
    takeCookies(reply, who?.staff ?? null);
    return reply.code(204).send();
  });
  // A phone is handed over: the session that this person left on it is the one in use again.
  app.post('/api/session/turn', async (request, reply) => {
    const { staff } = checked(bodies.turn, request.body);
    const token = await tokenOfSeat(house, request, staff);
    const who = token ? await house.sessions.of(token) : null;
    if (!token || !who) throw new Refused([refuse('access.sign-in')], 401);
    giveCookies(house, reply, token, who);
    return reply.code(204).send();
  });
  app.post('/api/session/password', async (request, reply) => {
    const { who } = await present(house, request);
    const { old, password } = checked(bodies.password, request.body);
    await slowly(request, who.staff);
    const login = await house.sessions.loginOf(who);
    const same = login === null ? null : await house.sessions.whose(login, old);
    if (login === null || same?.staff !== who.staff) throw new Refused([refuse('access.wrong', {}, 'old')], 403);
    await house.sessions.setLogin(who, login, password);
    await house.sessions.end(who, { except: request.cookies[cookieName] ?? '' });
    return reply.code(204).send();
  });
  app.post('/api/setup', async (request, reply) => {
    const { token, names, login, password } = checked(bodies.setUp, request.body);
    await slowly(request, 'setup');
    checkLogin(login);
    checkPassword(password);
    if (!(await house.sessions.takeSetup(token))) throw new Refused([refuse('access.wrong-setup-token')], 403);
    const who = await first(names);
    await house.sessions.setLogin(who, login, password);
    house.actors.forget();
    return welcome(reply, await begins(house, request, who), who);
  });
  return welcome;
}
