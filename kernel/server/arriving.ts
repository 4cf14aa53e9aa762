import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieName, type House } from './http.ts';
import type { Opening, SignedIn } from './sessions.ts';

/** A phone is shared at a collection centre: each of its people keeps a session of her own beside the one in use. */
const seatCookie = (staff: string): string => `${cookieName}-seat-${staff}`;
const lastingS = 90 * 86_400;

const isPhone = (request: FastifyRequest): boolean => request.headers['x-minka'] === 'phone';

/** Gives the cookie that opens the session, for as long as a session lasts; a phone keeps it by its person's name as well. */
export function giveCookies(house: House, reply: FastifyReply, token: string, who: SignedIn): void {
  const how = { path: '/', httpOnly: true, sameSite: 'strict', secure: house.secure, maxAge: lastingS } as const;
  void reply.setCookie(cookieName, token, how);
  if (isPhone(reply.request)) void reply.setCookie(seatCookie(who.staff), token, how);
}

/** Takes the cookies of whoever is signed in here; others who share the phone keep theirs. */
export function takeCookies(reply: FastifyReply, staff: string | null): void {
  void reply.clearCookie(cookieName, { path: '/' });
  if (staff) void reply.clearCookie(seatCookie(staff), { path: '/' });
}

/**
 * Opens a session in place of the one before. It goes on with the phone of her own last session, so that a phone whose
 * store was emptied is known again. In a browser whoever was signed in before is signed out; on a phone only she herself.
 */
export async function begins(house: House, request: FastifyRequest, who: SignedIn, how: Opening = {}): Promise<string> {
  let device: string | null = null;
  for (const token of new Set([request.cookies[cookieName], request.cookies[seatCookie(who.staff)]])) {
    const old = token ? await house.sessions.of(token) : null;
    if (!token || !old) continue;
    const same = old.staff === who.staff && old.programme === who.programme;
    if (same) device = old.session.device ?? device;
    if (same || !isPhone(request)) await house.sessions.close(token);
  }
  return house.sessions.open(who, { agent: request.headers['user-agent'], device, ...how });
}

/** The token that this person left on this phone, when it still opens; null when she has to sign in. */
export async function tokenOfSeat(house: House, request: FastifyRequest, staff: string): Promise<string | null> {
  const token = request.cookies[seatCookie(staff)];
  const who = token ? await house.sessions.of(token) : null;
  return token && who?.staff === staff ? token : null;
}
