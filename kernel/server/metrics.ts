import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type House, present } from './http.ts';

/** Numbers of the process for a watcher (Prometheus): how long requests take by route, memory, database, log. */
export function mountMetrics(app: FastifyInstance, house: House): void {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'minka_' });
  const seconds = new Histogram({
    name: 'minka_http_seconds',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [register],
  });
  new Gauge({
    name: 'minka_database_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'],
    registers: [register],
    collect() {
      const { totalCount, idleCount, waitingCount } = house.ledger.pool;
      this.set({ state: 'busy' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'awaited' }, waitingCount);
    },
  });
  new Gauge({
    name: 'minka_log_records',
    help: 'Last number in the log, by programme',
    labelNames: ['programme'],
    registers: [register],
    async collect() {
      for (const { code, number } of await house.ledger.programmes()) this.set({ programme: code }, number);
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    // The pattern and never the address: an address may hold what somebody searched for.
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/api/metrics', async (request, reply) => {
    if (!isLocal(request)) {
      const { standing } = await present(house, request);
      if (scopesOf(standing.actor, ['administrator']) !== 'all')
        throw new Refused([refuse('policy.not-your-role')], 403);
    }
    return reply.type(register.contentType).send(await register.metrics());
  });
}

/** On this machine and not passed on by a proxy. */
function isLocal(request: FastifyRequest): boolean {
  const passedOn = request.headers['x-forwarded-for'] ?? request.headers['forwarded'] ?? request.headers['via'];
  return (
    passedOn === undefined && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
  );
}
