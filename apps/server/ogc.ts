import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { isDay } from '#kernel/pure/day.ts';
import { text } from '#kernel/pure/fields.ts';
import { isUuid } from '#kernel/pure/ids.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { speaker } from '#kernel/pure/words.ts';
import { ask } from '#kernel/server/asking.ts';
import { type House, languageOf, type Present, present } from '#kernel/server/http.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { checked } from '#kernel/server/routes.ts';
import { throttle } from '#kernel/server/throttle.ts';
import { extent, features } from '#programme/plots/features.ts';

/*
 * OGC API - Features, part 1 (core, GeoJSON), read only: what QGIS and ogr2ogr open without an export.
 *
 *   GET /ogc                             landing page
 *   GET /ogc/conformance                 what of the standard is kept
 *   GET /ogc/collections                 the one collection, `plots`
 *   GET /ogc/collections/plots
 *   GET /ogc/collections/plots/items     bbox, datetime, limit; pages by `next`
 *   GET /ogc/collections/plots/items/:id
 *
 * Opened by the session of a browser, or by HTTP Basic: any name, and as password a reading token that its owner made:
 *
 *   POST   /api/map-tokens {name}   the token, shown once
 *   DELETE /api/map-tokens/:id      ends one of one's own
 *
 * A reading token has its owner's rights as they are at the moment, reads maps and nothing else, and ends with her
 * sessions. What is shown of a plot is what `plots.features` answers her: her zones only, names only to who works with them.
 */

const realm = { 'www-authenticate': 'Basic realm="Minka", charset="UTF-8"' };
const geoJson = 'application/geo+json';
const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const kept = ['core', 'geojson'].map((part) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${part}`);

type Query = Readonly<Record<string, string>>;
interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title?: string;
}

export function mountOgc(app: FastifyInstance, house: House): void {
  const slowly = throttle(app);
  const open = (request: FastifyRequest, reply: FastifyReply) => reading(house, request, reply, slowly);

  app.get<{ Querystring: Query }>('/ogc', async (request, reply) => {
    await open(request, reply);
    known(request.query, []);
    const say = speaker(house.words, languageOf(request.query));
    const at = addressOf(request);
    return {
      title: 'Minka',
      description: say('ogc.about'),
      links: [
        link(`${at}/ogc`, 'self'),
        link(`${at}/api/openapi.json`, 'service-desc', 'application/vnd.oai.openapi+json;version=3.1'),
        link(`${at}/ogc/conformance`, 'conformance'),
        link(`${at}/ogc/collections`, 'data'),
      ],
    };
  });
  app.get<{ Querystring: Query }>('/ogc/conformance', async (request, reply) => {
    await open(request, reply);
    known(request.query, []);
    return { conformsTo: kept, links: [link(`${addressOf(request)}/ogc/conformance`, 'self')] };
  });
  app.get<{ Querystring: Query }>('/ogc/collections', async (request, reply) => {
    const here = await open(request, reply);
    known(request.query, []);
    const links = [link(`${addressOf(request)}/ogc/collections`, 'self')];
    return { links, collections: [await collectionOf(house, here, request)] };
  });
  app.get<{ Querystring: Query }>('/ogc/collections/plots', async (request, reply) => {
    const here = await open(request, reply);
    known(request.query, []);
    return collectionOf(house, here, request);
  });
  app.get<{ Querystring: Query }>('/ogc/collections/plots/items', async (request, reply) => {
    const here = await open(request, reply);
    known(request.query, ['bbox', 'bbox-crs', 'crs', 'datetime', 'limit', 'after']);
    return reply.type(geoJson).send(await itemsOf(house, here, request));
  });
  app.get<{ Params: { id: string }; Querystring: Query }>(
    '/ogc/collections/plots/items/:id',
    async (request, reply) => {
      const here = await open(request, reply);
      known(request.query, []);
      const { id: plot } = request.params;
      const [feature] = isUuid(plot) ? (await asked(house, here, { plot })).features : [];
      if (!feature) throw new Refused([refuse('plots.unknown-plot')], 404);
      const at = `${addressOf(request)}/ogc/collections/plots`;
      const links = [link(`${at}/items/${plot}`, 'self', geoJson), link(at, 'collection')];
      return reply.type(geoJson).send({ ...feature, links });
    },
  );
  mountTokens(app, house);
}

/** One's own reading tokens. */
function mountTokens(app: FastifyInstance, house: House): void {
  app.post('/api/map-tokens', async (request, reply) => {
    const { who } = await present(house, request);
    const { name } = checked(tokenBody, request.body);
    const token = await house.sessions.openReader(who, `${mapAgent}${name}`);
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ token, address: `${addressOf(request)}/ogc` });
  });
  app.delete<{ Params: { id: string } }>('/api/map-tokens/:id', async (request, reply) => {
    const { who } = await present(house, request);
    const own = await house.sessions.list(who.programme, who.staff);
    const { id } = request.params;
    if (!own.some((line) => line.id === id && line.agent?.startsWith(mapAgent)))
      throw new Refused([refuse('http.not-found')], 404);
    await house.sessions.end(who, { id });
    return reply.code(204).send();
  });
}

/** So her list of sessions says which of them are programs that read maps. */
const mapAgent = 'mapa: ';
const tokenBody = z.strictObject({ name: text(60) });

/** Who reads: by her browser's session, or by a reading token in HTTP Basic, whatever the name beside it. */
async function reading(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  slowly: ReturnType<typeof throttle>,
): Promise<Present> {
  reply.header('cache-control', 'private, no-store');
  const [, basic] = /^Basic\s+([A-Za-z0-9+/=]{1,2000})$/i.exec(request.headers.authorization ?? '') ?? [];
  if (basic === undefined)
    return present(house, request).catch((error) => {
      reply.headers(realm);
      throw error;
    });
  const spoken = Buffer.from(basic, 'base64').toString('utf8');
  const who = await house.sessions.ofReader(spoken.slice(spoken.indexOf(':') + 1));
  const standing = who ? await house.actors.of(who.programme, who.staff) : null;
  if (who && standing) return { who, standing };
  await slowly(request, 'map-token');
  reply.headers(realm);
  throw new Refused([refuse('access.map-token')], 401);
}

const addressOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;
const link = (href: string, rel: string, type = 'application/json', title?: string): Link =>
  title === undefined ? { href, rel, type } : { href, rel, type, title };

/** What the standard does not name, and this server neither, is refused: a misspelt filter must not answer everything. */
function known(query: Query, names: readonly string[]): void {
  const stranger = Object.keys(query).find((name) => ![...names, 'f', 'lang'].includes(name));
  if (stranger !== undefined)
    throw new Refused([refuse('field.unknown', { field: stranger.slice(0, 80) }, stranger.slice(0, 80))]);
  if (query['f'] !== undefined && !/^(json|geojson)$/.test(query['f']))
    throw new Refused([refuse('field.choice', { field: 'f' }, 'f')]);
  for (const name of ['crs', 'bbox-crs'])
    if (query[name] !== undefined && query[name] !== crs84)
      throw new Refused([refuse('field.choice', { field: name }, name)]);
}

type Features = AnswerOf<typeof features>;

async function asked(house: House, { standing }: Present, query: Query): Promise<Features> {
  const { value } = await ask(house.ledger.pool, features, standing, query, 'es');
  return value as Features;
}

async function collectionOf(house: House, { standing }: Present, request: FastifyRequest<{ Querystring: Query }>) {
  const say = speaker(house.words, languageOf(request.query));
  const { value } = await ask(house.ledger.pool, extent, standing, {}, 'es');
  const { west, south, east, north, first, last } = value as AnswerOf<typeof extent>;
  const at = `${addressOf(request)}/ogc/collections/plots`;
  return {
    id: 'plots',
    title: say('plots.plots'),
    description: say('ogc.plots'),
    itemType: 'feature',
    crs: [crs84],
    extent: {
      ...(west === null ? {} : { spatial: { bbox: [[west, south, east, north]], crs: crs84 } }),
      ...(first === null ? {} : { temporal: { interval: [[`${first}T00:00:00Z`, `${last}T23:59:59Z`]] } }),
    },
    links: [link(at, 'self'), link(`${at}/items`, 'items', geoJson, say('plots.plots'))],
  };
}

async function itemsOf(house: House, here: Present, request: FastifyRequest<{ Querystring: Query }>) {
  const { bbox, datetime, limit, after } = request.query;
  if (limit !== undefined && !(/^\d{1,9}$/.test(limit) && Number(limit) >= 1))
    throw new Refused([refuse('field.whole', { field: 'limit' }, 'limit')]);
  const few = Math.min(10_000, Number(limit ?? 100));
  const query = {
    ...(bbox === undefined ? {} : { bbox }),
    ...daysOf(datetime),
    ...(after === undefined ? {} : { after }),
    limit: String(few),
  };
  const { features: list, matched, next } = await asked(house, here, query);
  const at = `${addressOf(request)}/ogc/collections/plots/items`;
  const page = (changes: Query) => {
    const words = new URLSearchParams({ ...request.query, ...changes }).toString();
    return words === '' ? at : `${at}?${words}`;
  };
  return {
    type: 'FeatureCollection',
    timeStamp: new Date().toISOString(),
    numberMatched: matched,
    numberReturned: list.length,
    features: list,
    links: [
      link(page({}), 'self', geoJson),
      ...(next === null ? [] : [link(page({ after: next }), 'next', geoJson)]),
      link(`${addressOf(request)}/ogc/collections/plots`, 'collection'),
    ],
  };
}

/** A day, an instant, or two of them with `/` between; `..` or nothing is open. Plots are mapped on a day. */
function daysOf(datetime: string | undefined): Query {
  if (datetime === undefined) return {};
  const ends = datetime.split('/');
  const days = ends.map((end) => (end === '' || end === '..' ? null : end.slice(0, 10)));
  const isTime = (end: string) => /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/i.test(end);
  const wrong = ends.some((end, i) => days[i] !== null && !(isTime(end) && isDay(end.slice(0, 10))));
  if (wrong || ends.length > 2 || days.every((day) => day === null))
    throw new Refused([refuse('field.day', { field: 'datetime' }, 'datetime')]);
  const [from, to] = ends.length === 1 ? [days[0], days[0]] : days;
  if (from && to && from > to) throw new Refused([refuse('field.day', { field: 'datetime' }, 'datetime')]);
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}
