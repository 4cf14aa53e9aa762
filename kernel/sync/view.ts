import { createHash } from 'node:crypto';
import { scopesOf } from '#kernel/pure/policy.ts';
import { opened, type Standing } from '#kernel/server/actors.ts';
import type { DocumentKind } from './document.ts';

/** What somebody's phone may hold: kinds of document by scope. The programme itself is the scope of what all share. */
export type View = ReadonlyMap<string, readonly DocumentKind[]>;

/** The policy's answer: each kind of document where one of its roles reaches. `everywhere` opens the scopes of `'all'`. */
export function viewOf(standing: Standing, documents: readonly DocumentKind[], everywhere: readonly string[]): View {
  const view = new Map<string, DocumentKind[]>();
  const { actor } = standing;
  for (const document of documents) {
    const scopes = scopesOf(actor, document.by);
    const own = actor.person && scopesOf(actor, document.own ?? []) !== null ? [actor.person] : [];
    if (scopes === null && own.length === 0) continue;
    const reached = scopes === null ? [] : opened(standing, scopes);
    for (const scope of [actor.programme, ...own, ...(reached === 'all' ? everywhere : reached)]) {
      const kinds = view.get(scope);
      if (!kinds) view.set(scope, [document]);
      else if (!kinds.includes(document)) kinds.push(document);
    }
  }
  return view;
}

/** True when the view depends on which scopes there are. */
export function seesAll(standing: Standing): boolean {
  return standing.actor.grants.some((grant) => grant.scopes === 'all');
}

/** Short hashes of the kinds per scope, as cursors carry them. */
export function kindHashes(view: View): Map<string, string> {
  const known = new Map<string, string>();
  return new Map(
    [...view].map(([scope, kinds]) => {
      const text = kinds.map((k) => `${k.kind}@${k.version ?? 1}`).join(',');
      const hash = known.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 8);
      known.set(text, hash);
      return [scope, hash];
    }),
  );
}
