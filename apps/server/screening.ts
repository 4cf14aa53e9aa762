import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { id, list, maybe } from '#kernel/pure/fields.ts';
import { scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type House, present } from '#kernel/server/http.ts';
import { checked } from '#kernel/server/routes.ts';
import type { Examined } from '#programme/plots/layersOpening.ts';
import { groundKinds, LayerBrought, PlotScreened } from '#programme/plots/screeningFacts.ts';
import type { LayerFile } from '#programme/plots/screeningState.ts';
import { Screener, waitingLayer } from './screener.ts';

/** Hansen's largest tile has 1.5 GB. */
const mostBytes = 4_000_000_000;

const asked = z.strictObject({ plots: maybe(list(id(), 1_000)) });

/** Layers come in as streams, plots are screened beside everything else. */
export async function mountScreening(app: FastifyInstance, house: House): Promise<void> {
  const screener = new Screener(house);
  app.addHook('onClose', () => screener.close());
  app.get('/api/screening', async (request) => {
    const { who, standing } = await present(house, request);
    if (scopesOf(standing.actor, PlotScreened.by) === null) throw new Refused([refuse('policy.not-your-role')], 403);
    return screener.stateOf(who.programme);
  });
  app.post('/api/screening', async (request, reply) => {
    const { who, standing } = await present(house, request);
    if (scopesOf(standing.actor, PlotScreened.by) === null) throw new Refused([refuse('policy.not-your-role')], 403);
    const { plots } = checked(asked, request.body ?? {});
    // Who asks sees how it goes by asking again; a run of 200,000 plots is longer than a request.
    void screener.run(who.programme, who.staff, plots);
    return reply.code(202).send(screener.stateOf(who.programme));
  });
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
    scope.post<{ Querystring: { kind?: string; name?: string } }>(
      '/api/layers',
      { bodyLimit: mostBytes },
      async (request): Promise<LayerFile> => {
        const { who, standing } = await present(house, request);
        if (scopesOf(standing.actor, LayerBrought.by) === null)
          throw new Refused([refuse('policy.not-your-role')], 403);
        const kind = groundKinds.find((known) => known === request.query.kind);
        if (!kind) throw new Refused([refuse('plots.layer-kind', { known: groundKinds.join(', ') }, 'kind')]);
        const fileName = (request.query.name ?? '').slice(0, 200) || 'layer';
        const { uploads } = house.files;
        await mkdir(uploads, { recursive: true, mode: 0o700 });
        const part = join(uploads, `${who.programme}.layer.${randomBytes(16).toString('hex')}.part`);
        try {
          const kept = await received(request.body as Readable | undefined, part);
          const task = { what: 'examine', kind, file: part, fileName } as const;
          const { box, cells } = (await screener.thread.run(task)) as Examined;
          const waiting = waitingLayer(uploads, who.programme, kept.sha256);
          if (!existsSync(waiting)) await rename(part, waiting);
          const [west, south, east, north] = box;
          return { ...kept, west, south, east, north, cells };
        } finally {
          await rm(part, { force: true });
        }
      },
    );
    done();
  });
}

/** The body on the disk, hashed as it comes: no tile is ever whole in memory. */
async function received(body: Readable | undefined, file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  if (!body || typeof body.pipe !== 'function') throw new Refused([refuse('plots.layer-empty')]);
  const counted = async function* (source: AsyncIterable<Buffer>) {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > mostBytes) throw new Refused([refuse('plots.layer-too-large', { gigabytes: mostBytes / 1e9 })], 413);
      hash.update(piece);
      yield piece;
    }
  };
  await pipeline(body, counted, createWriteStream(file, { mode: 0o600 }));
  if (bytes === 0) throw new Refused([refuse('plots.layer-empty')]);
  return { sha256: hash.digest('hex'), bytes };
}
