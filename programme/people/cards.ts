import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe, text } from '#kernel/pure/fields.ts';
import { fieldRoles, officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { base32, humanCode, readCode, tailBits, tailOf } from '#kernel/pure/signedCode.ts';
import { inScope, question, type Reader } from '#kernel/server/question.ts';
import { withinZone } from '#programme/partners/queries.ts';

/**
 * The server's mark on a card, as 10 hex digits: a keyed hash of her id, and the key is the secret that the log keeps
 * beside her registration (random, 16 bytes). So cards outlive a restore, no key has to be kept anywhere else, and with
 * her erasure the secret goes and her card with it. Null for whoever was erased. `of` and `salt` are of fixed length:
 * nothing can be appended.
 */
export const markOf = (person: RawBuilder<unknown>, salt: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql<
    string | null
  >`encode(substring(sha256(${salt} || convert_to('M1.card', 'UTF8') || uuid_send(${person})) from 1 for 5), 'hex')`;

/** As a card carries it. */
const markText = (hex: string): string => base32(Uint8Array.from(Buffer.from(hex, 'hex')));

/** Somebody whose card was read: the record on the card, the record that counts, and her others. */
export interface CardHolder {
  readonly person: string;
  readonly records: readonly string[];
}

/**
 * The holder of a card that is the programme's own, or of the large code under it, which is typed where no camera reads
 * (whoever knows only the code still needs her PIN). Null for a made-up card, and for somebody erased or taken back.
 */
export async function cardHolder(db: Reader, programme: string, code: string): Promise<CardHolder | null> {
  const read = readCode(code);
  if (read.kind !== 'human' && (read.kind !== 'card' || read.mark === null)) return null;
  const meant =
    read.kind === 'card'
      ? sql`p.id = ${read.id}::uuid`
      : sql`('x' || lpad(right(replace(p.id::text, '-', ''), 9), 16, '0'))::bit(64)::bigint & ${((1n << tailBits) - 1n).toString()}::bigint
          = ${tailOf(read.code).toString()}::bigint`;
  const found = await db.rows(sql<{ id: string; root: string; mark: string; others: string[] }>`
    select p.id, k.id as root, ${markOf(sql`p.id`, sql`l.salt`)} as mark, to_json(array(select o.id from people_person o
      where o.programme = p.programme and o.same_as = k.id and not o.void order by o.id)) as others
    from people_person p
    join ledger_personal l on l.programme = p.programme and l.fact = p.id
    join people_person k on k.programme = p.programme and k.id = coalesce(p.same_as, p.id)
    where p.programme = ${programme}::uuid and ${meant} and not p.void and not k.void and not k.erased limit 2`);
  const [only] = found;
  // A code that two people share is nobody's.
  if (!only || found.length > 1 || (read.kind === 'card' && markText(only.mark) !== read.mark)) return null;
  return { person: only.root, records: [...new Set([only.id, only.root, ...only.others])] };
}

/** Who holds this card? Answered beyond one's own zone too: the card in the hand is the reason to ask. */
export const card = question({
  name: 'people.card',
  by: [...officeRoles, ...fieldRoles],
  about: 'Whose card this is, when its mark is the programme’s own; merged records lead to the one that is kept.',
  params: z.strictObject({ code: text(300) }),
  answer: async (db, { code }, asker) => {
    const read = readCode(code);
    if (read.kind !== 'card' || read.mark === null) throw new Refused([refuse('people.card-unread', {}, 'code')]);
    const [found] = await db.rows(sql<{ id: string; names: string; zone_name: string; mark: string; mine: boolean }>`
      select k.id, concat_ws(' ', k.given_names, k.family_names) as names, z.name as zone_name,
        ${markOf(sql`p.id`, sql`l.salt`)} as mark, ${inScope(asker, sql`k.zone`)} as mine
      from people_person p
      join ledger_personal l on l.programme = p.programme and l.fact = p.id
      join people_person k on k.programme = p.programme and k.id = coalesce(p.same_as, p.id)
      join partners_zone z on z.programme = k.programme and z.id = k.zone
      where p.programme = ${asker.programme}::uuid and p.id = ${read.id}::uuid and not p.void and not k.void
        and not k.erased`);
    if (!found || markText(found.mark) !== read.mark) throw new Refused([refuse('people.card-foreign')], 404);
    const { id, names, zone_name, mine } = found;
    return { id, names, zone_name, mine };
  },
});

/** What is printed on cards, for a sheet of them. */
export const cards = question({
  name: 'people.cards',
  by: ['administrator', 'programme-manager', 'me-officer', 'technician'],
  about: 'Cards to print: the producers of a zone or community, or one of them, with the code that each card carries.',
  params: z.strictObject({ zone: maybe(id()), community: maybe(text(80)), person: maybe(id()) }),
  answer: async (db, { zone, community, person }, asker) => {
    const people = await db.rows(sql<{
      id: string;
      names: string;
      community: string | null;
      zone_name: string;
      mark: string;
    }>`
      select p.id, concat_ws(' ', p.given_names, p.family_names) as names, p.community, z.name as zone_name,
        ${markOf(sql`p.id`, sql`l.salt`)} as mark
      from people_person p
      join ledger_personal l on l.programme = p.programme and l.fact = p.id
      join partners_zone z on z.programme = p.programme and z.id = p.zone
      where p.programme = ${asker.programme}::uuid and p.same_as is null and not p.void and not p.erased
        and ${inScope(asker, sql`p.zone`)} and ${withinZone(asker, sql`p.zone`, zone)}
        and (${community ?? null}::text is null or p.community = ${community ?? null})
        and (${person ?? null}::uuid is null or p.id = ${person ?? null}::uuid)
      order by p.community nulls last, p.family_names, p.given_names, p.id limit 600`);
    return people.map(({ mark, ...of }) => ({ ...of, mark: markText(mark), code: humanCode(of.id) }));
  },
});
