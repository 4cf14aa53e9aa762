import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

export const fundDocuments: readonly DocumentKind[] = [
  {
    // What whoever sells on credit has to know of the fund.
    kind: 'fund.fund',
    by: ['administrator', 'programme-manager', 'finance-officer', 'nursery-operator'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select f.id, json_build_object('id', f.id, 'name', f.name, 'ceiling', f.ceiling, 'termDays', f.term_days, 'on', f.on_day,
        'void', f.void) as body
      from fund_fund f where f.programme = ${programme}::uuid and f.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'fund.goods',
    by: ['administrator', 'programme-manager', 'finance-officer', 'technician', 'promoter', 'nursery-operator'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select g.id, json_build_object('id', g.id, 'fund', g.fund, 'name', g.name, 'sort', g.sort, 'price', g.price,
        'on', g.on_day, 'void', g.void) as body
      from fund_goods g where g.programme = ${programme}::uuid and g.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'fund.credit',
    // No debts on a promoter's phone: she is a neighbour.
    by: ['administrator', 'programme-manager', 'finance-officer', 'technician'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select x.id, json_build_object('id', x.id, 'fund', x.fund, 'person', x.person, 'zone', x.zone, 'goods', x.goods,
        'quantity', x.quantity, 'amount', x.amount, 'state', x.state, 'on', x.asked_on, 'approvedOn', x.approved_on,
        'void', x.void) as body
      from fund_credit x where x.programme = ${programme}::uuid and x.id = any (${ids}::uuid[])`,
  },
];
