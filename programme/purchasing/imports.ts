import { sql } from 'kysely';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { fold } from '#kernel/pure/fold.ts';
import { type Read, readDay, readKilos, readSoles, readWhole, readYes } from '#kernel/pure/readers.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { type ImportSpec, idFrom, type RowContext, type RowResult } from '#kernel/server/importing.ts';
import type { Reader } from '#kernel/server/question.ts';
import { type Register, registerOf } from '#programme/people/queries.ts';
import { CocoaBought } from './facts.ts';
import { readCut, readGrade, readMoisture, readPayment, readState } from './importedBeans.ts';
import { purchaseFields } from './importedFields.ts';
import { priceRow } from './importedPrice.ts';
import {
  type Centre,
  centreNamed,
  fundNamed,
  type List,
  listInForce,
  plotNamed,
  producerOf,
  weightOf,
} from './importedReceipt.ts';

/**
 * Receipts of a centre as its spreadsheet has them, one line each. What the list does not say is computed as at the
 * scale; what it says otherwise than the computation is recorded as printed and flagged. A receipt is known again by
 * centre, number and day, also when it came from the centre's own phone.
 */
export function purchasesImport(db: Reader, programme: string): ImportSpec {
  let known: Promise<Known> | undefined;
  return {
    as: 'purchases',
    fields: purchaseFields,
    row: async (values, context) => {
      known ??= lookUp(db, programme);
      return rowOf(values, context, await known, programme);
    },
  };
}

type Values = Readonly<Record<string, string>>;

interface Known {
  readonly register: Register;
  readonly centres: readonly Centre[];
  readonly lists: readonly List[];
  readonly plots: ReadonlyMap<string, readonly { id: string; name: string }[]>;
  readonly funds: readonly { id: string; name: string }[];
  /** `centre|receipt|day` of the receipts that are there, to their producer. */
  readonly receipts: ReadonlyMap<string, { id: string; person: string }>;
  /** Lines without a number so far, by what they say: the second of two equal deliveries is a delivery of its own. */
  readonly numberless: Map<string, number>;
}

async function lookUp(db: Reader, programme: string): Promise<Known> {
  const here = sql`programme = ${programme}::uuid`;
  const plots = await db.rows(sql<{ id: string; name: string; person: string }>`
    select l.id, l.name, coalesce(p.same_as, p.id) as person from plots_plot l
    join people_person p on p.programme = l.programme and p.id = l.person
    where l.programme = ${programme}::uuid and not l.void and not l.retired`);
  const receipts = await db.rows(sql<{ key: string; id: string; person: string }>`
    select b.centre || '|' || lower(b.receipt) || '|' || b.on_day as key, b.id, coalesce(p.same_as, p.id) as person
    from purchasing_purchase b join people_person p on p.programme = b.programme and p.id = b.person
    where b.programme = ${programme}::uuid and not b.void`);
  return {
    register: await registerOf(db, programme),
    centres: await db.rows(sql<Centre>`
      select id, name, moisture_reference as reference from purchasing_centre where ${here} order by name`),
    lists: await db.rows(sql<List>`
      select id, centre, prices, quality_per_kg::float8 as "qualityPerKg", certified_per_kg::float8 as "certifiedPerKg",
        on_day::text as from, approved_by is not null as approved
      from purchasing_prices where ${here} order by on_day, id`),
    plots: plotsOf(plots),
    funds: await db.rows(sql<Known['funds'][number]>`select id, name from fund_fund where ${here} and not void`),
    receipts: new Map(receipts.map((receipt) => [receipt.key, receipt])),
    numberless: new Map(),
  };
}

function plotsOf(plots: readonly { id: string; name: string; person: string }[]): Known['plots'] {
  const out = new Map<string, { id: string; name: string }[]>();
  for (const plot of plots) out.set(plot.person, [...(out.get(plot.person) ?? []), plot]);
  return out;
}

function rowOf(values: Values, context: RowContext, known: Known, programme: string): RowResult {
  const line = openLine(values);
  const said = whatItSays(values, context, line);
  const centre = line.found(centreNamed(values['centre'] ?? '', known.centres));
  const person = line.found(producerOf(values, known.register));
  const plot = person && line.found(plotNamed(values['plot'] ?? '', known.plots.get(person) ?? [], programme, person));
  const fund = said.deducted > 0 ? line.found(fundNamed(values['fund'] ?? '', known.funds)) : undefined;
  const list = said.on && centre && line.found(listInForce(centre, said.on, known.lists));
  const { on, state, weight } = said;
  if (!on || !centre || !person || !state || !weight || !list || line.refusals.length > 0)
    return { facts: [], refusals: line.refusals, flags: [] };
  const priced = priceRow({ ...said, ...weight, state, reference: centre.reference, list }, said);
  if ('code' in priced) return { facts: [], refusals: [priced], flags: [] };

  const same = [centre.id, person, on, state, weight.gross, weight.tare, priced.body.amount].join('|');
  const receipt = values['receipt'] ? values['receipt'] : numberFor(same, known.numberless);
  const id = idFrom(programme, `purchase|${centre.id}|${fold(receipt)}|${on}`);
  const there = known.receipts.get(`${centre.id}|${receipt.toLowerCase()}|${on}`);
  if (there && there.id !== id) {
    // Written on the centre's own phone: the list says nothing new.
    if (there.person === person) return { facts: [], refusals: [], flags: [] };
    return { facts: [], refusals: [refuse('purchasing.receipt-twice', { receipt }, 'receipt')], flags: [] };
  }
  const moisture = state === 'dry' ? said.moisture : undefined;
  const optional = Object.entries({ plot, moisture, cut: said.cut, fund }).filter(([, value]) => value !== undefined);
  const body = {
    ...Object.fromEntries(optional),
    ...weight,
    ...priced.body,
    ...{ centre: centre.id, person, state, bags: said.bags, prices: list.id, payment: said.payment, receipt, on },
  };
  const figures = { receipt, grams: weight.gross - weight.tare, amount: priced.body.amount };
  const would = context.say('purchasing.import-would', figures);
  return {
    facts: [{ id, kind: CocoaBought.kind, body }],
    refusals: contradictionsIn(body),
    flags: priced.flags,
    would,
  };
}

/** What a receipt contradicts in itself is corrected in the list before it is recorded. */
function contradictionsIn(body: object): Refusal[] {
  const found = CocoaBought.check?.(body as BodyOf<typeof CocoaBought>, undefined as never) ?? [];
  return found.map(({ code, params, at }) => refuse(code, params, at?.replace('body.', '')));
}

/** Collects what is wrong with one line. */
interface LineReader {
  readonly refusals: Refusal[];
  /** Undefined when the cell is empty or cannot be read. */
  take<T>(field: string, read: (text: string) => Read<T>): T | undefined;
  /** Undefined when there is a refusal instead. */
  found<T>(value: T | Refusal): T | undefined;
}

function openLine(values: Values): LineReader {
  const refusals: Refusal[] = [];
  return {
    refusals,
    take: (field, read) => {
      const text = values[field] ?? '';
      const found = text === '' ? undefined : read(text);
      if (found && !found.ok) refusals.push({ ...found.refusal, at: found.refusal.at ?? field });
      return found?.ok ? found.value : undefined;
    },
    found: <T>(value: T | Refusal) => {
      if (typeof value !== 'object' || value === null || !('code' in value)) return value as T;
      refusals.push(value as Refusal);
      return undefined;
    },
  };
}

/** Everything that stands in the line itself, without looking anything up. */
function whatItSays(values: Values, { decimal }: RowContext, line: LineReader) {
  const style = { decimal };
  const kilos = (field: string) => line.take(field, (text) => readKilos(text, style));
  const soles = (field: string) => line.take(field, (text) => readSoles(text, style));
  const state = line.take('state', readState);
  const moisture = line.take('moisture', (text) => readMoisture(text, decimal));
  if (state === 'dry' && moisture === undefined && !values['moisture'])
    line.refusals.push(refuse('purchasing.moisture-missing', {}, 'moisture'));
  const cut = readCut(values);
  if (!cut.ok) line.refusals.push(cut.refusal);
  return {
    on: line.take('on', readDay),
    state,
    moisture,
    grade: line.take('grade', readGrade),
    certified: line.take('certified', readYes),
    cut: cut.ok ? cut.value : undefined,
    weight: line.found(weightOf(kilos('gross'), kilos('tare'), kilos('net'))),
    bags: line.take('bags', (text) => readWhole(text, style)) ?? 1,
    payable: kilos('payable'),
    perKg: soles('perKg'),
    premiums: (soles('qualityPremium') ?? 0) + (soles('certifiedPremium') ?? 0),
    amount: soles('amount'),
    deducted: soles('deducted') ?? 0,
    paid: soles('paid'),
    payment: line.take('payment', readPayment) ?? 'cash',
  };
}

/** A list without receipt numbers is numbered by what its lines say; of two equal ones each is a delivery of its own. */
function numberFor(same: string, numberless: Map<string, number>): string {
  const nth = (numberless.get(same) ?? 0) + 1;
  numberless.set(same, nth);
  return `S/N-${idFrom('receipt', `${same}|${nth}`).slice(0, 8).toUpperCase()}`;
}
