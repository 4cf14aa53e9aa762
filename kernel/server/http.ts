import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import type { Ledger } from '#kernel/ledger/ledger.ts';
import { type Refusal, Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Bilingual, type Language, languages, spoken } from '#kernel/pure/words.ts';
import type { Actors, Standing } from './actors.ts';
import type { Files } from './files.ts';
import { readJsonBodies } from './jsonBody.ts';
import { guardWrites } from './origin.ts';
import type { Question } from './question.ts';
import { isLifted, type Revocations } from './revocations.ts';
import type { Sessions, SignedIn } from './sessions.ts';
import type { Tls } from './tls.ts';

/** Largest body of a request; a phone sends at most 500 facts a time. */
export const bodyLimit = 4_000_000;
/** Largest file of an import or a photo. */
const fileLimit = 30_000_000;

export interface House {
  readonly ledger: Ledger;
  readonly questions: ReadonlyMap<string, Question>;
  readonly words: readonly Bilingual[];
  readonly actors: Actors;
  readonly sessions: Sessions;
  readonly revocations: Revocations;
  readonly files: Files;
  /** Reached by TLS, a proxy's or its own: cookies are then sent over TLS only. */
  readonly secure: boolean;
  /** One proxy stands in front and names the client. */
  readonly proxied: boolean;
  readonly version: string;
}

/** Who asks, for routes that need somebody. */
export interface Present {
  readonly who: SignedIn;
  readonly standing: Standing;
}

/** Whether the server tells its log, or where and how much. */
export type Logging = boolean | { readonly level: string; readonly stream: { write(line: string): void } };

export const cookieName = 'minka';
/** A producer's passbook may be open on a phone that others work with: its session stands beside theirs. */
export const passbookCookie = 'minka-passbook';

/** The token of the session in use; the passbook's page names itself, and never acts with another's. */
export const tokenOf = ({ cookies, headers }: FastifyRequest): string | undefined =>
  cookies[headers['x-minka'] === 'passbook' ? passbookCookie : cookieName];

/** The server with its manners: coded refusals in two languages, no stack traces, size limits, security headers. */
export async function openHttp(house: House, log: Logging, tls?: Tls): Promise<FastifyInstance> {
  const app = fastify({
    ...(tls ? { https: { cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' } } : {}),
    bodyLimit,
    // What a client claims beyond the one proxy is not believed.
    trustProxy: house.proxied ? (_address: string, hop: number) => hop === 0 : false,
    logger: log === false ? false : { level: 'warn', ...(log === true ? {} : log), ...discreet },
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => answerError(house, error, reply as FastifyReply),
    clientErrorHandler: (error, socket) => {
      if (!socket.writable) return;
      const tooLong = error.code === 'HPE_HEADER_OVERFLOW';
      const refusals = [spoken(house.words, refuse(tooLong ? 'http.address-too-long' : 'http.unreadable'))];
      const line = tooLong ? '431 Request Header Fields Too Large' : '400 Bad Request';
      socket.end(
        `HTTP/1.1 ${line}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${JSON.stringify({ refusals })}`,
      );
    },
    // Facts have their own strict reader; nothing here may turn "5" into 5.
    ajv: { customOptions: { coerceTypes: false } },
  } as FastifyServerOptions) as FastifyInstance;
  app.setErrorHandler((error, _request, reply) => answerError(house, error, reply));
  app.setNotFoundHandler((_request, reply) => say(house, reply, 404, [refuse('http.not-found')]));
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: fileLimit, files: 1, fields: 10 } });
  await app.register(rateLimit, { global: false });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // Mantine writes its measures into style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // The map draws in a worker that it makes itself.
        workerSrc: ["'self'", 'blob:'],
        childSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: house.secure ? [] : null,
      },
    },
    strictTransportSecurity: house.secure,
    referrerPolicy: { policy: 'no-referrer' },
  });
  readJsonBodies(app);
  guardWrites(app);
  return app;
}

/**
 * What may stand in the log: of a request its method, of an error its name and where it happened. Never an address, a
 * body, a cookie or an error's own sentence: those carry people's names.
 */
const discreet = {
  serializers: {
    req: (request: FastifyRequest) => ({ method: request.method }),
    res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
    err: (error: Error) => discreetly(error) as never,
  },
};

/** An error without its sentence. */
export function discreetly(error: unknown): { type: string; code: string; frames: string[] } {
  const { name, code, stack } = (error ?? {}) as { name?: unknown; code?: unknown; stack?: unknown };
  const frames = String(stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
  return { type: String(name ?? typeof error), code: String(code ?? ''), frames };
}

/** Answers with refusals in every language of the screens. */
export function say(house: House, reply: FastifyReply, status: number, refusals: readonly Refusal[]): FastifyReply {
  return reply.code(status).send({ refusals: refusals.map((r) => spoken(house.words, r)) });
}

function answerError(house: House, error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof Refused) return say(house, reply, error.status, error.refusals);
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE')
    return say(house, reply, 413, [refuse('http.too-large', { bytes: fileLimit })]);
  if (statusCode === 413) return say(house, reply, 413, [refuse('http.too-large', { bytes: bodyLimit })]);
  if (statusCode === 415 || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return say(house, reply, 415, [refuse('http.wrong-type')]);
  if (statusCode === 414 || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return say(house, reply, 404, [refuse('http.not-found')]);
  if (statusCode === 429) return say(house, reply, 429, [refuse('http.too-often', { seconds: 60 })]);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return say(house, reply, 400, [refuse('http.unreadable')]);
  reply.log.error(discreetly(error), 'unexpected');
  return say(house, reply, 503, [refuse('http.unexpected')]);
}

/** The person behind a request; throws 401 when there is none, her rights are gone or the phone is revoked. */
export async function present(house: House, request: FastifyRequest): Promise<Present> {
  const token = tokenOf(request);
  const who = token ? await house.sessions.of(token) : null;
  const standing = who ? await house.actors.of(who.programme, who.staff) : null;
  if (!who || !standing) throw new Refused([refuse('access.sign-in')], 401);
  const revoked = await house.revocations.of(who.programme, who.session.device);
  // A lost phone may still hand in what it holds (POST /api/sync), and sees nothing any more.
  if (revoked && !isLifted(revoked, who.session)) throw new Refused([refuse('access.phone-revoked')], 401);
  return { who, standing };
}

/** The one language asked for, else Spanish. */
export function languageOf(query: { lang?: unknown }): Language {
  return languages.find((l) => l === query.lang) ?? 'es';
}
