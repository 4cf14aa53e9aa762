import { type RawBuilder, sql } from 'kysely';
import { type Role, roles } from '#kernel/pure/policy.ts';
import { type Asker, inScope } from './question.ts';

/** Names that only the programme's own tables know: `select id, name, programme` of staff and of scopes. */
export interface Names {
  readonly authors: RawBuilder<{ programme: string; id: string; name: string }>;
  readonly scopes: RawBuilder<{ programme: string; id: string; name: string }>;
  /** Phones that were given up, by the device's id. */
  readonly phones: RawBuilder<{
    programme: string;
    id: string;
    wipe: boolean;
    reason: string;
    on_day: string;
    revoked_by: string;
  }>;
}

export const inside = roles.filter((r): r is Role => r !== 'donor' && r !== 'producer');
/** `where` fragment: a fact of the asker's scopes, or one that she recorded herself. */
export const mine = (asker: Asker, f: RawBuilder<unknown>) =>
  asker.scopes === 'all'
    ? sql`true`
    : sql`(${inScope(asker, sql`${f}.scope`)} or ${f}.author = ${asker.actor.id}::uuid)`;
