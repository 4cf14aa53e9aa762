import type { Row } from '#kernel/office/ask.ts';
import type { EntityList } from '#kernel/office/entities.ts';

const parts =
  (...columns: readonly string[]) =>
  (row: Row): string =>
    columns
      .map((column) => row[column])
      .filter((value) => value !== null && value !== undefined && value !== '')
      .join(' · ');

/** Where a form finds what a fact may refer to, and what one is called in the list. */
export const entities: Readonly<Record<string, EntityList>> = {
  organisation: { of: 'partners.organisations', label: parts('name') },
  zone: { of: 'partners.zones', label: parts('name') },
  staff: { of: 'partners.people', label: parts('names', 'organisation') },
  person: { of: 'people.producers', label: parts('name', 'district_name') },
  report: { of: 'people.reports', label: parts('on_day', 'name') },
  household: { of: 'people.households', label: parts('head_name', 'zone_name', 'on_day') },
  plot: { of: 'plots.plots', label: parts('name', 'person_name', 'producer') },
  module: { of: 'training.modules', label: parts('code', 'title') },
  session: { of: 'training.sessions', label: parts('on_day', 'module', 'zone') },
  plan: { of: 'training.plans', label: parts('on_day', 'module', 'zone') },
  walkIn: { of: 'training.walkIns', label: parts('on_day', 'zone', 'module') },
  promoter: { of: 'training.promoters', label: parts('name', 'zone') },
  nursery: { of: 'nursery.nurseries', label: parts('name') },
  clone: { of: 'nursery.clones', label: parts('name') },
  batch: { of: 'nursery.batches', label: parts('bed', 'clone', 'nursery', 'on_day') },
  sale: { of: 'nursery.sales', label: parts('receipt', 'name', 'on_day') },
  fund: { of: 'fund.funds', label: parts('name') },
  goods: { of: 'fund.goods', label: parts('name') },
  credit: { of: 'fund.credits', label: parts('name', 'goods', 'asked_on') },
  writeOff: { of: 'fund.writeOffs', label: parts('name', 'asked_on') },
  centre: { of: 'purchasing.centres', label: parts('name') },
  prices: { of: 'purchasing.prices', label: parts('centre', 'from') },
  purchase: { of: 'purchasing.purchases', label: parts('receipt', 'name', 'on_day') },
  lot: { of: 'lots.lots', label: parts('code', 'name', 'on_day') },
  lotBatch: { of: 'lots.batches', label: parts('code', 'place', 'on_day') },
  transfer: { of: 'lots.transfers', label: parts('waybill', 'code', 'on_day') },
  store: { of: 'lots.stores', label: parts('name', 'centre_name') },
  stockCount: { of: 'lots.counts', label: parts('on_day', 'centre_name', 'code') },
  lotSample: { of: 'lots.samples', label: parts('code', 'lot_code', 'on_day') },
};
