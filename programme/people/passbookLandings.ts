import { type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { recordsOf } from '#programme/people/merging.ts';
import { noted } from '#programme/people/noting.ts';
import { ownOnly } from '#programme/people/ownOnly.ts';
import { MistakeAnswered, MistakeReported, PassbookClosed, PassbookOpened } from '#programme/people/passbookFacts.ts';
import { passbookTable, personFactTable, personTable, reportTable } from '#programme/people/tables.ts';

export const passbookLandings: readonly Landing[] = [
  on(PassbookOpened, {
    needs: (f) => [rowOf(personTable, f.body.person), rowOf(passbookTable, f.body.person)],
    flags: (f, rows) => whyNotOpen(rows, f.body.person),
    apply: (f, rows) => {
      noted(f, f.body.person, rows);
      const { person, on: on_day } = f.body;
      rows.add(passbookTable, { programme: f.programme, person, open: true, fact: f.id, by: f.author, on_day });
    },
    undo: (f, rows) => {
      rows.change(personFactTable, f.id, { void: true });
      if (rows.need(passbookTable, f.body.person).fact === f.id)
        rows.change(passbookTable, f.body.person, { open: false });
    },
  }),

  on(PassbookClosed, {
    needs: (f) => [rowOf(personTable, f.body.person), rowOf(passbookTable, f.body.person)],
    flags: (f, rows) =>
      recordsOf(rows, f.body.person).some((id) => rows.get(passbookTable, id)?.open)
        ? []
        : [refuse('people.passbook-not-open')],
    apply: (f, rows) => {
      noted(f, f.body.person, rows);
      // Whichever of her records it was opened for: it is one passbook.
      for (const id of recordsOf(rows, f.body.person))
        if (rows.get(passbookTable, id)?.open) rows.change(passbookTable, id, { open: false });
    },
  }),

  on(MistakeReported, {
    needs: (f) => [rowOf(personTable, f.body.person)],
    flags: (f, rows) => ownOnly(f, f.body.person, rows),
    apply: (f, rows) => {
      noted(f, f.body.person, rows);
      const { person, part, line, on: on_day } = f.body;
      rows.add(reportTable, {
        programme: f.programme,
        id: f.id,
        person,
        part,
        line: line ?? null,
        author: f.author,
        answer: null,
        outcome: null,
        answered_by: null,
        answered_on: null,
        void: false,
        on_day,
      });
    },
    undo: (f, rows) => {
      rows.change(personFactTable, f.id, { void: true });
      rows.change(reportTable, f.id, { void: true });
    },
  }),

  on(MistakeAnswered, {
    needs: (f) => [rowOf(reportTable, f.body.report), rowOf(personTable, f.body.person)],
    flags: (f, rows) => {
      const report = rows.need(reportTable, f.body.report);
      if (report.void) return [refuse('people.report-void')];
      return recordsOf(rows, f.body.person).includes(report.person)
        ? []
        : [refuse('people.report-of-another', {}, 'body.person')];
    },
    apply: (f, rows) => {
      noted(f, f.body.person, rows);
      const { report, outcome, on: answered_on } = f.body;
      rows.change(reportTable, report, { answer: f.id, outcome, answered_by: f.author, answered_on });
    },
    undo: (f, rows) => {
      rows.change(personFactTable, f.id, { void: true });
      if (rows.need(reportTable, f.body.report).answer === f.id)
        rows.change(reportTable, f.body.report, {
          answer: null,
          outcome: null,
          answered_by: null,
          answered_on: null,
        });
    },
  }),
];

/** Opened again is no mistake: she got another PIN. */
function whyNotOpen(rows: Rows, person: string): Refusal[] {
  const row = rows.need(personTable, person);
  if (row.erased) return [refuse('people.erased')];
  return row.void ? [refuse('people.void')] : [];
}
