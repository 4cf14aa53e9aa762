import { fold } from '#kernel/pure/fold.ts';
import { type Read, readNumber, readWhole } from '#kernel/pure/readers.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import type { payments } from './deskFacts.ts';
import type { BeanState, Grade } from './rules.ts';
import type { CutTest } from './terms.ts';

const no = <T>(code: string): Read<T> => ({ ok: false, refusal: refuse(code) });

/** Wet or dry, as lists say it: `baba`, `en fresco`, `grano seco`, `dry beans`. */
export function readState(text: string): Read<BeanState> {
  const said = fold(text);
  const wet = /\b(baba|fresc[oa]|humed[oa]|mojad[oa]|wet|fresh)\b/.test(said);
  const dry = /\b(sec[oa]|dry|dried)\b/.test(said);
  return wet === dry ? no('purchasing.import-state') : { ok: true, value: wet ? 'wet' : 'dry' };
}

/** `1`, `Grado 2`, `Primera`, `II`, `fuera de norma`, `SS`. */
export function readGrade(text: string): Read<Grade> {
  const said = fold(text).replace(/^(grado|grade|clase|class|calidad|quality) /, '');
  if (/^(1|i|1ra|1era|primera|first|g1)$/.test(said)) return { ok: true, value: '1' };
  if (/^(2|ii|2da|segunda|second|g2)$/.test(said)) return { ok: true, value: '2' };
  if (/^(ss|3|iii|3ra|tercera|third|fuera norma|fuera de norma|sub ?standard|sub ?estandar)$/.test(said))
    return { ok: true, value: 'SS' };
  return no('purchasing.import-grade');
}

/** Cash, a bank or a wallet of the phone. */
export function readPayment(text: string): Read<(typeof payments)[number]> {
  const said = fold(text);
  if (/efectivo|contado|caja|cash/.test(said)) return { ok: true, value: 'cash' };
  if (/banco|bank|transfer|deposit|cuenta|cci|cheque/.test(said)) return { ok: true, value: 'bank' };
  if (/yape|plin|billetera|wallet|movil|mobile/.test(said)) return { ok: true, value: 'wallet' };
  return no('purchasing.import-payment');
}

/**
 * Moisture in ppm: `7.5`, `7,5 %`. A cell that is formatted as per cent comes as 0.075; cocoa of less than 1 % does not exist
 * (the driest that is stored has 6 %, domain 6.1), so what is below 1 is such a fraction.
 */
export function readMoisture(text: string, decimal: '.' | ',' | null): Read<number> {
  const read = readNumber(text.replace(/\s*%\s*$/, ''), { decimal });
  if (!read.ok) return read;
  const share = read.value < 1 ? read.value : read.value / 100;
  if (read.value <= 0 || share >= 1) return no('purchasing.import-moisture');
  return { ok: true, value: Math.round(share * 1_000_000) };
}

const classes = ['mouldy', 'slaty', 'infested', 'violet', 'fermented'] as const;

/** The cut test when the list has one: counts of beans, or parts of a hundred where it does not say how many were cut. */
export function readCut(values: Readonly<Record<string, string>>): Read<CutTest | undefined> {
  const said = classes.filter((name) => (values[name] ?? '') !== '');
  if (said.length === 0) return { ok: true, value: undefined };
  const counts: Record<string, number> = Object.fromEntries(classes.map((name) => [name, 0]));
  for (const name of ['beans', ...said]) {
    const text = (values[name] ?? '').replace(/\s*%\s*$/, '');
    const read = name === 'beans' && text === '' ? ({ ok: true, value: 100 } as const) : readWhole(text);
    if (!read.ok) return { ok: false, refusal: { ...read.refusal, at: name } };
    counts[name] = read.value;
  }
  return { ok: true, value: counts as unknown as CutTest };
}
