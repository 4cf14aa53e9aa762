import type { Rows } from '#kernel/ledger/rows.ts';
import { type Entry, entry } from '#kernel/pure/account.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import type { ClaimStanding } from '#programme/certification/rules.ts';
import { certificateTable, claimLines, claimsOf } from '#programme/certification/tables.ts';
import { plotTable, verdictTable } from '#programme/plots/tables.ts';
import type { Bought } from './doubts.ts';
import { asDry, netGrams } from './rules.ts';
import { isCleared } from './standing.ts';
import type { BuyingTerms } from './terms.ts';

/** Where she stands under each certificate on the day of the receipt, for the plot that it names. */
function standings(f: Bought, rows: Rows): readonly ClaimStanding[] {
  const { person, plot, on } = f.body;
  return claimsOf(rows, { person, plot, on, corrects: f.corrects });
}

/** A receipt that claims more than is known: of ground that is not cleared, or of somebody whom no certificate approves. */
export function doubtsOfClaim(f: Bought, rows: Rows, terms: BuyingTerms): Refusal[] {
  return f.body.certified ? [...doubtsOfGround(f, rows, terms), ...doubtsOfList(f, rows)] : [];
}

function doubtsOfGround(f: Bought, rows: Rows, terms: BuyingTerms): Refusal[] {
  const { plot } = f.body;
  if (plot === undefined) return [];
  const land = rows.get(verdictTable, plot)?.verdict ?? null;
  if (rows.need(plotTable, plot).verdict !== 'blocked' && isCleared(land, terms)) return [];
  return [refuse('purchasing.plot-not-cleared', { land: land ?? 'none' }, 'body.certified')];
}

/** A programme without certificates asks nothing. */
function doubtsOfList(f: Bought, rows: Rows): Refusal[] {
  if (rows.where(certificateTable, 'programme', f.programme).length === 0) return [];
  const of = standings(f, rows);
  const unnamed = (f.body.schemes ?? []).find((scheme) => !of.some((one) => one.approved && one.scheme === scheme));
  if (of.some((standing) => standing.approved))
    return unnamed === undefined ? [] : [refuse('purchasing.scheme-not-hers', { scheme: unnamed }, 'body.schemes')];
  const reason = of.find((standing) => standing.reason !== 'other-harvest')?.reason ?? of[0]?.reason ?? 'not-listed';
  return [refuse(`certification.claim.${reason}`, {}, 'body.certified')];
}

/** What a certified receipt takes of her volume, under every certificate that approves her: grams as dry beans. */
export function claimEntries(f: Bought, rows: Rows): Entry[] {
  const { certified, centre, gross, tare, state, on } = f.body;
  if (!certified) return [];
  const grams = asDry(netGrams(gross, tare), state);
  const lines = standings(f, rows).flatMap((one) => (one.approved ? claimLines(one, centre, grams) : []));
  return lines.length > 0 ? [entry(on, 'purchasing.claim', lines)] : [];
}
