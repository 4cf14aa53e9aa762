import { words } from '#kernel/pure/words.ts';

/** What the command line says. */
export const cliWords = words({
  es: {
    'cli.import-columns': 'Columnas reconocidas:',
    'cli.import.line': 'Fila',
    'cli.import.outcome': 'Resultado',
    'cli.import.would': 'Registra',
    'cli.import.said': 'Observaciones',
    'cli.import-sums': 'Fila {lines}: son totales, no se importan.',
    'cli.more-rows': '… y {rows} filas más (con --json salen todas)',
    'cli.import-dry': 'Solo se revisó, no se registró nada.',
    'cli.import-done': 'Se importó.',
    'cli.import-errors': 'Las filas con error están en {file}: corríjalas ahí e importe ese archivo.',
  },
  en: {
    'cli.import-columns': 'Columns recognised:',
    'cli.import.line': 'Row',
    'cli.import.outcome': 'Outcome',
    'cli.import.would': 'Records',
    'cli.import.said': 'Remarks',
    'cli.import-sums': 'Row {lines}: sums, not imported.',
    'cli.more-rows': '… and {rows} more rows (--json gives them all)',
    'cli.import-dry': 'Only checked, nothing was recorded.',
    'cli.import-done': 'Imported.',
    'cli.import-errors': 'The rows with errors are in {file}: correct them there and import that file.',
  },
});
