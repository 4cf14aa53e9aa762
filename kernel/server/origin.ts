import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/**
 * A page of another site must not write in the name of whoever is signed in. Three fences: the cookie is SameSite=Strict,
 * a write needs a header that a foreign form cannot send, and where the browser says who asks, it must be ourselves.
 */
export function guardWrites(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
    if (!isOurs(request)) throw new Refused([refuse('http.foreign-page')], 403);
    if (request.headers['x-minka'] === undefined)
      throw new Refused([refuse('http.header-missing', { header: 'x-minka' })], 403);
  });
}

/** Integrations and the command line send neither header. */
function isOurs(request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
