import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { day, id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { type Asker, inScope, question } from '#kernel/server/question.ts';

const by = [...officeRoles, 'technician', 'buyer', 'warehouse', 'donor'] as const;
/** Groups of fewer producers are not shown to donors and leads. */
const smallestGroup = 5;

/** Sums over receipts; null where fewer than five producers stand behind them and the asker is a donor. */
export interface Sums {
  readonly purchases: number;
  readonly producers: number;
  readonly wet: number;
  readonly dry: number;
  readonly payable: number;
  readonly amount: number;
  readonly premium: number;
  readonly deducted: number;
  readonly certified: number;
}

const sums = sql`count(*)::int as purchases, count(distinct coalesce(p.same_as, x.person))::int as producers,
  coalesce(sum(x.net) filter (where x.state = 'wet'), 0)::float8 as wet, coalesce(sum(x.net) filter (where x.state = 'dry'), 0)::float8 as dry,
  coalesce(sum(x.payable), 0)::float8 as payable, coalesce(sum(x.amount), 0)::float8 as amount, coalesce(sum(x.premium), 0)::float8 as premium,
  coalesce(sum(x.deducted), 0)::float8 as deducted, coalesce(sum(x.net) filter (where x.certified), 0)::float8 as certified`;

const period = { from: maybe(day()), to: maybe(day()), centre: maybe(id()) };
type Period = { from?: string | undefined; to?: string | undefined; centre?: string | undefined };

const bought = (params: Period, asker: Asker): RawBuilder<unknown> => sql`
  from purchasing_purchase x join people_person p on p.programme = x.programme and p.id = x.person
  where x.programme = ${asker.programme}::uuid and not x.void and ${inScope(asker, sql`x.centre`)}
    ${params.from ? sql`and x.on_day >= ${params.from}::date` : sql``}
    ${params.to ? sql`and x.on_day <= ${params.to}::date` : sql``}
    ${params.centre ? sql`and x.centre = ${params.centre}::uuid` : sql``}`;

const groupLimit = (asker: Asker): number => (asker.actor.grants.every((g) => g.role === 'donor') ? smallestGroup : 0);

export const total = question({
  name: 'purchasing.total',
  by: by,
  about: 'Cocoa bought in a period: receipts, producers, grams, céntimos, premium, deductions.',
  params: z.strictObject(period),
  answer: async (db, params, asker) => {
    const found = await db.one(sql<Sums>`select ${sums} ${bought(params, asker)}`);
    return found.producers < groupLimit(asker) ? null : found;
  },
  facts: (params, asker) => sql<{ id: string }>`select x.id ${bought(params, asker)} order by x.on_day desc, x.id`,
});

export const monthly = question({
  name: 'purchasing.monthly',
  by: by,
  about: 'Cocoa bought per month: receipts, producers, grams, céntimos, premium, deductions.',
  params: z.strictObject(period),
  answer: (db, params, asker) =>
    db.rows(sql<Sums & { month: string }>`
      select to_char(x.month, 'YYYY-MM') as month, ${sums} ${bought(params, asker)}
      group by x.month having count(distinct coalesce(p.same_as, x.person)) >= ${groupLimit(asker)} order by x.month`),
  facts: (params, asker) => sql<{ id: string }>`select x.id ${bought(params, asker)} order by x.on_day desc, x.id`,
});
