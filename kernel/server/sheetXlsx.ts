import { Worker } from 'node:worker_threads';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Grid, SheetLimits } from './sheet.ts';

/** What a workbook may unpack to (200,000 rows of 12 cells are 130 MB): a file of 1 MB can hold 1 GB of zeros. */
const mostUnpacked = 200_000_000;
/**
 * Memory of a reader in MB per thousand rows that are allowed (measured: 5 for 12 columns), and its time: a sheet of two cells
 * can claim to be a million rows long and wide.
 */
const memoryPerThousand = 8;
const patience = 60_000;

/** Reads the first sheet of a workbook that has anything in it. Days come as `2021-03-12`, numbers as they are shown. */
export async function readXlsxGrid(bytes: Uint8Array, limits: SheetLimits): Promise<Grid> {
  const tooLarge = new Refused([refuse('import.too-large', { megabytes: limits.bytes / 1e6 })]);
  if (unpackedSize(bytes) > mostUnpacked) throw tooLarge;
  const most = limits.rows + 30;
  const read = await readApart(bytes, most, 64 + (limits.rows / 1000) * memoryPerThousand);
  if (read === null) throw tooLarge;
  if (!('lines' in read)) throw new Refused([refuse('import.unreadable')]);
  if (read.rows > most) throw new Refused([refuse('import.too-many-rows', { most: limits.rows })]);
  return { format: 'xlsx', lines: read.lines, encoding: null, separator: null, decimal: '.' };
}

type Reading = { readonly rows: number; readonly lines: string[][] } | { readonly unreadable: true };

/** Reads beside the server, which goes on answering meanwhile; null when it took too much memory or time. */
function readApart(bytes: Uint8Array, most: number, megabytes: number): Promise<Reading | null> {
  const worker = new Worker(new URL('./sheetXlsxWorker.mjs', import.meta.url), {
    workerData: { bytes, most },
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64 },
    execArgv: [],
  });
  return new Promise((resolve, reject) => {
    const impatient = setTimeout(() => resolve(null), patience);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(null);
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(impatient);
      resolve(null);
    });
  }).finally(() => worker.terminate()) as Promise<Reading | null>;
}

/** Sum of the sizes that the zip's own table of contents gives. */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = view.byteLength - 46; at >= 0; at -= 1) {
    if (view.getUint8(at) === 0x50 && view.getUint32(at, true) === 0x02014b50) sum += view.getUint32(at + 24, true);
  }
  return sum;
}
