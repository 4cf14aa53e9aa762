import type { RawBuilder } from 'kysely';
import type { Role } from '#kernel/pure/policy.ts';

/** What a phone holds of a record: built by SQL from the read tables when it is pulled, for the roles that may hold it. */
export interface DocumentKind {
  /** As named by the table's `document.kind`: `people.person`. */
  readonly kind: string;
  readonly by: readonly Role[];
  /** Roles that hold it only where it is their own: in the scope of the person that they are (a promoter's neighbours). */
  readonly own?: readonly Role[];
  /** Raise it when the body changes shape: phones then pull that kind again. */
  readonly version?: number;
  /** Set-wise: `ids` is an array as PostgreSQL writes it (`{…,…}`), for `t.id = any (${ids}::uuid[])`. */
  readonly build: (ids: string, programme: string) => RawBuilder<{ id: string; body: unknown }>;
}
