import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { packOf } from '#apps/server/originPack.ts';
import { dayAt } from '#kernel/pure/day.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { readGeoFile } from '#kernel/server/geoFile.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { parcelsBehind } from '#programme/lots/parcelsQuery.ts';
import { type Exported, type ExportReport, exportEudr } from '#programme/plots/eudrExport.ts';
import { parcelsIn } from '#programme/plots/eudrList.ts';
import type { Call } from '../commands.ts';
import { askAs, inHouse, programmeOf } from '../opening.ts';
import { print, printJson } from '../printing.ts';
import { thingNamed } from './trace.ts';

export async function runEudr(call: Call, takes: string): Promise<number> {
  const [what, shipment] = call.words;
  const [out, from] = [call.values.get('out'), call.values.get('from')];
  if (what !== 'export' || out === undefined || (shipment === undefined) === (from === undefined))
    throw new Refused([refuse('cli.missing', { what: takes })]);
  const crop = call.values.get('crop') ?? 'cocoa';
  if (crop !== 'cocoa' && crop !== 'coffee')
    throw new Refused([refuse('cli.missing', { what: '--crop cocoa|coffee' })]);
  const of = from === undefined ? await shipped(shipment as string, call) : await listed(from);
  const report = await exportEudr({ ...of, crop, day: dayAt(new Date().toISOString()) }, out);
  if (call.json) printJson(report);
  else tell(report, out, call);
  return report.blocked.length === 0 ? 0 : 1;
}

function shipped(named: string, call: Call): Promise<Omit<Exported, 'crop' | 'day'>> {
  return inHouse(call, async (house) => {
    const programme = await programmeOf(call, house);
    const { id } = await thingNamed(house, programme, 'back', named);
    const behind = (await askAs(house, programme, call, 'lots.parcelsBehind', { id })) as AnswerOf<
      typeof parcelsBehind
    >;
    return packOf(behind);
  });
}

async function listed(file: string): Promise<Omit<Exported, 'crop' | 'day'>> {
  const bytes = await readFile(file).catch(() => {
    throw new Refused([refuse('cli.no-file', { file })]);
  });
  const { features } = await readGeoFile(bytes, basename(file));
  const parcels = parcelsIn(features);
  return {
    reference: basename(file).replace(/\.[^.]*$/, ''),
    parcels,
    unknownGrams: 0,
    evidence: parcels.map(({ shape: _, ...known }) => known),
  };
}

function tell(report: ExportReport, out: string, { say }: Call): void {
  const { reference, kg, plots, producers, statements, blocked, files } = report;
  print(say('cli.eudr.head', { reference, kg, plots, producers }));
  for (const { plot, codes } of blocked.slice(0, 50)) print(`✘ ${plot}  ${codes.join(', ')}`);
  if (blocked.length > 0) print(say('cli.eudr.blocked', { plots: blocked.length }));
  else print(say('cli.eudr.statements', { statements: statements.length, out }));
  for (const { name, bytes } of files) print(`  ${name}  ${bytes}`);
}
