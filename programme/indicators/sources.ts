import { sql } from 'kysely';
import {
  bought,
  capacities,
  capital,
  equipment,
  financedSeedlings,
  financedValue,
  financing,
  kitsFinanced,
  nurseries,
  readied,
  sales,
  seedlingsSold,
  traceable,
} from './goodsSources.ts';
import type { Ground } from './ground.ts';
import { incomeUp, productionUp, yields } from './incomeSources.ts';
import {
  activePromoters,
  applying,
  neighbours,
  type Source,
  sessions,
  taught,
  trained,
  trainedFirst,
  visited,
} from './peopleSources.ts';

const union = (...of: ((g: Ground) => Source)[]) => {
  return (g: Ground): Source =>
    sql.join(
      of.map((source) => sql`select id, kind, person, on_day, b, amount, whole, part, solo from (${source(g)}) s`),
      sql` union all `,
    );
};

/** A delivery on credit is financing and equipment: one fact in two rows. */
const inTwoRows =
  (source: (g: Ground) => Source) =>
  (g: Ground): Source =>
    sql`select id, kind, person, on_day, b, amount, whole, part, false as solo from (${source(g)}) t`;

const assistance = union(taught, visited);
/** Everything that makes somebody a participant (domain 1.3 PART): taught, visited, seedlings, goods, cocoa. */
const reached = union(taught, visited, seedlingsSold, equipment, bought);

/** The records behind each indicator. The value, its breakdown, its listing and its facts all read these. */
export const sources: Readonly<Record<string, (g: Ground) => Source>> = {
  producers_reached: reached,
  households_reached: reached,
  producers_trained: trained,
  producers_trained_new: trainedFirst,
  sessions_held: sessions,
  neighbours_indirect: neighbours,
  promoters_active: activePromoters,
  producers_applying: applying,
  nursery_count: nurseries,
  nursery_capacity_plants: capacities,
  seedlings_produced: readied,
  seedlings_sold: seedlingsSold,
  fund_capital: capital,
  fund_financed_seedlings: financedSeedlings,
  drying_kits_financed: kitsFinanced,
  financing_value: financedValue,
  cocoa_bought_kg: bought,
  sales_value: sales,
  traceable_share: traceable,
  yield_kg_ha: yields,
  producers_production_up: productionUp,
  producers_income_up: incomeUp,
  women_share: union(assistance, inTwoRows(financing), inTwoRows(equipment)),
  'women_share.assistance': assistance,
  'women_share.financing': financing,
  'women_share.equipment': equipment,
};
