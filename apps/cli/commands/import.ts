import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Mapping } from '#kernel/pure/headers.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { importDoor } from '#kernel/server/importDoor.ts';
import { type Imported, runImport } from '#kernel/server/importing.ts';
import { readerOf } from '#kernel/server/reading.ts';
import { importers } from '#programme/imports.ts';
import type { Call, Command } from '../commands.ts';
import { inHouse, programmeOf } from '../opening.ts';
import { print, printJson, printTable } from '../printing.ts';

export const importCommand: Command = {
  takes: `FILE --as ${importers.map(({ as }) => as).join('|')}`,
  about: 'bring in a spreadsheet (CSV, XLSX, GeoJSON); bad rows come back in a file of their own',
  options: {
    as: { takes: 'WHAT', about: importers.map(({ as }) => as).join(', ') },
    'dry-run': { about: 'say what each row would record, and record nothing' },
    map: { takes: 'FIELD=COLUMN', about: 'correct the guessed columns; may be repeated; FIELD= for none', many: true },
    errors: { takes: 'FILE', about: 'where the bad rows go (default: beside FILE, .errors.csv)' },
  },
  run: async (call) => {
    const [path] = call.words;
    const as = call.values.get('as');
    if (!path || !as) throw new Refused([refuse('cli.missing', { what: importCommand.takes })]);
    const importer = importers.find((one) => one.as === as);
    if (!importer)
      throw new Refused([refuse('import.unknown-as', { as, known: importers.map((i) => i.as).join(', ') })]);
    const mapping = mappingGiven(call.many.get('map') ?? []);
    const bytes = await readFile(path).catch(() => {
      throw new Refused([refuse('cli.no-file', { file: path })]);
    });
    return inHouse(call, async (house) => {
      const { ledger } = house;
      const programme = await programmeOf(call, house);
      const dryRun = call.flags.has('dry-run');
      const today = new Date().toISOString().slice(0, 10);
      const imported = await runImport({
        ...importDoor(ledger, programme, programme),
        spec: importer.spec(readerOf(ledger.pool, programme), programme, today),
        bytes,
        fileName: basename(path),
        mapping,
        dryRun,
        language: call.language,
        words: house.words,
      });
      const errors = call.values.get('errors') ?? `${path.replace(/\.[^./\\]+$/, '')}.errors.csv`;
      const writes = imported.errorsFile !== null && (!dryRun || call.values.has('errors'));
      if (writes) await writeFile(errors, imported.errorsFile ?? '');
      if (call.json) printJson({ ...imported, dryRun, errorsFile: writes ? errors : null });
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

function tell({ mapping, rows, counts }: Imported, call: Call, errors: string | null): void {
  print(
    Object.entries(mapping)
      .filter(([, column]) => column !== null)
      .map(([field, column]) => `${field} = ${column}`)
      .join(' · '),
  );
  const worth = rows.filter(({ outcome }) => outcome !== 'known').slice(0, 100);
  if (worth.length > 0)
    printTable(
      ['#', '', '', ''],
      worth.map((row) => [row.line, call.say(`import.outcome.${row.outcome}`), row.would, row.said]),
    );
  print(
    Object.entries(counts)
      .map(([outcome, n]) => `${call.say(`import.outcome.${outcome}`)}: ${n}`)
      .join(' · '),
  );
  if (errors !== null) print(`→ ${errors}`);
}
