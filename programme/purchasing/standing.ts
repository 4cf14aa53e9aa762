import { type ClaimStanding, standingOf } from '#programme/certification/rules.ts';
import { type PlainReason, plausibleGrams } from './rules.ts';
import type { BuyingTerms } from './terms.ts';

/** What is known of the ground that beans come from. */
export interface Ground {
  /** By its boundary: `unmapped`, `sound`, `look`, `blocked`. */
  readonly verdict: string;
  /** By its last screening: `low`, `high`, `more_info`, `none`; null when nobody screened it. */
  readonly land: string | null;
  readonly m2: number | null;
  /** Delivered from it this year, dry grams. */
  readonly harvested: number;
}

/** What decides whether beans may be bought as certified. Grams count as dry ones. */
export interface ClaimInputs {
  readonly centreCertified: boolean;
  /** Null when nobody knows from which plot they come. */
  readonly plot: Ground | null;
  readonly adding: number;
  /** Where she stands under every certificate that lists her; null in a programme without any certificate. */
  readonly standings: readonly ClaimStanding[] | null;
  readonly terms: BuyingTerms;
}

/** Ground whose verdict is low, or, where the terms say so, that nobody has looked at yet. */
export function isCleared(land: string | null, terms: Pick<BuyingTerms, 'land'>): boolean {
  return land === 'low' || ((land === null || land === 'none') && terms.land === 'unscreened-too');
}

/** Whether they may be bought as certified, why not, and how much may still be: of her estimate and of the plot's yield. */
export function claimOf(of: ClaimInputs): {
  readonly eligible: boolean;
  readonly reason: PlainReason | null;
  /** What the list says, when it is the list that stands against it. */
  readonly because: ClaimStanding['reason'];
  readonly schemes: readonly string[];
  readonly remaining: number | null;
  /** The plot would have given more than is believed: a second person confirms the receipt. */
  readonly overYield: boolean;
} {
  const { plot, standings, adding, terms } = of;
  const ground =
    plot === null || plot.m2 === null ? null : Math.max(0, plausibleGrams(plot.m2, terms) - plot.harvested);
  const approved = standings?.filter((one) => one.approved && one.mayBuy >= adding) ?? [];
  const listed = standings === null ? null : Math.max(0, ...standings.filter((s) => s.approved).map((s) => s.mayBuy));
  const overYield = ground !== null && adding > ground;
  const reason = ((): PlainReason | null => {
    if (!of.centreCertified) return 'centre';
    if (plot === null) return 'plot-unknown';
    if (plot.verdict === 'unmapped' || plot.verdict === 'blocked' || !isCleared(plot.land, terms))
      return 'plot-not-clear';
    if (standings !== null && approved.length === 0)
      return standings.some((one) => one.approved || one.reason === 'over-volume') ? 'over-volume' : 'not-on-list';
    return overYield ? 'over-volume' : null;
  })();
  const because =
    reason === 'not-on-list'
      ? (standings?.find((s) => s.reason !== 'other-harvest')?.reason ?? standings?.[0]?.reason ?? null)
      : null;
  const remaining = ground === null ? listed : listed === null ? ground : Math.min(ground, listed);
  return {
    eligible: reason === null,
    reason,
    because,
    schemes: approved.map((one) => one.scheme),
    remaining,
    overYield,
  };
}

/** A certificate that lists her, as her record on the phone carries it. */
export interface HeldClaim {
  readonly listed: {
    readonly certificate: string;
    readonly person: string;
    readonly estimated: number;
    readonly from_day: string;
    readonly stopped_on: string | null;
  };
  readonly certificate: Parameters<typeof standingOf>[0]['certificate'];
  readonly entered: readonly { readonly plot: string; readonly ready_on: string }[];
  readonly remaining: number;
}

/** What the phone judges by: the office's own rule over what it holds, less what it bought as certified since. */
export function heldStandings(
  claims: readonly HeldClaim[],
  of: { readonly plot?: string | undefined; readonly on: string },
): ClaimStanding[] {
  return claims.map((claim) => standingOf(claim, of));
}
