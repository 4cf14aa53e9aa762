import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Ledger } from '#kernel/ledger/ledger.ts';
import { type Refusal, Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Bilingual, type Language, languages, spoken } from '#kernel/pure/words.ts';
import type { Actors, Standing } from './actors.ts';
import type { Question } from './question.ts';
import type { Sessions, SignedIn } from './sessions.ts';

/** Largest body of a request; a phone sends at most 500 facts a time. */
const bodyLimit = 4_000_000;

export interface House {
  readonly ledger: Ledger;
  readonly questions: ReadonlyMap<string, Question>;
  readonly words: readonly Bilingual[];
  readonly actors: Actors;
  readonly sessions: Sessions;
  /** A public address with TLS in front: cookies are then sent over TLS only. */
  readonly secure: boolean;
  readonly version: string;
}

/** Who asks, for routes that need somebody. */
export interface Present {
  readonly who: SignedIn;
  readonly standing: Standing;
}

export const cookieName = 'minka';

/** The server with its manners: coded refusals in two languages, no stack traces, size limits, security headers. */
export async function openHttp(house: House, log: boolean): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit,
    trustProxy: house.secure,
    logger: log ? { level: 'warn', redact: ['req.headers.cookie', 'req.headers.authorization'] } : false,
    disableRequestLogging: true,
    routerOptions: { maxParamLength: 200 },
    // Facts have their own strict reader; nothing here may turn "5" into 5.
    ajv: { customOptions: { coerceTypes: false } },
  });
  app.setErrorHandler((error, _request, reply) => answerError(house, error, reply));
  app.setNotFoundHandler((_request, reply) => say(house, reply, 404, [refuse('http.not-found')]));
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: 30_000_000, files: 1, fields: 10 } });
  await app.register(rateLimit, { global: false });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: house.secure ? [] : null,
      },
    },
    strictTransportSecurity: house.secure,
  });
  app.addHook('onRequest', async (request) => {
    // A page of another site can post a form, but cannot set this header.
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.headers['x-minka'] === undefined) {
      throw new Refused([refuse('http.header-missing', { header: 'x-minka' })], 403);
    }
  });
  return app;
}

/** Answers with refusals in every language of the screens. */
export function say(house: House, reply: FastifyReply, status: number, refusals: readonly Refusal[]): FastifyReply {
  return reply.code(status).send({ refusals: refusals.map((r) => spoken(house.words, r)) });
}

function answerError(house: House, error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof Refused) return say(house, reply, error.status, error.refusals);
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE')
    return say(house, reply, 413, [refuse('http.too-large', { bytes: bodyLimit })]);
  if (statusCode === 429) return say(house, reply, 429, [refuse('http.too-often')]);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return say(house, reply, statusCode === 415 ? 415 : 400, [refuse('http.unreadable')]);
  reply.log.error({ code, name: (error as Error).name, stack: (error as Error).stack }, 'unexpected');
  return say(house, reply, 503, [refuse('http.unexpected')]);
}

/** The person behind a request; throws 401 when there is none or her rights are gone. */
export async function present(house: House, request: FastifyRequest): Promise<Present> {
  const token = request.cookies[cookieName];
  const who = token ? await house.sessions.of(token) : null;
  const standing = who ? await house.actors.of(who.programme, who.staff) : null;
  if (!who || !standing) throw new Refused([refuse('access.sign-in')], 401);
  return { who, standing };
}

export function languageOf(query: { lang?: unknown }): Language {
  return languages.find((l) => l === query.lang) ?? 'es';
}
