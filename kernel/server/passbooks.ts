import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Standing } from './actors.ts';
import { type House, passbookCookie, present } from './http.ts';
import { checked, type Introduce } from './routes.ts';
import { argon, type SignedIn } from './sessions.ts';
import { throttle } from './throttle.ts';

/**
 * A producer's way to her own records: the card in her hand and a PIN of six digits. Nothing is installed and nobody is
 * enrolled. What she may do then is facts (`people.passbookOpened`, the role `producer`); here are only PIN and session.
 *
 *   POST   /api/passbook {card, pin}     opens it for an hour, as herself           whoever has both
 *   DELETE /api/passbook                 closes it                                  whoever has it open
 *   POST   /api/passbook/pin {person}    another PIN, told once                     whoever may open passbooks there
 *
 * Its session is a cookie of its own, used only by requests that say `x-minka: passbook`: on a technician's phone both
 * stand side by side. Unknown card, wrong PIN, no passbook, too many tries: one answer, so that it says nothing of cards.
 */
export function mountPassbooks(app: FastifyInstance, house: House, holders: Holders, introduce: Introduce): void {
  const { pool } = house.sessions;
  const slowly = throttle(app);
  /** Compared when there is no PIN, so that the answer takes as long. */
  const nobody = hash(randomBytes(16), argon);
  app.post('/api/passbook', async (request, reply) => {
    const { card, pin } = checked(passbookBodies.open, request.body);
    await slowly(request, `passbook ${card.toUpperCase()}`);
    const holder = await holders.of(card);
    const kept = holder ? await takeTry(pool, holder) : null;
    const right = await verify(kept?.hash ?? (await nobody), pin).catch(() => false);
    const who = holder && kept && right ? { programme: holder.programme, staff: holder.person } : null;
    if (!who || !kept || !(await house.actors.of(who.programme, who.staff)))
      throw new Refused([refuse('access.wrong-passbook')], 401);
    await pool.query('update access_pin set tries = 0 where programme = $1 and person = $2', [
      who.programme,
      kept.person,
    ]);
    await pool.query('delete from access_session where until_ms < $1', [Date.now()]);
    const untilMs = Date.now() + lastsMs;
    const token = await house.sessions.open(who, { agent: request.headers['user-agent'], untilMs });
    // Without an age of its own it goes when the browser is closed, too.
    void reply.setCookie(passbookCookie, token, {
      path: '/api',
      httpOnly: true,
      sameSite: 'strict',
      secure: house.secure,
    });
    return reply.header('cache-control', 'no-store').send({ ...(await introduce(who)), until_ms: untilMs });
  });
  app.delete('/api/passbook', async (request, reply) => {
    const token = request.cookies[passbookCookie];
    if (token) await house.sessions.close(token);
    return reply.clearCookie(passbookCookie, { path: '/api' }).code(204).send();
  });
  app.post('/api/passbook/pin', async (request, reply) => {
    const { who, standing } = await present(house, request);
    const { person } = checked(passbookBodies.pin, request.body);
    const holder = await holders.given(standing, person);
    // A PIN without a passbook would open nothing: first the passbook, then the PIN.
    if (!(await house.actors.of(holder.programme, holder.person)))
      throw new Refused([refuse('access.no-passbook', {}, 'person')]);
    const pin = newPin();
    await keepPin(pool, holder, pin, who);
    return reply.code(201).header('cache-control', 'no-store').send({ pin });
  });
}

/** Whose card it is, and who may give PINs: known to the programme's own tables, not to the kernel. */
export interface Holders {
  readonly of: (card: string) => Promise<Holder | null>;
  /** Throws when the person is not one to whom this member of staff may give a passbook. */
  readonly given: (standing: Standing, person: string) => Promise<Holder>;
}

export interface Holder {
  readonly programme: string;
  /** The record that counts, as which she acts. */
  readonly person: string;
  /** Her records that may have a PIN: the one on the card first, then the one that counts, then the others. */
  readonly records: readonly string[];
}

export const passbookBodies = {
  open: z.strictObject({
    card: z.string().check(z.maxLength(300, 'field.too-long')),
    pin: z.string().check(z.maxLength(20, 'field.too-long')),
  }),
  pin: z.strictObject({ person: id() }),
};

/** Long enough to read everything at the kitchen table. */
const lastsMs = 60 * 60_000;
/** After each five wrong ones a pause, and after twenty that PIN opens nothing any more: she gets another one. */
const [inARow, pauseMs, most] = [5, 15 * 60_000, 20];

/** What everybody tries first is given to nobody. */
const newPin = (): string => {
  const pin = String(randomInt(1_000_000)).padStart(6, '0');
  return /^(\d)\1{5}$|^(\d{3})\2$|012345|123456|234567|345678|456789|987654|876543|765432|654321|543210/.test(pin)
    ? newPin()
    : pin;
};

/**
 * Takes one of the tries that are left, before the PIN is looked at: a hundred guesses at once are not more than those
 * that are left. Null when there is no PIN, or no try.
 */
async function takeTry(pool: Pool, { programme, records }: Holder): Promise<{ person: string; hash: string } | null> {
  const { rows } = await pool.query(
    `update access_pin set tries = tries + 1, tried_ms = $3
     where programme = $1 and tries < $4 and (tries % $5 <> 0 or tries = 0 or tried_ms < $6) and person = (
       select p.person from access_pin p where p.programme = $1 and p.person = any ($2::uuid[])
       order by array_position($2::uuid[], p.person) limit 1)
     returning person, hash`,
    [programme, records, Date.now(), most, inARow, Date.now() - pauseMs],
  );
  return rows[0] ?? null;
}

/** The new PIN takes the place of every earlier one of hers, and ends what was open under it. */
export async function keepPin(pool: Pool, holder: Holder, pin: string, by: Pick<SignedIn, 'staff'>): Promise<void> {
  const { programme, person, records } = holder;
  await pool.query('delete from access_pin where programme = $1 and person = any ($2::uuid[])', [programme, records]);
  await pool.query(
    `insert into access_pin (programme, person, hash, made_by, made_ms) values ($1, $2, $3, $4, $5)
     on conflict (programme, person) do update set hash = excluded.hash, made_by = excluded.made_by,
       made_ms = excluded.made_ms, tries = 0, tried_ms = 0`,
    [programme, person, await hash(pin, argon), by.staff, Date.now()],
  );
}
