import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { carryIn, pendingIn } from '#apps/server/carrying.ts';
import { bringIn, type ImportAnswer, importerNamed } from '#apps/server/imports.ts';
import type { Mapping } from '#kernel/pure/headers.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { importers } from '#programme/imports.ts';
import type { Call, Command } from '../commands.ts';
import { inHouse, programmeOf } from '../opening.ts';
import { print, printJson, printTable } from '../printing.ts';

export const importCommand: Command = {
  takes: `FILE [--as ${importers.map(({ as }) => as).join('|')}]`,
  most: 1,
  options: {
    as: { takes: 'WHAT' },
    'dry-run': {},
    map: { takes: 'FIELD=COLUMN', many: true },
    errors: { takes: 'FILE' },
  },
  run: async (call) => {
    const [path] = call.words;
    const as = call.values.get('as');
    if (!path) throw new Refused([refuse('cli.missing', { what: importCommand.takes })]);
    const importer = as === undefined || as === 'facts' ? null : importerNamed(as);
    const mapping = mappingGiven(call.many.get('map') ?? []);
    const bytes = await readFile(path).catch(() => {
      throw new Refused([refuse('cli.no-file', { file: path })]);
    });
    const pending = pendingIn(bytes);
    if (!pending && as === 'facts') throw new Refused([refuse('import.no-pending', {}, 'file')]);
    if (!pending && !importer) throw new Refused([refuse('cli.missing', { what: importCommand.takes })]);
    return inHouse(call, async (house) => {
      const programme = await programmeOf(call, house);
      const dryRun = call.flags.has('dry-run');
      const of = { programme, staff: programme, fileName: basename(path), bytes, mapping, dryRun };
      const imported =
        pending || !importer
          ? await carryIn(house, pending ?? { facts: [], programme: null }, {
              ...of,
              language: call.language,
              forOthers: true,
            })
          : await bringIn(house, importer, { ...of, language: call.language });
      const errors = call.values.get('errors') ?? `${path.replace(/\.[^./\\]+$/, '')}.errors.csv`;
      const writes = imported.errorsFile !== null && (!dryRun || call.values.has('errors'));
      if (writes) await writeFile(errors, imported.errorsFile ?? '');
      if (call.json) printJson({ ...imported, errorsFile: writes ? errors : null });
      else tell(imported, call, writes ? errors : null);
      return imported.counts.bad > 0 ? 1 : 0;
    });
  },
};

/** `FIELD=COLUMN`; nothing after the sign means that no column is it. */
function mappingGiven(given: readonly string[]): Mapping {
  const pairs = given.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new Refused([refuse('cli.missing', { what: '--map FIELD=COLUMN' })]);
    return [text.slice(0, at).trim(), text.slice(at + 1).trim() || null] as const;
  });
  return Object.fromEntries(pairs);
}

const shown = 100;

function tell(
  { as, mapping, rows, sums, counts, dryRun, missing }: ImportAnswer,
  call: Call,
  errors: string | null,
): void {
  const label = (field: string) => call.say(`import.${as}.${field}`);
  if (as !== 'facts') print(call.say('cli.import-columns'));
  for (const [field, column] of Object.entries(mapping))
    if (column !== null) print(`  ${column} → ${label(field)}${column === label(field) ? '' : ` (${field})`}`);
  for (const field of missing) print(`  ✘ ${label(field)} (${field})`);
  if (sums.length > 0) print(call.say('cli.import-sums', { lines: sums.join(', ') }));
  const worth = rows.filter(({ outcome }) => outcome !== 'known');
  print('');
  if (worth.length > 0)
    printTable(
      ['line', 'outcome', 'would', 'said'].map((column) => call.say(`cli.import.${column}`)),
      worth.slice(0, shown).map((row) => [row.line, call.say(`import.outcome.${row.outcome}`), row.would, row.said]),
    );
  if (worth.length > shown) print(call.say('cli.more-rows', { rows: worth.length - shown }));
  const outcomes = Object.entries(counts).map(([outcome, n]) => `${call.say(`import.outcome.${outcome}`)}: ${n}`);
  print(`\n${call.say(dryRun ? 'cli.import-dry' : 'cli.import-done')} ${outcomes.join(' · ')}`);
  if (errors !== null) print(call.say('cli.import-errors', { file: errors }));
}
