import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import { parse } from '#kernel/pure/fact.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { ask } from './asking.ts';
import { cookieName, type House, languageOf, present } from './http.ts';
import type { SignedIn } from './sessions.ts';

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

const Batch = z.strictObject({
  facts: z.array(z.unknown()).check(z.minLength(1, 'field.empty'), z.maxLength(500, 'field.too-many')),
});
const SignIn = z.strictObject({
  login: z.string().check(z.maxLength(200, 'field.too-long')),
  password: z.string().check(z.maxLength(200, 'field.too-long')),
});
const SetUp = z.strictObject({
  token: z.string(),
  names: z.string().check(z.minLength(1, 'field.empty')),
  login: z.string(),
  password: z.string().check(z.maxLength(200, 'field.too-long')),
});

function checked<S extends z.ZodMiniType>(schema: S, body: unknown): z.output<S> {
  const parsed = parse(schema, body ?? null);
  if (!parsed.ok) throw new Refused(parsed.refusals);
  return parsed.value;
}

/** The two doors: record and ask. */
export function mountDoors(app: FastifyInstance, house: House): void {
  app.post('/api/facts', async (request, reply) => {
    const { who } = await present(house, request);
    const { facts } = checked(Batch, request.body);
    const receipts = await house.ledger.record(who.programme, facts, { staff: who.staff });
    if (facts.some((f) => String((f as { kind?: unknown })?.kind ?? '').startsWith('partners.'))) house.actors.forget();
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

/** Signing in and out, and the first administrator. */
export function mountAccess(app: FastifyInstance, house: House, introduce: Introduce, first: FirstAdministrator): void {
  const throttle = { config: { rateLimit: { max: 10, timeWindow: '1 minute' } } };
  const session = async (who: SignedIn): Promise<Session> => {
    const standing = await house.actors.of(who.programme, who.staff);
    if (!standing) throw new Refused([refuse('access.no-rights')], 403);
    const head = (await house.ledger.programmes()).find((p) => p.programme === who.programme);
    return {
      ...(await introduce(who)),
      grants: standing.actor.grants,
      server: { epoch: head?.epoch ?? 1, time: new Date().toISOString(), version: house.version },
    };
  };
  const give = (reply: FastifyReply, token: string) =>
    reply.setCookie(cookieName, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: house.secure,
      maxAge: 90 * 86_400,
    });
  app.get('/api/session', async (request) => session((await present(house, request)).who));
  app.post('/api/session', throttle, async (request, reply) => {
    const { login, password } = checked(SignIn, request.body);
    const opened = await house.sessions.signIn(login, password);
    if (!opened) throw new Refused([refuse('access.wrong')], 401);
    return give(reply, opened.token).send(await session(opened.who));
  });
  app.delete('/api/session', async (request, reply) => {
    const token = request.cookies[cookieName];
    if (token) await house.sessions.close(token);
    return reply.clearCookie(cookieName, { path: '/' }).code(204).send();
  });
  app.post('/api/setup', throttle, async (request, reply) => {
    const { token, names, login, password } = checked(SetUp, request.body);
    if (login.trim().length < 3) throw new Refused([refuse('access.login-too-short', { minimum: 3 }, 'login')]);
    if (password.length < 8) throw new Refused([refuse('access.password-too-short', { minimum: 8 }, 'password')]);
    if (!(await house.sessions.takeSetup(token))) throw new Refused([refuse('access.wrong-setup-token')], 403);
    const who = await first(names);
    await house.sessions.setLogin(who, login, password);
    house.actors.forget();
    return give(reply, await house.sessions.open(who)).send(await session(who));
  });
}
