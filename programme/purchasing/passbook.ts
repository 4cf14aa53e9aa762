import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { plusDays } from '#kernel/pure/day.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { question, type Reader } from '#kernel/server/question.ts';
import { stillOpen } from '#programme/fund/rules.ts';
import { purposes } from '#programme/people/facts.ts';
import {
  commitmentsOf,
  type DebtMove,
  debtMovesOf,
  deliveriesOf,
  goodsOf,
  type Hers,
  owedBy,
  plannedFor,
  plantsOf,
  reportsOf,
  trainingsOf,
  visitsOf,
  yearsOf,
} from './passbookParts.ts';

/** Enough of her document to see that it is hers; on a borrowed phone no more. */
const shownOf = (document: string | null): string | null => (document === null ? null : `···${document.slice(-3)}`);

/** A consent as it stands, and the day on which it was changed since her registration. */
const standOf = (
  purpose: string,
  given: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`json_build_object('given', ${given},
  'changed', (select c.on_day::text from people_consent c where c.programme = k.programme and c.person = k.id
    and c.purpose = ${purpose}))`;

/** A producer's own passbook. It takes no person: whose it is follows from who asks. */
export const passbook = question({
  name: 'purchasing.passbook',
  by: ['producer'],
  about:
    'The passbook of whoever asks: deliveries with kilos, price and deductions, debts with the next due day, plants, trainings, visits and commitments, consents, and what she said is wrong.',
  params: z.strictObject({}),
  answer: async (db, _params, asker) => {
    const p = asker.programme;
    const own = asker.actor.person ?? null;
    const [who] = await db.rows(sql<{
      id: string;
      records: string[];
      names: string;
      community: string | null;
      zone_name: string;
      phone: string | null;
      document_type: string | null;
      document_number: string | null;
      registered_on: string;
      programme_name: string;
      today: string;
      said: Readonly<Record<string, { given: boolean; changed: string | null }>>;
    }>`
      select k.id, to_json(array(select r.id from people_person r where r.programme = k.programme and (r.id = k.id or r.same_as = k.id))) as records,
        concat_ws(' ', k.given_names, k.family_names) as names, k.community, z.name as zone_name, k.phone, k.document_type,
        k.document_number, k.on_day::text as registered_on, g.name as programme_name, least(current_date, g.ends_on)::text as today,
        json_build_object('programme', ${standOf('programme', sql`k.consented`)}, 'buyers', ${standOf('buyers', sql`k.buyers`)},
          'photos', ${standOf('photos', sql`k.photos`)}) as said
      from people_person q join people_person k on k.programme = q.programme and k.id = coalesce(q.same_as, q.id)
      join partners_zone z on z.programme = k.programme and z.id = k.zone
      join partners_programme g on g.programme = k.programme
      where q.programme = ${p}::uuid and q.id = ${own}::uuid and not k.void and not k.erased`);
    if (!who) throw new Refused([refuse('people.unknown-person')], 404);
    const { records, today, document_number, said, ...known } = who;
    const hers: Hers = { programme: p, records, today };
    const visits = await db.rows(visitsOf(hers));
    const next = visits[0]?.next_on ?? null;
    return {
      ...known,
      document: shownOf(document_number),
      code: humanCode(who.id),
      today,
      deliveries: await db.rows(deliveriesOf(hers)),
      years: await db.rows(yearsOf(hers)),
      debt: await debtOf(db, hers),
      plants: await db.rows(plantsOf(hers)),
      goods: await db.rows(goodsOf(hers)),
      trainings: await db.rows(trainingsOf(hers)),
      planned: await db.rows(plannedFor(hers)),
      visits,
      next_visit: next !== null && next >= today ? next : null,
      commitments: await db.rows(commitmentsOf(hers)),
      consents: purposes.map((purpose) => {
        const { given = false, changed = null } = said[purpose] ?? {};
        return { purpose, given, on_day: changed ?? (given ? who.registered_on : null) };
      }),
      reports: await db.rows(reportsOf(hers)),
    };
  },
});

/** What she owes, what of each credit is still open when payments settle the oldest first, and when each is due. */
async function debtOf(db: Reader, hers: Hers) {
  const { principal, interest, back, term_days } = await db.one(owedBy(hers));
  const moves = await db.rows(debtMovesOf(hers));
  const perDay = new Map<string, number>();
  for (const { day, amount } of moves) if (amount > 0) perDay.set(day, amount + (perDay.get(day) ?? 0));
  const granted = [...perDay].map(([day, amount]) => ({ day, amount }));
  const paid = moves.reduce((sum, { amount }) => sum + Math.max(0, -amount), 0);
  const open = stillOpen(granted, paid).map(({ day, amount }) => ({ day, amount, due: plusDays(day, term_days) }));
  return {
    balance: Math.max(0, principal) + Math.max(0, interest),
    interest: Math.max(0, interest),
    back: Math.max(0, back),
    next_due: open[0] ? { due: open[0].due, amount: open[0].amount } : null,
    open,
    moves: summed(moves).reverse(),
  };
}

/** One line for each fact and day, however many entries it made. */
function summed(moves: readonly DebtMove[]): DebtMove[] {
  const lines = new Map<string, DebtMove>();
  for (const move of moves) {
    const key = `${move.fact} ${move.amount > 0}`;
    lines.set(key, { ...move, amount: move.amount + (lines.get(key)?.amount ?? 0) });
  }
  return [...lines.values()];
}
