import { type Posting, posting } from '#kernel/ledger/landing.ts';
import { type AccountKind, accountKinds, credit, debit, entry, type Line } from '#kernel/pure/account.ts';
import { issuedAccount, volumeAccount } from './accounts.ts';
import { ListIssued } from './facts.ts';
import { listedTable } from './tables.ts';

/** What may be called certified. Guarded: whoever buys beyond the estimate is seen, and no list takes back what was bought. */
export const certificationAccounts: AccountKind[] = accountKinds({
  'certification.volume': ['debit', 'guarded'],
  'certification.issued': ['credit'],
  'certification.claimed': ['debit'],
});

export const certificationPostings: readonly Posting[] = [
  // A new list changes what each may deliver by the difference to the list before; what was bought stays bought.
  posting(
    ListIssued,
    (f, rows) => {
      const { certificate, members } = f.body;
      const before = new Map(
        rows.where(listedTable, 'certificate', certificate).map((row) => [row.person, row.estimated]),
      );
      const lines: Line[] = [];
      let sum = 0;
      for (const { person, estimated } of members) {
        const more = estimated - (before.get(person) ?? 0);
        sum += more;
        lines.push(debit(volumeAccount(certificate, person), more));
      }
      return [entry(f.body.on, 'certification.listIssued', [...lines, credit(issuedAccount(certificate), sum)])];
    },
    (f) => f.body.members.map(({ person }) => volumeAccount(f.body.certificate, person)),
  ),
];
