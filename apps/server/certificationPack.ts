import type { FastifyInstance } from 'fastify';
import { speaker } from '#kernel/pure/words.ts';
import { askerFor, parametersOf } from '#kernel/server/asking.ts';
import { type House, languageOf, present } from '#kernel/server/http.ts';
import { readerOn, reading } from '#kernel/server/reading.ts';
import { auditPack } from '#programme/certification/auditPack.ts';
import { certificate } from '#programme/certification/certificateQuery.ts';

/** `GET /api/certification/pack?certificate=…`: the auditor's folder, for whoever may ask about the certificate. */
export function mountCertificationPack(app: FastifyInstance, house: House): void {
  app.get<{ Querystring: Record<string, string> }>('/api/certification/pack', async (request, reply) => {
    const { standing } = await present(house, request);
    const language = languageOf(request.query);
    const asker = askerFor(certificate, standing, language);
    const { params } = parametersOf(certificate, request.query);
    const of = { ...(params as { certificate: string }), language, say: speaker(house.words, language) };
    const { name, zip } = await reading(house.ledger.pool, asker.programme, (client) =>
      auditPack(readerOn(client), asker, { ...of, at: new Date().toISOString() }),
    );
    return reply
      .header('content-type', 'application/zip')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Buffer.from(zip));
  });
}
