import type { Ledger } from '#kernel/ledger/ledger.ts';
import { quote, readingsFor, readTogether } from '#kernel/ledger/load.ts';
import { NotLoaded, Rows } from '#kernel/ledger/rows.ts';
import type { Actor, Scopes } from '#kernel/pure/policy.ts';
import { impossible } from '#kernel/pure/refusal.ts';
import { reading } from './reading.ts';

/** Somebody with the scopes of each of her grants opened down to the leaves. */
export interface Standing {
  readonly actor: Actor;
  /** Every scope at or below a scope: `below.get(zone)` holds the zone, its sub-zones, centres and nurseries. */
  readonly below: ReadonlyMap<string, readonly string[]>;
}

/** How long a grant may be remembered when another process (the command line) changed it. */
const rememberedMs = 5_000;

/** Knows who may do what, and remembers it for a moment; forgets at once when this process records a change of rights. */
export class Actors {
  private readonly ledger: Ledger;
  private readonly known = new Map<string, { standing: Standing | null; until: number }>();

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  forget(): void {
    this.known.clear();
  }

  async of(programme: string, staff: string): Promise<Standing | null> {
    const found = this.known.get(staff);
    if (found && found.until > Date.now()) return found.standing;
    const standing = await this.look(programme, staff);
    this.known.set(staff, { standing, until: Date.now() + rememberedMs });
    return standing;
  }

  private look(programme: string, staff: string): Promise<Standing | null> {
    const { pool, registry } = this.ledger;
    return reading(pool, programme, async (client) => {
      const rows = new Rows();
      for (let round = 0; round < 20; round += 1) {
        try {
          const actor = registry.actorOf(rows, programme, staff);
          if (!actor) return null;
          const { rows: tree } = await client.query(
            `select id, parent from ledger_scope where programme = ${quote(programme)}`,
          );
          return { actor, below: subtrees(tree, actor) };
        } catch (error) {
          if (!(error instanceof NotLoaded)) throw error;
          await readTogether(client, readingsFor(error.needs, rows, registry, programme));
        }
      }
      return impossible('rights that never stop asking');
    });
  }
}

/** Every scope at or below each scope of the actor's grants. */
export function subtrees(tree: readonly { id: string; parent: string | null }[], actor: Actor): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const { id, parent } of tree) if (parent) children.set(parent, [...(children.get(parent) ?? []), id]);
  const below = new Map<string, string[]>();
  for (const grant of actor.grants) {
    if (grant.scopes === 'all') continue;
    for (const scope of grant.scopes) {
      const found: string[] = [];
      const open = [scope];
      while (open.length > 0) {
        const next = open.pop() as string;
        if (found.includes(next)) continue;
        found.push(next);
        open.push(...(children.get(next) ?? []));
      }
      below.set(scope, found);
    }
  }
  return below;
}

/** The scopes of a standing opened to the leaves; `'all'` stays. */
export function opened(standing: Standing, scopes: Scopes): Scopes {
  if (scopes === 'all') return 'all';
  return [...new Set(scopes.flatMap((scope) => standing.below.get(scope) ?? [scope]))];
}
