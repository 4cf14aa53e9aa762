import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { quantile, round } from './bench.ts';

/** So many new phones that ask for their first page in the same moment: seconds until 95 of 100 have it. */
export async function fleet(address: string, cookies: readonly string[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: cookies.length });
  const times = await Promise.all(cookies.map((cookie) => firstPage(address, cookie, agent)));
  agent.destroy();
  return round(quantile(times, 0.95) / 1000);
}

function firstPage(address: string, cookie: string, agent: Agent): Promise<number> {
  const began = performance.now();
  const storage = { persisted: true, used: null, quota: null, heals: 0 };
  const device = randomUUID();
  const hello = { protocol: 1, device, app: 'bench', last: 0, cursor: null, heal: [], digest: false, asking: [] };
  const body = JSON.stringify({ ...hello, waiting: 0, storage, facts: [] });
  const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip', 'x-minka': 'phone', cookie };
  return new Promise((resolve, reject) => {
    const sent = request(`${address}/api/sync`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`first page: ${response.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
