import type { NeutralEvent, Weighed } from './exchange.ts';

/*
 * EPCIS 2.0 JSON-LD, for partners who speak it (mapping: land-and-trace 4.2). Minka does not think in EPCIS: it knows no
 * mass balance and its quantities are optional, so what the standard has no word for stands beside it as `minka:…`.
 */

/** Codes under which trade items of our own circulate: GS1 keeps prefix 20 for use inside a company, none is bought. */
const gtins: Readonly<Record<string, string>> = {
  wet: '02000000000015',
  fermented: '02000000000022',
  dry: '02000000000039',
  selected: '02000000000046',
};
const anyCocoa = '02000000000008';

/** Where a lot stands on the programme's own host, in the shape of a GS1 Digital Link: `/01/<item>/10/<lot>`. */
export function lotLink(site: string, lot: string, state?: string): string {
  return `${site}/01/${gtins[state ?? ''] ?? anyCocoa}/10/${encodeURIComponent(lot)}`;
}

interface Quantity {
  readonly epcClass: string;
  readonly quantity: number;
  readonly uom: 'KGM';
}

/** A document of EPCIS 2.0 with one event for each neutral event. `site` is the host's origin, no slash at its end; `now` an instant. */
export function toEpcis(events: readonly NeutralEvent[], site: string, now: string) {
  const states = new Map<string, string>();
  const quantity = ({ lot, kg }: Weighed): Quantity => ({
    epcClass: lotLink(site, lot, states.get(lot)),
    quantity: kg,
    uom: 'KGM',
  });
  const eventList = events.map((event) => {
    if (event.type === 'receive') states.set(event.lot, event.state);
    if ('outputs' in event) for (const { lot } of event.outputs) states.set(lot, event.state);
    return epcisEvent(event, site, quantity);
  });
  return {
    '@context': [
      'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      { minka: `${site}/vocabulary/`, xsd: 'http://www.w3.org/2001/XMLSchema#' },
    ],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: now,
    epcisBody: { eventList },
  };
}

type EpcisDocument = ReturnType<typeof toEpcis>;

function epcisEvent(event: NeutralEvent, site: string, quantity: (of: Weighed) => Quantity) {
  const place = { id: `${site}/place/${encodeURIComponent(event.place)}` };
  const what = {
    eventID: `${site}/event/${encodeURIComponent(event.id)}`,
    // The day is what people wrote down; noon of Peru stands for it.
    eventTime: `${event.on}T12:00:00.000-05:00`,
    eventTimeZoneOffset: '-05:00',
    readPoint: place,
    bizLocation: place,
    'minka:event': event.type,
    ...('also' in event && event.also ? { 'minka:also': event.also.map((lot) => lotLink(site, lot)) } : {}),
  };
  if (event.type === 'receive') {
    return {
      type: 'ObjectEvent' as const,
      ...what,
      action: 'ADD' as const,
      bizStep: 'commissioning',
      disposition: 'active',
      quantityList: [quantity(event)],
      ilmd: { 'minka:plot': event.plot, 'minka:state': event.state },
    };
  }
  if (event.type === 'adjust') {
    const { lot, delta_kg, reason, origin } = event;
    return {
      type: 'ObjectEvent' as const,
      ...what,
      action: 'OBSERVE' as const,
      bizStep: 'inspecting',
      quantityList: [quantity({ lot, kg: Math.abs(delta_kg) })],
      'minka:deltaKg': delta_kg,
      'minka:reason': reason,
      ...(origin ? { 'minka:origin': origin } : {}),
    };
  }
  if (event.type === 'ship') {
    const shipment = `${site}/shipment/${encodeURIComponent(event.shipment)}`;
    return {
      type: 'ObjectEvent' as const,
      ...what,
      action: 'OBSERVE' as const,
      bizStep: 'shipping',
      disposition: 'in_transit',
      quantityList: event.inputs.map(quantity),
      bizTransactionList: [{ type: 'desadv', bizTransaction: shipment }],
      ...(event.container === null ? {} : { 'minka:container': event.container }),
    };
  }
  return {
    type: 'TransformationEvent' as const,
    ...what,
    transformationID: `${site}/transformation/${encodeURIComponent(event.id)}`,
    bizStep: 'commissioning',
    inputQuantityList: event.inputs.map(quantity),
    outputQuantityList: event.outputs.map(quantity),
    ilmd: { 'minka:state': event.state, 'minka:process': event.process, 'minka:lossKg': event.loss_kg },
  };
}

/** Whether a file's text is an EPCIS document rather than lines of neutral events. */
export function isEpcis(read: unknown): read is EpcisDocument {
  return typeof read === 'object' && read !== null && (read as { type?: unknown }).type === 'EPCISDocument';
}

/** The neutral events of a document that we wrote, one object each; events of others that say no `minka:event` are left as they are. */
export function fromEpcis(document: EpcisDocument): unknown[] {
  const list: unknown = document.epcisBody?.eventList;
  return Array.isArray(list) ? list.map(neutral) : [];
}

function neutral(read: unknown): unknown {
  const of = read as Record<string, unknown>;
  const ilmd = (of['ilmd'] ?? {}) as Record<string, unknown>;
  const [type, id] = [of['minka:event'], codeIn(of['eventID'])];
  const [weighed] = parts(of['quantityList']);
  const besides = of['minka:also'];
  const also = Array.isArray(besides) ? { also: besides.map(codeIn) } : {};
  if (type === 'receive') return { type, id, ...weighed, plot: ilmd['minka:plot'] ?? null };
  if (type === 'adjust')
    return { type, id, lot: weighed?.lot, delta_kg: of['minka:deltaKg'], origin: of['minka:origin'] };
  if (type === 'ship') {
    const [to] = (of['bizTransactionList'] ?? []) as { bizTransaction?: unknown }[];
    return { type, id, shipment: codeIn(to?.bizTransaction), inputs: parts(of['quantityList']), ...also };
  }
  const [inputs, outputs] = [parts(of['inputQuantityList']), parts(of['outputQuantityList'])];
  return { type, id, inputs, outputs, loss_kg: ilmd['minka:lossKg'] ?? 0, ...also };
}

function parts(list: unknown): Weighed[] {
  if (!Array.isArray(list)) return [];
  return (list as Quantity[]).map(({ epcClass, quantity }) => ({ lot: codeIn(epcClass) ?? '', kg: quantity }));
}

/** The last part of an address, as it was before it was one. */
function codeIn(uri: unknown): string | null {
  if (typeof uri !== 'string') return null;
  try {
    return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  } catch {
    return null;
  }
}
