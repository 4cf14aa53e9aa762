import type { FastifyInstance } from 'fastify';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type House, present } from '#kernel/server/http.ts';
import { troubleInJson } from '#kernel/server/jsonGuard.ts';
import { Thread } from './thread.ts';
import { type ToolTask, toolNames } from './toolsWork.ts';

/** A file of so many bytes; larger ones are judged by `./minka`. */
const bodyLimit = 30_000_000;
const patienceMs = 60_000;

/**
 * `POST /api/tools/<tool>`: what the command line does with a file, for integrations. Records nothing and reads nothing of
 * the programme, so anybody who is signed in may ask. The body is the file itself, of whatever type it says to be.
 */
export async function mountTools(app: FastifyInstance, house: House): Promise<void> {
  const thread = new Thread<Omit<ToolTask, 'number'>>(new URL('./toolsWorker.mjs', import.meta.url), patienceMs);
  app.addHook('onClose', () => thread.close());
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
    for (const tool of toolNames) {
      scope.post<{ Querystring: { accuracy?: string } }>(`/api/tools/${tool}`, { bodyLimit }, async (request) => {
        await present(house, request);
        const bytes = request.body;
        if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new Refused([refuse('geo.unreadable')]);
        // Before the thread sees it: nesting without end and millions of positions are told in milliseconds.
        const trouble = bytes[0] === 0x7b || bytes[0] === 0x5b ? troubleInJson(bytes) : null;
        if (trouble) throw new Refused([trouble]);
        return thread.run({ tool, bytes, accuracyM: accuracyOf(request.query.accuracy) });
      });
    }
    done();
  });
}

function accuracyOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const metres = Number(text);
  if (!(metres > 0 && metres <= 1000)) throw new Refused([refuse('tool.accuracy', {}, 'accuracy')]);
  return metres;
}
