import { fold } from '#kernel/pure/fold.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { checkDni, checkDniAndRuc, checkDocument, dniFromRuc } from '#programme/people/identity.ts';

type Kind = 'DNI' | 'CE' | 'RUC';

/**
 * The document of a line. What fails its check is refused here, not only flagged: a list can be mended and brought
 * again. A DNI of five to seven digits lost its zeros in the spreadsheet: they are put back, and a person looks.
 */
export function readImportedDocument(
  values: Readonly<Record<string, string>>,
  refusals: Refusal[],
  flags: Refusal[],
): { type: Kind; number: string } | undefined {
  const text = values['document'] || values['ruc'] || '';
  if (text === '' || none.has(fold(text))) return undefined;
  const kind = values['document'] ? kindOf(values['documentType'] ?? '', text) : 'RUC';
  const first = checkDocument(named[kind], text);
  const padded = !first.ok && first.refusal.code === 'people.dni-short' ? first.suggestion : undefined;
  const read = padded === undefined ? first : checkDni(padded);
  if (!read.ok) {
    refusals.push({ ...read.refusal, at: values['document'] ? 'document' : 'ruc' });
    return undefined;
  }
  if (padded !== undefined && !first.ok) flags.push(refuse('people.dni-padded', {}, 'document'));
  if (kind === 'DNI' && values['ruc']) {
    const both = checkDniAndRuc(read.number, values['ruc']);
    if (!both.ok) refusals.push({ ...both.refusal, at: 'ruc' });
  }
  const dni = kind === 'RUC' ? dniFromRuc(read.number) : null;
  return dni === null ? { type: kind, number: read.number } : { type: 'DNI', number: dni };
}

const named = { DNI: 'dni', CE: 'ce', RUC: 'ruc' } as const;
const none = new Set(['sin documento', 'no tiene', 'ninguno', 's d', 'sd', 'none', '0', '']);

function kindOf(type: string, text: string): Kind {
  const said = fold(type);
  if (said.includes('ruc')) return 'RUC';
  if (said === 'ce' || said.includes('extranjer') || said.includes('foreign')) return 'CE';
  if (said !== '') return 'DNI';
  const digits = text.replace(/\D/g, '').length;
  return digits === 11 ? 'RUC' : 'DNI';
}
