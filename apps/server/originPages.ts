import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { strToU8, zipSync } from 'fflate';
import { dayAt } from '#kernel/pure/day.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Language, speaker } from '#kernel/pure/words.ts';
import { ask } from '#kernel/server/asking.ts';
import { html } from '#kernel/server/html.ts';
import { type House, present } from '#kernel/server/http.ts';
import { makePdf } from '#kernel/server/pdf.ts';
import type { AnswerOf, Asker } from '#kernel/server/question.ts';
import { readerOf } from '#kernel/server/reading.ts';
import { toEpcis } from '#programme/lots/epcis.ts';
import { exchange } from '#programme/lots/exchange.ts';
import { labels } from '#programme/lots/labels.ts';
import { lotAtMark } from '#programme/lots/mark.ts';
import { parcelsBehind } from '#programme/lots/parcelsQuery.ts';
import { labelSheet } from '#programme/lots/public/labelSheet.ts';
import { originPage } from '#programme/lots/public/originPage.ts';
import { publicPage } from '#programme/lots/public/publicPage.ts';
import { storyPage } from '#programme/lots/public/storyPage.ts';
import { linkAt } from '#programme/lots/sharing.ts';
import { story } from '#programme/lots/story.ts';
import { eudrFiles } from '#programme/plots/eudrExport.ts';
import { packOf, shapeOf } from './originPack.ts';

/* Pages for people without a seat: whoever scans the label of a lot, and a buyer who was given a link to its plots. */

/** Marks cannot be guessed, and nobody gets many tries. */
const limited = { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } };

interface LabelPath {
  readonly Params: { readonly item: string; readonly lot: string; readonly mark: string };
  readonly Querystring: { readonly lang?: string };
}
interface LinkPath {
  readonly Params: { readonly token: string; readonly file?: string };
  readonly Querystring: { readonly lang?: string };
}

export function mountOriginPages(app: FastifyInstance, house: House): void {
  app.get<LabelPath>('/01/:item/10/:lot/21/:mark', limited, async (request, reply) => {
    const { lot, mark } = request.params;
    for (const { programme } of await house.ledger.programmes()) {
      const db = readerOf(house.ledger.pool, programme);
      const id = await lotAtMark(db, programme, lot, mark);
      if (id === null) continue;
      const language = languageOf(request);
      const told = await story.answer(db, { id }, publicAsker(programme, language));
      return page(reply, 200, storyPage(told, language, speaker(house.words, language)));
    }
    return notFound(house, request, reply, 'lots.story.none', 404);
  });
  // A label without its mark, or one that somebody typed.
  app.get('/01/*', limited, (request, reply) => notFound(house, request, reply, 'lots.story.none', 404));

  app.get<{ Params: { id: string }; Querystring: { copies?: string; lang?: string } }>(
    '/api/labels/:id',
    async (request, reply) => {
      const { standing } = await present(house, request);
      const { copies = '8' } = request.query;
      const id = request.params.id.replace(/\.pdf$/, '');
      if (!/^[1-9]\d{0,2}$/.test(copies))
        throw new Refused([refuse('field.whole', { field: 'copies', maximum: 999 }, 'copies')]);
      const language = languageOf(request);
      const { value } = await ask(house.ledger.pool, labels, standing, { id }, language);
      const label = value as AnswerOf<typeof labels>;
      const address = `${request.protocol}://${request.host}${label.path}`;
      const sheet = labelSheet(
        { ...label, address },
        Number(copies),
        language,
        speaker(house.words, language),
        new Date().toISOString(),
      );
      return download(reply, 'application/pdf', `${label.code}.pdf`, Buffer.from(await makePdf(sheet)));
    },
  );
  app.get<LinkPath>('/origin/:token', limited, (request, reply) => origin(house, request, reply));
  app.get<LinkPath>('/origin/:token/:file', limited, (request, reply) => origin(house, request, reply));
}

async function origin(house: House, request: FastifyRequest<LinkPath>, reply: FastifyReply): Promise<FastifyReply> {
  const { token, file } = request.params;
  const now = new Date().toISOString();
  for (const { programme } of await house.ledger.programmes()) {
    const db = readerOf(house.ledger.pool, programme);
    const link = await linkAt(db, programme, token);
    if (!link) continue;
    if (link.void || link.until < dayAt(now)) break;
    const language = languageOf(request);
    const asker = publicAsker(programme, language);
    const behind = await parcelsBehind.answer(db, { id: link.of }, asker);
    if (file === undefined)
      return page(reply, 200, originPage({ ...behind, ...link, token }, language, speaker(house.words, language)));
    if (file === 'plots.geojson')
      return download(reply, 'application/geo+json', `${behind.code}.geojson`, geojsonOf(behind));
    if (file === 'epcis.jsonld') {
      const { events } = await exchange.answer(db, { id: link.of }, asker);
      const site = `${request.protocol}://${request.host}`;
      return download(
        reply,
        'application/ld+json',
        `${behind.code}.jsonld`,
        JSON.stringify(toEpcis(events, site, now)),
      );
    }
    if (file !== 'eudr.zip') break;
    const { texts } = await eudrFiles({ ...packOf(behind), crop: 'cocoa', day: dayAt(now) });
    const zipped = zipSync(Object.fromEntries([...texts].map(([name, text]) => [name, strToU8(text)])));
    return download(reply, 'application/zip', `${behind.code}-eudr.zip`, Buffer.from(zipped));
  }
  return notFound(house, request, reply, 'lots.origin.ended', 404);
}

/** Nobody in particular: each page asks only what it may show. */
const publicAsker = (programme: string, language: Language): Asker => ({
  actor: { id: programme, programme, grants: [] },
  programme,
  language,
  scopes: 'all',
});

function geojsonOf({ parcels }: Awaited<ReturnType<typeof parcelsBehind.answer>>): string {
  const features = parcels.map(({ code, place, grams, verdict, ring }) => ({
    type: 'Feature',
    id: code,
    geometry: shapeOf(ring),
    properties: { plot: code, place, kg: grams / 1000, boundary: verdict },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** The language asked for, else the browser's. */
function languageOf(request: FastifyRequest<{ Querystring: { readonly lang?: string } }>): Language {
  const { lang } = request.query;
  if (lang === 'es' || lang === 'en') return lang;
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'es';
}

function page(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'private, max-age=60')
    .send(text);
}

function download(reply: FastifyReply, type: string, name: string, body: string | Buffer): FastifyReply {
  const plain = name.replace(/[^\w.-]+/g, '_');
  return reply
    .header('content-type', type)
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${plain}"`)
    .send(body);
}

function notFound(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  status: number,
): FastifyReply {
  const language = languageOf(request as FastifyRequest<{ Querystring: { lang?: string } }>);
  const sentence = speaker(house.words, language)(key);
  const body = html`<header><div><h1>Minka</h1></div></header><main><section>${sentence}</section></main>`;
  return page(reply, status, publicPage({ language, title: 'Minka', body }));
}
