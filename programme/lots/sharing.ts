import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { isUuid } from '#kernel/pure/ids.ts';
import { question, type Reader } from '#kernel/server/question.ts';
import { hashesOf, markOf } from './mark.ts';

interface Given {
  readonly id: string;
  readonly of: string;
  readonly code: string | null;
  readonly buyer: string;
  readonly until: string;
  readonly on: string;
}

/** The links that buyers were given to an origin, with the path of each. Who has the path has the plots, so few see it. */
export const shared = question({
  name: 'lots.shared',
  by: ['administrator', 'programme-manager'],
  about: 'Links to the plots behind a lot or shipment that buyers were given and that still stand, with their paths.',
  params: z.strictObject({ id: id() }),
  answer: async (db, params, asker) => {
    const links = await db.rows(sql<Given>`
      select s.id, s.of, null::text as code, o.name as buyer, s.until::text as until, s.on_day::text as on
      from lots_shared s join partners_organisation o on o.programme = s.programme and o.id = s.buyer
      where s.programme = ${asker.programme}::uuid and s.of = ${params.id}::uuid and not s.void order by s.on_day, s.id`);
    const hashes = await hashesOf(
      db,
      asker.programme,
      links.map((link) => link.id),
    );
    return links.map(({ id: link, buyer, until, on }) => ({
      id: link,
      buyer,
      until,
      on,
      path: `/origin/${tokenOf(link, hashes.get(link) ?? new Uint8Array())}`,
    }));
  },
});

const tokenOf = (link: string, hash: Uint8Array): string => `${link}.${markOf(hash, 'origin', link)}`;

/** The link that a token stands for, over or taken back or not; null when the mark is not ours. `until` in Peru's days. */
export async function linkAt(
  db: Reader,
  programme: string,
  token: string,
): Promise<{ of: string; buyer: string; until: string; void: boolean } | null> {
  const [link = '', mark = ''] = token.split('.');
  if (!isUuid(link)) return null;
  const hash = (await hashesOf(db, programme, [link])).get(link);
  if (!hash || markOf(hash, 'origin', link) !== mark) return null;
  const [found] = await db.rows(sql<{ of: string; buyer: string; until: string; void: boolean }>`
    select s.of, o.name as buyer, s.until::text as until, s.void
    from lots_shared s join partners_organisation o on o.programme = s.programme and o.id = s.buyer
    where s.programme = ${programme}::uuid and s.id = ${link}::uuid`);
  return found ?? null;
}
