import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { volumeAccount } from '#programme/certification/accounts.ts';
import { certificateTable, claimNeeds, claimsOf, enteredTable, listedTable } from '#programme/certification/tables.ts';
import { plotTable, verdictTable } from '#programme/plots/tables.ts';
import { centreTable, type PurchaseRow } from '#programme/purchasing/tables.ts';
import { type ClaimKind, type Custody, claimOfScheme, custodyOf, type Joined, joined, shared } from './claims.ts';
import type { Input } from './drawing.ts';
import { lotTable } from './tables.ts';

/** What the receipts of a lot share: certificates that approve each of them, cleared ground, one zone, one clone. */
export function claimsOfReceipts(
  purchases: readonly PurchaseRow[],
  clone: string | undefined,
  programme: string,
  rows: Rows,
): string[] {
  askTogether(purchases, rows);
  const certified = rows.where(certificateTable, 'programme', programme).length > 0;
  const all = shared(purchases.map((purchase) => claimsOfReceipt(purchase, certified, rows)));
  return clone === undefined || purchases.length === 0 ? all : [...all, `clone:${clone}`].sort();
}

function claimsOfReceipt(purchase: PurchaseRow, certificates: boolean, rows: Rows): string[] {
  const { plot, person, on_day: on } = purchase;
  const claims: string[] = [];
  if (purchase.certified && certificates) {
    // Bought over her volume was flagged at the scale; the beans are hers and of her plot all the same.
    for (const { kind, reason } of claimsOf(rows, { person, plot: plot ?? undefined, on }))
      if (reason === null || reason === 'over-volume') claims.push(kind);
  } else if (purchase.certified) {
    claims.push(...rows.need(centreTable, purchase.centre).certified.map(claimOfScheme));
  }
  if (plot === null) return claims;
  if (rows.get(verdictTable, plot)?.verdict === 'low') claims.push('eudr');
  return [...claims, `zone:${rows.need(plotTable, plot).zone}`];
}

/** Everything of all receipts in two round trips. */
function askTogether(purchases: readonly PurchaseRow[], rows: Rows): void {
  const plots = new Set(purchases.flatMap(({ plot }) => plot ?? []));
  const people = new Set(purchases.flatMap(({ certified, person }) => (certified ? [person] : [])));
  const [first] = purchases;
  rows.together([
    ...[...plots].flatMap((plot) => [rowOf(plotTable, plot), rowOf(verdictTable, plot)]),
    ...[...people].flatMap(claimNeeds),
    ...(first ? [rowsWhere(certificateTable, 'programme', first.programme)] : []),
  ]);
  const listed = [...people].flatMap((person) => rows.where(listedTable, 'person', person));
  rows.together(
    listed.flatMap(({ membership, certificate, person }) => [
      rowsWhere(enteredTable, 'membership', membership),
      { balance: volumeAccount(certificate, person) },
    ]),
  );
}

/** What is made of parts of lots may claim, and whether it is of one source. */
export function claimsOfInputs(
  inputs: readonly Input[],
  said: { readonly givesUp?: readonly ClaimKind[] | undefined; readonly custody?: Custody | undefined },
  rows: Rows,
): Joined & { custody: Custody } {
  const lots = [...new Set(inputs.map(({ lot }) => lot))].map((lot) => rows.need(lotTable, lot));
  return {
    ...joined(
      lots.map(({ claims }) => claims),
      said.givesUp ?? [],
    ),
    custody: custodyOf(
      lots.map(({ custody }) => custody),
      said.custody,
    ),
  };
}
