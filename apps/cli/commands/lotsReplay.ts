import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { fromEpcis, isEpcis } from '#programme/lots/epcis.ts';
import { Replay, type Replayed } from '#programme/lots/replay.ts';
import type { Call } from '../commands.ts';
import { print, printJson, printTable } from '../printing.ts';

/** Lots of other programs, replayed into an empty scratch programme: lines of events, a JSON list of them, or an EPCIS document. */
export async function runReplay(file: string, call: Call): Promise<number> {
  const bad = await plotsListed(call.values.get('non-compliant'));
  const replay = new Replay();
  try {
    for await (const line of linesOf(file)) replay.take(line);
  } catch {
    throw new Refused([refuse('cli.no-file', { file })]);
  }
  const replayed = replay.result(bad);
  if (call.json) printJson(replayed);
  else tell(replayed, call);
  return 0;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, { encoding: 'utf8' });
  let first = true;
  for await (const read of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = read.replace(/^\uFEFF/, '');
    if (line.trim() === '') continue;
    const whole = first ? await wholeFile(line, file) : null;
    if (whole) {
      input.destroy();
      yield* whole;
      return;
    }
    first = false;
    yield line;
  }
}

/** The events of a file that is one JSON value, which its first line shows; null for lines of events. */
async function wholeFile(line: string, file: string): Promise<string[] | null> {
  const start = parsed(line);
  const read = start === undefined ? parsed((await readFile(file, 'utf8')).replace(/^\uFEFF/, '')) : start;
  const events = isEpcis(read) ? fromEpcis(read) : Array.isArray(read) ? read : null;
  return events?.map((event) => JSON.stringify(event)) ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Plots of a list: a JSON array, or one code a line (the first column of a CSV). */
async function plotsListed(file: string | undefined): Promise<ReadonlySet<string>> {
  if (file === undefined) return new Set();
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refused([refuse('cli.no-file', { file })]);
  });
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (!/^[[{]/.test(plain)) return new Set(plain.split(/\r?\n/).map((line) => (line.split(/[,;\t]/)[0] ?? '').trim()));
  try {
    return new Set(codesIn(JSON.parse(plain)));
  } catch {
    throw new Refused([refuse('cli.no-file', { file })]);
  }
}

/** `["P1"]`, `[{"plot":"P1"}]`, `{"plots":["P1"]}`. */
function codesIn(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(codesIn);
  if (typeof value !== 'object' || value === null) return [];
  const { plot, plots, non_compliant } = value as Record<string, unknown>;
  return codesIn(plot ?? plots ?? non_compliant ?? []);
}

function tell({ events, lots, shipments }: Replayed, { say }: Call): void {
  for (const { id, outcome, reason } of events)
    if (outcome !== 'ok') print(`✘ ${id ?? '?'}  ${outcome}${reason ? `  ${reason}` : ''}`);
  const row = (code: string, kg: number, origins: readonly string[]) => [code, `${kg} kg`, origins.length];
  const columns = ['lot', 'kg', 'origins'].map((column) => say(`cli.lots.column.${column}`));
  printTable(
    columns,
    Object.entries(lots).map(([code, lot]) => row(code, lot.balance_kg, lot.origins)),
  );
  if (Object.keys(shipments).length === 0) return;
  print('');
  printTable(
    ['shipment', 'kg', 'origins', 'eudr'].map((column) => say(`cli.lots.column.${column}`)),
    Object.entries(shipments).map(([code, of]) => [...row(code, of.kg, of.origins), of.eudr_ok ? '✔' : '✘']),
  );
}
