import { fold } from '#kernel/pure/fold.ts';
import { isUuid } from '#kernel/pure/ids.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { idFrom } from '#kernel/server/importing.ts';
import type { Register } from '#programme/people/queries.ts';
import { documentKey, nameInAnyOrder } from '#programme/people/rules.ts';
import type { PriceList } from './rules.ts';

export interface Centre {
  readonly id: string;
  readonly name: string;
  /** Moisture at which weight is paid, ppm. */
  readonly reference: number;
}

export interface List extends PriceList {
  readonly id: string;
  readonly centre: string;
  readonly from: string;
  readonly approved: boolean;
}

/** The centre named, with or without the word `Acopio` before it; the only one when the list names none. */
export function centreNamed(text: string, centres: readonly Centre[]): Centre | Refusal {
  const [only] = centres;
  if (text === '') return only && centres.length === 1 ? only : refuse('purchasing.import-no-centre', {}, 'centre');
  const bare = (name: string) => fold(name).replace(/^(centro de acopio|centro|acopio|collection centre|centre) /, '');
  const found = centres.filter(({ id, name }) => id === text || bare(name) === bare(text));
  return found[0] && found.length === 1
    ? found[0]
    : refuse('purchasing.import-unknown-centre', { centre: text }, 'centre');
}

/** The producer by the id of her record, her document, or her name when only one is called so. */
export function producerOf(values: Readonly<Record<string, string>>, register: Register): string | Refusal {
  const id = (values['person'] ?? '').toLowerCase();
  if (isUuid(id) && register.ids.has(id)) return id;
  const number = (values['document'] ?? '').replace(/[^0-9A-Za-z]/g, '');
  // A spreadsheet eats the zeros that a DNI begins with.
  const padded = /^\d{5,7}$/.test(number) ? number.padStart(8, '0') : number;
  for (const type of padded === '' ? [] : ['DNI', 'RUC', 'CE']) {
    const found = register.byDocument.get(documentKey(type, type === 'DNI' ? padded.slice(0, 8) : padded));
    if (found) return found;
  }
  // A card that nobody has is not overruled by a name: it may be the neighbour of the same name.
  const called =
    number === '' && values['producer'] ? register.byName.get(nameInAnyOrder(values['producer'])) : undefined;
  if (called && called.size > 1) return refuse('purchasing.import-several-people', { people: called.size }, 'producer');
  const [only] = called ?? [];
  return only ?? refuse('purchasing.import-unknown-person', {}, number === '' ? 'producer' : 'document');
}

/** One of the producer's own plots by id, name, or the code under which a list brought it in; none when the list says none. */
export function plotNamed(
  text: string,
  plots: readonly { id: string; name: string }[],
  programme: string,
  person: string,
): string | undefined | Refusal {
  if (text === '') return undefined;
  const brought = idFrom(programme, `plot|${person}|${fold(text)}`);
  const byId = plots.find(({ id }) => id === text.toLowerCase() || id === brought);
  const byName = plots.filter(({ name }) => fold(name) === fold(text));
  const found = byId ?? (byName.length === 1 ? byName[0] : undefined);
  return found?.id ?? refuse('purchasing.import-unknown-plot', { plot: text }, 'plot');
}

/** The fund for which something was withheld; the only one when the list names none. */
export function fundNamed(text: string, funds: readonly { id: string; name: string }[]): string | Refusal {
  const found = text === '' ? funds : funds.filter(({ id, name }) => id === text || fold(name) === fold(text));
  return found[0] && found.length === 1 ? found[0].id : refuse('purchasing.import-no-fund', {}, 'fund');
}

/**
 * The approved list that held on the day. Before the first one the first is named, and the ledger flags that it did not hold
 * yet: what was bought was bought.
 */
export function listInForce(centre: Centre, on: string, lists: readonly List[]): List | Refusal {
  const own = lists.filter((list) => list.centre === centre.id);
  const approved = own.filter((list) => list.approved);
  const from = approved.length > 0 ? approved : own;
  const held = from.findLast((list) => list.from <= on) ?? from[0];
  return held ?? refuse('purchasing.import-no-prices', { centre: centre.name }, 'centre');
}

/** Gross and tare in grams from any two of the three weights, or from the net weight alone. */
export function weightOf(
  gross: number | undefined,
  tare: number | undefined,
  net: number | undefined,
): { gross: number; tare: number } | undefined | Refusal {
  if (gross === undefined && net === undefined) return refuse('purchasing.import-no-weight', {}, 'gross');
  if (gross === undefined) return { gross: (net ?? 0) + (tare ?? 0), tare: tare ?? 0 };
  const taken = tare ?? (net === undefined ? 0 : gross - net);
  if (taken < 0 || (net !== undefined && gross - taken !== net))
    return refuse('purchasing.import-net-differs', { net: net ?? 0, gross, tare: Math.max(0, taken) }, 'net');
  return { gross, tare: taken };
}
