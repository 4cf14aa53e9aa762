import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** Waits out whoever guesses: so many tries a minute for one login from one place, and for one place over all logins. */
export function throttle(app: FastifyInstance): (request: FastifyRequest, about: string) => Promise<void> {
  const about = new WeakMap<FastifyRequest, string>();
  const minute = 60_000;
  // A whole cooperative may sit behind one address.
  const place = app.createRateLimit({ max: 100, timeWindow: minute, keyGenerator: (request) => `place ${request.ip}` });
  const login = app.createRateLimit({
    max: 10,
    timeWindow: minute,
    keyGenerator: (request) => `login ${request.ip} ${about.get(request)}`,
  });
  return async (request, of) => {
    about.set(request, of.slice(0, 200));
    for (const limit of [place, login]) {
      const found = await limit(request);
      if (!found.isAllowed && found.isExceeded)
        throw new Refused([refuse('http.too-often', { seconds: Math.max(1, found.ttlInSeconds) })], 429);
    }
  };
}
