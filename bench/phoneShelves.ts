import { quantile } from './bench.ts';
import { builtPage, inBrowser, showsPage, slowed } from './phoneBrowser.ts';
import { comparedPages, listedKind, type Shelf } from './phonePage/shelf.ts';
import { inTemporary } from './places.ts';

declare global {
  var shelf: Shelf;
}

export interface Kept {
  /** Ms of keeping ten thousand documents, and from a cold opening to the list of producers; the middle of the rounds. */
  readonly keepMs: number;
  readonly listMs: number;
}

const stores = ['ours', 'dexie', 'rxdb', 'pouch'] as const;
export type Compared = Readonly<Record<(typeof stores)[number], Kept>>;

/** Ours and three others, turn by turn, each on fresh profiles of its own, at a sixth of the speed. */
export async function comparedShelves(rounds: number, note: (text: string) => void): Promise<Compared> {
  const times = new Map<string, { keep: number[]; list: number[] }>();
  for (let run = 0; run < rounds; run += 1) {
    for (const store of stores) {
      const { keepMs, listMs } = await keptOnce(store);
      note(`${store}: kept in ${Math.round(keepMs)} ms, first list after ${Math.round(listMs)} ms`);
      const found = times.get(store) ?? { keep: [], list: [] };
      found.keep.push(keepMs);
      found.list.push(listMs);
      times.set(store, found);
    }
  }
  const middle = (values: readonly number[] = []) => Math.round(quantile(values, 0.5));
  const rows = stores.map((store) => {
    const found = times.get(store);
    return [store, { keepMs: middle(found?.keep), listMs: middle(found?.list) }];
  });
  return Object.fromEntries(rows) as Compared;
}

const origin = 'http://localhost:1';

function keptOnce(store: string): Promise<Kept> {
  return inTemporary(async (profile) => {
    const code = await builtPage(store);
    const keepMs = await inBrowser(profile, async (open) => {
      await showsPage(open, origin, code);
      await slowed(open.cdp, 6);
      return open.page.evaluate((pages) => globalThis.shelf.keep(pages), comparedPages());
    });
    const list = await inBrowser(profile, async (open) => {
      await showsPage(open, origin, code);
      await slowed(open.cdp, 6);
      return open.page.evaluate((kind) => globalThis.shelf.list(kind), listedKind);
    });
    if (list.rows !== 500) throw new Error(`${store} lists ${list.rows} of 500`);
    return { keepMs, listMs: list.ms };
  });
}
