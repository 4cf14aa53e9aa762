import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { readGeoFile } from '#kernel/server/geoFile.ts';
import { openLayers, type ZonalReport, zonalReport } from '#programme/plots/zonalFile.ts';
import type { Call } from '../commands.ts';
import { printJson, printTable, warn } from '../printing.ts';
import { whyNot } from './plotsWork.ts';

export async function runLand(call: Call, takes: string): Promise<number> {
  const [what, file] = call.words;
  const given = call.many.get('layer') ?? [];
  if (what !== 'zonal' || !file || given.length === 0) throw new Refused([refuse('cli.missing', { what: takes })]);
  const report = await zonal(file, given, call);
  if (call.json) printJson(report);
  else if (report.file.error !== null) warn(`✘ ${report.file.error}`);
  else tell(report, call);
  return report.file.error === null ? 0 : 2;
}

async function zonal(file: string, given: readonly string[], call: Call): Promise<ZonalReport> {
  try {
    const layers = await openLayers(given);
    const { features } = await readGeoFile(await readFile(file), basename(file));
    return await zonalReport(features, layers);
  } catch (error) {
    return { plots: [], file: { error: whyNot(error, file, call) } };
  }
}

function tell({ plots }: ZonalReport, { say }: Call): void {
  const rows = plots.map((plot) => [
    plot.id,
    `${(plot.area_m2 / 10_000).toFixed(2)} ha`,
    plot.loss_after_2020_pct === null ? null : `${plot.loss_after_2020_pct.toFixed(1)} %`,
    say(`cli.land.verdict.${plot.verdict}`),
  ]);
  printTable(
    ['id', 'area', 'loss', 'verdict'].map((column) => say(`cli.land.column.${column}`)),
    rows,
  );
}
