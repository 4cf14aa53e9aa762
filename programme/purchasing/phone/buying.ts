import { effects } from '#kernel/phone/effects.ts';
import type { HeldDocument, KeptFact } from '#kernel/phone/keeping.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { fold } from '#kernel/pure/fold.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { type OwedParts, settledBy } from '#programme/fund/rules.ts';
import { SeedlingsSold } from '#programme/nursery/facts.ts';
import { saleAmount } from '#programme/nursery/rules.ts';
import { AdvancePaid } from '../deskFacts.ts';
import { CashBrought, CashTaken, CocoaBought } from '../facts.ts';
import { asDry, netGrams, type PriceList } from '../rules.ts';
import type { HeldClaim } from '../standing.ts';

/** What the phone holds of a centre. */
export interface CentreDoc {
  readonly id: string;
  readonly name: string;
  readonly buyer: string;
  readonly certified: readonly string[];
  readonly moistureReference: number;
}

export interface ScaleDoc {
  readonly id: string;
  readonly centre: string;
  readonly serial: string;
  readonly on: string;
}

export interface PricesDoc extends PriceList {
  readonly id: string;
  readonly centre: string;
  readonly approved: boolean;
  readonly from: string;
  readonly until: string | null;
}

/** A producer at this centre's scale. */
export interface CustomerDoc {
  readonly person: string;
  readonly centre: string;
  readonly givenNames: string | null;
  readonly familyNames: string | null;
  readonly documentNumber: string | null;
  readonly community: string | null;
  readonly sameAs: string | null;
  readonly erased: boolean;
  readonly owed: OwedParts;
  /** What the fund owes her: it is used up before she gets credit. */
  readonly back: number;
  /** Whether her last delivery was bought as certified; null when there was none. */
  readonly certified: boolean | null;
  /** Given before her beans came, less what deliveries settled. */
  readonly advance?: number;
  /** Certificates that list her; null in a programme without any. */
  readonly claims?: readonly HeldClaim[] | null;
  readonly years: readonly Delivered[];
  readonly plots: readonly CustomerPlot[];
}

export interface Delivered {
  readonly year: number;
  readonly asDry: number;
  readonly amount: number;
  readonly purchases: number;
}

export interface CustomerPlot {
  readonly id: string;
  readonly name: string;
  readonly m2: number | null;
  readonly verdict: string;
  /** Its last screening; null when nobody screened it. */
  readonly land?: string | null;
  /** Seedlings that it was given. */
  readonly given: number;
  readonly harvests: readonly { readonly year: number; readonly asDry: number }[];
}

/** The cash box as of the last contact. */
export interface BoxDoc {
  readonly id: string;
  readonly cash: number;
  readonly count: {
    readonly on: string;
    readonly moment: 'opening' | 'close';
    readonly counted: number;
    readonly confirmed: number | null;
  } | null;
  readonly fund: { readonly id: string; readonly name: string; readonly cap: number } | null;
}

export type Bought = BodyOf<typeof CocoaBought>;
export type Sold = BodyOf<typeof SeedlingsSold>;

/** What is in the cash box by what this phone knows: the book's balance, and what it recorded since. */
export function cashNow(box: BoxDoc | undefined, centre: string, facts: readonly KeptFact[], through: number): number {
  return effects(facts, through).reduce((cash, { fact, sign }) => {
    const body = fact.body as { centre?: string };
    return body.centre === centre ? cash + sign * cashMoved(fact) : cash;
  }, box?.cash ?? 0);
}

/** Céntimos that a fact brings into the cash box, or takes out of it. */
export function cashMoved(fact: { readonly kind: string; readonly body: unknown }): number {
  if (fact.kind === CashBrought.kind) return (fact.body as BodyOf<typeof CashBrought>).amount;
  if (fact.kind === CashTaken.kind) return -(fact.body as BodyOf<typeof CashTaken>).amount;
  if (fact.kind === AdvancePaid.kind) {
    const { payment, amount } = fact.body as BodyOf<typeof AdvancePaid>;
    return payment === 'cash' ? -amount : 0;
  }
  if (fact.kind !== CocoaBought.kind) return 0;
  const { payment, paid } = fact.body as Bought;
  return payment === 'cash' ? -paid : 0;
}

/** Customers by person, with what this phone bought of them or sold to them since its last contact. */
export function customersNow(
  documents: readonly HeldDocument[],
  centre: string,
  facts: readonly KeptFact[],
  through: number,
): Map<string, CustomerDoc> {
  const customers = new Map<string, CustomerDoc>();
  for (const { body } of documents) {
    const customer = body as CustomerDoc;
    if (customer.centre === centre && !customer.erased) customers.set(customer.person, customer);
  }
  for (const { fact, sign } of effects(facts, through)) {
    if (!touching.has(fact.kind)) continue;
    const customer = customerOf(customers, (fact.body as { person: string }).person);
    if (customer) customers.set(customer.person, after(customer, fact, sign));
  }
  return customers;
}

const touching = new Set<string>([CocoaBought.kind, SeedlingsSold.kind, AdvancePaid.kind]);

function after(customer: CustomerDoc, fact: { kind: string; body: unknown }, sign: 1 | -1): CustomerDoc {
  if (fact.kind === CocoaBought.kind) return withDelivery(customer, fact.body as Bought, sign);
  if (fact.kind === SeedlingsSold.kind) return withSeedlings(customer, fact.body as Sold, sign);
  const { amount } = fact.body as BodyOf<typeof AdvancePaid>;
  return { ...customer, advance: (customer.advance ?? 0) + sign * amount };
}

/** The record that counts: a card of a merged duplicate leads to the one that she was merged into. */
export function customerOf(customers: ReadonlyMap<string, CustomerDoc>, person: string): CustomerDoc | undefined {
  const found = customers.get(person);
  return found?.sameAs ? (customers.get(found.sameAs) ?? found) : found;
}

function withDelivery(customer: CustomerDoc, body: Bought, sign: 1 | -1): CustomerDoc {
  const year = Number(body.on.slice(0, 4));
  const dry = sign * asDry(netGrams(body.gross, body.tare), body.state);
  const settled = settledBy(customer.owed, body.deducted);
  const part = (of: keyof OwedParts) => (sign === 1 ? customer.owed[of] - settled[of] : customer.owed[of]);
  // What a void gives back stands in principal until the book has said where it belongs.
  const back = sign === 1 ? 0 : body.deducted;
  const before = customer.years.find((y) => y.year === year) ?? { year, asDry: 0, amount: 0, purchases: 0 };
  return {
    ...customer,
    certified: sign === 1 ? body.certified : customer.certified,
    advance: (customer.advance ?? 0) - sign * (body.advance ?? 0),
    claims: body.certified
      ? less(customer.claims, sign * asDry(netGrams(body.gross, body.tare), body.state))
      : (customer.claims ?? null),
    owed: { late: part('late'), interest: part('interest'), principal: part('principal') + back },
    years: [
      {
        year,
        asDry: before.asDry + dry,
        amount: before.amount + sign * body.amount,
        purchases: before.purchases + sign,
      },
      ...customer.years.filter((y) => y.year !== year),
    ],
    plots: customer.plots.map((plot) => (plot.id === body.plot ? withHarvest(plot, year, dry) : plot)),
  };
}

/** What a certified delivery takes of her volume, under every certificate that lists her: the scale counts with the smaller rest. */
const less = (claims: CustomerDoc['claims'], dry: number) =>
  claims?.map((claim) => ({ ...claim, remaining: claim.remaining - dry })) ?? null;

/** On credit, what the fund owes her is used up first (as the book does it); a void gives back what it took of the debt. */
function withSeedlings(customer: CustomerDoc, body: Sold, sign: 1 | -1): CustomerDoc {
  const amount = body.payment === 'credit' ? saleAmount(body.lines) : 0;
  const plants = sign * body.lines.reduce((sum, line) => sum + line.plants, 0);
  const used = sign === 1 ? Math.min(customer.back, amount) : -Math.max(0, amount - customer.owed.principal);
  const principal = customer.owed.principal + (sign === 1 ? amount - used : -amount - used);
  return {
    ...customer,
    back: customer.back - used,
    owed: { ...customer.owed, principal },
    plots: customer.plots.map((plot) => (plot.id === body.plot ? { ...plot, given: plot.given + plants } : plot)),
  };
}

function withHarvest(plot: CustomerPlot, year: number, dry: number): CustomerPlot {
  const before = plot.harvests.find((h) => h.year === year)?.asDry ?? 0;
  return { ...plot, harvests: [{ year, asDry: before + dry }, ...plot.harvests.filter((h) => h.year !== year)] };
}

/** The approved list that holds at a centre on a day. */
export function listFor(prices: readonly PricesDoc[], centre: string, on: string): PricesDoc | null {
  const inForce = prices.filter(
    (list) => list.centre === centre && list.approved && list.from <= on && (list.until === null || list.until > on),
  );
  return inForce.sort((a, b) => (a.from < b.from ? 1 : -1))[0] ?? null;
}

export const nameOfCustomer = (c: Pick<CustomerDoc, 'givenNames' | 'familyNames'>): string =>
  `${c.givenNames ?? ''} ${c.familyNames ?? ''}`.trim();

export interface FoundCustomer {
  readonly customer: CustomerDoc;
  readonly name: string;
  readonly code: string;
  readonly text: string;
}

/** Customers by name, as a search looks through them: names, document, code, community. */
export function searchable(customers: ReadonlyMap<string, CustomerDoc>): FoundCustomer[] {
  return [...customers.values()]
    .filter((customer) => customer.sameAs === null)
    .map((customer) => {
      const name = nameOfCustomer(customer);
      const code = humanCode(customer.person);
      const text = fold(`${name} ${customer.documentNumber ?? ''} ${code} ${customer.community ?? ''}`);
      return { customer, name, code, text };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'es'));
}

export function foundCustomers(all: readonly FoundCustomer[], search: string): FoundCustomer[] {
  const wanted = fold(search).split(' ').filter(Boolean);
  return all.filter((one) => wanted.every((word) => one.text.includes(word)));
}
