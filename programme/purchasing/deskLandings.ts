import { type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { isUuid } from '#kernel/pure/ids.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { AdvancePaid, SettlementIssued, SignDecided, TermsSet } from './deskFacts.ts';
import { advanceTable, dayTable, purchaseTable, settlementTable, signTable, termsTable } from './tables.ts';

/** Terms, advances, tax papers, and what somebody made of a sign. */
export const deskLandings: readonly Landing[] = [
  // Never undone: receipts name the set that they were computed by for ever. A wrong one is followed by another.
  on(TermsSet, {
    flags: (f, rows) => {
      const latest = rows
        .where(termsTable, 'programme', f.programme)
        .map((row) => row.from_day)
        .sort()
        .at(-1);
      return latest !== undefined && f.body.from < latest
        ? [refuse('purchasing.terms-earlier', { from: latest }, 'body.from')]
        : [];
    },
    apply: (f, rows) =>
      rows.add(termsTable, {
        ...{ programme: f.programme, id: f.id, buyer: f.body.buyer ?? null, terms: f.body.terms },
        ...{ source: f.body.source, from_day: f.body.from, by: f.author, number: f.number, on_day: f.body.on },
      }),
  }),

  on(AdvancePaid, {
    apply: (f, rows) =>
      rows.add(advanceTable, {
        ...{ programme: f.programme, id: f.id, centre: f.body.centre, person: f.body.person, amount: f.body.amount },
        ...{ payment: f.body.payment, document: f.body.document, due: f.body.due ?? null },
        ...{ author: f.author, void: false, on_day: f.body.on },
      }),
    undo: (f, rows) => rows.change(advanceTable, f.id, { void: true }),
  }),

  on(SettlementIssued, {
    needs: (f) => [
      rowOf(purchaseTable, f.body.purchase),
      rowsWhere(settlementTable, 'purchase', f.body.purchase),
      rowsWhere(settlementTable, 'number', f.body.number),
    ],
    flags: (f, rows) => {
      const { purchase, number } = f.body;
      const others = (column: 'purchase' | 'number', value: string) =>
        rows.where(settlementTable, column, value).some((row) => !row.void && row.id !== f.corrects);
      const out: Refusal[] = [];
      if (others('number', number)) out.push(refuse('purchasing.settlement-twice', { number }, 'body.number'));
      if (others('purchase', purchase)) out.push(refuse('purchasing.settled-already', {}, 'body.purchase'));
      if (rows.need(purchaseTable, purchase).void) out.push(refuse('purchasing.settled-void', {}, 'body.purchase'));
      return out;
    },
    apply: (f, rows) =>
      rows.add(settlementTable, {
        ...{ programme: f.programme, id: f.id, purchase: f.body.purchase, number: f.body.number },
        ...{ void: false, on_day: f.body.on },
      }),
    undo: (f, rows) => rows.change(settlementTable, f.id, { void: true }),
  }),

  on(SignDecided, {
    flags: (f, rows) => [
      ...(isOwn(f.author, f.body, rows) ? [refuse('purchasing.own-sign')] : []),
      ...(f.body.through >= f.number ? [refuse('purchasing.sign-ahead', {}, 'body.through')] : []),
    ],
    apply: (f, rows) =>
      rows.add(signTable, {
        ...{ programme: f.programme, id: f.id, sign: f.body.sign, about: f.body.about, through: f.body.through },
        ...{ outcome: f.body.outcome, reason: f.body.reason, by: f.author, void: false, on_day: f.body.on },
      }),
    undo: (f, rows) => rows.change(signTable, f.id, { void: true }),
  }),
];

/** Nobody decides about herself, or about receipts and counts that she wrote. */
function isOwn(
  author: string,
  { sign, about }: { readonly sign: string; readonly about: string },
  rows: Rows,
): boolean {
  if (about.split(':').includes(author)) return true;
  if (!isUuid(about)) return false;
  if (sign === 'cash-differs')
    return rows.where(dayTable, 'centre', about).some((row) => row.author === author && row.counted !== row.expected);
  const column = sign === 'over-yield' ? 'plot' : sign === 'claim-unfounded' ? 'person' : null;
  return column !== null && rows.where(purchaseTable, column, about).some((row) => !row.void && row.author === author);
}
