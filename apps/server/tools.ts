import { Worker } from 'node:worker_threads';
import type { FastifyInstance } from 'fastify';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type House, present } from '#kernel/server/http.ts';
import { troubleInJson } from '#kernel/server/jsonGuard.ts';
import { type ToolDone, type ToolTask, toolNames } from './toolsWork.ts';

/** A file of so many bytes; larger ones are judged by `./minka`. */
const bodyLimit = 30_000_000;
const patienceMs = 60_000;

/**
 * `POST /api/tools/<tool>`: what the command line does with a file, for integrations. Records nothing and reads nothing of
 * the programme, so anybody who is signed in may ask. The body is the file itself, of whatever type it says to be.
 */
export async function mountTools(app: FastifyInstance, house: House): Promise<void> {
  const thread = new ToolThread();
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

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One thread for all, opened when it is first needed. One that takes too long is ended, and the next gets a new one. */
class ToolThread {
  private worker: Worker | null = null;
  private number = 0;
  private readonly waiting = new Map<number, Waiting>();

  run(task: Omit<ToolTask, 'number'>): Promise<unknown> {
    const worker = this.open();
    const number = (this.number += 1);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.end(worker), patienceMs);
      const settled = (go: () => void) => {
        clearTimeout(late);
        this.waiting.delete(number);
        go();
      };
      this.waiting.set(number, {
        resolve: (answer) => settled(() => resolve(answer)),
        reject: (error) => settled(() => reject(error)),
      });
      worker.postMessage({ ...task, number } satisfies ToolTask);
    });
  }

  private open(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('./toolsWorker.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    worker.unref();
    worker.on('message', (done: ToolDone) => {
      const one = this.waiting.get(done.number);
      if ('answer' in done) one?.resolve(done.answer);
      else one?.reject(new Refused(done.refusals));
    });
    worker.on('error', () => this.end(worker));
    worker.on('exit', () => this.end(worker));
    this.worker = worker;
    return worker;
  }

  /** What was waiting for it is told, and may be asked again in smaller pieces. */
  private end(worker: Worker): void {
    if (this.worker !== worker) return;
    this.worker = null;
    void worker.terminate();
    for (const one of [...this.waiting.values()]) one.reject(new Refused([refuse('tool.failed')]));
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }
}
