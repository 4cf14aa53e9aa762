import { type Landing, on } from '#kernel/ledger/landing.ts';
import { rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { soles } from '#kernel/pure/quantity.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { DuplicateMerged } from '#programme/people/facts.ts';
import { loanAccount } from './accounts.ts';
import { InterestAccrued, ProvisionMade, WriteOffApproved, WriteOffAsked } from './facts.ts';
import { monthsInterest } from './rules.ts';
import { standing } from './standing.ts';
import { allOf, debtorOf, fundTable, interestTable, owedBy, writeOffTable } from './tables.ts';

/** Only the book remembers provisions; they can be taken back like everything else. */
const nothing = { apply: () => undefined, undo: () => undefined };

const interestAccrued = on(InterestAccrued, {
  needs: (f) => [rowsWhere(interestTable, 'person', f.body.person)],
  flags: (f, rows) => {
    const { interest_rate: rate } = rows.need(fundTable, f.body.fund);
    if (rate === 0) return [refuse('fund.no-interest', {}, 'fund')];
    const { month } = f.body;
    // Counted day by day from the book: what was paid since does not make it too much.
    if (month !== undefined) {
      const before = rows.where(interestTable, 'person', f.body.person);
      const twice = before.some((row) => !row.void && row.month === month && row.late === f.body.late);
      return twice ? [refuse('fund.interest-twice', { month }, 'month')] : [];
    }
    const most = monthsInterest(standing(rows, f, loanAccount(debtorOf(rows, f.body.person))), rate);
    return f.body.amount > most
      ? [refuse('fund.interest-over-rate', { amount: soles(f.body.amount), most: soles(most) }, 'amount')]
      : [];
  },
  apply: (f, rows) =>
    rows.add(interestTable, {
      programme: f.programme,
      id: f.id,
      fund: f.body.fund,
      person: f.body.person,
      amount: f.body.amount,
      late: f.body.late,
      month: f.body.month ?? null,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(interestTable, f.id, { void: true }),
});

const writeOffAsked = on(WriteOffAsked, {
  flags: (f, rows) => {
    const owed = allOf(owedBy(f, rows, f.body.person));
    return f.body.amount > owed
      ? [refuse('fund.write-off-over-debt', { amount: soles(f.body.amount), owed: soles(owed) }, 'amount')]
      : [];
  },
  apply: (f, rows) =>
    rows.add(writeOffTable, {
      programme: f.programme,
      id: f.id,
      fund: f.body.fund,
      person: f.body.person,
      amount: f.body.amount,
      reason: f.body.reason,
      asked_by: f.author,
      asked_on: f.body.on,
      approved_by: null,
      approved_on: null,
      void: false,
    }),
  undo: (f, rows) => rows.change(writeOffTable, f.id, { void: true }),
});

const writeOffApproved = on(WriteOffApproved, {
  needs: (f) => [rowOf(writeOffTable, f.body.writeOff)],
  flags: (f, rows) => {
    const asked = rows.need(writeOffTable, f.body.writeOff);
    const owed = allOf(owedBy(f, rows, asked.person));
    if (asked.void || asked.approved_by !== null) return [refuse('fund.not-asked', {}, 'writeOff')];
    const out: Refusal[] = [];
    if (asked.asked_by === f.author) out.push(refuse('fund.own-approval', {}, 'writeOff'));
    if (asked.amount > owed)
      out.push(refuse('fund.write-off-over-debt', { amount: soles(asked.amount), owed: soles(owed) }, 'writeOff'));
    return out;
  },
  apply: (f, rows) => rows.change(writeOffTable, f.body.writeOff, { approved_by: f.author, approved_on: f.body.on }),
  undo: (f, rows) => rows.change(writeOffTable, f.body.writeOff, { approved_by: null, approved_on: null }),
});

export const doubtfulLandings: readonly Landing[] = [
  interestAccrued,
  on(ProvisionMade, nothing),
  writeOffAsked,
  writeOffApproved,
  // Its rows are the people's; the book moves the debt.
  on(DuplicateMerged, nothing),
];
