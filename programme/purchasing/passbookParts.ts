import { type RawBuilder, sql } from 'kysely';

/** Whose passbook it is: the programme, every record of hers, and the day until which is told. */
export interface Hers {
  readonly programme: string;
  readonly records: readonly string[];
  readonly today: string;
}

/** One delivery as her receipt says it. Grams and céntimos. */
export interface DeliveryLine {
  readonly id: string;
  readonly on_day: string;
  readonly centre: string;
  readonly state: string;
  readonly bags: number;
  readonly gross: number;
  readonly tare: number;
  readonly net: number;
  readonly payable: number;
  readonly moisture: number | null;
  readonly grade: string;
  readonly certified: boolean;
  readonly per_kg: number;
  readonly amount: number;
  readonly premium: number;
  readonly deducted: number;
  readonly paid: number;
  readonly payment: string;
  readonly receipt: string;
}

const mine = (of: Hers, column: RawBuilder<unknown>) => sql`${column} = any (${[...of.records]}::uuid[])`;
/** A passbook has pages for some years; older lines are in the office. */
const most = 300;

export const deliveriesOf = (of: Hers): RawBuilder<DeliveryLine> => sql<DeliveryLine>`
  select x.id, x.on_day::text as on_day, c.name as centre, x.state, x.bags, x.gross::float8 as gross, x.tare::float8 as tare,
    x.net::float8 as net, x.payable::float8 as payable, x.moisture, x.grade, x.certified, x.per_kg::float8 as per_kg,
    x.amount::float8 as amount, x.premium::float8 as premium, x.deducted::float8 as deducted, x.paid::float8 as paid,
    x.payment, x.receipt
  from purchasing_purchase x join purchasing_centre c on c.programme = x.programme and c.id = x.centre
  where x.programme = ${of.programme}::uuid and ${mine(of, sql`x.person`)} and not x.void
  order by x.on_day desc, x.id desc limit ${most}`;

/** What she brought in a calendar year; wet beans as the dry ones they give. */
export interface YearLine {
  readonly year: number;
  readonly purchases: number;
  readonly as_dry: number;
  readonly amount: number;
  readonly deducted: number;
}

export const yearsOf = (of: Hers): RawBuilder<YearLine> => sql<YearLine>`
  select d.year, sum(d.purchases)::int as purchases, sum(d.as_dry)::float8 as as_dry, sum(d.amount)::float8 as amount,
    sum(d.deducted)::float8 as deducted
  from purchasing_delivered d where d.programme = ${of.programme}::uuid and ${mine(of, sql`d.person`)}
  group by d.year having sum(d.purchases) > 0 order by d.year desc`;

/** A movement of her debt: what she got on credit, and what was paid off; céntimos, below zero when paid. */
export interface DebtMove {
  readonly fact: string;
  readonly day: string;
  readonly amount: number;
  readonly memo: string;
}

/** As `loanBook` of the fund counts them: what was taken back does not stand, a merge moves nothing. */
export const debtMovesOf = (of: Hers): RawBuilder<DebtMove> => sql<DebtMove>`
  select e.fact, e.day::text as day, l.amount::float8 as amount, e.memo
  from book_account a
  join book_line l on l.programme = a.programme and l.account = a.id
  join book_entry e on e.programme = l.programme and e.id = l.entry
  left join ledger_void v on v.programme = e.programme and v.fact = e.fact
  where a.programme = ${of.programme}::uuid and a.kind = 'fund.loan' and ${mine(of, sql`a.owner`)} and not e.reversal
    and v.fact is null and e.memo <> 'people.duplicateMerged'
  order by e.day, e.id, l.line`;

/** What stands in the book for her: the debt itself, interest, and what the fund owes back to her. Céntimos. */
export interface Owed {
  readonly principal: number;
  readonly interest: number;
  readonly back: number;
  readonly term_days: number;
}

export const owedBy = (of: Hers): RawBuilder<Owed> => sql<Owed>`
  select coalesce(sum(v.amount) filter (where a.kind = 'fund.loan'), 0)::float8 as principal,
    coalesce(sum(v.amount) filter (where a.kind in ('fund.interest', 'fund.lateInterest')), 0)::float8 as interest,
    coalesce(-sum(v.amount) filter (where a.kind = 'fund.payable'), 0)::float8 as back,
    coalesce((select min(f.term_days) from fund_fund f where f.programme = ${of.programme}::uuid and not f.void), 0) as term_days
  from book_account a join book_balance v on v.programme = a.programme and v.account = a.id
  where a.programme = ${of.programme}::uuid and a.unit = 'PEN' and ${mine(of, sql`a.owner`)}`;

/** Plants that she took, and how many of them live. */
export interface PlantsLine {
  readonly id: string;
  readonly on_day: string;
  readonly nursery: string;
  readonly clones: string;
  readonly plants: number;
  readonly amount: number;
  readonly payment: string;
  readonly receipt: string;
  readonly planted: number | null;
  readonly alive: number | null;
  readonly checked_on: string | null;
}

export const plantsOf = (of: Hers): RawBuilder<PlantsLine> => sql<PlantsLine>`
  select s.id, s.on_day::text as on_day, n.name as nursery,
    coalesce((select string_agg(distinct k.name, ', ' order by k.name) from nursery_sale_line i
      join nursery_clone k on k.programme = i.programme and k.id = i.clone
      where i.programme = s.programme and i.sale = s.id and not i.void and i.plants > 0), '') as clones,
    s.plants, s.amount::float8 as amount, s.payment, s.receipt, v.planted, v.alive, v.on_day::text as checked_on
  from nursery_sale s join nursery_nursery n on n.programme = s.programme and n.id = s.nursery
  left join lateral (select c.planted, c.alive, c.on_day from nursery_survival c
    where c.programme = s.programme and c.sale = s.id and not c.void order by c.on_day desc, c.id desc limit 1) v on true
  where s.programme = ${of.programme}::uuid and ${mine(of, sql`s.person`)} and not s.void
  order by s.on_day desc, s.id desc limit ${most}`;

/** Drying kits and other goods from the fund. */
export interface GoodsLine {
  readonly id: string;
  readonly on_day: string;
  readonly name: string;
  readonly quantity: number;
  readonly amount: number;
  readonly payment: string;
}

export const goodsOf = (of: Hers): RawBuilder<GoodsLine> => sql<GoodsLine>`
  select d.id, d.on_day::text as on_day, g.name, d.quantity, d.amount::float8 as amount, d.payment
  from fund_delivery d join fund_goods g on g.programme = d.programme and g.id = d.goods
  where d.programme = ${of.programme}::uuid and ${mine(of, sql`d.person`)} and not d.void order by d.on_day desc, d.id desc`;

export interface TrainingLine {
  readonly id: string;
  readonly on_day: string;
  readonly title: string;
  readonly title_en: string;
  readonly place: string | null;
}

export const trainingsOf = (of: Hers): RawBuilder<TrainingLine> => sql<TrainingLine>`
  select distinct s.id, s.on_day::text as on_day, m.title, m.title_en, s.place
  from training_attendance a
  join training_session s on s.programme = a.programme and s.id = a.session and not s.void
  join training_module m on m.programme = s.programme and m.id = s.module
  where a.programme = ${of.programme}::uuid and ${mine(of, sql`a.person`)} and not a.void
  order by on_day desc, s.id limit ${most}`;

/** Sessions to which she or her community is invited. */
export const plannedFor = (of: Hers): RawBuilder<TrainingLine & { starts_at: number | null }> => sql<
  TrainingLine & { starts_at: number | null }
>`
  select distinct t.id, t.on_day::text as on_day, m.title, m.title_en, t.place, t.starts_at
  from training_plan t
  join training_module m on m.programme = t.programme and m.id = t.module
  join people_person p on p.programme = t.programme and ${mine(of, sql`p.id`)} and not p.void
  where t.programme = ${of.programme}::uuid and not t.void and t.state = 'planned' and t.on_day >= ${of.today}::date
    and (p.id = any (t.invited) or (p.zone = t.zone and p.community = any (t.communities)))
  order by on_day, t.id limit 10`;

export interface VisitLine {
  readonly id: string;
  readonly on_day: string;
  readonly visitor: string | null;
  readonly purpose: string;
  readonly next_on: string | null;
}

export const visitsOf = (of: Hers): RawBuilder<VisitLine> => sql<VisitLine>`
  select v.id, v.on_day::text as on_day, s.names as visitor, v.purpose, v.next_on::text as next_on
  from visits_visit v left join partners_staff s on s.programme = v.programme and s.id = v.visitor
  where v.programme = ${of.programme}::uuid and ${mine(of, sql`v.person`)} and not v.void
  order by v.on_day desc, v.id desc limit 50`;

/** What she and her visitor agreed on; the note stays in the fact. */
export interface CommitmentLine {
  readonly visit: string;
  readonly practice: string;
  readonly due: string;
  readonly state: string;
  readonly note: string | null;
}

export const commitmentsOf = (of: Hers): RawBuilder<CommitmentLine> => sql<CommitmentLine>`
  select a.visit, a.practice, a.due::text as due, a.state, n.note
  from visits_advice a
  join ledger_fact f on f.programme = a.programme and f.id = a.visit
  left join lateral (
    select max(x->>'note') as note from json_array_elements(f.body->'advice') x where x->>'practice' = a.practice
  ) n on true
  where a.programme = ${of.programme}::uuid and ${mine(of, sql`a.person`)} and not a.void
  order by a.state not in ('open', 'notYet'), a.due desc, a.practice limit 20`;

/** What she said is wrong, and what the office answered. */
export interface ReportLine {
  readonly id: string;
  readonly on_day: string;
  readonly part: string;
  readonly line: string | null;
  readonly words: string | null;
  readonly outcome: string | null;
  readonly answer: string | null;
  readonly answered_on: string | null;
  readonly answered_by: string | null;
}

export const reportsOf = (of: Hers): RawBuilder<ReportLine> => sql<ReportLine>`
  select r.id, r.on_day::text as on_day, r.part, r.line, w.body->>'words' as words, r.outcome, a.body->>'words' as answer,
    r.answered_on::text as answered_on, s.names as answered_by
  from people_report r
  left join ledger_personal w on w.programme = r.programme and w.fact = r.id
  left join ledger_personal a on a.programme = r.programme and a.fact = r.answer
  left join partners_staff s on s.programme = r.programme and s.id = r.answered_by
  where r.programme = ${of.programme}::uuid and ${mine(of, sql`r.person`)} and not r.void
  order by r.on_day desc, r.id desc limit 50`;
