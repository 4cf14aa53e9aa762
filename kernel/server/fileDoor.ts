import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, officeRoles, type Role, scopesOf } from '#kernel/pure/policy.ts';
import { type Refusal, Refused, refuse } from '#kernel/pure/refusal.ts';
import { spoken } from '#kernel/pure/words.ts';
import { fileBytes } from './files.ts';
import { discreetly, type House, present } from './http.ts';

/** Where a phone's uploads lie; the browser of one person never reaches those of another. */
const door = '/api/files';
const dayMs = 86_400_000;
const hash = /^[0-9a-f]{64}$/;

/** Who sees the pictures of the records that she may see: those who work with people, and the stations that took them. */
const seesPhotos: readonly Role[] = [
  ...officeRoles,
  'technician',
  'promoter',
  'inspector',
  'nursery-operator',
  'buyer',
  'warehouse',
];

/** tus 1.0 for photos that follow their facts, and the photos themselves for whoever may see the record. */
export function mountFiles(app: FastifyInstance, house: House): void {
  const { files } = house;
  mkdirSync(files.uploads, { recursive: true, mode: 0o700 });
  const store = new FileStore({ directory: files.uploads });
  const seats = new WeakMap<object, string>();
  const tus = new Server({
    path: door,
    datastore: store,
    relativeLocation: true,
    allowedOrigins: [],
    maxSize: fileBytes,
    disableTerminationForFinishedUploads: false,
    namingFunction: (request) =>
      `${seats.get(request.runtime?.node?.req ?? request)}.${randomBytes(16).toString('hex')}`,
    onUploadCreate: async (_request, upload) => {
      const { metadata } = upload;
      if (!hash.test(metadata?.['sha256'] ?? '')) throw told(house, 400, refuse('file.no-hash'));
      if (!upload.size) throw told(house, 400, refuse('file.no-size'));
      return { metadata: metadata ?? {} };
    },
    onUploadFinish: async (_request, upload) => {
      const [programme = '', author = ''] = upload.id.split('.');
      const from = upload.storage?.path ?? '';
      const sha256 = String(upload.metadata?.['sha256']);
      try {
        await files.take({ programme, author, sha256, from });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        // What cannot become a file is not gone on with: the phone begins again, or puts it aside.
        await store.remove(upload.id).catch(() => undefined);
        throw told(house, error.status, ...error.refusals);
      }
      return { headers: { 'x-minka-kept': sha256 } };
    },
    onResponseError: (_request, error) => {
      const { status_code, body } = error as { status_code?: number; body?: string };
      if (body?.startsWith('{')) return undefined;
      const [status, refusal] = answerOf(status_code);
      return told(house, status, refusal);
    },
  });
  const upload = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { who } = await present(house, request);
    const { id } = request.params as { id?: string };
    const seat = `${who.programme}.${who.staff}`;
    if (id !== undefined && !id.startsWith(`${seat}.`)) throw new Refused([refuse('http.not-found')], 404);
    seats.set(request.raw, seat);
    reply.hijack();
    await tus.handle(request.raw, reply.raw);
  };
  // The bytes go to tus as they come; nothing here holds or reads them.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  app.post(door, upload);
  for (const method of ['HEAD', 'PATCH', 'DELETE'] as const)
    app.route({
      method,
      url: `${door}/:id`,
      handler: upload,
      ...(method === 'HEAD' ? { exposeHeadRoute: false } : {}),
    });
  mountReading(app, house);
  const tidy = () => void files.collect(Date.now()).catch((error) => app.log.warn(discreetly(error), 'files'));
  const timer = setInterval(tidy, dayMs).unref();
  app.addHook('onReady', async () => tidy());
  app.addHook('onClose', async () => clearInterval(timer));
}

function mountReading(app: FastifyInstance, house: House): void {
  app.route<{ Params: { id: string } }>({
    method: 'GET',
    url: `${door}/:id`,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const { who, standing } = await present(house, request);
      const sha256 = request.params.id;
      const nothing = new Refused([refuse('http.not-found')], 404);
      if (!hash.test(sha256)) throw nothing;
      const scopes = scopesOf(standing.actor, seesPhotos);
      if (!(await maySee(house, who.programme, sha256, standing.actor, scopes))) throw nothing;
      const kept = await house.files.find(who.programme, sha256);
      if (!kept) throw new Refused([refuse('file.missing')], 404);
      // Asked for each time: a photo that was withdrawn a minute ago is not shown out of a browser's memory.
      reply.header('cache-control', 'private, no-cache').header('etag', `"${sha256}"`);
      if (request.headers['if-none-match'] === `"${sha256}"`) return reply.code(304).send();
      return reply
        .header('content-type', kept.type)
        .header('content-length', kept.bytes)
        .header('content-disposition', 'inline')
        .send(createReadStream(house.files.path(who.programme, sha256)));
    },
  });
}

/** A record names it that lies where she works, or that she recorded herself. */
async function maySee(
  house: House,
  programme: string,
  sha256: string,
  actor: Actor,
  scopes: ReturnType<typeof scopesOf>,
): Promise<boolean> {
  if (scopes === null) return false;
  const { rows } = await house.ledger.pool.query(
    `with recursive down as (
       select id from unnest($4::uuid[]) id
       union select s.id from ledger_scope s join down on s.parent = down.id where s.programme = $1)
     select 1 from file_ref r join ledger_fact f on f.programme = r.programme and f.id = r.fact
     left join ledger_release l on l.programme = f.programme and l.fact = f.id
     where r.programme = $1 and r.sha256 = $2
       and (f.author = $3 or $5 or coalesce(l.scope, f.scope) in (select id from down)) limit 1`,
    [programme, sha256, actor.id, scopes === 'all' ? [] : scopes, scopes === 'all'],
  );
  return rows.length > 0;
}

/** A refusal in the form in which tus answers. */
function told(house: House, status: number, ...refusals: readonly Refusal[]): { status_code: number; body: string } {
  return { status_code: status, body: JSON.stringify({ refusals: refusals.map((r) => spoken(house.words, r)) }) };
}

function answerOf(status: number | undefined): [number, Refusal] {
  if (status === 404 || status === 410) return [status, refuse('file.no-upload')];
  if (status === 409) return [409, refuse('file.other-offset')];
  if (status === 413) return [413, refuse('http.too-large', { bytes: fileBytes })];
  if (status !== undefined && status >= 400 && status < 500) return [status, refuse('http.unreadable')];
  return [503, refuse('http.unexpected')];
}
