import { Worker } from 'node:worker_threads';
import { type Refusal, Refused, refuse } from '#kernel/pure/refusal.ts';

/** What a thread is sent; it answers with the same number. */
export type Task<T> = T & { readonly number: number };
export type Done = { readonly number: number } & (
  | { readonly answer: unknown }
  | { readonly refusals: readonly Refusal[] }
);

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One thread for all, opened when it is first needed. One that takes too long is ended, and the next gets a new one. */
export class Thread<T extends object> {
  private readonly file: URL;
  private readonly patienceMs: number;
  private worker: Worker | null = null;
  private number = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(file: URL, patienceMs: number) {
    this.file = file;
    this.patienceMs = patienceMs;
  }

  run(task: T): Promise<unknown> {
    const worker = this.open();
    const number = (this.number += 1);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.end(worker), this.patienceMs);
      const settled = (go: () => void) => {
        clearTimeout(late);
        this.waiting.delete(number);
        go();
      };
      this.waiting.set(number, {
        resolve: (answer) => settled(() => resolve(answer)),
        reject: (error) => settled(() => reject(error)),
      });
      worker.postMessage({ ...task, number } satisfies Task<T>);
    });
  }

  private open(): Worker {
    if (this.worker) return this.worker;
    // A package of the raster reader takes a thread without data for one of its own, and breaks.
    const worker = new Worker(this.file, { workerData: {}, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
    worker.unref();
    worker.on('message', (done: Done) => {
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
    for (const one of [...this.waiting.values()]) one.reject(new Refused([refuse('tool.failed')]));
  }
}
