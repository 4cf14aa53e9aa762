import { Agent, request } from 'node:http';
import { quantile, round } from './bench.ts';

export interface Load {
  readonly address: string;
  readonly path: string;
  readonly cookie?: string;
  /** Ready-made bodies; each is sent once. */
  readonly bodies: readonly string[];
  readonly clients: number;
  /** Facts in each body. */
  readonly factsEach: number;
}

export interface Speed {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
}

/** So many clients, each sending its next body when the answer to the last one is there. */
export async function send(load: Load): Promise<Speed> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.clients });
  const times: number[] = [];
  let next = 0;
  const client = async () => {
    for (let body = load.bodies[next++]; body !== undefined; body = load.bodies[next++]) {
      const began = performance.now();
      await post(load, body, agent);
      times.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: load.clients }, client));
  const ms = performance.now() - began;
  agent.destroy();
  const facts = load.bodies.length * load.factsEach;
  return {
    perSecond: Math.round((facts / ms) * 1000),
    p50: round(quantile(times, 0.5)),
    p95: round(quantile(times, 0.95)),
  };
}

function post({ address, path, cookie }: Load, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-minka': '1',
      ...(cookie ? { cookie } : {}),
    };
    const sent = request(`${address}${path}`, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode === 200 && /^\{"receipts":\[\{/.test(text) && !/quarantined|rejected/.test(text))
          resolve();
        else reject(new Error(`${response.statusCode} ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
