import { createGunzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parse } from '#kernel/pure/fact.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { giveCookies } from '#kernel/server/arriving.ts';
import { cookieName, type House } from '#kernel/server/http.ts';
import type { Seated } from '#kernel/server/sessions.ts';
import { answerSync, type SyncHouse } from '#kernel/sync/answering.ts';
import { postgresDesk } from '#kernel/sync/postgresDesk.ts';
import { limits, SyncRequest } from '#kernel/sync/protocol.ts';
import { allDocuments } from '#programme/voices.ts';
import { phoneDoor } from './phoneDoor.ts';

/** The oldest phone app that understands everything; older ones are asked to update and may still send. */
const minApp = '0.1.0';
/** Facts at their limit and the envelope around them. */
const bodyLimit = limits.factBytes + 64_000;

/** A contact that brings nothing is mostly headers: of those that guard pages, an answer that no page shows needs these. */
const guards = (house: House) => ({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  strictTransportSecurity: house.secure,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

/** `POST /api/sync`: hello, push and pull of a phone in one round trip. */
export function mountSync(app: FastifyInstance, house: House): void {
  const desk = postgresDesk(house.ledger, house.actors);
  const phones: SyncHouse = { desk, documents: allDocuments, minApp };
  const door = phoneDoor(house, desk, minApp);
  const renews = onceAnHour();
  const how = { bodyLimit, preParsing: unzipped, helmet: guards(house) };
  app.post('/api/sync', how, async (request, reply) => {
    const { token, who } = await signedIn(house, request);
    const asked = checked(request.body);
    const answer = await door({ token, who, asked }, () => answerSync(phones, who, asked));
    // In use for another ninety days from now.
    if (renews(token)) giveCookies(house, reply, token, who);
    return send(request, reply, answer);
  });
}

/** True when a session's cookies were not given again within the hour. */
function onceAnHour(): (token: string) => boolean {
  const given = new Map<string, number>();
  return (token) => {
    const now = Date.now();
    if (now - (given.get(token) ?? 0) < 3_600_000) return false;
    if (given.size > 10_000) given.clear();
    given.set(token, now);
    return true;
  };
}

/** Rights are not asked here: somebody who lost hers still hands in what she recorded, for a person to look at. */
async function signedIn(house: House, request: FastifyRequest): Promise<{ token: string; who: Seated }> {
  const token = request.cookies[cookieName];
  const who = token ? await house.sessions.of(token) : null;
  if (!token || !who) throw new Refused([refuse('access.sign-in')], 401);
  return { token, who };
}

function checked(body: unknown): SyncRequest {
  const facts = (body as { facts?: unknown } | null)?.facts;
  if (Array.isArray(facts) && facts.length > limits.facts)
    throw new Refused([refuse('field.too-many', { field: 'facts', maximum: limits.facts }, 'facts')], 413);
  const parsed = parse(SyncRequest, body ?? null);
  if (!parsed.ok) throw new Refused(parsed.refusals);
  return parsed.value;
}

/** Phones send their facts zipped; what it unzips to is held to the same limit. */
async function unzipped(request: FastifyRequest, _reply: FastifyReply, payload: NodeJS.ReadableStream) {
  if (request.headers['content-encoding'] !== 'gzip') return payload;
  const plain = Object.assign(createGunzip(), { receivedEncodedLength: 0 });
  payload.on('data', (chunk: Buffer) => {
    plain.receivedEncodedLength += chunk.length;
  });
  payload.on('error', (error: Error) => plain.destroy(error));
  // Damaged on the way: the sender's request is at fault, and nothing was recorded.
  plain.on('error', (error) => Object.assign(error, { statusCode: 400 }));
  payload.pipe(plain);
  return plain;
}

function send(request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> | FastifyReply {
  reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store');
  const zips = text.length > 600 && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (!zips) return reply.send(text);
  return new Promise((done, failed) => {
    gzip(text, { level: 5 }, (error, zipped) =>
      error ? failed(error) : done(reply.header('content-encoding', 'gzip').send(zipped)),
    );
  });
}
