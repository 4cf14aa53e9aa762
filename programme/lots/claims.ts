import { certificateClaims, type claimKinds, type custodies } from './facts.ts';

export type Custody = (typeof custodies)[number];
export type ClaimKind = (typeof claimKinds)[number];
export type CertificateClaim = (typeof certificateClaims)[number];

/** `zone:<id>` and `clone:CCN-51` are of a kind; the others are their own kind. */
export const kindOf = (claim: string): ClaimKind => claim.split(':')[0] as ClaimKind;

export const isCertificate = (claim: string): claim is CertificateClaim =>
  (certificateClaims as readonly string[]).includes(claim);

/** What a centre's own certificate is called, where the programme keeps no certificates. */
export function claimOfScheme(scheme: string): CertificateClaim {
  const said = scheme.toLowerCase();
  if (/org|bio/.test(said)) return 'organic';
  if (/^ra$|rainforest|utz/.test(said)) return 'rainforest';
  return /^ft$|flo|fair/.test(said) ? 'fairtrade' : 'own';
}

/** What all of them share, in a fixed order; of nothing there is nothing to claim. */
export function shared(of: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = of;
  return [...new Set(first)].filter((claim) => others.every((claims) => claims.includes(claim))).sort();
}

export interface Joined {
  readonly claims: string[];
  /** Kinds of claim that some of them have and the whole has not, and nobody gave up. */
  readonly lost: ClaimKind[];
}

/** The claims of what is made of parts: what all share, less what its maker gives up. */
export function joined(parts: readonly (readonly string[])[], givesUp: readonly ClaimKind[]): Joined {
  const all = shared(parts);
  const lost = new Set(
    parts
      .flat()
      .filter((claim) => !all.includes(claim))
      .map(kindOf),
  );
  return {
    claims: all.filter((claim) => !givesUp.includes(kindOf(claim))),
    lost: [...lost].filter((kind) => !givesUp.includes(kind)).sort(),
  };
}

/** Beans of one source stay so only as long as nothing else is put to them. */
export function custodyOf(parts: readonly Custody[], said: Custody | undefined): Custody {
  if (parts.length === 1 && parts[0] === 'identity-preserved') return said ?? 'identity-preserved';
  return 'segregated';
}
