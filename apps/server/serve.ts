import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { mountCounting } from '#kernel/server/counting.ts';
import { mountEnrolments } from '#kernel/server/enrolments.ts';
import { exportCsv, exportXlsx } from '#kernel/server/exporting.ts';
import { mountFiles } from '#kernel/server/fileDoor.ts';
import { discreetly, type House, type Logging, languageOf, openHttp, present } from '#kernel/server/http.ts';
import { isListed } from '#kernel/server/listing.ts';
import { mountLogins } from '#kernel/server/logins.ts';
import { mountMetrics } from '#kernel/server/metrics.ts';
import { mountMyDoors } from '#kernel/server/myDoors.ts';
import { openapi } from '#kernel/server/openapi.ts';
import { mountPassbooks } from '#kernel/server/passbooks.ts';
import { mountAccess, mountDoors } from '#kernel/server/routes.ts';
import { followTls, readTls, type TlsFiles } from '#kernel/server/tls.ts';
import { allCounted } from '#programme/counted.ts';
import { firstAdministrator, introduce, seatOf } from './arrival.ts';
import { mountCertificationPack } from './certificationPack.ts';
import { mountImports } from './imports.ts';
import { mountOgc } from './ogc.ts';
import { mountOriginPages } from './originPages.ts';
import { passbookHolders } from './passbookHolders.ts';
import { mountScreening } from './screening.ts';
import { mountSync } from './sync.ts';
import { mountTools } from './tools.ts';

const dist = (app: string) => fileURLToPath(new URL(`../../dist/${app}/`, import.meta.url));

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly log?: Logging;
  /** Serves HTTPS itself with these files, and follows them when they change. */
  readonly tls?: TlsFiles | undefined;
  /** Told of every route as it is mounted. */
  readonly route?: (route: RouteOptions) => void;
}

/** The server: the two doors, signing in, exports, imports, phones, and the two apps. Answers the address it listens on. */
export async function serve(house: House, options: ServeOptions): Promise<{ app: FastifyInstance; address: string }> {
  const app = await openHttp(house, options.log ?? true, options.tls && readTls(options.tls));
  if (options.tls) {
    const server = app.server as unknown as Server;
    const stop = followTls(server, options.tls, (error) => app.log.warn(discreetly(error), 'certificate'));
    app.addHook('onClose', async () => stop());
  }
  if (options.route) app.addHook('onRoute', options.route);
  mountDoors(app, house);
  mountMyDoors(app, house);
  mountMetrics(app, house);
  const welcome = mountAccess(app, house, introduce(house), firstAdministrator(house));
  mountLogins(app, house, welcome);
  mountEnrolments(app, house, welcome, seatOf(house));
  mountPassbooks(app, house, passbookHolders(house), introduce(house));
  mountExports(app, house);
  mountCertificationPack(app, house);
  mountSync(app, house);
  mountImports(app, house);
  mountCounting(app, house, allCounted);
  mountFiles(app, house);
  mountOgc(app, house);
  mountOriginPages(app, house);
  await mountTools(app, house);
  await mountScreening(app, house);
  const description = openapi(house.ledger.registry.kinds, house.questions, house.version, {
    counted: allCounted,
    answers: JSON.parse(readFileSync(new URL('./answers.json', import.meta.url), 'utf8')),
  });
  app.get('/api/openapi.json', async () => description);
  app.get('/api/health', async () => {
    await house.ledger.pool.query('select 1');
    return { ok: true, version: house.version };
  });
  await mountApps(app);
  const address = await app.listen({ port: options.port, host: options.host });
  return { app, address };
}

function mountExports(app: FastifyInstance, house: House): void {
  app.get<{ Params: { file: string }; Querystring: Record<string, string> }>(
    '/api/export/:file',
    async (request, reply) => {
      const { standing } = await present(house, request);
      const [, name = '', kind = ''] = /^(.+)\.(csv|xlsx)$/.exec(request.params.file) ?? [];
      const listing = house.questions.get(name);
      if (!listing || !isListed(listing))
        throw new Refused([refuse('http.no-such-export', { file: request.params.file.slice(0, 80) })], 404);
      const wanted = {
        listing,
        standing,
        query: request.query,
        language: languageOf(request.query),
        words: house.words,
      };
      const type =
        kind === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      const body =
        kind === 'csv' ? await exportCsv(house.ledger.pool, wanted) : await exportXlsx(house.ledger.pool, wanted);
      return reply
        .header('content-type', type)
        .header('content-disposition', `attachment; filename="${name}.${kind}"`)
        .send(body);
    },
  );
}

/** Both apps are files made by the build; every path of theirs that is no file opens the app. */
async function mountApps(app: FastifyInstance): Promise<void> {
  for (const [i, name] of ['office', 'phone'].entries()) {
    if (!existsSync(dist(name))) continue;
    await app.register(fastifyStatic, {
      root: dist(name),
      prefix: `/${name}/`,
      decorateReply: i === 0,
      setHeaders: (reply, path) => {
        const lasting = path.includes('/assets/');
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
      wildcard: false,
      preCompressed: true,
    });
    app.get(`/${name}/*`, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile('index.html', dist(name)),
    );
    app.get(`/${name}`, (_request, reply) => reply.redirect(`/${name}/`));
  }
  app.get('/', (_request, reply) => reply.redirect('/office/'));
  // What a card's code says; the browser keeps what stands behind the # to itself.
  for (const path of ['/L', '/l']) app.get(path, (_request, reply) => reply.redirect('/phone/libreta'));
}
