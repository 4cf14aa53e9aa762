import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { begins } from './arriving.ts';
import { inFours, newCode, spelled } from './codes.ts';
import type { House } from './http.ts';
import { administrator } from './logins.ts';
import { checked, type Welcome } from './routes.ts';
import { digestOf, type SignedIn } from './sessions.ts';
import { throttle } from './throttle.ts';

/**
 * How a phone gets in. The administrator makes a code for one member of staff; the phone scans it as
 * `https://host/phone/#e=CODE` (behind the #, so that it stands in no log) or takes it typed, and is signed in by it.
 *
 *   POST   /api/enrolments {staff}             a code, good once and for ten minutes             administrator
 *   GET    /api/enrolments/:staff              until when it is open, and whether it was used    administrator
 *   DELETE /api/enrolments/:staff              takes it back                                     administrator
 *   POST   /api/enrolments/look {code}         whose seat it is: names, roles, places            whoever has the code
 *   POST   /api/enrolments/enter {code, claim} signed in, as she whose seat it is                whoever has the code
 *
 * `claim` is a secret that the phone makes up: when the answer is lost on the way, the same phone asks once more, and no other.
 */
export function mountEnrolments(app: FastifyInstance, house: House, welcome: Welcome, seatOf: SeatOf): void {
  const slowly = throttle(app);
  app.post('/api/enrolments', async (request, reply) => {
    const { programme, staff: by } = await administrator(house, request);
    const { staff } = checked(enrolmentBodies.make, request.body);
    // A phone without rights would open nothing: first the role, then the phone.
    if (!(await house.actors.of(programme, staff))) throw new Refused([refuse('access.no-rights', {}, 'staff')]);
    const made = await make(house, { programme, staff }, by);
    return reply.code(201).header('cache-control', 'no-store').send(made);
  });
  app.get<{ Params: { staff: string } }>('/api/enrolments/:staff', async (request, reply) => {
    const who = await administered(house, request);
    return reply.header('cache-control', 'no-store').send(await standOf(house, who));
  });
  app.delete<{ Params: { staff: string } }>('/api/enrolments/:staff', async (request, reply) => {
    const { programme, staff } = await administered(house, request);
    await house.sessions.pool.query(
      `delete from access_invite where programme = $1 and staff = $2 and opens = 'phone'`,
      [programme, staff],
    );
    return reply.code(204).send();
  });
  app.post('/api/enrolments/look', async (request, reply) => {
    const { code } = checked(enrolmentBodies.look, request.body);
    await slowly(request, `phone ${spelled(code)}`);
    const found = await openCode(house, code);
    if (!found || found.used_ms !== null) throw wrongCode();
    return reply.header('cache-control', 'no-store').send({ ...(await seatOf(found)), until_ms: found.until_ms });
  });
  app.post('/api/enrolments/enter', async (request, reply) => {
    const { code, claim } = checked(enrolmentBodies.enter, request.body);
    await slowly(request, `phone ${spelled(code)}`);
    const { made_by, ...who } = await use(house, code, claim);
    return welcome(reply, await begins(house, request, who, { enrolledBy: made_by }), who);
  });
}

/** What these routes take; shown in the description too. */
const word = (most: number) => z.string().check(z.maxLength(most, 'field.too-long'));
export const enrolmentBodies = {
  make: z.strictObject({ staff: id() }),
  look: z.strictObject({ code: word(60) }),
  enter: z.strictObject({ code: word(60), claim: word(100).check(z.minLength(20, 'field.empty')) }),
};

/** Whose seat a code opens, in words that its holder can check. */
export interface Seat {
  readonly programme: string;
  readonly names: string;
  readonly grants: readonly { readonly role: string; readonly places: readonly string[] | 'all' }[];
}
export type SeatOf = (who: SignedIn) => Promise<Seat>;

/** How a code stands, for the screen that shows it. */
export interface EnrolmentStand {
  readonly until_ms: number | null;
  readonly used_ms: number | null;
}

const goodForMs = 10 * 60_000;
/** Forty bits for ten minutes: at a hundred guesses a minute from one place nobody finds one. */
const length = 8;

interface Open extends SignedIn {
  readonly until_ms: number;
  readonly used_ms: number | null;
}

const wrongCode = () => new Refused([refuse('access.wrong-phone-code', {}, 'code')], 403);

async function administered(house: House, request: FastifyRequest): Promise<SignedIn> {
  const { programme } = await administrator(house, request);
  const { staff } = checked(enrolmentBodies.make, { staff: (request.params as { staff: unknown }).staff });
  return { programme, staff };
}

async function make(house: House, who: SignedIn, by: string): Promise<{ code: string; until_ms: number }> {
  const code = newCode(length);
  const now = Date.now();
  const until_ms = now + goodForMs;
  await house.sessions.pool.query(
    `insert into access_invite (code, opens, programme, staff, until_ms, made_by, made_ms) values ($1, 'phone', $2, $3, $4, $5, $6)
     on conflict (programme, staff, opens) do update set code = excluded.code, until_ms = excluded.until_ms,
       made_by = excluded.made_by, made_ms = excluded.made_ms, used_ms = null, claim = null`,
    [digestOf(code), who.programme, who.staff, until_ms, by, now],
  );
  return { code: inFours(code), until_ms };
}

async function standOf(house: House, who: SignedIn): Promise<EnrolmentStand> {
  const { rows } = await house.sessions.pool.query(
    `select until_ms, used_ms from access_invite where programme = $1 and staff = $2 and opens = 'phone' and until_ms > $3`,
    [who.programme, who.staff, Date.now()],
  );
  return rows[0] ?? { until_ms: null, used_ms: null };
}

async function openCode(house: House, code: string): Promise<Open | null> {
  const { rows } = await house.sessions.pool.query(
    `select programme, staff, until_ms, used_ms from access_invite where code = $1 and opens = 'phone' and until_ms > $2`,
    [digestOf(spelled(code)), Date.now()],
  );
  return rows[0] ?? null;
}

/** Uses the code up, in one statement: of two phones that come at once one gets in, and the same one may ask again. */
async function use(house: House, code: string, claim: string): Promise<SignedIn & { made_by: string }> {
  const now = Date.now();
  const { rows } = await house.sessions.pool.query(
    `update access_invite set used_ms = coalesce(used_ms, $2), claim = $3
     where code = $1 and opens = 'phone' and until_ms > $2 and (claim is null or claim = $3)
     returning programme, staff, made_by`,
    [digestOf(spelled(code)), now, digestOf(claim)],
  );
  const [found] = rows as (SignedIn & { made_by: string })[];
  if (!found) throw wrongCode();
  return found;
}
