/** Who works in a programme. One list for the server check, the phone's scope, the documents and the test matrix. */
export const roles = [
  'administrator',
  'programme-manager',
  'me-officer',
  'finance-officer',
  'technician',
  'promoter',
  'inspector',
  'nursery-operator',
  'buyer',
  'warehouse',
  'auditor',
  'donor',
  'producer',
] as const;
export type Role = (typeof roles)[number];

/** Roles that see the whole programme's records in the office. */
export const officeRoles = ['administrator', 'programme-manager', 'me-officer', 'finance-officer', 'auditor'] as const;
/** Roles that carry a phone or stand at a scale: they work inside their scopes. */
export const fieldRoles = ['technician', 'promoter', 'inspector', 'nursery-operator', 'buyer', 'warehouse'] as const;

/** `'all'` of the programme, or the ids of zones (with their subtree), centres and nurseries. */
export type Scopes = 'all' | readonly string[];

/** One role held by somebody, within scopes. */
export interface Grant {
  readonly role: Role;
  readonly scopes: Scopes;
}

/** Who acts: a member of staff (or a producer with her passbook) in one programme. */
export interface Actor {
  readonly id: string;
  readonly programme: string;
  /** The producer that she also is; documents of hers alone lie in this scope. */
  readonly person?: string | null;
  readonly grants: readonly Grant[];
}

/** The widest scope that any of these roles gives the actor; null when none of them is hers. */
export function scopesOf(actor: Actor, allowed: readonly Role[]): Scopes | null {
  let found: string[] | null = null;
  for (const grant of actor.grants) {
    if (!allowed.includes(grant.role)) continue;
    if (grant.scopes === 'all') return 'all';
    found = [...(found ?? []), ...grant.scopes];
  }
  return found;
}

/** What the policy says of recording one fact: allowed, not this person's kind of work, or outside her scope. */
export type Ruling = 'allowed' | 'not-your-role' | 'outside-your-scope';

/**
 * Deny by default. `chain` is the fact's zone, centre or nursery followed by the zones above it; null is programme-wide
 * and needs a programme-wide grant.
 */
export function mayRecord(actor: Actor, by: readonly Role[], chain: readonly string[] | null): Ruling {
  const scopes = scopesOf(actor, by);
  if (scopes === null) return 'not-your-role';
  if (scopes === 'all') return 'allowed';
  return chain?.some((scope) => scopes.includes(scope)) ? 'allowed' : 'outside-your-scope';
}
