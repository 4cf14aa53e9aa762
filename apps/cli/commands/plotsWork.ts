import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { readGeoFile } from '#kernel/server/geoFile.ts';
import { openGeos } from '#kernel/server/geos.ts';
import { checkFeatures, type FileReport, peruAtlas } from '#programme/plots/fileChecks.ts';
import { type LandPolicy, readLandPolicy } from '#programme/plots/landPolicy.ts';
import { plausibleCases } from '#programme/plots/plausibleCases.ts';
import { codeOf } from '#programme/plots/rules.ts';
import { readTrack } from '#programme/plots/track.ts';
import { readFixes } from '#programme/plots/trackFile.ts';
import type { Call } from '../commands.ts';
import { print, printJson, printTable, warn } from '../printing.ts';
import { terminal } from '../terminal.ts';

export function runPlots(call: Call, takes: string): Promise<number> {
  const [what, file] = call.words;
  if (what === 'plausible') return tellPlausible(call);
  if ((what === 'check' || what === 'track') && file) return what === 'check' ? check(file, call) : track(file, call);
  throw new Refused([refuse('cli.missing', { what: takes })]);
}

async function check(file: string, call: Call): Promise<number> {
  const accuracyM = accuracyGiven(call);
  const policy = await policyGiven(call);
  const report = await judged(file, call, async (bytes) => {
    const { features, notes } = await readGeoFile(bytes, basename(file));
    for (const note of notes) warn(call.say(note));
    return checkFeatures(features, { policy, ...(accuracyM === undefined ? {} : { accuracyM }) });
  });
  if (call.json) printJson(report);
  else tellReport(report, call);
  return report.file.accepted ? 0 : 2;
}

/** The file's report, or one that says why the file could not be judged at all. */
async function judged(
  file: string,
  call: Call,
  judge: (bytes: Uint8Array) => Promise<FileReport>,
): Promise<FileReport> {
  try {
    return await judge(await readFile(file));
  } catch (error) {
    return { features: [], pairs: [], file: { accepted: false, error: whyNot(error, file, call) } };
  }
}

/** One line: the code for machines, the words for people. */
export function whyNot(error: unknown, file: string, call: Call): string {
  const code = (error as NodeJS.ErrnoException).code;
  const refusals =
    error instanceof Refused
      ? error.refusals
      : code !== undefined && /^E[A-Z]+$/.test(code)
        ? [refuse('cli.no-file', { file })]
        : null;
  if (!refusals) throw error;
  return refusals.map((r) => `${r.code}: ${call.say(r.code, r.params)}`).join('; ');
}

function accuracyGiven({ values }: Call): number | undefined {
  const given = values.get('accuracy');
  if (given === undefined) return undefined;
  const metres = Number(given);
  if (!(metres > 0 && metres <= 1000))
    throw new Refused([refuse('cli.out-of-bounds', { option: '--accuracy', least: 0, most: 1000 })]);
  return metres;
}

async function policyGiven(call: Call): Promise<LandPolicy> {
  const file = call.values.get('policy');
  if (file === undefined) return readLandPolicy({}).policy;
  const bytes = await readFile(file).catch(() => {
    throw new Refused([refuse('cli.no-file', { file })]);
  });
  const given = parsedJson(bytes.toString('utf8'));
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Refused([refuse('geo.policy-unreadable')]);
  const { policy, unknown } = readLandPolicy(given);
  if (unknown.length > 0) warn(call.say('cli.plots.unknown-limits', { keys: unknown.join(', ') }));
  return policy;
}

function parsedJson(given: string): unknown {
  try {
    return JSON.parse(given.replace(/^\uFEFF/, ''));
  } catch {
    throw new Refused([refuse('geo.policy-unreadable')]);
  }
}

async function track(file: string, call: Call): Promise<number> {
  const geos = await openGeos();
  try {
    const fixes = readFixes(await readFile(file));
    const { areaM2, ring, findings } = readTrack(fixes, { mend: geos.mended, offshoreM: peruAtlas.offshoreM });
    if (call.json) printJson({ area_m2: Math.round(areaM2 * 100) / 100, ring, findings });
    else {
      print(call.say('cli.plots.track', { ha: (areaM2 / 10_000).toFixed(2), corners: Math.max(0, ring.length - 1) }));
      for (const finding of findings) print(`  ${finding.level.padEnd(5)} ${said(finding, call)}`);
    }
    return 0;
  } catch (error) {
    const why = whyNot(error, file, call);
    if (call.json) printJson({ area_m2: 0, ring: [], findings: [], file: { accepted: false, error: why } });
    else warn(`✘ ${why}`);
    return 2;
  }
}

async function tellPlausible(call: Call): Promise<number> {
  const cases = plausibleCases(parsedJson(await text(terminal().input)));
  if (call.json) printJson({ cases });
  else
    for (const { case_id, flags } of cases) print(`${String(case_id)}  ${flags.map((f) => f.code).join(', ') || '✔'}`);
  return 0;
}

function said(
  { code, detail }: { code: string; detail: Readonly<Record<string, string | number>> },
  call: Call,
): string {
  return `${code}  ${call.say(codeOf(code), detail)}`;
}

function tellReport({ features, pairs, file }: FileReport, call: Call): void {
  if (!file.accepted) {
    warn(`✘ ${file.error}`);
    return;
  }
  const rows = features.map((f) => [
    f.index,
    f.id,
    call.say(`cli.plots.verdict.${f.verdict}`),
    `${(f.area_m2 / 10_000).toFixed(2)} ha`,
    f.district_inei,
    f.findings.map((finding) => said(finding, call)).join(' · '),
  ]);
  printTable(
    ['index', 'id', 'verdict', 'area', 'district', 'findings'].map((column) => call.say(`cli.plots.column.${column}`)),
    rows,
  );
  for (const { a, b, overlap_m2, iou, finding } of pairs)
    if (finding) print(call.say('cli.plots.pair', { a, b, m2: Math.round(overlap_m2), iou: iou.toFixed(2), finding }));
}
