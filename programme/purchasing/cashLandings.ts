import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { cashBoxAccount } from './accounts.ts';
import { AdvancePaid } from './deskFacts.ts';
import { CashBrought, CashTaken, CocoaBought, DayClosed, DayOpened, DifferenceConfirmed } from './facts.ts';
import { boxTable, cashTable, centreTable, dayTable, takenTable } from './tables.ts';

type Count = Landed<BodyOf<typeof DayOpened> | BodyOf<typeof DayClosed>>;

/** The cash box: what came in, what was taken out, what was counted, and what a second person made of the difference. */
export const cashLandings: readonly Landing[] = [
  on(CashBrought, {
    apply: (f, rows) => {
      rows.add(cashTable, {
        programme: f.programme,
        id: f.id,
        centre: f.body.centre,
        amount: f.body.amount,
        document: f.body.document,
        void: false,
        on_day: f.body.on,
      });
      moved(f, f.body.centre, rows);
    },
    undo: (f, rows) => {
      rows.change(cashTable, f.id, { void: true });
      moved(f, f.body.centre, rows);
    },
  }),

  on(CashTaken, {
    needs: (f) => [rowOf(centreTable, f.body.centre)],
    apply: (f, rows) => {
      rows.add(takenTable, {
        programme: f.programme,
        id: f.id,
        centre: f.body.centre,
        amount: f.body.amount,
        use: f.body.use,
        document: f.body.document,
        void: false,
        on_day: f.body.on,
      });
      moved(f, f.body.centre, rows);
    },
    undo: (f, rows) => {
      rows.change(takenTable, f.id, { void: true });
      moved(f, f.body.centre, rows);
    },
  }),

  on(AdvancePaid, {
    apply: (f, rows) => moved(f, f.body.centre, rows),
    undo: (f, rows) => moved(f, f.body.centre, rows),
  }),

  // Its own rows land in project.ts; here only that the phones look at their box again.
  on(CocoaBought, {
    apply: (f, rows) => moved(f, f.body.centre, rows),
    undo: (f, rows) => moved(f, f.body.centre, rows),
  }),

  on(DayOpened, {
    needs: (f) => [{ balance: cashBoxAccount(f.body.centre) }],
    flags: doubtsOfCount,
    apply: (f, rows) => counted(f, 'opening', rows),
    undo: taken,
  }),
  on(DayClosed, {
    needs: (f) => [{ balance: cashBoxAccount(f.body.centre) }],
    flags: doubtsOfCount,
    apply: (f, rows) => counted(f, 'close', rows),
    undo: taken,
  }),

  on(DifferenceConfirmed, {
    needs: (f) => [rowOf(dayTable, f.body.cashCount)],
    flags: (f, rows) => {
      const count = rows.need(dayTable, f.body.cashCount);
      const out: Refusal[] = [];
      // A difference needs a second person (peers 5.9).
      if (count.author === f.author) out.push(refuse('purchasing.own-count'));
      if (count.void) out.push(refuse('purchasing.count-void'));
      if (count.confirmed_by !== null) out.push(refuse('purchasing.difference-already-confirmed'));
      return out;
    },
    apply: (f, rows) => {
      const { centre } = rows.need(dayTable, f.body.cashCount);
      rows.change(dayTable, f.body.cashCount, { confirmed: f.body.difference, confirmed_by: f.id });
      moved(f, centre, rows);
    },
    undo: (f, rows) => {
      const { centre } = rows.need(dayTable, f.body.cashCount);
      rows.change(dayTable, f.body.cashCount, { confirmed: null, confirmed_by: null });
      moved(f, centre, rows);
    },
  }),
];

/** The book is what the count is held against; a difference without a reason is said on its own. */
function doubtsOfCount(f: Count, rows: Rows): Refusal[] {
  const { counted: found, note, centre } = f.body;
  const expected = rows.balance(cashBoxAccount(centre));
  if (expected === found) return [];
  const difference = found - expected;
  return [
    refuse('purchasing.cash-differs', { counted: found, expected, difference }, 'body.counted'),
    ...(note === undefined ? [refuse('purchasing.difference-unexplained', {}, 'body.note')] : []),
  ];
}

function counted(f: Count, moment: 'opening' | 'close', rows: Rows): void {
  rows.add(dayTable, {
    programme: f.programme,
    id: f.id,
    centre: f.body.centre,
    counted: f.body.counted,
    expected: rows.balance(cashBoxAccount(f.body.centre)),
    note: f.body.note ?? null,
    moment,
    notes: f.body.notes ?? null,
    author: f.author,
    confirmed: null,
    confirmed_by: null,
    void: false,
    on_day: f.body.on,
  });
  moved(f, f.body.centre, rows);
}

function taken(f: Count, rows: Rows): void {
  rows.change(dayTable, f.id, { void: true });
  moved(f, f.body.centre, rows);
}

function moved(f: Landed<{ on: string }>, centre: string, rows: Rows): void {
  const box = rows.need(boxTable, centre);
  rows.change(boxTable, centre, { seen: box.seen + 1, on_day: f.body.on });
}
